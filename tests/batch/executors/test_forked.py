"""Forked processes: every fault of a notebook fails its unit alone."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from inspection_lib.batch import make_order, plan_job
from inspection_lib.batch.executors.forked import ForkExecutor
from inspection_lib.batch.inputs import Inputs
from inspection_lib.language import Language
from inspection_lib.unit_report import JobResult
from inspection_lib.workbench import Workbench
from tests.batch.setups import (
    WAIT,
    BatchSetup,
    by_unit,
    cells,
    chosen,
    half_written,
    kill,
    make_setup,
    some_wait,
)
from tests.conftest import CAMPAIGN
from tests.waiting import until

FINE = "06.SNV"


FAULTS = {
    "01834": ("import os; os._exit(3)", "tự kết thúc với mã 3"),
    "01837": ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV"),
    "01840": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
    "01843": ("import os, signal; os.killpg(0, signal.SIGKILL)", "SIGKILL"),
    "01846": ("x = bytearray(3_000_000_000)", "nhiều bộ nhớ"),
    "01849": ("while True: pass", "quá giới hạn 6 giây"),
    "01852": (
        "while True: print('lặp mãi', flush=True); __import__('time').sleep(0.001)",
        "quá giới hạn 6 giây",
    ),
    "01855": (
        "import ctypes, signal; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65)); "
        "ctypes.PyDLL(None).sleep(600)",
        "quá giới hạn 6 giây",
    ),
    "01858": ("unit = '01837'", "không phải của đơn vị 01858"),
    "01861": ("output = ''", "report.json"),
    "01876": (
        "for _ in range(300): print('x' * 3_000_000)\nwhile True: time.sleep(1)",
        "quá giới hạn 6 giây",
    ),
    "01879": ("os.system('yes | head -c 900000000; sleep 600')", "quá giới hạn 6 giây"),
}
"""A unit, what its notebook does, what is said of it. The last two print twice the memory that they may take,
as fast as they can and as a program can, and never end."""


LINGERING = {
    "01864": "import subprocess; subprocess.Popen(['sleep', '600'], start_new_session=True)",
    "01867": "import os, time\nif os.fork() == 0: time.sleep(600)",
    "01870": "import os, time\nif os.fork() == 0: time.sleep(600)\nos._exit(4)",
}
"""A unit whose notebook leaves a process behind: in a session of its own, forked, forked by one that ends at
once."""


ALL = (FINE, "060", *FAULTS, *LINGERING, "01873")


@pytest.fixture(scope="module")
def faulty(
    tmp_path_factory: pytest.TempPathFactory, sample_url: str, sample_store: object
) -> tuple[BatchSetup, int, str]:
    """A run in which twelve notebooks misbehave and three leave processes behind; the others print.

    Its status and what it said.
    """
    loaded = dict.fromkeys((FINE, "060"), "import sys; print('pandas' in sys.modules)")
    code = by_unit({unit: fault for unit, (fault, _) in FAULTS.items()} | LINGERING | loaded)
    setup = make_setup(
        tmp_path_factory.mktemp("faulty"), sample_url, f"import os, time\n{code}", registers=True
    )
    done = setup.run(*chosen(*ALL), "--jobs", "4", "--time-limit", "6", "--memory-limit", "400")
    return setup, done.returncode, done.stderr


@pytest.mark.parametrize("unit", FAULTS)
def test_a_notebook_that_misbehaves_fails_its_unit_alone(
    faulty: tuple[BatchSetup, int, str], unit: str
) -> None:
    """The unit is told as failed, with why; it has no page and no report; it is said as it comes."""
    setup, status, said = faulty
    assert status == 1
    assert setup.states()[unit] == "failed"
    assert FAULTS[unit][1] in setup.reason(unit)
    assert f"{unit}: " in said
    assert not (setup.out / unit / "report.html").exists()
    assert not (setup.out / unit / "report.json").exists()


def test_units_that_are_well_are_made_beside_others_that_are_not(faulty: tuple[BatchSetup, int, str]) -> None:
    """The first, the last and those that only left a process behind are made, whole and their own."""
    setup, _, _ = faulty
    assert setup.made() == {FINE, "060", "01864", "01867", "01873"}
    assert half_written(setup) == []
    assert setup.states()["01870"] == "failed"
    assert "mã 4" in setup.reason("01870")


def test_no_process_and_no_scratch_folder_outlives_a_run(faulty: tuple[BatchSetup, int, str]) -> None:
    """Nothing that a notebook started, in a session of its own or not, is there after the run.

    TMPDIR is empty.
    """
    setup, _, _ = faulty
    assert setup.left() == []
    assert list(setup.scratch.iterdir()) == []


def test_what_is_printed_without_end_fills_no_disk(faulty: tuple[BatchSetup, int, str]) -> None:
    """Nearly two gigabytes were printed."""
    setup, _, _ = faulty
    assert sum(path.stat().st_size for path in setup.out.rglob("*.*")) < 10_000_000


def test_no_process_loads_pandas(faulty: tuple[BatchSetup, int, str]) -> None:
    """Registers are read without it; it would make each fork half as expensive again."""
    setup, _, _ = faulty
    for unit in (FINE, "060"):
        texts = [output.get("text") for *_, outputs in cells(setup, unit) for output in outputs or []]
        assert [text for text in texts if text] == [["False\n"]], unit


def test_the_log_tells_where_a_process_died_or_hung(faulty: tuple[BatchSetup, int, str]) -> None:
    """A segfault, an endless loop and one in C leave a stack with the notebook's line.

    The log begins in Vietnamese.
    """
    setup, _, _ = faulty
    for unit in ("01837", "01849", "01855"):
        log = (setup.out / unit / "batch.log").read_text(encoding="utf-8")
        assert f"Đơn vị {unit}" in log
        assert "most recent call first" in log
        assert "ipykernel_" in log


def test_the_next_run_makes_what_failed_and_nothing_else(faulty: tuple[BatchSetup, int, str]) -> None:
    """When the notebooks behave, the failed units are made and the others skipped; status 0."""
    setup, _, _ = faulty
    before, failed = setup.made(), {"01834", "01846", "01858", "01870"}
    setup.heal()
    done = setup.run_here(*chosen(*before, *failed))
    assert done.returncode == 0, done.stderr
    assert {unit for unit, state in setup.states().items() if state == "skipped"} == before
    assert setup.made() == before | failed
    assert half_written(setup) == []
    assert not [unit for unit in failed if (setup.out / unit / "unit_report.failed.ipynb").exists()]


@pytest.mark.parametrize(
    "code",
    [
        "import time\nwhile True: time.sleep(1)",
        "import os, signal; os.killpg(0, signal.SIGKILL)",
        "import os, time\nif os.fork() == 0: time.sleep(600)\nos._exit(3)",
    ],
    ids=["never ends", "kills its group", "forks and exits"],
)
def test_a_first_unit_that_spoils_the_warming_up_fails_alone(
    tmp_path: Path, sample_url: str, sample_store: object, workbench: Workbench, code: str
) -> None:
    """The units that are begun with it, and those after it, are made.

    One that only exits is the third without its fork.
    """
    setup = make_setup(tmp_path, sample_url, by_unit({"01834": code}))
    units = [unit for unit in workbench.campaign(CAMPAIGN).units if unit.code in ("01834", "01837")]
    order = make_order(
        Workbench(setup.workbench),
        workbench.campaign(CAMPAIGN),
        sample_url,
        str(setup.out.parent),
        Language.VI,
        "inprocess",
    )
    jobs = [plan_job(order, unit, Inputs((), {}, {}, {}, {})) for unit in units]
    quick = [replace(job, seconds=30) for job in jobs]
    before = own_forks()
    # A busy machine needs many seconds to load the library; only one that never ends is waited for so long.
    executor = ForkExecutor(2, quick[0], prepare_seconds=45 if "while True" in code else 300)
    made: dict[str, JobResult] = {}
    try:
        for job in quick:
            executor.start(job)
        while len(made) < 2:
            made |= {result.unit_code: result for result in executor.finished(1)}
    finally:
        executor.close()
    assert made["01834"].fault is not None
    assert made["01837"].fault is None
    assert until(lambda: own_forks() <= before)


def own_forks() -> set[int]:
    """The warm parents that this process opened, and what was forked from them, whoever is its parent now."""
    words = f", {os.getpid()}, "
    return {
        process.pid
        for process in psutil.process_iter(["cmdline"])
        if words in " ".join(process.info["cmdline"] or ())
    }


def test_a_notebook_that_leaves_a_thread_does_not_stop_the_batch(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """A thread cannot be forked with: the batch does without warming up, and says nothing of it."""
    setup = make_setup(
        tmp_path,
        sample_url,
        "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()",
    )
    done = setup.run(*chosen("01834", "01837"), "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert setup.made() == {"01834", "01837"}


def test_a_run_whose_warm_parent_is_killed_goes_on(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """Another warm parent is opened, the units that ran are begun again: all are made, status 0."""
    units = ("01834", "01837", "01840", "01843")
    setup = make_setup(tmp_path, sample_url, by_unit(dict.fromkeys(units[1:], WAIT)))
    run = setup.start(*chosen(*units), "--jobs", "2")
    assert until(lambda: some_wait(setup, made=1, waiting=2))
    kill(setup.warm_parent())
    setup.heal()
    assert run.finish() == 0, run.errors
    assert setup.made() == set(units)
    assert half_written(setup) == []
    assert setup.left() == []
    assert list(setup.scratch.iterdir()) == []


def test_a_kernel_that_never_ends_is_ended_with_its_unit(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """A kernel runs in a session of its own and may hear no signal: it is gone all the same."""
    code = "import ctypes, signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\n"
    code += "ctypes.PyDLL(None).sleep(600)"
    setup = make_setup(tmp_path, sample_url, code)
    done = setup.run(*chosen("01834"), "--engine", "kernel", "--time-limit", "5")
    assert done.returncode == 1
    assert "quá giới hạn 5 giây" in setup.reason("01834")
    assert setup.left() == []
