"""Registers that do not fit: every row and column is named, in a bounded number of lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.imports.register_check import MOST_NAMED
from inspection_lib.language import Language, open_catalogue
from tests.imports.one_stop import (
    HEADER,
    LATE,
    ON_TIME,
    figures_of_rows,
    measures_of,
)


def test_many_rows_that_do_not_fit_are_counted(tmp_path: Path) -> None:
    """Of a column in another form the first rows are named, the others are only counted."""
    rows = [f"{number},p,2017-01-01,2017-01-05,,maybe" for number in range(200)]
    with pytest.raises(InvalidFilesError) as refused:
        figures_of_rows(tmp_path, *rows, *(f"{number},p,soon,2017-01-05,," for number in range(200, 400)))
    texts = [str(problem) for problem in refused.value.problems]
    assert sum("does not fit" in problem for problem in texts) == 2 * MOST_NAMED
    assert [problem.partition(": ")[2][:36] for problem in texts if "more rows" in problem] == [
        "150 more rows do not fit received. W",
        "150 more rows do not fit apology. Wr",
    ]


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("5,p,2017-01-01,31/02/2017,,", "due"),
        ("5,p,2017-01-01,soon,,", "due"),
        ("5,p,2017-01-01,2017-01-05,,,6", "more cells"),
        ("5,p,2017-01-01,31/12/9999,,", "The cell does not fit due"),
        (",p,2017-01-01,2017-01-05,,", "dossier is empty"),
        ("5,p,2017-01-01,2017-02-31,,", "due"),
        ("5,p,2017-01-01,2017-01-05,01/31/2017,", "returned writes the month before the day."),
        ("5,p,,2017-01-05,,", "received is empty"),
        ("5,p,2017-01-01,2017-01-05,,maybe", "apology"),
        ("1,p,2017-01-01,2017-01-05,,", "The same dossier is there 2 times: rows 2, 4."),
        ("5,p,2017-01-06,2017-01-05,,", "In the column due, 1 days lie before those of received: rows 4."),
        ("5,p,2017-01-06,2017-01-07,2017-01-05,", "In the column returned, 1 days lie before"),
        ("5,p,2017-01-06 09:00,2017-01-07,2017-01-06 08:00,", "In the column returned, 1 days lie before"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, word: str) -> None:
    """A day, a choice or a repeated number that does not fit is named with its row and column."""
    with pytest.raises(InvalidFilesError) as refused:
        figures_of_rows(tmp_path, ON_TIME, LATE, row)
    assert (refused.value.problems[-1].line, word in str(refused.value.problems[-1])) == (4, True)


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    """A day, a choice, an order and a repeated number in one file are four problems."""
    with pytest.raises(InvalidFilesError) as refused:
        figures_of_rows(
            tmp_path,
            ON_TIME,
            "1,p,2017-01-01,2017-01-05,,",
            "5,p,soon,2017-01-05,,",
            "6,p,2017-01-06,2017-01-05,,",
            "7,p,2017-01-06,2017-01-07,,maybe",
        )
    assert [problem.line for problem in refused.value.problems] == [3, 4, 5, 6]


def test_a_missing_column_is_refused_whatever_measure_needs_it(tmp_path: Path) -> None:
    """Only a mapping file may say that a system lacks a column."""
    for name in HEADER.split(","):
        (tmp_path / "060.one_stop.csv").write_text(HEADER.replace(name, "other") + "\n", encoding="utf-8")
        with pytest.raises(InvalidFilesError, match=f"The columns {name} are missing"):
            measures_of(tmp_path)


def test_a_wrong_count_is_named_with_its_row(tmp_path: Path) -> None:
    """Neither a fraction nor a word becomes a number."""
    rows = [
        "serial,issued_to_role,valid_from,valid_to,signed_in_period",
        "1,r,2016-01-01,2021-01-01,1.5",
        "2,r,2016-01-01,2021-01-01,x",
    ]
    (tmp_path / "060.certificates.csv").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(InvalidFilesError) as refused:
        measures_of(tmp_path)
    assert [problem.line for problem in refused.value.problems] == [2, 3]


def test_a_vietnamese_message_has_no_english_column_alone(tmp_path: Path) -> None:
    """The column by its Vietnamese word, and as the file calls it."""
    with pytest.raises(InvalidFilesError) as refused:
        figures_of_rows(tmp_path, "5,p,soon,2017-01-05,,")
    (problem,) = refused.value.problems
    said = open_catalogue(Language.VI).format(problem.fault.message)
    assert said == "Ô này không hợp với ngày tiếp nhận (received)."
