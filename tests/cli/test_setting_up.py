"""`inspection setup` tells what a computer has and lacks. `selftest` is run in tests/portable."""

from __future__ import annotations

import pytest

from inspection_lib.installation import environment
from tests.cli.conftest import Command


def test_setup_tells_what_is_there_and_prepares_the_rest(command: Command) -> None:
    """Status 0, and the machine has its name."""
    out = command.good("setup")
    assert "good: Python 3." in out
    assert "This computer is ready." in out
    assert (command.folder.parent / "config" / "origin").is_file()


def test_setup_fails_when_something_is_missing(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words, with status 1, and nothing is prepared."""
    monkeypatch.setattr(environment, "LEAST_PYTHON", (4, 0))
    ran = command("setup")
    assert ran.status == 1
    assert "MISSING: Python" in ran.out
    assert "1 things are missing." in ran.out
    assert not (command.folder.parent / "config").exists()


def test_setup_works_outside_a_workbench(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that somebody names must exist."""
    monkeypatch.chdir("/")
    assert "There is no workbench in this folder." in command.good("setup")
    assert "There is no workbench at /" in command.bad("setup", "--home", "/")
