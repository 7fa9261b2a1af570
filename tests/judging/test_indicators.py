"""The index 766 against the figures that the national portal published on 10 October 2026.

The portal rounds each indicator's points: with the groups rounded as a whole three of these differ by 0.01.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from inspection_lib.definitions import read_indicator_index
from inspection_lib.judging import Figures, GroupScore, score_index
from inspection_lib.model import Indicator
from tests.conftest import ROOT

INDEX = read_indicator_index(ROOT / "checklists" / "indices" / "766.yaml")
DIGITISATION = (
    "e_results",
    "digitised",
    "reused",
    "personal_store",
    "citizen_data",
    "connected",
)
PAYMENT = ("paid_files", "paid_procedures", "fee_procedures")


def percents(names: tuple[str, ...], text: str) -> dict[str, Figures]:
    """Figures from percentages."""
    shares = [Fraction(part) for part in text.split()]
    return {name: (share, Fraction(100)) for name, share in zip(names, shares, strict=True)}


def scored(figures: dict[str, Figures]) -> dict[str, GroupScore]:
    """The groups by id."""

    def of(indicator: Indicator) -> Figures | None:
        return figures.get(indicator.id)

    return {score.group.id: score for score in score_index(INDEX, of)}


@pytest.mark.parametrize(
    ("shares", "points"),
    [
        ("87.65 42.55 14.89", "6.69"),
        ("75.4 64.71 35.29", "7.02"),
        ("89.73 28.57 9.52", "6.33"),
        ("93.86 43.9 17.07", "7.16"),
        ("87.2 50 25", "7.11"),
    ],
)
def test_payment_is_what_the_portal_shows(shares: str, points: str) -> None:
    """Đắk Lắk, two departments and two communes of it."""
    assert scored(percents(PAYMENT, shares))["payment"].points == Decimal(points)


@pytest.mark.parametrize(
    ("shares", "points"),
    [
        ("64.25 21.12 18.63 2.14 62.98 28.23", "9.08"),
        ("83.82 83.48 99.66 0 24.53 9.52", "13.05"),
        ("66.82 60.43 9.9 9.9 100 22.31", "11.53"),
        ("90.2 36.56 35.98 1.46 38.03 9.25", "10.78"),
        ("88.1 37.07 39.49 0.27 25.2 10.57", "10.48"),
    ],
)
def test_digitisation_is_what_the_portal_shows(shares: str, points: str) -> None:
    """None of the units had certified copies: 0 of 0 gives their full points."""
    figures = percents(DIGITISATION, shares) | {"e_copies": (Fraction(0), Fraction(0))}
    score = scored(figures)["digitisation"]
    assert (score.points, score.maximum, score.missing) == (Decimal(points), 22, ())


@pytest.mark.parametrize(
    ("part", "whole", "points"),
    [(393087, 443565, "17.72"), (579, 587, "19.73"), (3762, 3867, "19.46"), (2634, 2735, "19.26")],
)
def test_progress_is_what_the_portal_shows(part: int, whole: int, points: str) -> None:
    """On time or within the term, of all files received and handled."""
    figures = {"on_time": (Fraction(part), Fraction(whole))}
    assert scored(figures)["progress"].points == Decimal(points)


def test_satisfaction_and_publicity_are_what_the_portal_shows() -> None:
    """Of the province Đắk Lắk."""
    figures = percents(("settled_well", "feedback_on_time", "feedback_satisfied"), "88.57 49.69 38.35")
    assert scored(figures)["satisfaction"].points == Decimal("11.18")
    counts = {"announced": (0, 82), "published": (79, 82), "complete": (79, 79), "synchronised": (1, 1)}
    publicity = {name: (Fraction(part), Fraction(whole)) for name, (part, whole) in counts.items()}
    assert scored(publicity)["publicity"].points == Decimal("11.85")


def test_online_services_are_what_the_portal_shows() -> None:
    """52 of 89 offered, 518 of 1881 with files, 591643 of 600057 online."""
    counts = {"offered": (52, 89), "used": (518, 1881), "online": (591643, 600057)}
    figures = {name: (Fraction(part), Fraction(whole)) for name, (part, whole) in counts.items()}
    assert scored(figures)["online"].points == Decimal("8.56")


def test_nothing_of_nothing_is_what_the_portal_makes_of_it() -> None:
    """Full points for feedback and copies, none for satisfaction and payment; else it is left out."""
    nothing = (Fraction(0), Fraction(0))
    groups = scored({one.id: nothing for one in INDEX.indicators})
    assert {name: group.points for name, group in groups.items()} == {
        "publicity": None,
        "progress": None,
        "online": None,
        "payment": 0,
        "digitisation": 2,
        "satisfaction": 12,
    }
    assert groups["satisfaction"].maximum == 18
    assert all(group.missing == () for group in groups.values())


def test_what_is_not_known_is_no_zero() -> None:
    """The group names it, and its maximum is that of the rest."""
    score = scored(percents(PAYMENT[:2], "50 40"))["payment"]
    assert (score.points, score.maximum, score.missing) == (4, 8, ("fee_procedures",))


def test_the_groups_add_up_to_100() -> None:
    """Full shares everywhere."""
    groups = scored({one.id: (Fraction(5), Fraction(5)) for one in INDEX.indicators})
    assert sum(group.points or 0 for group in groups.values()) == 100
