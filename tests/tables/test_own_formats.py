"""Rows that an extension reads are checked like those of any table; a reader that breaks is told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from inspection_lib.model import ExtensionOrigin
from inspection_lib.tables import Account, Columns, LeftOutKind, OwnFormat, Table, TableLimits, read_table

ORIGIN = ExtensionOrigin("diary", "1.2", "d" * 64)
COLUMNS = Columns({"unit": ("đơn vị",), "value": ("kết quả",)}, ("unit", "value"))
HEAD = (1, ("Đơn vị", "Kết quả"))
LIMITS = TableLimits(rows=4)


def read(folder: Path, rows: object) -> Table:
    """The table that a reader with these rows gives."""
    path = folder / "a.diary"
    path.write_bytes(b"anything")

    def read_rows(content: bytes) -> Iterable[tuple[int, list[str]]]:
        assert content == b"anything"
        if isinstance(rows, BaseException):
            raise rows
        return rows  # type: ignore[return-value]

    return read_table(path, COLUMNS, LIMITS, own=OwnFormat("diary.text", ORIGIN, read_rows))


def test_rows_keep_their_places(tmp_path: Path) -> None:
    """Lines that a reader passes over are not blank ones; an empty row is."""
    table = read(tmp_path, [HEAD, (4, (" 060 ", "5/6")), (5, ("", "")), (9, ("061", "có"))])
    assert table.problems == ()
    assert [(row.line, row.cells) for row in table.rows] == [
        (4, {"unit": "060", "value": "5/6"}),
        (9, {"unit": "061", "value": "có"}),
    ]
    assert [(one.kind, one.line) for one in table.account.left_out] == [(LeftOutKind.BLANK, 5)]


def test_the_account_names_the_reader(tmp_path: Path) -> None:
    """Also after it was written and read; without a reader it is as before."""
    account = read(tmp_path, [HEAD, (2, ("060", "5/6"))]).account
    assert (account.format, account.reader) == ("diary.text", ORIGIN)
    assert Account.from_json(account.to_json()) == account
    assert "reader" not in Account("a.csv", "", "csv").to_json()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ValueError("no title"), "diary.text (version 1.2) cannot read the file: ValueError: no title"),
        (SystemExit(3), "SystemExit: 3"),
        (None, "TypeError"),
        ([HEAD, (2, ("060", 5))], "the cell 5 is no text"),
        ([HEAD, (2, "060")], "a row is a text"),
        ([HEAD, (1, ("060", "5"))], "row 1 after row 1"),
        ([HEAD, ("2", ("060", "5"))], "row '2' after row 1"),
        ([HEAD, ("060", "5", "x")], "ValueError"),
        ([HEAD, *((line, ("060", "5")) for line in range(2, 6))], "more than 4 rows"),
        ([], "The file is empty"),
        ([(1, ("a", "b"))], "are missing"),
    ],
)
def test_what_is_wrong_is_a_problem_of_the_file(tmp_path: Path, rows: object, said: str) -> None:
    """No row of it is given."""
    table = read(tmp_path, rows)
    assert table.rows == ()
    assert any(said in str(problem) for problem in table.problems), table.problems
