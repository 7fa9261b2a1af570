"""Registers that do not fit: every row and column is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.imports.registers import MOST_NAMED
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
        figures_of_rows(tmp_path, *rows, *(f"{number},p,1/1/017,2017-01-05,," for number in range(200, 400)))
    texts = [str(problem) for problem in refused.value.problems]
    assert sum("does not fit" in problem for problem in texts) == 2 * MOST_NAMED
    assert [problem.partition(": ")[2][:36] for problem in texts if "more rows" in problem] == [
        "150 more rows do not fit received. W",
        "150 more rows do not fit apology. Co",
    ]


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("5,p,2017-01-01,31/02/2017,,", "due"),
        ("5,p,2017-01-01,1/5/017,,", "due"),
        ("5,p,2017-01-01,2017-01-05,,,6", "more cells"),
        ("5,p,2017-01-01,31/12/9999,,", "'31/12/9999' does not fit due"),
        (",p,2017-01-01,2017-01-05,,", "dossier is empty"),
        ("5,p,2017-01-01,2017-02-31,,", "due"),
        ("5,p,2017-01-01,2017-01-05,01/31/2017,", "'01/31/2017' does not fit returned"),
        ("5,p,,2017-01-05,,", "received is empty"),
        ("5,p,2017-01-01,2017-01-05,,maybe", "apology"),
        ("1,p,2017-01-01,2017-01-05,,", "dossier"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, word: str) -> None:
    """A day, a choice or a repeated number that does not fit is named with its row and column."""
    with pytest.raises(InvalidFilesError) as refused:
        figures_of_rows(tmp_path, ON_TIME, LATE, row)
    assert (refused.value.problems[-1].line, word in str(refused.value.problems[-1])) == (4, True)


def test_a_wrong_header_names_the_missing_column_and_the_nearest_name(tmp_path: Path) -> None:
    """A misspelt column is named once, with the name that was meant."""
    (tmp_path / "060.one_stop.csv").write_text(
        f"{HEADER.replace('received', 'receivd')}\n{ON_TIME}\n", encoding="utf-8"
    )
    with pytest.raises(InvalidFilesError) as refused:
        measures_of(tmp_path)
    missing, unknown = (str(problem) for problem in refused.value.problems)
    assert "The columns received are missing." in missing
    assert "'receivd' is not known here. The nearest valid name is 'received'." in unknown


def test_a_wrong_count_is_repeated_as_it_is_written(tmp_path: Path) -> None:
    """Neither a fraction nor a word becomes a number."""
    rows = [
        "serial,issued_to_role,valid_from,valid_to,signed_in_period",
        "1,r,2016-01-01,2021-01-01,1.5",
        "2,r,2016-01-01,2021-01-01,x",
    ]
    (tmp_path / "060.certificates.csv").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(InvalidFilesError) as refused:
        measures_of(tmp_path)
    assert [(problem.line, str(problem).split("'")[1]) for problem in refused.value.problems] == [
        (2, "1.5"),
        (3, "x"),
    ]
