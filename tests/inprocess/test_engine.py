"""The engines without a kernel beside papermill's own: the same notebook must come out the same."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill import execute_notebook
from papermill.engines import NotebookExecutionManager
from papermill.exceptions import PapermillExecutionError

import inspection_lib
from inspection_lib.inprocess.engine import kernel_wish
from inspection_lib.unit_report.notebook import SocketKernelManager, notebook_parameters, run_notebook
from tests.batch.benches import until
from tests.conftest import CAMPAIGN, ROOT
from tests.inprocess.constructs import CONSTRUCTS, constructs_notebook, notebook_of, write_folder

SHIPPED = sorted((ROOT / "notebooks").glob("*.ipynb"))
BATCH = "batch.ipynb"
KERNEL, INPROCESS = None, "inprocess"
"""papermill's names of its own engine and of the one that is tested."""
ENGINES = (KERNEL, INPROCESS, "thisprocess")


def run(notebook: NotebookNode, folder: Path, engine: str | None = INPROCESS, **options: Any) -> NotebookNode:
    """The notebook as it is written when it was run in a folder; an error that papermill raises is let out."""
    nbformat.write(notebook, folder / "in.ipynb")
    kernel = {"kernel_manager_class": SocketKernelManager, "shutdown_kernel": "immediate"}
    paths = str(folder / "in.ipynb"), str(folder / "out.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(
            "PYTEST_CURRENT_TEST", raising=False
        )  # a kernel that sees it does not look at what subprocesses write
        execute_notebook(
            *paths, engine_name=engine, progress_bar=False, **({"cwd": folder} | kernel | options)
        )
    return nbformat.read(folder / "out.ipynb", as_version=4)


def texts(*sources: str, folder: Path, **options: Any) -> list[str]:
    """What cells that say one thing each say, run by the engine."""
    cells = run(notebook_of(*sources), folder, **options).cells
    return [
        "".join(output.get("text") or output.data["text/plain"] for output in cell.outputs) for cell in cells
    ]


def bare(value: Any) -> Any:
    """A notebook or part of it without what differs from run to run: times, ids, numbers of processes and addresses."""
    if isinstance(value, dict):
        left_out = (
            "id",
            "start_time",
            "end_time",
            "duration",
            "input_path",
            "output_path",
            "widgets",
            "model_id",
        )
        kept = {name: inner for name, inner in value.items() if name not in left_out}
        timing = kept.get("execution")
        return {
            name: bare(inner) if name != "execution" else sorted(timing)
            for name, inner in _merged(kept).items()
        }
    if isinstance(value, list):
        return [bare(inner) for inner in value]
    return re.sub(r"ipykernel_\d+|0x[0-9a-f]{6,}", "…", value) if isinstance(value, str) else value


