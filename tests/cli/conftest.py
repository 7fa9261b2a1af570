"""The command line as its users run it: arguments in, texts and an exit status out."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspection_lib.cli import main
from tests.conftest import CAMPAIGN
from tests.makers.commands import Ran
from tests.makers.executors import reports_made_here
from tests.makers.machines import PASSPHRASE, Machine, a_machine, a_table, new_key, trust
from tests.makers.workbenches import a_workbench

UNIT = "060"


@dataclass(frozen=True)
class Command:
    """Runs commands in this process, in the folder of a workbench of their own, in English.

    A batch makes its reports in this process too.
    """

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> Ran:
        """Run one command to its end."""
        self.monkeypatch.setattr(sys, "argv", ["inspection", *words])
        with pytest.raises(SystemExit) as exited, reports_made_here():
            main()
        out, err = self.capsys.readouterr()
        assert "Traceback" not in err
        return Ran(int(exited.value.code or 0), out, err)

    def good(self, *words: str) -> str:
        """Run a command that must succeed without an error; the text that it printed."""
        ran = self(*words)
        assert (ran.status, ran.err) == (0, "")
        return ran.out

    def bad(self, *words: str, status: int = 1) -> str:
        """Run a command that must fail with a status; the error that it printed."""
        ran = self(*words)
        assert ran.status == status, ran
        return ran.err

    def enter(self, item: str, value: str) -> str:
        """Import a table with one answer of the inspectors."""
        return self.good("import", CAMPAIGN, str(a_table(self.folder, UNIT, item, value)))


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in an empty workbench."""
    folder = a_workbench(tmp_path / "home").folder
    monkeypatch.chdir(folder)
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("INSPECTION_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INSPECTION_LANGUAGE", "en")
    return Command(folder, monkeypatch, capsys)


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Machine, Machine]:
    """Two machines that trust each other."""
    both = a_machine(tmp_path, "one"), a_machine(tmp_path, "two")
    keys = [new_key(machine) for machine in both]
    trust(both[0], keys[1])
    trust(both[1], keys[0])
    return both
