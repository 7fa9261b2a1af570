"""Computers that work with the command `inspection`, each with its own workbench and its own keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.makers.commands import run_here
from tests.makers.workbenches import a_workbench

ROLE = "Thành viên đoàn kiểm tra"
PASSPHRASE = "mat khau dai"
COLUMNS = "unit,item,source,value,note,evidence,cause,answered_by,answered_at\n"


@dataclass(frozen=True)
class Machine:
    """A computer. Its keys and its name lie in ``config``, and ``passphrase`` opens the keys."""

    folder: Path
    config: Path
    passphrase: str = PASSPHRASE

    def __call__(self, *words: str, status: int = 0) -> str:
        """Run `inspection` in the workbench's folder. Fails on another status."""
        ran = run_here(self.folder, self.environment(), *words)
        assert ran.status == status, ran.err + ran.out
        return ran.out + ran.err

    def environment(self) -> dict[str, str]:
        """Where its keys are, and the passphrase."""
        return {"INSPECTION_CONFIG": str(self.config), "INSPECTION_PASSPHRASE": self.passphrase}


def a_machine(folder: Path, name: str) -> Machine:
    """A machine whose workbench is `folder/name`, with the sample's definitions and nothing answered."""
    return Machine(a_workbench(folder / name).folder, folder / f"{name}-config")


def new_key(machine: Machine) -> str:
    """Make a signing key on a machine; gives its public half."""
    return machine("key", "new", "--role", ROLE).split()[1]


def trust(machine: Machine, key: str) -> None:
    """Let a machine take in what ``key`` signed."""
    machine("key", "trust", key, "--role", ROLE)


def a_table(folder: Path, unit_code: str, item: str, value: str) -> Path:
    """A table with one answer of the inspectors."""
    row = f"{unit_code},{item},inspector,{value},,,,{ROLE},2017-05-24T08:05:00+07:00"
    table = folder / f"{item}.csv"
    table.write_text(f"{COLUMNS}{row}\n", encoding="utf-8")
    return table
