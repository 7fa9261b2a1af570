"""What goes wrong around a batch, made to go wrong for real: every other unit is made, and the next run makes the rest."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from inspection_lib.batch import make_order, place_of, plan_job
from inspection_lib.batch.executors import ForkExecutor
from inspection_lib.batch.inputs import Inputs
from inspection_lib.language.messages import Language
from inspection_lib.unit_report.job import Made
from inspection_lib.workbench import Workbench
from tests.batch.benches import HEALED, Bench, chosen, finish, half_written, kill, open_bench, until
from tests.conftest import CAMPAIGN
from tests.disks import mounted_disk

FINE = "06.SNV"
MANY = ("01834", "01837", "01840", "01843", "01846", "01849", "01852", "01855")

FAULTS = {
    "01834": ("import os; os._exit(3)", "tự kết thúc với mã 3"),
    "01837": ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV"),
    "01840": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
    "01843": ("import os, signal; os.killpg(0, signal.SIGKILL)", "SIGKILL"),
    "01846": ("x = bytearray(3_000_000_000)", "nhiều bộ nhớ"),
    "01849": ("while True: pass", "quá giới hạn 3 giây"),
    "01852": (
        "while True: print('lặp mãi', flush=True); __import__('time').sleep(0.001)",
        "quá giới hạn 3 giây",
    ),
    "01855": (
        "import ctypes, signal; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65)); ctypes.PyDLL(None).sleep(600)",
        "quá giới hạn 3 giây",
    ),
    "01858": ("unit = '01837'", "không phải của đơn vị 01858"),
    "01861": ("output = ''", "report.json"),
}
"""A unit, what its notebook does, what is said of it."""
LINGERING = {
    "01864": "import subprocess; subprocess.Popen(['sleep', '600'], start_new_session=True)",
    "01867": "import os, time\n    if os.fork() == 0: time.sleep(600)",
    "01870": "import os, time\n    if os.fork() == 0: time.sleep(600)\n    os._exit(4)",
}
"""A unit whose notebook leaves a process behind: in a session of its own, forked, forked by one that ends at once."""


def by_unit(faults: dict[str, str]) -> str:
    """Code that does something else for each unit."""
    return "\n".join(f"if unit == {unit!r}:\n    {code}" for unit, code in faults.items())


# --- one run with every fault of a notebook -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def faulty(
    tmp_path_factory: pytest.TempPathFactory, sample_url: str, sample_store: object
) -> tuple[Bench, int, str]:
    """A run in which ten notebooks misbehave and three leave processes behind; its status and what it said."""
    code = by_unit({unit: fault for unit, (fault, _) in FAULTS.items()} | LINGERING)
    bench = open_bench(tmp_path_factory.mktemp("faulty"), sample_url, code)
    units = chosen(FINE, *FAULTS, *LINGERING, "01873")
    done = bench.run(*units, "--jobs", "4", "--time-limit", "3", "--memory-limit", "1500")
    return bench, done.returncode, done.stderr


@pytest.mark.parametrize("unit", FAULTS)
def test_a_notebook_that_misbehaves_fails_its_unit_alone(faulty: tuple[Bench, int, str], unit: str) -> None:
    """The unit is told as failed, with why; it has no page and no report; it is said as it comes."""
    bench, status, said = faulty
    assert status == 1
    assert bench.states()[unit] == "failed"
    assert FAULTS[unit][1] in bench.reason(unit)
    assert f"{unit}: " in said
    assert not (bench.out / unit / "report.html").exists()
    assert not (bench.out / unit / "report.json").exists()


def test_units_that_are_well_are_made_beside_others_that_are_not(faulty: tuple[Bench, int, str]) -> None:
    """The first, the last and those that only left a process behind are made, whole and their own."""
    bench, _, _ = faulty
    assert bench.made() == {FINE, "01864", "01867", "01873"}
    assert half_written(bench) == []
    assert bench.states()["01870"] == "failed"
    assert "mã 4" in bench.reason("01870")


def test_no_process_and_no_scratch_folder_outlives_a_run(faulty: tuple[Bench, int, str]) -> None:
    """Nothing that a notebook started, in a session of its own or not, is there after the run; TMPDIR is empty."""
    bench, _, _ = faulty
    assert bench.left() == []
    assert list(bench.scratch.iterdir()) == []


def test_the_log_tells_where_a_process_died_or_hung(faulty: tuple[Bench, int, str]) -> None:
    """A segfault, an endless loop and one in C leave a stack with the notebook's line; the log begins in Vietnamese."""
    bench, _, _ = faulty
    for unit in ("01837", "01849", "01855"):
        log = (bench.out / unit / "batch.log").read_text(encoding="utf-8")
        assert f"Đơn vị {unit}" in log
        assert "most recent call first" in log
        assert "ipykernel_" in log


