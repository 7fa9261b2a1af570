"""The command line as its users run it: arguments in, texts and an exit status out."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspection_lib.cli import main
from tests.browser.conftest import a_workbench
from tests.conftest import CAMPAIGN

UNIT, ROLE, PASSPHRASE = "060", "Thành viên đoàn kiểm tra", "mat khau dai"
HEADER = "unit,item,source,value,note,evidence,cause,answered_by,answered_at\n"


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Command:
    """Runs commands in this process, in the folder of a workbench of their own, in English."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> Ran:
        """Run one command to its end."""
        self.monkeypatch.setattr(sys, "argv", ["inspection", *words])
        with pytest.raises(SystemExit) as exited:
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
        table = self.folder / f"{item}.csv"
        table.write_text(
            f"{HEADER}{UNIT},{item},inspector,{value},,,,{ROLE},2017-05-24T08:05:00+07:00\n", encoding="utf-8"
        )
        return self.good("import", CAMPAIGN, str(table))


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in an empty workbench."""
    folder = a_workbench(tmp_path / "home").folder
    monkeypatch.chdir(folder)
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("INSPECTION_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INSPECTION_LANGUAGE", "en")
    return Command(folder, monkeypatch, capsys)


@dataclass
class Machine:
    """A computer of an office. Its commands run in processes of their own, in Vietnamese."""

    folder: Path
    config: Path

    def __call__(self, *words: str, status: int = 0) -> str:
        """Run the command; everything that it printed."""
        own = dict(os.environ) | {"INSPECTION_CONFIG": str(self.config), "INSPECTION_PASSPHRASE": PASSPHRASE}
        command = [sys.executable, "-m", "inspection_lib.cli", *words]
        ran = subprocess.run(command, cwd=self.folder, env=own, capture_output=True, text=True, check=False)
        assert ran.returncode == status, ran.stderr + ran.stdout
        assert "Traceback" not in ran.stderr
        return ran.stdout + ran.stderr

    def enter(self, item: str, value: str) -> str:
        """Import a table with one answer of the inspectors."""
        table = self.folder / f"{item}.csv"
        table.write_text(
            f"{HEADER}{UNIT},{item},inspector,{value},,,,{ROLE},2017-05-24T08:05:00+07:00\n", encoding="utf-8"
        )
        return self("import", CAMPAIGN, str(table))


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Machine, Machine]:
    """Two machines that trust each other."""
    both = [
        Machine(a_workbench(tmp_path / name).folder, tmp_path / f"{name}-config") for name in ("one", "two")
    ]
    keys = [machine("key", "new", "--role", ROLE).split()[1] for machine in both]
    both[0]("key", "trust", keys[1], "--role", ROLE)
    both[1]("key", "trust", keys[0], "--role", ROLE)
    return both[0], both[1]
