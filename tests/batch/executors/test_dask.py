"""The batch on a Dask cluster: a real scheduler, real worker processes, one of them killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from distributed import Client

from inspection_lib.batch import make_order, plan_job
from inspection_lib.batch.executors.dask import run_on_worker, thread_executor
from inspection_lib.batch.inputs import Inputs
from inspection_lib.language.messages import Language
from inspection_lib.report import report_from_json
from inspection_lib.workbench import Workbench
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.ports import free_port
from tests.waiting import PATIENCE, until

UNITS = ("060", "061", "062", "063", "06.SNV", "06.STC", "01858", "01864", "01861", "01867", "01870", "01873")


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a scheduler of this test alone."""
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
    with monkeypatch.context() as patch:
        patch.setenv("PYTHONPATH", str(tmp_path))
        old = worker(scheduler)
    try:
        with Client(scheduler, timeout=PATIENCE) as client:
            client.wait_for_workers(1, timeout=PATIENCE)
        said = batch(f"dask:{scheduler}", sample_url, tmp_path / "out")
        _, complaint = said.communicate()
    finally:
        old.kill()
        old.wait()
    assert said.returncode == 1
    assert "papermill 0.1" in complaint
    assert made(tmp_path / "out") == []


def batch(executor: str, url: str, output: Path, units: Sequence[str] = UNITS) -> subprocess.Popen[str]:
    """The command over units, on an executor."""
    chosen = [word for unit in units for word in ("--unit", unit)]
    words = [
        "batch",
        CAMPAIGN,
        *chosen,
        "--executor",
        executor,
        "--jobs",
        "2",
        "--store",
        url,
        "--output",
        str(output),
    ]
    command = [sys.executable, "-m", "inspection_lib.cli", *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def made(output: Path) -> list[str]:
    """The units with a record, after a check that each report is that unit's."""
    found = []
    for unit in UNITS:
        folder = output / CAMPAIGN / unit
        if (folder / "made.json").is_file():
            assert report_from_json((folder / "report.json").read_text(encoding="utf-8")).unit.code == unit
            assert f'<meta name="inspection-unit" content="{unit}">' in (folder / "report.html").read_text(
                encoding="utf-8"
            )
            found.append(unit)
    return found


def gone(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those of the processes that do not go away."""
    return psutil.wait_procs(processes, timeout=PATIENCE)[1]


def test_a_killed_worker_costs_no_report(
    scheduler: str, tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """One of two workers is killed in mid-run.

    Every report is there at the end, and nothing of that worker lives on.
    """
    workers = [worker(scheduler), worker(scheduler)]
    with batch(f"dask:{scheduler}", sample_url, tmp_path) as running:
        assert until(lambda: len(made(tmp_path)) >= 2)
        assert len(made(tmp_path)) < len(UNITS)
        killed = psutil.Process(workers[0].pid)
        below = killed.children(recursive=True)
        os.kill(killed.pid, signal.SIGKILL)
        _, errors = running.communicate()
    assert running.returncode == 0, errors
    assert made(tmp_path) == list(UNITS)
    assert gone(below) == []
    account = json.loads((tmp_path / CAMPAIGN / "batch.json").read_text(encoding="utf-8"))
    assert account["counts"]["made"] == len(UNITS)
    for process in workers:
        process.kill()
        process.wait()


def test_a_worker_that_stays_keeps_no_process_of_old_runs(
    tmp_path: Path, sample_url: str, sample_store: object, workbench: Workbench
) -> None:
    """Each run warms up with jobs of its own; the warm parents of those before the last two are ended."""
    campaign = workbench.campaign(CAMPAIGN)
    unit = next(unit for unit in campaign.units if unit.code == "01837")
    order = make_order(workbench, campaign, sample_url, str(tmp_path), Language.VI, "inprocess")
    before = psutil.Process().children()
    kept = []
    for day in range(1, 4):
        job = plan_job(
            replace(order, made_at=f"2017-06-0{day}T08:00:00+07:00"), unit, Inputs((), {}, {}, {}, {})
        )
        assert run_on_worker(job, (job,)).fault is None
        kept.append(len(psutil.Process().children()) - len(before))
    assert kept == [1, 2, 2]
    for day in (0, 1):  # runs that open nothing, in place of those that did
        thread_executor((replace(job, made_at=f"{day}"),))


def test_an_own_cluster_gives_what_this_machine_gives(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """`--executor dask` opens two workers, finds the same as the default, and leaves no process behind."""
    units = UNITS[::2]  # some of each kind
    reports = []
    for executor in ("dask", "local"):
        with batch(executor, sample_url, tmp_path / executor, units) as running:
            _, errors = running.communicate()
        assert running.returncode == 0, errors
        texts = [
            (tmp_path / executor / CAMPAIGN / unit / "report.json").read_text(encoding="utf-8")
            for unit in units
        ]
        reports.append([{**json.loads(text), "provenance": None} for text in texts])
    assert reports[0] == reports[1]
    here = str(tmp_path)
    assert [process for process in psutil.process_iter() if here in " ".join(process_words(process))] == []


def process_words(process: psutil.Process) -> list[str]:
    """The command line of a process, empty when it is gone."""
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, sample_url: str, sample_store: object) -> None:
    """A refused address ends the run with what to do, not with a traceback, and no report is made."""
    with batch(f"dask:tcp://127.0.0.1:{free_port()}", sample_url, tmp_path) as running:
        _, errors = running.communicate()
    assert running.returncode == 1
    assert "Traceback" not in errors
    assert "127.0.0.1" in errors
    assert made(tmp_path) == []
