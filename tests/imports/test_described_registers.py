"""A register that a file describes is read and counted as one of the library."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.imports.register_files import RegisterFile
from inspection_lib.imports.registers import RegisterReading, read_measures
from tests.definitions.register_files import sound_letters

PERIOD = (date(2017, 1, 1), date(2017, 4, 30))
HEADER = "Mã thư,Ngày đến,Ngày đi,Số tờ,Số tờ gửi,Điểm,Cước phí,Ghi chú,Cách gửi"
ROWS = (
    'T1,2017-01-10,2017-01-12,5,4,"9,5",12.000,xong,bưu điện',
    'T2,2017-01-10,2017-01-20,2,3,,"1,5 triệu",,trực tiếp',
    "T3,2017-02-01,,,1,8,,xong,trực tiếp",
    "T4,2017-05-02,,9,9,1,5.000,xong,bưu điện",
)


def reading(folder: Path, *rows: str, header: str = HEADER) -> RegisterReading:
    path = folder / "060.letters.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    kinds = {"letters": sound_letters(folder)}
    return read_measures([RegisterFile("060", "letters", path)], *PERIOD, registers=kinds)


def test_shares_counts_sums_and_medians_are_exact(tmp_path: Path) -> None:
    """What is empty is no figure; a row after the period counts nowhere; money is in đồng."""
    found = {one.name: one for one in reading(tmp_path, *ROWS).measures}
    assert (found["by_post"].numerator, found["by_post"].denominator, found["by_post"].rows) == (1, 3, (3, 4))
    assert (found["gone"].numerator, found["gone"].denominator, found["gone"].value) == (2, 3, None)
    assert found["cost"].value == Decimal(1_512_000)
    assert found["mark"].value == Decimal("8.75")
    assert found["days"].value == Decimal(6)
    assert (found["pages_sent"].numerator, found["pages_sent"].denominator) == (7, 7)


def test_a_rule_of_rows_names_the_rows_that_break_it(tmp_path: Path) -> None:
    """An unknown number is neither more nor less; an empty text is empty."""
    found = {one.name: one for one in reading(tmp_path, *ROWS).measures}
    assert (found["more_sent"].numerator, found["more_sent"].rows) == (1, (3,))
    assert (found["no_note"].denominator, found["no_note"].rows) == (2, (3,))


def test_an_empty_register_has_no_sum_and_no_median(tmp_path: Path) -> None:
    """Not known is not 0."""
    found = {one.name: one for one in reading(tmp_path).measures}
    assert {found[name].value for name in ("cost", "days", "mark")} == {None}


def test_its_words_are_the_labels_of_the_report(tmp_path: Path) -> None:
    """No catalogue knows them."""
    measure = reading(tmp_path, *ROWS).measures[0]
    assert [label.values[0].value for label in measure.labels] == ["Sổ thư", "Gửi bưu điện"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("12.000", "1.5", "fit"),
        ("12.000", "nhiều", "1.250.000"),
        ('"9,5"', "1.234", "92,5"),
        (",5,4,", ",5,-4,", "fit"),
        ("2017-01-12", "2017-01-02", "before"),
    ],
)
def test_a_cell_that_does_not_fit_refuses_the_file(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A number that may mean two things, and an amount that is none, are not guessed."""
    with pytest.raises(InvalidFilesError) as caught:
        reading(tmp_path, ROWS[0].replace(old, new))
    (problem,) = caught.value.problems
    assert problem.line == 2
    assert said in str(problem)
