"""Computers that work with the command `inspection`, each with its own workbench and its own keys."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.makers.workbenches import a_workbench

ROLE = "Thành viên đoàn kiểm tra"
PASSPHRASE = "mat khau dai"
COLUMNS = "unit,item,source,value,note,evidence,cause,answered_by,answered_at\n"


@dataclass(frozen=True)
class Machine:
    """A computer. Its keys and its name lie in ``config``."""

    folder: Path
    config: Path

    def __call__(self, *words: str, status: int = 0) -> str:
        """Run `inspection` in the workbench's folder. Fails on a traceback or another status."""
        own = os.environ | {"INSPECTION_CONFIG": str(self.config), "INSPECTION_PASSPHRASE": PASSPHRASE}
        command = [sys.executable, "-m", "inspection_lib.cli", *words]
        ran = subprocess.run(command, cwd=self.folder, env=own, capture_output=True, text=True, check=False)
        assert ran.returncode == status, ran.stderr + ran.stdout
        assert "Traceback" not in ran.stderr
        return ran.stdout + ran.stderr


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
