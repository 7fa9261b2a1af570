"""Plans, and what people type for them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from inspection_lib.sampling.plan import (
    Wish,
    check_counts,
    parse_number_of_paper,
    parse_share,
    plan_sample,
    read_wish,
    rounded_up,
)
from inspection_lib.sampling.values import Aim, Formula


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("5%", "0.05"),
        ("2,5 %", "0.025"),
        ("0.05", "0.05"),
        ("0,125", "0.125"),
        ("100%", "1"),
        ("5", None),
        ("five", None),
        ("-5%", None),
        ("", None),
    ],
)
def test_a_share_as_people_write_it(text: str, share: str | None) -> None:
    """A bare 5 may be 5 % or 5 cases, so it is neither."""
    assert parse_share(text) == (Decimal(share) if share else None)


def test_everything_wrong_with_a_wish_is_told_at_once() -> None:
    """Each with the option that it stands in."""
    _, _, problems = read_wish(Wish("5", "30%", "x"))
    assert [problem.file for problem in problems] == ["--tolerable", "--confidence", "--expected"]
    _, _, problems = read_wish(Wish("5%", "95%", "5%"))
    assert "No sample" not in str(problems[0])
    assert "not less than the tolerable one" in str(problems[0])
    assert [str(read_wish(Wish(text))[2] != []) for text in ("0%", "100%", "0.00000001")] == ["True"] * 3


def test_counts_begin_at_one() -> None:
    """What was not given is no problem."""
    problems = check_counts({"--size": 0, "--population": -1, "--other": None})
    assert [problem.file for problem in problems] == ["--size", "--population"]


@pytest.mark.parametrize("text", ["482915", " 482 915 ", "000001"])
def test_the_number_of_the_paper(text: str) -> None:
    """Without spaces, with its zeros."""
    assert parse_number_of_paper(text) == (text.replace(" ", ""), [])


@pytest.mark.parametrize("text", ["12345", "12345a", "", "1" * 41, "٤٨٢٩١٥"])
def test_what_is_no_number_of_a_paper(text: str) -> None:
    """Too few digits could all be tried."""
    assert len(parse_number_of_paper(text)[1]) == 1


def test_a_plan_tells_its_chance_rounded_up() -> None:
    """0.95 to the power of 59 is 0.04849...; a bound is never rounded down."""
    plan = plan_sample(Aim(Decimal("0.05")), 0, None)
    assert plan is not None
    assert (plan.size, plan.formula, plan.chance_to_miss) == (59, Formula.BINOMIAL, Decimal("0.048495"))
    assert rounded_up(Fraction(1, 3)) == Decimal("0.333334")


def test_a_plan_for_an_expected_share_says_how_many_deviations_that_is() -> None:
    """1 % of 93 is less than one: 1."""
    plan = plan_sample(Aim(Decimal("0.05")), Decimal("0.01"), None)
    assert plan is not None
    assert (plan.size, plan.expected, plan.expected_rate) == (93, 1, Decimal("0.01"))
    assert plan_sample(Aim(Decimal("0.05")), 2, 20) is None
