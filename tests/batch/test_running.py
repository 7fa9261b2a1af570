"""A run that is killed or stopped, and disks that fill: files stay whole, and the next run makes the rest."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.setups import WAIT, by_unit, chosen, half_written, kill, make_setup, some_wait
from tests.disks import mounted_disk
from tests.trials import Trials
from tests.waiting import until

FINE = "06.SNV"


STOPPING = "Đang dừng"
"""How the message begins that the first Ctrl-C brings."""
MANY = ("01834", "01837", "01840", "01843", "01846", "01849", "01852", "01855")
FEW = MANY[:4]


def test_a_run_that_was_killed_leaves_nothing_and_the_next_makes_the_rest(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """Kill -9 of the main process: its children end, the account says running, files are whole.

    The next run says so.
    """
    setup = make_setup(tmp_path, sample_url, by_unit(dict.fromkeys(FEW[1:], WAIT)))
    run = setup.start(*chosen(*FEW), "--jobs", "2")
    assert until(lambda: some_wait(setup, made=1, waiting=2))
    run.process.kill()
    run.finish()
    assert setup.left() == []
    assert list(setup.scratch.iterdir()) == []
    assert setup.account()["state"] == "running"
    assert half_written(setup) == []
    before = setup.made()
    assert before < set(FEW)
    setup.heal()
    done = setup.run_here(*chosen(*FEW))
    assert done.returncode == 0
    assert "bị ngắt giữa chừng" in done.stderr
    assert {unit for unit, state in setup.states().items() if state == "skipped"} == before
    assert setup.made() == set(FEW)


def test_runs_that_are_killed_at_any_moment_come_to_their_end(
    tmp_path: Path, sample_url: str, sample_store: object, trials: Trials
) -> None:
    """All processes at once or the main one, at moments by chance: ten times (once in `make test`).

    Files are whole every time, and the last run ends.
    """
    units = FEW
    setup = make_setup(tmp_path, sample_url, "import time; time.sleep(0.1)")
    chance = trials.random()
    for number in range(trials(10)):
        run = setup.start(*chosen(*units), "--jobs", "2")
        assert until(lambda run=run: setup.units_running() or run.process.poll() is not None)
        time.sleep(chance.uniform(0, 1.2))
        if number % 2:
            run.process.kill()
        else:
            kill(*setup.processes())
        run.finish()
        assert setup.left() == []
        assert half_written(setup) == []
    assert setup.run_here(*chosen(*units)).returncode == 0
    assert setup.made() == set(units)
    assert half_written(setup) == []
    assert list(setup.out.rglob(".*.tmp")) == []


def test_ctrl_c_finishes_what_runs_and_a_second_run_is_refused_meanwhile(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """What runs is made, the rest is not begun, status 130, index and account are there.

    The next run makes the rest.
    """
    setup = make_setup(tmp_path, sample_url, WAIT)
    run = setup.start(*chosen(*FEW), "--jobs", "2", "--engine", "thisprocess")
    assert until(lambda: some_wait(setup, made=0, waiting=2))
    second = setup.run(*chosen(FINE))
    run.signal_group(signal.SIGINT)
    assert until(lambda: STOPPING in run.errors)
    setup.heal()
    assert run.finish() == 130
    assert second.returncode == 1
    assert "Một lần chạy khác" in second.stderr or "đang ghi" in second.stderr
    assert "Traceback" not in run.errors
    assert setup.made() == set(MANY[:2])
    assert setup.states() == dict.fromkeys(MANY[:2], "made") | dict.fromkeys(FEW[2:], "not_begun")
    assert setup.account()["state"] == "stopped"
    assert "2 chưa lập" in run.out
    assert (setup.out / "index.html").is_file()
    assert setup.left() == []


@pytest.mark.parametrize(
    "signals",
    [(signal.SIGINT, signal.SIGINT), (signal.SIGHUP,)],
    ids=["ctrl-c twice", "its terminal closed"],
)
def test_a_run_that_must_end_at_once_does(
    tmp_path: Path, sample_url: str, sample_store: object, signals: tuple[signal.Signals, ...]
) -> None:
    """What runs is broken off, within seconds. SIGTERM counts as SIGHUP does: `test_interrupts.py`.

    Status 130, index and account are written, no process is left.
    """
    setup = make_setup(tmp_path, sample_url, WAIT)
    run = setup.start(*chosen(*MANY[:3]), "--jobs", "2", "--engine", "thisprocess")
    assert until(lambda: some_wait(setup, made=0, waiting=2))
    run.signal_group(signals[0])
    for number in signals[1:]:  # two signals that wait at the same time would be one
        assert until(lambda: STOPPING in run.errors)
        run.signal_group(number)
    assert run.finish() == 130
    assert "Traceback" not in run.errors
    assert setup.account()["state"] == "stopped"
    assert setup.states() == {MANY[0]: "begun", MANY[1]: "begun", MANY[2]: "not_begun"}
    assert (setup.out / "index.html").is_file()
    assert setup.left() == []
    assert list(setup.scratch.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes for a setup's outputs and temporary files."""
    with mounted_disk(tmp_path / "disk", "2m") as disk:
        yield disk


def remount(disk: Path, options: str) -> None:
    """Change a mounted disk."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


def test_a_disk_that_fills_fails_units_in_words_and_the_next_run_makes_them(
    tmp_path: Path, small_disk: Path, sample_url: str, sample_store: object
) -> None:
    """Some units are made, the others are told with the disk; nothing is half-written.

    With room the rest is made.
    """
    setup = make_setup(tmp_path, sample_url)
    for name in ("out", "tmp"):
        shutil.rmtree(tmp_path / name, ignore_errors=True)
        (small_disk / name).mkdir()
        (tmp_path / name).symlink_to(small_disk / name)
    done = setup.run(*chosen(*MANY), "--jobs", "2")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr
    assert half_written(setup) == []
    before = setup.made()
    assert before < set(MANY)
    remount(small_disk, "size=50m")
    done = setup.run_here(*chosen(*MANY))
    assert done.returncode == 0, done.stderr
    assert setup.made() == set(MANY)
    assert half_written(setup) == []
    remount(small_disk, "ro")
    done = setup.run(*chosen(FINE))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Không ghi được" in done.stderr
    assert setup.made() == set(MANY)
