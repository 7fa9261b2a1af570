"""A unit's log."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

CODE = """
import os, sys
from inspection_lib.language import message
from inspection_lib.unit_report.log import log_message, unit_log
from tests.unit_report.jobs import a_job

job = a_job(sys.argv[1])
with unit_log(job):
    print("printed", flush=True)
    os.system("echo from a program")
    log_message(job, message("The disk is full."))
    if sys.argv[2] == "crash":
        os.kill(os.getpid(), 11)
"""


def run(folder: Path, end: str) -> tuple[int, str]:
    """The exit status of a process with a log, and the log."""
    done = subprocess.run([sys.executable, "-c", CODE, str(folder), end], cwd=ROOT, check=False)
    return done.returncode, (folder / "060" / "batch.log").read_text(encoding="utf-8")


def test_everything_that_the_process_writes_is_in_the_log(tmp_path: Path) -> None:
    """Prints, other programs' text, and our own lines in the language of the job."""
    status, log = run(tmp_path, "end")
    assert status == 0
    assert log.startswith("printed\nfrom a program\n")
    assert log.endswith("INFO The disk is full.\n")


def test_a_crash_leaves_its_stack_in_the_log(tmp_path: Path) -> None:
    """So that people see where it was."""
    status, log = run(tmp_path, "crash")
    assert status == -11
    assert "most recent call first" in log


def test_a_log_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    """A file where the unit's folder should be."""
    (tmp_path / "060").write_text("no folder")
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path), "end"], cwd=ROOT, check=False, env=os.environ
    )
    assert done.returncode == 0


def test_a_link_in_place_of_the_log_leads_nowhere(tmp_path: Path) -> None:
    """Somebody who can write to the outputs must not empty another file by it."""
    other = tmp_path / "other.txt"
    other.write_text("kept", encoding="utf-8")
    (tmp_path / "060").mkdir()
    (tmp_path / "060" / "batch.log").symlink_to(other)
    assert "printed" in run(tmp_path, "end")[1]
    assert other.read_text(encoding="utf-8") == "kept"
    assert not (tmp_path / "060" / "batch.log").is_symlink()
