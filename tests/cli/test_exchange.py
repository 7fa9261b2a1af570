"""Several machines at the command line, each with a folder, a store and settings of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import a_workbench
from tests.conftest import CAMPAIGN

pytestmark = pytest.mark.slow  # nearly every test starts the command

UNIT, ROLE, PASSPHRASE = "060", "Thành viên đoàn kiểm tra", "mat khau dai"
HEADER = "unit,item,source,value,note,evidence,cause,answered_by,answered_at\n"


@dataclass
class Machine:
    """A computer of an office."""

    folder: Path
    config: Path

    def __call__(self, *words: str, status: int = 0) -> str:
        """Run the command; gives all that it said."""
        own = dict(os.environ) | {"INSPECTION_CONFIG": str(self.config), "INSPECTION_PASSPHRASE": PASSPHRASE}
        command = [sys.executable, "-m", "inspection_lib.cli", *words]
        ran = subprocess.run(command, cwd=self.folder, env=own, capture_output=True, text=True, check=False)
        assert ran.returncode == status, ran.stderr + ran.stdout
        assert "Traceback" not in ran.stderr
        return ran.stdout + ran.stderr

    def enter(self, item: str, value: str) -> str:
        """Import a table of one answer."""
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


def test_tables_imported_on_two_machines_come_together(
    machines: tuple[Machine, Machine], tmp_path: Path
) -> None:
    """Each writes under its own name: the bundles of both are taken in, and what differs stands side by side."""
    one, two = machines
    one.enter("A01", "2017-01-15")
    two.enter("A02", "a")
    two.enter("A01", "2017-01-20")
    for giver, taker, name in ((two, one, "a.zip"), (one, two, "b.zip")):
        giver("bundle", CAMPAIGN, UNIT, "-o", str(tmp_path / name))
        taker("merge", str(tmp_path / name))
    for machine in machines:
        said = machine("contradictions", CAMPAIGN)
        assert "A01" in said
        assert "A02" not in said
    one("decide", CAMPAIGN, UNIT, "A01", "2017-01-15", "--actor", "Trưởng đoàn", "--note", "Theo bản gốc")
    assert "Không có kết quả nào mâu thuẫn" in one("contradictions", CAMPAIGN)


def test_what_makes_no_sense_is_said_and_records_nothing(
    machines: tuple[Machine, Machine], tmp_path: Path
) -> None:
    """A decision without a contradiction, submitting twice, odd digits for a seal, nothing to attach, a period backwards."""
    machine, _ = machines
    machine.enter("A01", "2017-01-15")
    decided = machine(
        "decide", CAMPAIGN, UNIT, "A01", "2017-01-01", "--actor", "Trưởng đoàn", "--note", "x", status=1
    )
    assert "mâu thuẫn" in decided
    assert "đã được nộp" in machine("submit", CAMPAIGN, UNIT, "--actor", ROLE, "--anyway")
    assert "đã nộp từ trước" in machine("submit", CAMPAIGN, UNIT, "--actor", ROLE)
    assert "không phải dãy số" in machine("verify", CAMPAIGN, UNIT, "xyz", status=1)
    assert "Không có gì" in machine("attach", CAMPAIGN, UNIT, "A01", status=1)
    (tmp_path / "empty").mkdir()
    assert "Không có tệp nào" in machine("attach", CAMPAIGN, UNIT, "A01", str(tmp_path / "empty"), status=1)
    days = ("--number", "12/KH", "--valid-from", "2017-06-01", "--valid-to", "2017-01-01")
    assert "kết thúc trước khi" in machine("attach", CAMPAIGN, UNIT, "A01", *days, status=1)
    machine("minutes", CAMPAIGN, UNIT, "-o", str(tmp_path))
    page = (tmp_path / f"bien-ban.{CAMPAIGN}.{UNIT}.html").read_text(encoding="utf-8")
    assert "15/1/2017" in page
