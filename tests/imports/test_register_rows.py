"""A large CSV file is read in blocks, with the same result as any other table."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.imports import register_rows
from inspection_lib.imports.register_rows import clean_column
from tests.imports.one_stop import HEADER, LATE, NO_APOLOGY, ON_TIME, PENDING, reading_of

TABLES = {
    "plain": [HEADER, ON_TIME, LATE, PENDING, NO_APOLOGY],
    "empty lines and short rows": [HEADER, ON_TIME, "", "3,p,2017-01-01,2017-01-05", ",,,,,", LATE],
    "a title and further columns": ["Báo cáo,,,,,,", "", f"{HEADER},Người nộp", f"{ON_TIME},x", f"{LATE},"],
    "line breaks in cells": [HEADER, '1,"p\nq",2017-01-01,2017-01-05,2017-01-05,', LATE, NO_APOLOGY],
    "letters": [
        HEADER,
        '="001",p,2017-01-01,2017-01-05,2017-01-05,',
        "'002\u200b,p,2017-01-01,2017-01-05,,Có",
    ],
    "a total and signatures": [
        HEADER,
        ON_TIME,
        LATE,
        "Tổng cộng,2,,,,",
        ",Người lập,,,Thủ trưởng,",
        ",(ký),,,,",
    ],
    "groups and a repeated header": [HEADER, "Lĩnh vực đất đai,,,,,", ON_TIME, HEADER, LATE],
    "semicolons": [line.replace(",", ";") for line in (HEADER, ON_TIME, LATE)],
    "outside the period": [
        HEADER,
        ON_TIME,
        "9,p,2018-01-01,2018-01-02,,",
        "8,p,2016-01-01,2016-01-02,2016-01-02,",
    ],
    "too many cells": [HEADER, ON_TIME, f"{LATE},7"],
    "twice": [HEADER, ON_TIME, LATE, PENDING, ON_TIME.replace("1,p", " 1,q")],
    "misfits": [HEADER, ",p,2017-01-01,2017-01-05,,", "5,p,soon,2017-01-05,,maybe", LATE],
    "order": [HEADER, "5,p,2017-01-09,2017-01-05,2017-01-08,", LATE],
    "month first": [HEADER, "5,p,1/25/2017,1/26/2017,1/27/2017,", LATE],
    "missing columns": ["dossier,received", "1,2017-01-01"],
    "nothing": [""],
}


def told(folder: Path) -> object:
    """The measures with their warnings, or all problems."""
    try:
        read = reading_of(folder)
    except InvalidFilesError as error:
        return [str(problem) for problem in error.problems]
    return read.measures, sorted((warning.line, str(warning.fault)) for warning in read.warnings)


@pytest.mark.parametrize("lines", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize(("encoding", "block"), [("utf-8", 1), ("utf-16", 2), ("utf-8-sig", 4_000)])
def test_blocks_give_what_a_whole_table_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[str], encoding: str, block: int
) -> None:
    """Measures with their rows, warnings and problems, whatever the size of the blocks."""
    (tmp_path / "060.one_stop.csv").write_text("\n".join([*lines, ""]), encoding=encoding)
    whole = told(tmp_path)
    monkeypatch.setattr(register_rows, "LARGE_FILE", 0)
    monkeypatch.setattr(register_rows, "BLOCK", block)
    assert told(tmp_path) == whole


def test_a_large_file_that_ends_inside_quotation_marks_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is named; nothing of the file counts."""
    monkeypatch.setattr(register_rows, "LARGE_FILE", 0)
    rows = [HEADER, *(f"{number},p,2017-01-01,2017-01-05,," for number in range(300)), '7,"p']
    (tmp_path / "060.one_stop.csv").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(InvalidFilesError, match="csv:302: The file cannot be read"):
        reading_of(tmp_path)


@pytest.mark.parametrize("cell", ["1 ", "'1", '="1"', "1\u200b", "Ðơn", "#N/A"])
def test_a_column_is_cleaned_where_one_of_its_cells_needs_it(cell: str) -> None:
    """The other cells stay as they are."""
    plain = ["MH-1", "MH-2"]
    assert clean_column(plain) is plain
    assert list(clean_column([*plain, cell]))[:2] == plain
    assert list(clean_column([cell])) == [{"Ðơn": "Đơn", "#N/A": "#N/A"}.get(cell, "1")]
