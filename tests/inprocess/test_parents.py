"""The warm parents that wait for the next notebook: nothing passes from one notebook to another."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import psutil
import pytest
from nbclient.exceptions import DeadKernelError

from inspection_lib.inprocess.parents import _IDLE
from tests.inprocess.constructs import notebook_of
from tests.inprocess.notebooks import left_running, run, texts, warm_parents
from tests.waiting import until

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
found = [matplotlib.rcParams["lines.linewidth"] == 9, "INSPECTION_LEFT" in os.environ]
found += [os.getcwd() == "/", "left" in sys.modules]
found + ["/left" in sys.path, json.dumps(1) is None, "left" in globals()]
"""


def test_nothing_passes_from_one_notebook_to_the_next(tmp_path: Path) -> None:
    """Neither settings, environment, folder, modules, patches nor names."""
    assert texts(CHANGES, QUESTIONS.removeprefix("\n"), folder=tmp_path)[1] == str([True] * 7)
    assert texts(QUESTIONS, folder=tmp_path) == [str([False] * 7)]


def test_random_numbers_differ_from_notebook_to_notebook(tmp_path: Path) -> None:
    """The forks do not share the generators of their parent."""
    cell = "import random, numpy, uuid\nrandom.random(), numpy.random.rand(), uuid.uuid4().hex"
    first, second = (eval(texts(cell, folder=tmp_path)[0]) for _ in range(2))
    assert not set(first) & set(second)


def test_a_dozen_notebooks_leave_nothing_behind(tmp_path: Path) -> None:
    """No process, no descriptor here or in the warm parent, no file among the temporary ones.

    A notebook's process is cleaned up while the next one runs, so the test waits for the last one.
    """
    texts("1", folder=tmp_path)
    parent = warm_parents()[0]

    def held() -> tuple[object, ...]:
        return psutil.Process().num_fds(), parent.num_fds(), warm_parents(), threading.active_count()

    assert until(lambda: not parent.children())
    before = held()
    for number in range(12):
        assert texts(f"print({number})\nimport os; os.system('true');", folder=tmp_path) == [f"{number}\n"]
    assert until(lambda: held() == before)
    assert until(lambda: left_running() == [])


def test_a_warm_parent_that_was_killed_is_replaced(tmp_path: Path) -> None:
    """Killed under a notebook it means a dead kernel.

    The next notebook runs, also after a kill between two.
    """
    with pytest.raises(DeadKernelError):
        run(
            notebook_of("import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(60)"),
            tmp_path,
        )
    assert texts("1", folder=tmp_path) == ["1"]
    for parent in warm_parents():
        parent.kill()
        assert until(lambda parent=parent: parent.status() == psutil.STATUS_ZOMBIE)
    assert texts("2", folder=tmp_path) == ["2"]


def test_a_notebook_whose_warm_parent_dies_before_the_first_cell_is_run_again(tmp_path: Path) -> None:
    """A parent that was killed a moment ago still looks alive, and takes the next notebook."""
    texts("1", folder=tmp_path)
    parents = warm_parents()
    for parent in parents:
        parent.suspend()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(texts, "2", folder=tmp_path)
        assert until(lambda: not any(idle for (process, _), idle in _IDLE.items() if process == os.getpid()))
        for parent in parents:
            parent.kill()
        assert running.result() == ["2"]


def test_notebooks_run_at_once_in_threads(tmp_path: Path) -> None:
    """Each thread gets the outputs of its own notebook only."""

    def one(number: int) -> list[str]:
        folder = tmp_path / str(number)
        folder.mkdir()
        return texts("import time; time.sleep(0.1)", str(number), folder=folder, cwd=None)

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(one, range(6))) == [["", str(number)] for number in range(6)]


def test_a_fork_of_the_opener_opens_a_warm_parent_of_its_own(tmp_path: Path) -> None:
    """Two processes never share a connection."""
    texts("1", folder=tmp_path)
    here = {parent.pid for parent in warm_parents()}
    cell = "import os; os.getppid()"
    with get_context("fork").Pool(1) as pool:
        there = pool.apply(texts, (cell,), {"folder": tmp_path})
    assert int(there[0]) not in here
    assert int(texts(cell, folder=tmp_path)[0]) in here
