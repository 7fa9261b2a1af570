"""The batch on a Dask cluster: a real scheduler, real worker processes, one of them killed.

A cluster of the run's own is in tests/batch/test_object_store.py. The tests import Dask on use: every
worker of a run loads this module, and one runs it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from inspection_lib.batch import make_order, plan_job
from inspection_lib.batch.executors.forked import ForkExecutor
from inspection_lib.batch.inputs import Inputs
from inspection_lib.language.messages import Language
from inspection_lib.workbench import Workbench
from tests.batch.setups import WAIT, by_unit, chosen, half_written, make_setup, some_wait
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.ports import free_port
from tests.waiting import PATIENCE, until

UNITS = ("060", "06.SNV", "01858", "01864")
"""A district, a department and two communes."""


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler; each test brings its workers, and ends them."""
    address = f"tcp://127.0.0.1:{free_port()}"
    with dask("scheduler", "--host", address, "--no-dashboard") as process:
        yield address
        process.terminate()


def dask(*words: str) -> subprocess.Popen[str]:
    """A process of Dask's own command."""
    command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True
    )


def worker(address: str) -> subprocess.Popen[str]:
    """A worker without a nanny, so that its death is final."""
    return dask("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")


def test_a_worker_with_another_version_is_refused(
    scheduler: str, sample_url: str, sample_store: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that has another version of a library is named, with both versions, and no report is made."""
    about = tmp_path / "papermill-0.1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: papermill\nVersion: 0.1\n", encoding="utf-8"
    )
    from distributed import Client

    setup = make_setup(tmp_path, sample_url)
    with monkeypatch.context() as patch:
        patch.setenv("PYTHONPATH", str(tmp_path))
        old = worker(scheduler)
    with Client(scheduler, timeout=PATIENCE) as client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
            said = setup.run(*chosen(*UNITS), "--executor", f"dask:{scheduler}")
        finally:
            old.kill()
            old.wait()
        assert until(lambda: not client.nthreads())  # the scheduler has no dead worker for other tests
    assert said.returncode == 1
    assert "papermill 0.1" in said.stderr
    assert setup.made() == set()


def gone(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those of the processes that do not go away."""
    return psutil.wait_procs(processes, timeout=PATIENCE)[1]


def test_a_killed_worker_costs_no_report(
    scheduler: str, tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """One of two workers is killed while each has a unit in the middle of its notebook.

    Every report is there at the end, and nothing of that worker lives on.
    """
    from distributed import Client

    setup = make_setup(tmp_path, sample_url, by_unit(dict.fromkeys(UNITS[1:], WAIT)))
    workers = [worker(scheduler), worker(scheduler)]
    with Client(scheduler, timeout=PATIENCE) as client:
        client.wait_for_workers(2, timeout=PATIENCE)
    running = setup.start(*chosen(*UNITS), "--executor", f"dask:{scheduler}")
    assert until(lambda: some_wait(setup, made=1, waiting=2))
    killed = psutil.Process(workers[0].pid)
    below = killed.children(recursive=True)
    os.kill(killed.pid, signal.SIGKILL)
    setup.heal()
    assert running.finish() == 0, running.errors
    assert len(below) >= 2  # its warm parent and the unit
    assert gone(below) == []
    assert setup.made() == set(UNITS)
    assert half_written(setup) == []
    assert setup.account()["counts"]["made"] == len(UNITS)
    for process in workers:
        process.kill()
        process.wait()


def test_a_worker_that_stays_keeps_no_process_of_old_runs(
    tmp_path: Path, sample_url: str, sample_store: object, workbench: Workbench
) -> None:
    """Each run warms up with jobs of its own; the warm parents of those before the last two are ended."""
    from inspection_lib.batch.executors.dask import run_on_worker, thread_executor

    campaign = workbench.campaign(CAMPAIGN)
    unit = next(unit for unit in campaign.units if unit.code == "01837")
    order = make_order(workbench, campaign, sample_url, str(tmp_path), Language.VI, "inprocess")
    before = psutil.Process().children()
    kept = []
    for day in range(1, 4):
        job = plan_job(
            replace(order, made_at=f"2017-06-0{day}T08:00:00+07:00"), unit, Inputs((), {}, {}, {}, {})
        )
        executor = thread_executor(job)
        assert isinstance(executor, ForkExecutor)
        executor.open_parent()
        kept.append(len(psutil.Process().children()) - len(before))
    assert kept == [1, 2, 2]
    assert run_on_worker(job, job).fault is None
    for day in (0, 1):  # runs that open nothing, in place of those that did
        thread_executor(replace(job, made_at=f"{day}"))


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, sample_url: str, sample_store: object) -> None:
    """A refused address ends the run with what to do, not with a traceback, and no report is made."""
    setup = make_setup(tmp_path, sample_url)
    done = setup.run(*chosen(*UNITS), "--executor", f"dask:tcp://127.0.0.1:{free_port()}")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "127.0.0.1" in done.stderr
    assert setup.made() == set()
