"""The ways of running jobs make the same reports, hold the same limits, and are watched in the same words."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from inspection_lib.batch import UnitAccount, UnitState
from inspection_lib.batch.progress import BarProgress, LineProgress, NotebookProgress, open_progress
from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language, message
from inspection_lib.unit_report.job import Made
from tests.batch.benches import HEALED, Bench, chosen, half_written, open_bench
from tests.conftest import ROOT

UNITS = ("06.STP", "058", "060", "062", "065", "066", "01834", "01837", "01840", "01843", "01846", "01849")
"""Departments, districts and communes, with all kinds of registers."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+(Z|\+00:00)")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, sample_url: str, sample_store: object) -> Bench:
    """Twelve units, made by default with four processes at once."""
    bench = open_bench(tmp_path_factory.mktemp("workers"), sample_url, registers=True)
    done = bench.run(*chosen(*UNITS), "--jobs", "4")
    assert done.returncode == 0, done.stderr
    return bench


def another(bench: Bench, folder: Path, *words: str) -> Bench:
    """The same workbench and store with outputs of its own, where a batch was run with other options."""
    folder.mkdir(exist_ok=True)
    (folder / "home").symlink_to(bench.workbench)
    (folder / "tmp").mkdir()
    other = Bench(folder, bench.store)
    done = other.run(*words)
    assert done.returncode == 0, done.stderr
    return other


def report(bench: Bench, unit: str) -> Any:
    """A unit's report.json without the moment of its making."""
    return json.loads(MOMENT.sub("then", bench.report(unit)))


def cells(bench: Bench, unit: str) -> list[Any]:
    """Source, count and outputs of a unit's notebook, without times and folders."""
    text = (bench.out / unit / "unit_report.ipynb").read_text(encoding="utf-8")
    text = re.sub(r"/[^\"' ]*/tmp/inspection-[^\"'\\ ]*", "somewhere", MOMENT.sub("then", text))
    text = text.replace(str(bench.workbench), "home").replace(str(bench.workbench.resolve()), "home")
    text = re.sub(r"\d\d:\d\d, \d+/\d+/\d{4}", "then", text)
    return [
        (cell["source"], cell.get("execution_count"), cell.get("outputs"))
        for cell in json.loads(text)["cells"]
    ]


def test_many_units_at_once_are_each_their_own(bench: Bench) -> None:
    """No report, page or notebook carries another unit's code or name."""
    assert bench.made() == set(UNITS)
    assert half_written(bench) == []
    for unit in UNITS:
        page = (bench.out / unit / "report.html").read_text(encoding="utf-8")
        assert re.findall(r'data-unit="([^"]*)"', page) == [unit]
    assert bench.left() == []


def test_reused_processes_make_the_same(bench: Bench, tmp_path: Path) -> None:
    """Each of two processes makes several units: the same reports and, but for times, the same notebooks."""
    pool = another(bench, tmp_path / "pool", *chosen(*UNITS[2:9]), "--executor", "pool", "--jobs", "2")
    for unit in UNITS[2:9]:
        assert report(pool, unit) == report(bench, unit)
        assert cells(pool, unit) == cells(bench, unit)
    assert half_written(pool) == []
    assert "đã lập" in (pool.out / UNITS[2] / "batch.log").read_text(encoding="utf-8")
    assert pool.left() == []


def test_kernels_make_the_same(bench: Bench, tmp_path: Path) -> None:
    """With papermill's own engine the reports are the same, and no kernel is left."""
    kernels = another(
        bench, tmp_path / "kernels", *chosen("060", "01834"), "--engine", "kernel", "--jobs", "2"
    )
    for unit in ("060", "01834"):
        assert report(kernels, unit) == report(bench, unit)
    assert half_written(kernels) == []
    assert kernels.left() == []


def test_one_process_makes_the_same_as_several(bench: Bench, tmp_path: Path) -> None:
    """How many run at once changes no report and no notebook."""
    alone = another(bench, tmp_path / "alone", *chosen(*UNITS[1:4]), "--jobs", "1")
    for unit in UNITS[1:4]:
        assert report(alone, unit) == report(bench, unit)
        assert cells(alone, unit) == cells(bench, unit)


