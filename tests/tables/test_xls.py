"""Old XLS files, read in a process of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inspection_lib.tables import LIMITS, LeftOutKind, read_table
from tests.conftest import ROOT
from tests.tables.sheets import COLUMNS

XLS = ROOT / "tests" / "tables" / "files" / "responses.xls"


def test_cells_are_read_as_they_are_shown() -> None:
    """The account says what is not looked for in this format."""
    table = read_table(XLS, COLUMNS)
    assert [(row.line, row.cells["unit"], row.cells["value"]) for row in table.rows] == [
        (2, "060", "3"),
        (3, "060", "89%"),
    ]
    assert [one.kind for one in table.account.left_out] == [LeftOutKind.FORMAT]


def test_a_damaged_file_is_named() -> None:
    content = XLS.read_bytes()
    for damaged in (content[:600], content[:3000], content[:512] + bytes(len(content) - 512)):
        (problem,) = read_table(Path("r.xls"), COLUMNS, content=damaged).problems
        assert "The file cannot be read" in str(problem)


def test_a_file_that_takes_too_long_is_refused() -> None:
    (problem,) = read_table(XLS, COLUMNS, replace(LIMITS, seconds=0.01)).problems
    assert "takes longer than" in str(problem)
