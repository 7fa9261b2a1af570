"""What people see of a run: a bar in a terminal, lines elsewhere, a bar in a notebook."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from inspection_lib.batch import UnitAccount, UnitState
from inspection_lib.batch.progress import BarProgress, LineProgress, NotebookProgress, open_progress
from inspection_lib.language import Fault, Language, message, open_catalogue
from inspection_lib.unit_report import JobResult
from tests.batch.setups import chosen, make_setup
from tests.conftest import ROOT


def test_a_terminal_shows_a_bar_with_rate_and_time_left(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """In a pseudo terminal: how many of how many, units a second, time left; failures scroll by.

    The cursor comes back.
    """
    ours, theirs = pty.openpty()
    setup = make_setup(tmp_path, sample_url)
    environment = setup.environment() | {"TERM": "xterm-256color", "COLUMNS": "160"}
    run = subprocess.Popen(
        setup.command(*chosen("01834", "01837"), "--engine", "thisprocess"),
        stderr=theirs,
        stdout=subprocess.DEVNULL,
        env=environment,
    )
    os.close(theirs)
    seen = read_all(ours)
    assert run.wait() == 0
    assert "2/2" in seen
    assert "mỗi giây" in seen
    assert re.search(r"\d:\d\d:\d\d", seen)
    assert seen.rfind("\x1b[?25h") > seen.rfind("\x1b[?25l") >= 0


def read_all(terminal: int) -> str:
    """Everything that is written to a pseudo terminal, until it is closed."""
    found = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # Linux raises it for a closed terminal
            piece = b""
        if not piece:
            os.close(terminal)
            return found.decode("utf-8", "replace")
        found += piece


PLANNED = [UnitAccount(code, UnitState.NOT_BEGUN) for code in ("060", "061")] + [
    UnitAccount("062", UnitState.SKIPPED)
]


FAULT = Fault(message("The unit's process failed: {error}.", error="[red]oh"), message("Wait."))


def watch(watcher: LineProgress | BarProgress | NotebookProgress) -> None:
    """Show a run of two units; one of them fails."""
    watcher.resumed({"made": 4, "not_begun": 2, "begun": 1})
    watcher.planned(PLANNED)
    for unit in ("060", "061"):
        watcher.begun(unit)
        watcher.tick()
    watcher.ended(JobResult("060", 1.0))
    watcher.stopping()
    watcher.ended(JobResult("061", 1.0, FAULT))
    watcher.close()


def test_lines_without_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain line for a run that was killed, for each failure as it comes, and for the end."""
    # A shell of ipykernel in this process leaves it behind: rich then takes everything for a terminal.
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    progress = open_progress(open_catalogue(Language.EN), Console(stderr=True, width=200))
    assert isinstance(progress, LineProgress)
    watch(progress)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("The last run was broken off: it had made 4 reports; 3 were not made.")
    assert lines[1].startswith("Stopping")
    assert "061: The unit's process failed: [red]oh. Wait." in lines
    assert lines[-1].startswith("2/2") or lines[-1].startswith("2 of 2 units, 1 failed")


def test_a_bar_in_a_terminal_shows_failures_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    """The text of a failure is not taken as markup."""
    watch(BarProgress(open_catalogue(Language.EN), Console(stderr=True, force_terminal=True, width=200)))
    printed = capsys.readouterr().err
    assert "061: The unit's process failed: [red]oh. Wait." in printed
    assert "2/2" in printed


def test_the_same_reason_is_printed_three_times_at_most(capsys: pytest.CaptureFixture[str]) -> None:
    """A full disk fails every unit: three are printed as they come, all are counted."""
    progress = open_progress(open_catalogue(Language.EN), Console(stderr=True, width=200))
    for number in range(100):
        progress.begun(str(number))
        progress.ended(JobResult(str(number), 1.0, Fault(message("The disk is full."))))
    printed = capsys.readouterr().err
    assert printed.count("The disk is full.") == 3
    assert progress.failed == 100


def test_a_notebook_shows_a_bar_of_tqdm() -> None:
    """A real tqdm, here without a notebook around it: how many of how many, and the failure beside it."""
    code = "from tests.batch.test_progress import *\nwatch(NotebookProgress(open_catalogue(Language.VI)))"
    seen = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "2/2" in seen.stderr
    assert "061: " in seen.stdout + seen.stderr