def _merged(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell whose text on one stream is one output: a kernel cuts it where time has passed."""
    merged: list[Any] = []
    for output in cell.get("outputs", []):
        last = merged[-1] if merged else {}
        if output["output_type"] == last.get("output_type") == "stream" and output["name"] == last["name"]:
            merged[-1] = last | {"text": last["text"] + output["text"]}
        else:
            merged.append(dict(output))
    return cell | {"outputs": merged} if "outputs" in cell else cell


def left_running() -> list[psutil.Process]:
    """The processes below those that this one keeps: warm parents wait, and nothing else is left."""
    return [below for child in psutil.Process().children() for below in child.children(recursive=True)]


def warm_parents() -> list[psutil.Process]:
    """The processes that this one keeps."""
    return psutil.Process().children()


# --- the same as a kernel --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def constructs(tmp_path_factory: pytest.TempPathFactory) -> dict[str | None, NotebookNode]:
    """The notebook of all constructs, run by each engine; `thisprocess` in a process of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_SEEN", "by the cells")
        return {engine: _run_constructs(tmp_path_factory.mktemp("constructs"), engine) for engine in ENGINES}


def _run_constructs(folder: Path, engine: str | None) -> NotebookNode:
    write_folder(folder)
    nbformat.write(constructs_notebook(), folder / "in.ipynb")
    if engine == "thisprocess":
        python("-c", THIS_PROCESS, folder=folder)
    else:
        with pytest.raises(
            PapermillExecutionError
        ):  # which it raises for errors that are allowed, when all cells have run
            run(constructs_notebook(), folder, engine)
    return nbformat.read(folder / "out.ipynb", as_version=4)


THIS_PROCESS = """
import contextlib, logging, matplotlib.pyplot, papermill
papermill.execute.logger.setLevel(logging.INFO)
papermill.execute.logger.addHandler(logging.StreamHandler())
with contextlib.suppress(papermill.PapermillExecutionError):
    papermill.execute_notebook("in.ipynb", "out.ipynb", engine_name="thisprocess", progress_bar=False, log_output=True)
"""
"""With a log that must not get into the cells, and matplotlib loaded before there is a shell."""


def python(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Python in a folder, with this library; it has to succeed."""
    environment = os.environ | {
        "PYTHONPATH": str(Path(inspection_lib.__file__).parent.parent),
        "PYTHONSAFEPATH": "1",
    }
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=False, cwd=folder, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done


def cells_of(construct: str, notebook: NotebookNode) -> list[Any]:
    """The cells of a construct, bare."""
    return [bare(cell) for cell in notebook.cells if cell.metadata.get("construct") == construct]


@pytest.mark.parametrize("engine", [INPROCESS, "thisprocess"])
@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_construct_gives_what_a_kernel_gives(
    constructs: dict[str | None, NotebookNode], name: str, engine: str
) -> None:
    """Outputs, counts and metadata of the construct's cells are a kernel's, but for times, ids and cuts in text."""
    ours, theirs = (cells_of(name, constructs[by]) for by in (engine, KERNEL))
    assert ours == theirs


@pytest.mark.parametrize("engine", [INPROCESS, "thisprocess"])
def test_a_notebook_has_the_metadata_of_a_kernels(
    constructs: dict[str | None, NotebookNode], engine: str
) -> None:
    """The language as a kernel tells it, and papermill's own notes."""
    assert bare(constructs[engine].metadata) == bare(constructs[KERNEL].metadata)


@pytest.mark.parametrize("engine", [INPROCESS, KERNEL])
def test_the_batch_notebook_makes_reports_with_either_engine(
    engine: str | None, tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """It tells how long it took and what was left to make, so that no two runs come out alike: both make the report."""
    path = next(path for path in SHIPPED if path.name == BATCH)
    asked = {"store": sample_url, "output": str(tmp_path), "home": str(ROOT)}
    made = run_notebook(path, str(tmp_path / "out.ipynb"), asked, engine=engine)
    said = "".join(output.get("text", "") for cell in made.cells for output in cell.get("outputs", []))
    assert "Đã lập 1 báo cáo, 0 không đổi" in said
    assert (tmp_path / CAMPAIGN / "060" / "report.html").is_file()


@pytest.mark.parametrize("path", [path for path in SHIPPED if path.name != BATCH], ids=lambda path: path.name)
def test_a_shipped_notebook_comes_out_as_with_a_kernel(
    path: Path, tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """All of it but times and ids."""
    known = {
        "store": sample_url,
        "campaign": CAMPAIGN,
        "output": str(tmp_path),
        "made_at": "2017-12-31T08:00:00+07:00",
    }
    known |= {"home": str(ROOT), "unit": "060"}
    asked = {name: value for name, value in known.items() if name in notebook_parameters(path)}
    ours, theirs = (
        bare(run_notebook(path, str(tmp_path / "out.ipynb"), asked, engine=by)) for by in (INPROCESS, KERNEL)
    )
    assert ours == theirs


@pytest.mark.parametrize(
    "cell", ["print('last words')\n1 / 0", "import sys\nsys.exit()", "import sys\nsys.exit(3)"]
)
def test_a_notebook_that_stops_stops_as_with_a_kernel(tmp_path: Path, cell: str) -> None:
    """The same exception or none, and the same file with papermill's marks; the cells after are not run."""
    ours, theirs = (
        stopped(notebook_of("'before'", cell, "'never'"), tmp_path, by) for by in (INPROCESS, KERNEL)
    )
    assert ours == theirs


def stopped(notebook: NotebookNode, folder: Path, engine: str | None, **options: Any) -> tuple[Any, Any]:
    """What a run raised, in words, and the file it left."""
    raised: Any = None
    try:
        run(notebook, folder, engine, **options)
    except (PapermillExecutionError, DeadKernelError, CellTimeoutError) as error:
        raised = type(error), bare(str(error))
    return raised, bare(nbformat.read(folder / "out.ipynb", as_version=4))


def test_a_process_that_is_killed_is_a_dead_kernel_with_its_last_words(tmp_path: Path) -> None:
    """The exception, the count and the text that was flushed are a kernel's."""
    last = "import os, signal, time\nprint('last words', flush=True)\ntime.sleep(0.5)\nos.kill(os.getpid(), signal.SIGKILL)"
    ours, theirs = (stopped(notebook_of("1", last, "2"), tmp_path, by) for by in (INPROCESS, KERNEL))
    assert ours == theirs
    assert ours[0] == (DeadKernelError, "Kernel died")


def test_a_cell_over_its_time_ends_as_with_a_kernel(tmp_path: Path) -> None:
    """The exception and what the cell had said so far are a kernel's, though it never flushed."""
    slow = notebook_of("1", "import time\nprint('begun')\ntime.sleep(60)", "2")
    ours, theirs = (stopped(slow, tmp_path, by, execution_timeout=1) for by in (INPROCESS, KERNEL))
    assert ours == theirs
    assert ours[0][0] is CellTimeoutError


def test_errors_that_are_allowed_stop_nothing(tmp_path: Path) -> None:
    """`allow_errors` runs on to the end; papermill raises for the error all the same, as with a kernel."""
    ours, theirs = (
        stopped(notebook_of("1 / 0", "'after'"), tmp_path, by, allow_errors=True)
        for by in (INPROCESS, KERNEL)
    )
    assert ours == theirs
    assert [cell.get("execution_count") for cell in ours[1]["cells"] if cell["cell_type"] == "code"] == [1, 2]


# --- papermill's options and command ------------------------------------------------------------------------------------


def test_the_command_takes_parameters_a_folder_and_files_for_the_streams(tmp_path: Path) -> None:
    """`papermill --engine inprocess -p … --cwd … --stdout-file … --log-output` does what it does with a kernel."""
    (tmp_path / "beside.py").write_text("SAID = 'from beside'\n", encoding="utf-8")
    cell = "import beside\nprint(beside.SAID, number)"
    nbformat.write(notebook_of(cell), tmp_path / "in.ipynb")
    (tmp_path / "elsewhere").mkdir()
    words = [
        "-p",
        "number",
        "5",
        "--cwd",
        str(tmp_path),
        "--stdout-file",
        str(tmp_path / "said"),
        "--log-output",
    ]
    words += ["--no-progress-bar", "--engine", "inprocess"]
    done = python("-m", "papermill", "../in.ipynb", "out.ipynb", *words, folder=tmp_path / "elsewhere")
    assert (tmp_path / "said").read_text(encoding="utf-8") == "from beside 5\n"
    assert "from beside 5" in done.stderr


def test_output_is_logged_while_the_cell_runs(tmp_path: Path) -> None:
    """What a long cell prints reaches the file for its stream before it ends."""
    cell = (
        "import pathlib, time\nprint('begun')\nwhile not pathlib.Path('seen').exists():\n    time.sleep(0.01)"
    )

    class Seen:
        def write(self, text: str) -> None:
            (tmp_path / "seen").write_text(text, encoding="utf-8")

        def flush(self) -> None:
            pass

    run(notebook_of(cell), tmp_path, stdout_file=Seen(), execution_timeout=30)
    assert (tmp_path / "seen").read_text(encoding="utf-8") == "begun\n"


def test_a_negative_time_limit_is_none(tmp_path: Path) -> None:
    """As with papermill's own engine."""
    assert texts("1", folder=tmp_path, execution_timeout=-1) == ["1"]


def test_text_is_one_output_however_often_it_is_flushed(tmp_path: Path) -> None:
    """A kernel cuts text where time has passed; here the same notebook gives the same outputs every time."""
    cell = "import time\nfor word in 'abc':\n    print(word, flush=True)\n    time.sleep(0.25)\ndisplay(1)\nprint('d')"
    outputs = run(notebook_of(cell), tmp_path).cells[0].outputs
    assert [output.get("text") for output in outputs] == ["a\nb\nc\n", None, "d\n"]


def test_text_below_python_stands_where_it_was_written(tmp_path: Path) -> None:
    """A kernel's thread may be late with it; here it is in its place."""
    cell = "import os\nprint('a'); os.system('echo b'); print('c'); os.system('echo d')"
    assert texts(cell, folder=tmp_path) == ["a\nb\nc\nd\n0"]


def test_no_text_is_lost_while_a_program_writes_beside_the_cell(tmp_path: Path) -> None:
    """The program and the reader share the file; every line comes once, in order."""
    program = "import os\nfor number in range(20_000): os.write(1, b'%06d\\n' % number)"
    cell = f"import subprocess, sys\nrunning = subprocess.Popen([sys.executable, '-c', {program!r}])\n"
    (text,) = texts(f"{cell}while running.poll() is None:\n    sys.stdout.flush()", folder=tmp_path)
    assert text.splitlines() == [f"{number:06}" for number in range(20_000)]


# --- what only a kernel does --------------------------------------------------------------------------------------------


def test_a_widget_gets_a_kernel(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The notebook is run again with a kernel, whose widget state is kept; a warning says why."""
    done = run(notebook_of("print('once')", "import ipywidgets\nipywidgets.IntSlider(3)"), tmp_path)
    assert [output.text for output in done.cells[0].outputs] == ["once\n"]
    assert done.cells[1].outputs[0].data["text/plain"] == "IntSlider(value=3)"
    assert done.metadata.widgets["application/vnd.jupyter.widget-state+json"].state
    assert "needs a kernel for a comm, as widgets use" in caplog.text


def test_typed_input_gets_a_kernel(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """And then the kernel's error: nobody is there to type."""
    with pytest.raises(PapermillExecutionError) as raised:
        run(notebook_of("input('name?')"), tmp_path)
    assert raised.value.ename == "StdinNotImplementedError"
    assert "needs a kernel for input()" in caplog.text


def test_an_unknown_kernel_is_unknown_as_with_papermill(tmp_path: Path) -> None:
    """jupyter_client's own exception."""
    with pytest.raises(NoSuchKernel):
        run(notebook_of("1"), tmp_path, kernel_name="no-such-kernel")


@pytest.mark.parametrize(
    ("argv", "wish"),
    [
        ([sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], ""),
        (["python", "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"], ""),
        (["/other/bin/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"], "the kernel other"),
        (
            [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--pylab"],
            "the kernel other",
        ),
        (["R", "--slave", "{connection_file}"], "the kernel other"),
    ],
)
def test_a_kernel_of_another_python_is_not_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: list[str], wish: str
) -> None:
    """A kernel's command tells: this interpreter with nothing special, or a kernel is needed."""
    folder = tmp_path / "kernels" / "other"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "Other"}), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert kernel_wish(notebook_of(), "other", {}) == wish


def test_options_of_a_kernels_client_get_a_kernel() -> None:
    """They are not passed over in silence."""
    assert (
        kernel_wish(notebook_of(), "python3", {"interrupt_on_timeout": True})
        == "the option interrupt_on_timeout"
    )


# --- each notebook by itself --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["os._exit(0)", "os._exit(3)", "import ctypes\nctypes.string_at(0)"])
def test_a_process_that_ends_itself_is_a_dead_kernel(tmp_path: Path, end: str) -> None:
    """Whatever its exit status: the cells after were not run."""
    with pytest.raises(DeadKernelError):
        run(notebook_of(f"import os\n{end}", "'never'"), tmp_path)


def test_a_fork_that_a_dead_process_left_keeps_nobody_waiting(tmp_path: Path) -> None:
    """The fork holds what the process spoke through; it ends with it."""
    fork = "import multiprocessing, os, time\nfork = multiprocessing.get_context('fork')\n"
    fork += "fork.Process(target=time.sleep, args=(60,)).start()\nos._exit(1)"
    begun = time.monotonic()
    with pytest.raises(DeadKernelError):
        run(notebook_of(fork), tmp_path)
    assert time.monotonic() - begun < 10
    assert until(lambda: left_running() == [], 5)


def test_a_cell_that_never_stops_talking_is_stopped_in_time(tmp_path: Path) -> None:
    """Its outputs do not keep the clock from being looked at, and no process is left."""
    with pytest.raises(CellTimeoutError):
        run(notebook_of("while True:\n    display(1)"), tmp_path, execution_timeout=1)
    assert until(lambda: left_running() == [], 5)


LEFT_OUT = "[Ô này in ra quá 10.000.000 ký tự: phần còn lại được lược bỏ. / This cell printed more than 10,000,000 characters"


def test_a_cell_that_prints_too_much_is_told_of_and_goes_on(tmp_path: Path) -> None:
    """What fits is kept, a line in both languages stands for the rest; what it displays and the next cell's text are there."""
    flood = "for _ in range(30):\n    print('x' * 1_000_000)\ndisplay('shown')\nprint('lost')"
    flooded, after = run(notebook_of(flood, "print('after')"), tmp_path).cells
    assert flooded.outputs[0].text[:10_000_000].replace("x", "") == "\n" * 9
    assert flooded.outputs[0].text[10_000_000:].startswith("\n" + LEFT_OUT)
    assert [output.data["text/plain"] for output in flooded.outputs[1:]] == ["'shown'"]
    assert after.outputs[0].text == "after\n"


def test_a_cell_that_prints_too_much_takes_no_memory(tmp_path: Path) -> None:
    """Half a gigabyte is printed, and the process is no larger by a fifth of it."""
    size = "import resource\nresource.getrusage(resource.RUSAGE_SELF).ru_maxrss"
    before, _, after = texts(size, "for _ in range(500):\n    print('x' * 1_000_000)", size, folder=tmp_path)
    assert int(after) - int(before) < 100_000


def test_a_program_that_writes_too_much_fills_no_disk(tmp_path: Path) -> None:
    """The file that takes what is written below Python is emptied while the cell runs; what fits is kept."""
    flood = "import os, time\nos.system('timeout 1 yes ' + 'x' * 99);\nlimit = time.monotonic() + 20\n"
    seen = "while os.fstat(1).st_size and time.monotonic() < limit: time.sleep(0.01)"
    flooded, after = texts(flood + seen, "os.fstat(1).st_size", folder=tmp_path)
    assert flooded[:10_000_000] == ("x" * 99 + "\n") * 100_000
    assert LEFT_OUT in flooded[10_000_000:]
    assert after == "0"


def test_a_cell_that_shows_too_much_is_told_of_and_goes_on(tmp_path: Path) -> None:
    """So many outputs as there is room for, and a line for the rest; the next cell has room again."""
    little = "from inspection_lib.inprocess import output\noutput.LARGEST_OUTPUTS = 21_500"
    shown = run(
        notebook_of(little, "for number in range(20):\n    display(number)", "display('after')"), tmp_path
    ).cells
    *outputs, remark = shown[1].outputs
    assert [output.data["text/plain"] for output in outputs] == [str(number) for number in range(10)]
    assert "This cell showed too much" in remark.text
    assert shown[2].outputs[0].data["text/plain"] == "'after'"


def test_outputs_that_are_cleared_take_no_room(tmp_path: Path) -> None:
    """A cell that shows its progress in one place goes on for ever; stopped, it has what it showed last."""
    cell = "from IPython.display import clear_output\nfor number in range(30):\n    print(str(number) * 500_000)\n"
    going_on = notebook_of(
        cell + "    clear_output(wait=number % 2)\nprint('last', flush=True)\nimport time; time.sleep(60)"
    )
    (_, left) = stopped(going_on, tmp_path, INPROCESS, execution_timeout=5)
    assert [output["text"] for output in left["cells"][-1]["outputs"]] == ["last\n"]


def test_a_run_that_is_broken_off_leaves_no_process(tmp_path: Path) -> None:
    """An error of the one who runs the notebook, as a full disk or Ctrl-C, ends the notebook's process."""

    class Full:
        def write(self, text: str) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(notebook_of("import time\nprint('x')\ntime.sleep(60)"), tmp_path, stdout_file=Full())
    assert until(lambda: left_running() == [], 5)
    assert texts("1", folder=tmp_path) == ["1"]


def test_an_error_at_home_beside_a_process_that_ended_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A place that is slow and then full: the process has said its end before the error comes."""
    save, saves = NotebookExecutionManager.save, itertools.count(1)

    def fill(manager: NotebookExecutionManager) -> None:
        saved = next(saves)
        if saved == 2:  # the first cell begins; meanwhile all is done
            time.sleep(3)
        if saved == 3:
            raise OSError("full")
        save(manager)

    texts("1", folder=tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(NotebookExecutionManager, "save", fill)
        with pytest.raises(OSError, match="full"):
            run(notebook_of("1"), tmp_path)
    assert until(lambda: left_running() == [], 5)
    assert texts("1", folder=tmp_path) == ["1"]


CHANGES = """
import json, os, random, sys, matplotlib
matplotlib.rcParams["lines.linewidth"] = 9
os.environ["INSPECTION_LEFT"] = "1"
os.chdir("/")
sys.modules["left"] = sys
sys.path.append("/left")
json.dumps = lambda *_: None
left = 1
"""
QUESTIONS = """
import json, os, sys, matplotlib
found = [matplotlib.rcParams["lines.linewidth"] == 9, "INSPECTION_LEFT" in os.environ, os.getcwd() == "/", "left" in sys.modules]
found + ["/left" in sys.path, json.dumps(1) is None, "left" in globals()]
"""


def test_nothing_passes_from_one_notebook_to_the_next(tmp_path: Path) -> None:
    """Not settings, environment, folder, modules, patches or names."""
    assert texts(CHANGES, QUESTIONS.removeprefix("\n"), folder=tmp_path)[1] == str([True] * 7)
    assert texts(QUESTIONS, folder=tmp_path) == [str([False] * 7)]


def test_a_notebook_sees_the_callers_environment_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what changed after the first notebook was run, with the time zone and the folder for temporary files."""
    texts("1", folder=tmp_path)
    monkeypatch.setenv("INSPECTION_LATE", "yes")
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    asked = "import os, tempfile, time\nf\"{os.environ['INSPECTION_LATE']} {time.localtime().tm_gmtoff} {tempfile.gettempdir()}\""
    assert texts(asked, folder=tmp_path) == [repr(f"yes 25200 {tmp_path}")]


def test_random_numbers_differ_from_notebook_to_notebook(tmp_path: Path) -> None:
    """The forks do not share their parent's generators."""
    asked = "import random, numpy, uuid\nrandom.random(), numpy.random.rand(), uuid.uuid4().hex"
    first, second = (eval(texts(asked, folder=tmp_path)[0]) for _ in range(2))
    assert not set(first) & set(second)


def test_what_a_notebook_leaves_open_is_written_at_its_end(tmp_path: Path) -> None:
    """As when a kernel ends: open files are written out, exit functions run, threads are awaited."""
    cell = "import atexit, pathlib, threading, time\nheld = open('held', 'w')\nheld.write('held')\n"
    cell += "atexit.register(pathlib.Path('at exit').touch)\n"
    cell += "threading.Thread(target=lambda: (time.sleep(0.3), pathlib.Path('thread').touch())).start()"
    run(notebook_of(cell), tmp_path)
    assert (tmp_path / "held").read_text() == "held"
    assert (tmp_path / "at exit").exists()
    assert (tmp_path / "thread").exists()


def test_sixty_notebooks_leave_nothing_behind(tmp_path: Path) -> None:
    """No process, no descriptor here or in the warm parent, no file among the temporary ones.

    A notebook's process goes away beside what comes next, so the last one's is awaited.
    """
    texts("1", folder=tmp_path)
    parent = warm_parents()[0]

    def held() -> tuple[object, ...]:
        return psutil.Process().num_fds(), parent.num_fds(), warm_parents(), threading.active_count()

    assert until(lambda: not parent.children(), 5)
    before = held()
    for number in range(60):
        assert texts(f"print({number})\nimport os; os.system('true');", folder=tmp_path) == [f"{number}\n"]
    assert until(lambda: held() == before, 5)
    assert until(lambda: left_running() == [], 5)


def test_a_warm_parent_that_was_killed_is_replaced(tmp_path: Path) -> None:
    """A notebook under which it is killed has a dead kernel; the next one runs, and one after a kill between two as well."""
    with pytest.raises(DeadKernelError):
        run(
            notebook_of("import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(60)"),
            tmp_path,
        )
    assert texts("1", folder=tmp_path) == ["1"]
    for parent in warm_parents():
        parent.kill()
        while parent.status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.01)
    assert texts("2", folder=tmp_path) == ["2"]


def test_notebooks_run_at_once_in_threads(tmp_path: Path) -> None:
    """Each thread hears of its own notebook only."""

    def one(number: int) -> list[str]:
        folder = tmp_path / str(number)
        folder.mkdir()
        return texts("import time; time.sleep(0.1)", str(number), folder=folder, cwd=None)

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(one, range(6))) == [["", str(number)] for number in range(6)]


def test_a_fork_of_the_opener_opens_a_warm_parent_of_its_own(tmp_path: Path) -> None:
    """Two processes never speak on one line."""
    texts("1", folder=tmp_path)
    here = {parent.pid for parent in warm_parents()}
    asked = "import os; os.getppid()"
    with get_context("fork").Pool(1) as pool:
        there = pool.apply(texts, (asked,), {"folder": tmp_path})
    assert int(there[0]) not in here
    assert int(texts(asked, folder=tmp_path)[0]) in here
