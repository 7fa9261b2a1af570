"""The engines without a kernel beside papermill's own: the same cells must give the same outputs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from tests.inprocess.constructs import CONSTRUCTS, constructs_notebook, notebook_of, write_folder
from tests.inprocess.notebooks import INPROCESS, KERNEL, THISPROCESS, bare, python, run, stopped, texts

ENGINES = (KERNEL, INPROCESS, THISPROCESS)


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
        # papermill raises also for errors that are allowed, after all cells have run
        with pytest.raises(PapermillExecutionError):
            run(constructs_notebook(), folder, engine)
    return nbformat.read(folder / "out.ipynb", as_version=4)


THIS_PROCESS = """
import contextlib, logging, matplotlib.pyplot, papermill
papermill.execute.logger.setLevel(logging.INFO)
papermill.execute.logger.addHandler(logging.StreamHandler())
with contextlib.suppress(papermill.PapermillExecutionError):
    papermill.execute_notebook(
        "in.ipynb", "out.ipynb", engine_name="thisprocess", progress_bar=False, log_output=True
    )
"""
"""With a log that must not get into the cells, and with matplotlib loaded before there is a shell."""


def cells_of(construct: str, notebook: NotebookNode) -> list[Any]:
    """The cells of a construct, bare."""
    return [bare(cell) for cell in notebook.cells if cell.metadata.get("construct") == construct]


@pytest.mark.parametrize("engine", [INPROCESS, "thisprocess"])
@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_construct_gives_what_a_kernel_gives(
    constructs: dict[str | None, NotebookNode], name: str, engine: str
) -> None:
    """Outputs, counts and metadata of the construct's cells are a kernel's, apart from times and ids."""
    ours, theirs = (cells_of(name, constructs[by]) for by in (engine, KERNEL))
    assert ours == theirs


@pytest.mark.parametrize("engine", [INPROCESS, "thisprocess"])
def test_a_notebook_has_the_metadata_of_a_kernels(
    constructs: dict[str | None, NotebookNode], engine: str
) -> None:
    """The language as a kernel describes it, and papermill's own notes."""
    assert bare(constructs[engine].metadata) == bare(constructs[KERNEL].metadata)


@pytest.mark.parametrize(
    "cell", ["print('last words')\n1 / 0", "import sys\nsys.exit()", "import sys\nsys.exit(3)"]
)
def test_a_notebook_that_stops_stops_as_with_a_kernel(tmp_path: Path, cell: str) -> None:
    """The same exception or none, and the same file with papermill's marks; the cells after are not run."""
    ours, theirs = (
        stopped(notebook_of("'before'", cell, "'never'"), tmp_path, by) for by in (INPROCESS, KERNEL)
    )
    assert ours == theirs


def test_errors_that_are_allowed_stop_nothing(tmp_path: Path) -> None:
    """`allow_errors` runs on to the end; papermill raises for the error all the same, as with a kernel."""
    ours, theirs = (
        stopped(notebook_of("1 / 0", "'after'"), tmp_path, by, allow_errors=True)
        for by in (INPROCESS, KERNEL)
    )
    assert ours == theirs
    assert [cell.get("execution_count") for cell in ours[1]["cells"] if cell["cell_type"] == "code"] == [1, 2]


def test_a_notebook_sees_the_callers_environment_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what changed after the first notebook ran, such as the time zone and the temporary folder."""
    texts("1", folder=tmp_path)
    monkeypatch.setenv("INSPECTION_LATE", "yes")
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    cell = "import os, tempfile, time\n"
    cell += "f\"{os.environ['INSPECTION_LATE']} {time.localtime().tm_gmtoff} {tempfile.gettempdir()}\""
    assert texts(cell, folder=tmp_path) == [repr(f"yes 25200 {tmp_path}")]


def test_what_a_notebook_leaves_open_is_written_at_its_end(tmp_path: Path) -> None:
    """As when a kernel ends: open files are written, exit functions run, threads finish."""
    cell = "import atexit, pathlib, threading, time\nheld = open('held', 'w')\nheld.write('held')\n"
    cell += "atexit.register(pathlib.Path('at exit').touch)\n"
    cell += "threading.Thread(target=lambda: (time.sleep(0.3), pathlib.Path('thread').touch())).start()"
    run(notebook_of(cell), tmp_path)
    assert (tmp_path / "held").read_text() == "held"
    assert (tmp_path / "at exit").exists()
    assert (tmp_path / "thread").exists()