def test_reused_processes_that_die_or_hang_fail_their_unit_alone(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """A dead process and one over its time are replaced; the units between are made; nothing is left."""
    code = "import os, signal\nif unit == '01834': os._exit(3)\nwhile unit == '01837': pass\n"
    code += "if unit == '01840': os.kill(os.getpid(), signal.SIGSEGV)"
    bench = open_bench(tmp_path, sample_url, code)
    units = chosen("01834", "01837", "01840", "01843", "01846")
    done = bench.run(*units, "--executor", "pool", "--jobs", "2", "--time-limit", "4")
    assert done.returncode == 1
    assert bench.states() == dict.fromkeys(("01834", "01837", "01840"), "failed") | dict.fromkeys(
        ("01843", "01846"), "made"
    )
    assert "mã 3" in bench.reason("01834")
    assert "quá giới hạn 4 giây" in bench.reason("01837")
    assert "SIGSEGV" in bench.reason("01840")
    assert bench.left() == []


HUNGRY = """
held = int(open('/proc/self/statm').read().split()[1]) * 4096
print('held', held)
hoard = []
while unit == '01837' or len(hoard) < 5: hoard.append(b'x' * 50_000_000)
"""


def held_at_begin(bench: Bench, unit: str) -> int:
    """The bytes that the process held when the unit's notebook began, as it printed them."""
    return int(
        (bench.out / unit / "unit_report.ipynb")
        .read_text(encoding="utf-8")
        .split('"held ')[1]
        .split("\\n")[0]
    )


def test_a_reused_process_holds_the_limit_of_memory_for_each_unit(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """One that takes all memory fails alone; the process lets go of what each held; the next run makes the rest."""
    bench = open_bench(tmp_path, sample_url, HUNGRY.strip())
    units = chosen("01834", "01837", "01840", "01843")
    done = bench.run(*units, "--executor", "pool", "--jobs", "1", "--memory-limit", "600")
    assert done.returncode == 1
    assert bench.states() == {"01834": "made", "01837": "failed", "01840": "made", "01843": "made"}
    assert "nhiều bộ nhớ" in bench.reason("01837")
    first, *later = (held_at_begin(bench, unit) for unit in ("01834", "01840", "01843"))
    assert max(later) - first < 150_000_000
    before = bench.made()
    (bench.workbench / HEALED).touch()
    assert bench.run(*units, "--executor", "pool", "--jobs", "1", "--memory-limit", "600").returncode == 0
    assert {unit for unit, state in bench.states().items() if state == "skipped"} == before
    assert bench.states()["01837"] == "made"
    assert bench.left() == []


def test_a_kernel_that_never_ends_is_ended_with_its_unit(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """A kernel runs in a session of its own and may hear no signal: it is gone all the same."""
    code = "import ctypes, signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nctypes.PyDLL(None).sleep(600)"
    bench = open_bench(tmp_path, sample_url, code)
    done = bench.run(*chosen("01834"), "--engine", "kernel", "--time-limit", "5")
    assert done.returncode == 1
    assert "quá giới hạn 5 giây" in bench.reason("01834")
    assert bench.left() == []


# --- progress ------------------------------------------------------------------------------------------------------


def test_a_terminal_shows_a_bar_with_rate_and_time_left(bench: Bench, tmp_path: Path) -> None:
    """In a pseudo terminal: how many of how many, units a second, time left; failures scroll by; the cursor comes back."""
    ours, theirs = pty.openpty()
    (tmp_path / "home").symlink_to(bench.workbench)
    (tmp_path / "tmp").mkdir()
    other = Bench(tmp_path, bench.store)
    environment = other.environment() | {"TERM": "xterm-256color", "COLUMNS": "160"}
    run = subprocess.Popen(
        other.command(*chosen("01834", "01837", "01840"), "--jobs", "2"),
        stderr=theirs,
        stdout=subprocess.DEVNULL,
        env=environment,
    )
    os.close(theirs)
    seen = read_all(ours)
    assert run.wait(10) == 0
    assert "3/3" in seen
    assert "mỗi giây" in seen
    assert re.search(r"\d:\d\d:\d\d", seen)
    assert seen.rfind("\x1b[?25h") > seen.rfind("\x1b[?25l") >= 0


def read_all(terminal: int) -> str:
    """All that is written to a pseudo terminal, until it is closed."""
    found = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # what Linux tells of a closed terminal
            piece = b""
        if not piece:
            os.close(terminal)
            return found.decode("utf-8", "replace")
        found += piece


PLANNED = [UnitAccount(code, UnitState.NOT_BEGUN) for code in ("060", "061")] + [
    UnitAccount("062", UnitState.SKIPPED)
]
FAILED = Made("061", 1.0, message("The unit's process failed: {error}.", error="[red]oh"), message("Wait."))


def watch(watcher: LineProgress | BarProgress | NotebookProgress) -> None:
    """Show a run of two units of which one fails."""
    watcher.resumed({"made": 4, "not_begun": 2, "begun": 1})
    watcher.planned(PLANNED)
    for unit in ("060", "061"):
        watcher.begun(unit)
        watcher.tick()
    watcher.ended(Made("060", 1.0))
    watcher.stopping()
    watcher.ended(FAILED)
    watcher.close()


def test_lines_where_no_one_looks_on(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal: a plain line for what was broken off, for each failure as it comes, and for the end."""
    progress = open_progress(open_catalogue(Language.EN), Console(stderr=True, width=200))
    assert isinstance(progress, LineProgress)
    watch(progress)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("The last run was broken off: it had made 4 reports; 3 were not made.")
    assert lines[1].startswith("Stopping")
    assert "061: The unit's process failed: [red]oh. Wait." in lines
    assert lines[-1].startswith("2/2") or lines[-1].startswith("2 of 2 units, 1 failed")


def test_a_bar_in_a_terminal_shows_failures_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    """What a failure says is no markup of the terminal's."""
    watch(BarProgress(open_catalogue(Language.EN), Console(stderr=True, force_terminal=True, width=200)))
    said = capsys.readouterr().err
    assert "061: The unit's process failed: [red]oh. Wait." in said
    assert "2/2" in said


def test_the_same_reason_is_not_told_a_hundred_times(capsys: pytest.CaptureFixture[str]) -> None:
    """A full disk fails every unit: a few are told as they come, the count goes on."""
    progress = open_progress(open_catalogue(Language.EN), Console(stderr=True, width=200))
    for number in range(100):
        progress.begun(str(number))
        progress.ended(Made(str(number), 1.0, message("The disk is full."), None))
    said = capsys.readouterr().err
    assert said.count("The disk is full.") == 3
    assert progress.failed == 100


def test_a_notebook_shows_a_bar_of_tqdm() -> None:
    """A real tqdm, here without a notebook around it: how many of how many, and the failure beside it."""
    code = "from tests.batch.test_workers import *\nwatch(NotebookProgress(open_catalogue(Language.VI)))"
    seen = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "2/2" in seen.stderr
    assert "061: " in seen.stdout + seen.stderr


def test_only_units_with_registers_run_where_pandas_was_loaded(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """A process with pandas costs half as much again to fork; the others are forked from a parent without it."""
    bench = open_bench(tmp_path, sample_url, "import sys; print('pandas' in sys.modules)", registers=True)
    done = bench.run(*chosen("060", "065", "01834", "01837"), "--jobs", "2")
    assert done.returncode == 0, done.stderr
    loaded = {
        unit: [
            output["text"]
            for _, _, outputs in cells(bench, unit)
            for output in outputs or []
            if "text" in output
        ]
        for unit in ("060", "065", "01834", "01837")
    }
    assert loaded == {
        "060": [["True\n"]],
        "065": [["True\n"]],
        "01834": [["False\n"]],
        "01837": [["False\n"]],
    }
    assert bench.left() == []


def test_reused_processes_need_nothing_of_unix(tmp_path: Path, sample_url: str, sample_store: object) -> None:
    """Where `fcntl` and `resource` cannot be imported, as on Windows, the pool makes the same reports."""
    bench = open_bench(tmp_path, sample_url)
    (tmp_path / "site").mkdir()
    missing = "import sys\nfor name in ('fcntl', 'resource'):\n    sys.modules[name] = None\n"
    (tmp_path / "site" / "sitecustomize.py").write_text(missing, encoding="utf-8")
    done = subprocess.run(
        bench.command(*chosen("01834", "01837"), "--executor", "pool", "--jobs", "2"),
        env=bench.environment() | {"PYTHONPATH": f"{tmp_path / 'site'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert bench.made() == {"01834", "01837"}