def test_the_next_run_makes_what_failed_and_nothing_else(faulty: tuple[Bench, int, str]) -> None:
    """When the notebooks behave, the failed units are made and the others skipped; status 0."""
    bench, _, _ = faulty
    before = bench.made()
    (bench.workbench / HEALED).touch()
    done = bench.run(*chosen(FINE, *FAULTS, *LINGERING, "01873"), "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert {unit for unit, state in bench.states().items() if state == "skipped"} == before
    assert bench.made() == {FINE, *FAULTS, *LINGERING, "01873"}
    assert half_written(bench) == []
    assert not list(bench.out.glob("*/unit_report.failed.ipynb"))


def test_a_notebook_that_prints_without_end_is_too_long_and_not_too_large(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """It prints as fast as it can and as a program can: what it says takes little memory, and the others are made."""
    faults = {"01834": "while True: print('x' * 3_000_000)", "01837": "import os; os.system('yes')"}
    bench = open_bench(tmp_path, sample_url, by_unit(faults))
    done = bench.run(
        *chosen(FINE, *faults, "01840"), "--jobs", "2", "--time-limit", "4", "--memory-limit", "400"
    )
    assert done.returncode == 1
    assert bench.made() == {FINE, "01840"}
    for unit in faults:
        assert "quá giới hạn 4 giây" in bench.reason(unit)
    assert sum(path.stat().st_size for path in bench.out.rglob("*.*")) < 10_000_000
    assert bench.left() == []
    assert list(bench.scratch.iterdir()) == []


# --- the first unit, with which the warm parent warms up -----------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        "import os; os._exit(3)",
        "while True: pass",
        "import os, signal; os.killpg(0, signal.SIGKILL)",
        "import os, time\n    if os.fork() == 0: time.sleep(600)\n    os._exit(3)",
    ],
    ids=["exits", "never ends", "kills its group", "forks and exits"],
)
def test_a_first_unit_that_spoils_the_warming_up_fails_alone(
    tmp_path: Path, sample_url: str, sample_store: object, workbench: Workbench, code: str
) -> None:
    """The units that are begun with it, and those after it, are made."""
    bench = open_bench(tmp_path, sample_url, f"if unit == '01834':\n    {code}")
    units = [unit for unit in workbench.campaign(CAMPAIGN).units if unit.code in ("01834", "01837")]
    order = make_order(
        Workbench(bench.workbench),
        workbench.campaign(CAMPAIGN),
        sample_url,
        str(bench.out.parent),
        Language.VI,
        "inprocess",
    )
    jobs = [plan_job(order, unit, Inputs((), {}, {}, {})) for unit in units]
    quick = [
        type(job)(**{name: getattr(job, name) for name in job.__slots__} | {"seconds": 4}) for job in jobs
    ]
    before = own_forks()
    executor = ForkExecutor(2, quick[:1], warming=8)
    made: dict[str, Made] = {}
    try:
        for job in quick:
            executor.start(job)
        until(lambda: made.update({one.unit: one for one in executor.finished(0.2)}) or len(made) == 2, 60)
    finally:
        executor.close()
    assert made["01834"].trouble is not None
    assert made["01837"].trouble is None
    assert until(lambda: own_forks() <= before, 5)


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
    bench = open_bench(
        tmp_path,
        sample_url,
        "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()",
    )
    done = bench.run(*chosen("01834", "01837"), "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert bench.made() == {"01834", "01837"}


# --- kills ---------------------------------------------------------------------------------------------------------

SLOW = "import time; time.sleep(0.4)"


def some_made(bench: Bench) -> bool:
    """Whether a run has made a unit and works on the next."""
    return bool(bench.made()) and bool(bench.units_running())


def test_a_run_whose_warm_parent_is_killed_goes_on(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """Another warm parent is opened, the units that ran are begun again: all are made, status 0."""
    bench = open_bench(tmp_path, sample_url, SLOW)
    run = bench.start(*chosen(*MANY[:6]), "--jobs", "2")
    assert until(lambda: some_made(bench), 40)
    kill(bench.warm_parent())
    status, _, said = finish(run)
    assert status == 0, said
    assert bench.made() == set(MANY[:6])
    assert half_written(bench) == []
    assert bench.left() == []
    assert list(bench.scratch.iterdir()) == []


def test_a_run_that_was_killed_leaves_nothing_and_the_next_makes_the_rest(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """Kill -9 of the main process: its children end, the account says running, files are whole; the next run says so."""
    bench = open_bench(tmp_path, sample_url, SLOW)
    run = bench.start(*chosen(*MANY), "--jobs", "2")
    assert until(lambda: some_made(bench), 40)
    run.kill()
    finish(run)
    assert bench.left() == []
    assert list(bench.scratch.iterdir()) == []
    assert bench.account()["state"] == "running"
    assert half_written(bench) == []
    before = bench.made()
    assert before < set(MANY)
    (bench.workbench / HEALED).touch()
    done = bench.run(*chosen(*MANY), "--jobs", "2")
    assert done.returncode == 0
    assert "bị ngắt giữa chừng" in done.stderr
    assert {unit for unit, state in bench.states().items() if state == "skipped"} == before
    assert bench.made() == set(MANY)


def test_runs_that_are_killed_at_any_moment_come_to_their_end(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """Main process, warm parent or all at once, at moments by chance: files are whole every time, and the last run ends."""
    bench = open_bench(tmp_path, sample_url, "import time; time.sleep(0.1)")
    chance = random.Random(2017)
    for victims in ("all", "main", "all"):
        run = bench.start(*chosen(*MANY), "--jobs", "2")
        until(bench.units_running, 20)
        time.sleep(chance.uniform(0, 1.2))
        if victims == "main":
            run.kill()
        else:
            kill(*bench.processes())
        finish(run)
        assert bench.left() == []
        assert half_written(bench) == []
    assert bench.run(*chosen(*MANY), "--jobs", "2").returncode == 0
    assert bench.made() == set(MANY)
    assert half_written(bench) == []
    assert list(bench.out.rglob(".*.tmp")) == []


# --- people who stop a run -----------------------------------------------------------------------------------------


def test_ctrl_c_finishes_what_runs_and_a_second_run_is_refused_meanwhile(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """What runs is made, the rest is not begun, status 130, index and account are there; the next run makes the rest."""
    bench = open_bench(tmp_path, sample_url, "import time; time.sleep(1.5)")
    run = bench.start(*chosen(*MANY[:6]), "--jobs", "2")
    assert until(bench.units_running, 40)
    second = bench.run(*chosen(FINE))
    os.killpg(run.pid, signal.SIGINT)
    status, out, said = finish(run)
    assert second.returncode == 1
    assert "Một lần chạy khác" in second.stderr or "đang ghi" in second.stderr
    assert status == 130
    assert "Traceback" not in said
    made = bench.made()
    assert 2 <= len(made) < 6
    assert {state for unit, state in bench.states().items() if unit not in made} == {"not_begun"}
    assert bench.account()["state"] == "stopped"
    assert f"{6 - len(made)} chưa lập" in out
    assert (bench.out / "index.html").is_file()
    assert bench.left() == []


@pytest.mark.parametrize(
    "signals",
    [(signal.SIGINT, signal.SIGINT), (signal.SIGTERM,), (signal.SIGHUP,)],
    ids=["ctrl-c twice", "sigterm", "its terminal closed"],
)
def test_a_run_that_must_end_at_once_does(
    tmp_path: Path, sample_url: str, sample_store: object, signals: tuple[signal.Signals, ...]
) -> None:
    """What runs is broken off, within seconds; status 130, index and account are written, no process is left."""
    bench = open_bench(tmp_path, sample_url, "import time; time.sleep(600)")
    run = bench.start(*chosen(*MANY[:3]), "--jobs", "2", "--engine", "thisprocess")
    assert until(bench.units_running, 40)
    begun = time.monotonic()
    for number in signals:
        os.killpg(run.pid, number)
        time.sleep(0.5)
    status, _, said = finish(run)
    assert time.monotonic() - begun < 8
    assert status == 130
    assert "Traceback" not in said
    assert bench.account()["state"] == "stopped"
    assert bench.states() == {MANY[0]: "begun", MANY[1]: "begun", MANY[2]: "not_begun"}
    assert (bench.out / "index.html").is_file()
    assert bench.left() == []
    assert list(bench.scratch.iterdir()) == []


# --- disks ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes for a bench's outputs and temporary files."""
    with mounted_disk(tmp_path / "disk", "2m") as disk:
        yield disk


def remount(disk: Path, options: str) -> None:
    """Change a mounted disk."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


def test_a_disk_that_fills_fails_units_in_words_and_the_next_run_makes_them(
    tmp_path: Path, small_disk: Path, sample_url: str, sample_store: object
) -> None:
    """Some units are made, the others are told with the disk; nothing is half-written; with room the rest is made."""
    bench = open_bench(tmp_path, sample_url)
    for name in ("out", "tmp"):
        shutil.rmtree(tmp_path / name, ignore_errors=True)
        (small_disk / name).mkdir()
        (tmp_path / name).symlink_to(small_disk / name)
    done = bench.run(*chosen(*MANY), "--jobs", "2")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr
    assert half_written(bench) == []
    before = bench.made()
    assert before < set(MANY)
    remount(small_disk, "size=50m")
    done = bench.run(*chosen(*MANY), "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert bench.made() == set(MANY)
    assert half_written(bench) == []
    remount(small_disk, "ro")
    done = bench.run(*chosen(FINE))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Không ghi được" in done.stderr
    assert bench.made() == set(MANY)


# --- files that are wrong before anything is begun -----------------------------------------------------------------


def spoil(bench: Bench, what: str) -> Bench:
    """Break one of the files that a batch reads."""
    store = bench.folder / "spoilt.db"
    shutil.copy(bench.store.removeprefix("sqlite:///"), store)
    content = store.read_bytes()
    plan = bench.workbench / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    checklist = bench.workbench / "checklists" / "definitions" / "par-commune.v1.yaml"
    if what == "a store with garbage in its middle":
        store.write_bytes(content[:4096] + b"rubbish!" * (len(content) // 8 - 1024) + content[-4096:])
    elif what == "a truncated store":
        store.write_bytes(content[: len(content) // 3])
    elif what == "a missing store":
        store.unlink()
    elif what == "a store that is something else":
        sqlite3.connect(store.with_name("other.db")).close()
        store.write_text("no database")
    elif what == "a broken checklist":
        checklist.write_text(
            checklist.read_text(encoding="utf-8").replace("rule:", "rul:", 1), encoding="utf-8"
        )
    elif what == "a broken plan":
        plan.write_text("campaign: [", encoding="utf-8")
    else:
        (bench.workbench / "notebooks" / "unit_report.ipynb").unlink()
    return Bench(bench.folder, f"sqlite:///{store}")


@pytest.mark.parametrize(
    "what",
    [
        "a store with garbage in its middle",
        "a truncated store",
        "a missing store",
        "a store that is something else",
        "a broken checklist",
        "a broken plan",
        "a missing notebook",
    ],
)
def test_what_cannot_be_read_is_told_before_anything_is_begun(
    tmp_path: Path, sample_url: str, sample_store: object, what: str
) -> None:
    """In words and with status 1; no unit is begun and no account of one is written."""
    bench = spoil(open_bench(tmp_path, sample_url), what)
    done = bench.run(*chosen("01834"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    assert not (bench.out / "batch.json").exists()
    assert bench.left() == []


def test_a_broken_register_is_told_with_its_file_and_line_in_the_batch(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """A person who makes reports need not know that there is a command that checks files."""
    bench = open_bench(tmp_path, sample_url, registers=True)
    path = bench.workbench / "checklists" / "registers" / CAMPAIGN / "060.one_stop.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*rows[:2], "x,y,3/1/17,2017-01-05,,", *rows[3:]]), encoding="utf-8")
    done = bench.run(*chosen("060"))
    assert done.returncode == 1
    where = f"checklists/registers/{CAMPAIGN}/060.one_stop.csv:3"
    assert (
        f"060: {where}: '3/1/17' không phù hợp với received. Viết ngày như 15/5/2017 hoặc 2017-05-15."
        in done.stderr
    )
    assert bench.reason("060").startswith(where)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--engine", "nonsense"], "Không có cách chạy sổ tay 'nonsense'"),
        (["--kind", "district"], "khớp với lựa chọn"),
        (["--output", "memory://reports"], "sẽ mất khi lệnh kết thúc"),
        (["--store", "mysql://host/name"], "PostgreSQL"),
    ],
)
def test_what_can_make_no_report_is_refused_before_anything_is_begun(
    tmp_path: Path, sample_url: str, sample_store: object, words: list[str], said: str
) -> None:
    """A status of 0 means that reports are there."""
    bench = open_bench(tmp_path, sample_url)
    done = bench.run(*chosen("01834"), *words)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert said in done.stderr
    assert not bench.out.exists() or not bench.made()


def test_a_file_url_is_the_folder_it_names(workbench: Workbench, tmp_path: Path) -> None:
    """Not a folder called `file:` in the workbench's."""
    assert place_of(workbench, f"file://{tmp_path}", CAMPAIGN) == str(tmp_path / CAMPAIGN)


def test_an_unknown_executor_is_refused_before_anything_is_begun(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """With the names that there are."""
    bench = open_bench(tmp_path, sample_url)
    done = bench.run(*chosen("01834"), "--executor", "fokr")
    assert done.returncode == 1
    assert "local, fork, pool" in done.stderr
    assert not bench.out.exists()
