"""A notebook in a forked process: sudden ends, time limits, and errors of the one who runs it."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import NotebookExecutionManager

from tests.inprocess.constructs import notebook_of
from tests.inprocess.notebooks import INPROCESS, KERNEL, left_running, run, stopped, texts
from tests.waiting import until


def test_a_process_that_is_killed_is_a_dead_kernel_with_its_last_words(tmp_path: Path) -> None:
    """The exception, the count and the text that was flushed are a kernel's."""
    last = "import os, signal, time\nprint('last words', flush=True)\n"
    last += (
        "time.sleep(2)\nos.kill(os.getpid(), signal.SIGKILL)"  # a kernel's thread sends the text meanwhile
    )
    ours, theirs = (stopped(notebook_of("1", last, "2"), tmp_path, by) for by in (INPROCESS, KERNEL))
    assert ours == theirs
    assert ours[0] == (DeadKernelError, "Kernel died")


def test_a_cell_over_its_time_ends_as_with_a_kernel(tmp_path: Path) -> None:
    """The exception and the text so far are a kernel's, although the cell never flushed."""
    slow = notebook_of("1", "import time\nprint('begun')\ntime.sleep(60)", "2")
    ours, theirs = (stopped(slow, tmp_path, by, execution_timeout=4) for by in (INPROCESS, KERNEL))
    assert ours == theirs
    assert ours[0][0] is CellTimeoutError


@pytest.mark.parametrize("end", ["os._exit(0)", "os._exit(3)", "import ctypes\nctypes.string_at(0)"])
def test_a_process_that_ends_itself_is_a_dead_kernel(tmp_path: Path, end: str) -> None:
    """Whatever its exit status is, the cells after it were not run."""
    with pytest.raises(DeadKernelError):
        run(notebook_of(f"import os\n{end}", "'never'"), tmp_path)


def test_a_fork_that_a_dead_process_left_behind_is_ended(tmp_path: Path) -> None:
    """The fork holds the pipe of the dead process open; nobody waits until it ends by itself."""
    fork = "import multiprocessing, os, time\nfork = multiprocessing.get_context('fork')\n"
    fork += "fork.Process(target=time.sleep, args=(600,)).start()\nos._exit(1)"
    begun = time.monotonic()
    with pytest.raises(DeadKernelError):
        run(notebook_of(fork), tmp_path)
    assert time.monotonic() - begun < 500
    assert until(lambda: left_running() == [])


def test_a_cell_that_shows_outputs_without_end_is_stopped_at_its_limit(tmp_path: Path) -> None:
    """Its outputs do not keep the engine from its deadline, and no process is left."""
    with pytest.raises(CellTimeoutError):
        run(notebook_of("while True:\n    display(1)"), tmp_path, execution_timeout=1)
    assert until(lambda: left_running() == [])


def test_a_run_that_is_broken_off_leaves_no_process(tmp_path: Path) -> None:
    """An error of the one who runs the notebook, as a full disk or Ctrl-C, ends the notebook's process."""

    class Full:
        def write(self, text: str) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(notebook_of("import time\nprint('x')\ntime.sleep(60)"), tmp_path, stdout_file=Full())
    assert until(lambda: left_running() == [])
    assert texts("1", folder=tmp_path) == ["1"]


def test_an_error_of_the_opener_after_the_process_has_ended_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is slow and then full: the process has ended, unseen, before the error comes."""
    save, saves = NotebookExecutionManager.save, itertools.count(1)

    def fill(manager: NotebookExecutionManager) -> None:
        saved = next(saves)
        if saved == 2:  # the first cell begins; meanwhile the process ends
            assert until(lambda: left_running() == [])
        if saved == 3:
            raise OSError("full")
        save(manager)

    texts("1", folder=tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(NotebookExecutionManager, "save", fill)
        with pytest.raises(OSError, match="full"):
            run(notebook_of("1"), tmp_path)
    assert until(lambda: left_running() == [])
    assert texts("1", folder=tmp_path) == ["1"]
