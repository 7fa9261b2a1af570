"""Measures of registers, with the numbers of the rows that count against them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports.one_stop import (
    LATE,
    NO_APOLOGY,
    ON_TIME,
    PENDING,
    figures_of_rows,
    measures_of,
    warnings_of,
)


def test_a_measure_counts_and_names_the_rows_against_it(tmp_path: Path) -> None:
    """A dossier on its due day is on time; an open one counts as overdue or not; the header is row 1."""
    assert figures_of_rows(tmp_path, ON_TIME, LATE, PENDING, NO_APOLOGY) == {
        "settled_on_time": (1, 3, (3, 5)),
        "apologies": (1, 2, (5,)),
        "overdue_open": (1, 1, (4,)),
        "on_time_or_in_term": (1, 4, (3, 4, 5)),
    }


def test_row_numbers_are_those_of_the_file_also_after_an_empty_line(tmp_path: Path) -> None:
    """A reader who looks the row up in the file finds it."""
    assert figures_of_rows(tmp_path, LATE, "", NO_APOLOGY)["settled_on_time"] == (0, 2, (2, 4))


def test_an_empty_register_gives_0_of_0(tmp_path: Path) -> None:
    """A header alone has no rows to count; no check takes 0 of 0 for a share."""
    assert set(figures_of_rows(tmp_path).values()) == {(0, 0, ())}


def test_no_register_gives_no_measure(tmp_path: Path) -> None:
    """Most units have no registers."""
    assert measures_of(tmp_path) == ()


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("1,p,2017-04-20,2017-04-29,,", {"overdue_open": (1, 1), "on_time_or_in_term": (0, 1)}),
        ("1,p,2017-04-20,2017-04-30,,", {"overdue_open": (0, 1), "on_time_or_in_term": (1, 1)}),
        ("1,p,2017-04-20,2017-05-04,2017-05-09,", {"overdue_open": (0, 1), "on_time_or_in_term": (1, 1)}),
        ("1,p,2017-04-20,2017-04-24,2017-05-02,", {"overdue_open": (1, 1), "settled_on_time": (0, 0)}),
        ("1,p,2016-11-01,2016-11-20,2017-01-03,", {"settled_on_time": (0, 1), "overdue_open": (0, 0)}),
        ("1,p,2016-11-01,2016-11-20,,", {"overdue_open": (1, 1)}),
        ("1,p,2016-11-01,2016-11-20,2016-12-31,", {"settled_on_time": (0, 0), "on_time_or_in_term": (0, 0)}),
        ("1,p,2017-05-01,2017-05-03,,", {"overdue_open": (0, 0), "on_time_or_in_term": (0, 0)}),
    ],
)
def test_a_dossier_counts_as_it_stood_on_the_last_day_of_the_period(
    tmp_path: Path, row: str, figures: dict[str, tuple[int, int]]
) -> None:
    """As in the report of a one-stop shop: in hand in the period, and settled in it or open at its end."""
    found = figures_of_rows(tmp_path, row)
    assert {name: found[name][:2] for name in figures} == figures


def test_rows_outside_the_period_are_told(tmp_path: Path) -> None:
    """They are counted, with their numbers, and are no problem."""
    figures_of_rows(tmp_path, ON_TIME, "7,p,2018-01-01,2018-01-05,,", "8,p,2016-01-01,2016-01-05,2016-01-05,")
    assert warnings_of(tmp_path) == [
        (0, "Rows after the end of the period, not counted: 1 (3)."),
        (0, "Rows before the beginning of the period, not counted: 1 (4)."),
    ]


@pytest.mark.parametrize(
    ("due", "returned", "on_time"),
    [
        ("2017-01-05 11:00", "2017-01-05 10:59", 1),
        ("2017-01-05 11:00", "2017-01-05 11:01", 0),
        ("2017-01-05 11:00", "2017-01-05", 1),
        ("2017-01-05", "2017-01-05 16:30", 1),
        ("2017-01-05 00:00:00", "2017-01-05T16:30:00", 1),
        ("11:00 05/01/2017", "11:01 05/01/2017", 0),
        ("05/01/2017 11h00", "05/01/2017 11h30", 0),
        ("05/01/2017 02:00 CH", "05/01/2017 01:30 CH", 1),
    ],
)
def test_hours_count_where_the_register_has_them(
    tmp_path: Path, due: str, returned: str, on_time: int
) -> None:
    """Where one of the two has no hour, the day decides."""
    found = figures_of_rows(tmp_path, f"1,p,2017-01-03 08:00,{due},{returned},")
    assert found["settled_on_time"][:2] == (on_time, 1)


def test_documents_and_certificates_belong_to_the_period_too(tmp_path: Path) -> None:
    """A document by its day; a certificate by the days on which it is valid."""
    documents = ["number,day,secret,sent_by", "1,2016-12-31,no,paper", "2,2017-01-01,no,electronic"]
    (tmp_path / "060.documents.csv").write_text("\n".join(documents), encoding="utf-8")
    certificates = [
        "serial,issued_to_role,valid_from,valid_to,signed_in_period",
        "1,r,2011-01-01,2016-12-31,5",
        "2,r,2016-01-01,2021-01-01,1",
        "3,r,2017-05-01,2022-05-01,0",
    ]
    (tmp_path / "060.certificates.csv").write_text("\n".join(certificates), encoding="utf-8")
    found = {made.name: (made.numerator, made.denominator) for made in measures_of(tmp_path)}
    assert found == {"sent_electronically": (1, 1), "signed_in_period": (1, 1)}


def test_days_far_from_the_period_are_told(tmp_path: Path) -> None:
    """A dossier that is due in 2071 is never late; nobody would see it. Certificates are valid for years."""
    found = figures_of_rows(tmp_path, "1,p,2017-01-03,2071-01-05,2017-01-09,")
    assert found["settled_on_time"] == (1, 1, ())
    assert warnings_of(tmp_path) == [
        (0, "Days of due are far from the period; see whether their years are right: rows 2.")
    ]
    (tmp_path / "060.one_stop.csv").unlink()
    rows = ["serial,issued_to_role,valid_from,valid_to,signed_in_period", "1,r,2012-01-01,2037-01-01,1"]
    (tmp_path / "060.certificates.csv").write_text("\n".join(rows), encoding="utf-8")
    assert warnings_of(tmp_path) == []
