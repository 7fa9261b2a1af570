"""Published scoring schemes as checklists of at most 40 lines, each with its worked examples."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from inspection_lib.judging import assess
from inspection_lib.model import Checklist, Scorecard
from tests.builders import an_inspection
from tests.definitions.checklist.schemes import SCHEMES, answers_to, scheme

MOST_LINES = 40


def judged(checklist: Checklist, answers: dict[str, str]) -> Scorecard:
    return assess(an_inspection(checklist, answers_to(checklist, answers), submitted=True)).scorecard


def band(card: Scorecard) -> str:
    assert card.band is not None
    return card.band.id


@pytest.mark.parametrize("path", sorted(SCHEMES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_scheme_fits_in_forty_lines(path: object) -> None:
    """The whole file: settings, texts and items."""
    assert len((SCHEMES / str(path)).read_text("utf-8").splitlines()) <= MOST_LINES


GRADES = {
    "AA": [(0, 0), (0, 5)],
    "A": [(0, 6), (0, 10)],
    "B": [(0, 11), (0, 16), (1, 0), (1, 10)],
    "C": [(0, 17), (0, 24), (1, 11), (1, 16), (2, 0), (2, 10)],
    "D": [(0, 25), (0, 30), (1, 17), (1, 24), (2, 11), (2, 16)],
    "none": [(0, 31), (1, 25), (2, 17), (3, 0), (9, 40)],
}


@pytest.mark.parametrize("grade", GRADES)
def test_brcgs_grades_by_numbers_of_findings(grade: str) -> None:
    """On both sides of every border of the published table; one critical finding leaves no certificate."""
    checklist = scheme("brcgs")
    for major, minor in GRADES[grade]:
        found = {"CRITICAL": "no", "MAJOR": str(major), "MINOR": str(minor)}
        assert band(judged(checklist, found)) == grade, (major, minor)
        assert band(judged(checklist, found | {"CRITICAL": "yes"})) == "none"


def test_brcgs_names_what_limits_the_grade() -> None:
    """The report says which figures made the grade lower."""
    card = judged(scheme("brcgs"), {"CRITICAL": "no", "MAJOR": "1", "MINOR": "11"})
    assert card.capped_by == ("MINOR", "MAJOR")
    assert judged(scheme("brcgs"), {"CRITICAL": "no", "MAJOR": "0", "MINOR": "5"}).capped_by == ()


@pytest.mark.parametrize(
    ("name", "levels", "grade"),
    [
        ("pefa-m1", "D A n/a", "D-plus"),
        ("pefa-m1", "C C n/a", "C"),
        ("pefa-m1", "B A A", "B-plus"),
        ("pefa-m1", "A A A", "A"),
        ("pefa-m1", "D D D", "D"),
        ("pefa-m2", "D A", "C-plus"),
        ("pefa-m2", "D C", "D-plus"),
        ("pefa-m2", "C A", "B"),
        ("pefa-m2", "B A", "B-plus"),
        ("pefa-m2", "D D", "D"),
        ("pefa-m2", "A A", "A"),
    ],
)
def test_pefa_takes_the_weakest_link_or_a_table(name: str, levels: str, grade: str) -> None:
    """Whatever the order of the dimensions; one that does not apply is left out."""
    checklist = scheme(name)
    for order in permutations(levels.split()):
        if "n/a" not in order[:-1]:
            found = {f"D{number}": level for number, level in enumerate(order, start=1)}
            assert band(judged(checklist, found)) == grade


def test_access_to_law_needs_half_of_every_criterion() -> None:
    """94 of 100 do not reach the standard with 4 of 10 in one criterion; 5 of 10 do."""
    checklist = scheme("tiep-can-phap-luat")
    found = {"I1": "4", "I2": "30", "I3": "15", "I4": "20", "I5": "25"}
    card = judged(checklist, found)
    assert (card.total.points, band(card), card.capped_by) == (94, "not-reached", ("TC1",))
    assert band(judged(checklist, found | {"I1": "5"})) == "reached"
    assert band(judged(checklist, found | {"I1": "10", "I2": "5"})) == "not-reached"


@pytest.mark.parametrize(
    ("answers", "level"),
    [("yes no yes", "M1"), ("no yes yes", "M0"), ("yes yes no", "M2"), ("yes yes yes", "M3")],
)
def test_a_ladder_stops_at_the_first_level_that_is_not_met(answers: str, level: str) -> None:
    """What is met above counts for nothing."""
    found = {f"N{number}": answer for number, answer in enumerate(answers.split(), start=1)}
    assert band(judged(scheme("bac-thang"), found)) == level


@pytest.mark.parametrize(("count", "points"), [(0, 0), (1, 7), (2, 8), (3, 9), (4, 10), (40, 10)])
def test_a_condition_level_takes_points_by_a_count(count: int, points: int) -> None:
    """1 item 7 points, 2 items 8, 3 items 9, 4 or more 10, taken from the 10."""
    assert judged(scheme("so-truong-hop"), {"COUNT": str(count)}).total.points == 10 - points


@pytest.mark.parametrize(
    ("item", "share", "points"),
    [
        ("T80", "80/100", "12"),
        ("T80", "60/100", "9"),
        ("T80", "0/100", "0"),
        ("T50", "25/100", "3"),
        ("T50", "501/1000", "6"),
    ],
)
def test_an_index_is_full_from_its_threshold(item: str, share: str, points: str) -> None:
    """Below it in proportion, to two decimals."""
    assert judged(scheme("chi-so-766"), {item: share}).total.points == Decimal(points)


def test_ipcaf_adds_means_with_decimals() -> None:
    """Eight components of 100; the bands lie at 200, 400 and 600 of 800."""
    parts = ["78,3", "90,6", "67,5", "79,0", "64,2", "77,6", "81,0", "96,1"]
    found = {f"P{number}": part for number, part in enumerate(parts, start=1)}
    card = judged(scheme("ipcaf"), found)
    assert (card.total.points, band(card)) == (Decimal("634.3"), "advanced")


@pytest.mark.parametrize(
    ("counts", "points"), [((8, 0, 0), 44), ((3, 3, 2), 44), ((0, 0, 0), 100), ((9, 9, 9), 0)]
)
def test_deductions_come_out_of_one_pool(counts: tuple[int, int, int], points: int) -> None:
    """8 findings at 7 points leave 44, in whatever classes they are; never below 0."""
    found = {f"K{number}": str(count) for number, count in enumerate(counts, start=1)}
    assert judged(scheme("quy-diem"), found).total.points == points
