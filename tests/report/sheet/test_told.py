"""What was told and no longer holds."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inspection_lib.report import Facts, NoLonger, ToldOf, UnitFact, make_sheet, told_by, what_no_longer_holds
from tests.report.sheet.samples import DAY, OFFICE, a_key, a_tally, a_unit, some_facts


def facts_of(scores: dict[str, str], losses: dict[str, str]) -> Facts:
    """Units with scores, and what they lost on an item."""
    units: tuple[UnitFact, ...] = tuple(a_unit(code, score) for code, score in scores.items())
    return some_facts(units, {a_key("A01"): a_tally(losses)})


def compare(then: Facts, now: Facts) -> tuple[NoLonger, ...]:
    """What the sheet of then told that does not hold now."""
    told = told_by(make_sheet(then, OFFICE, DAY, ()), "2017-05")
    return what_no_longer_holds(told, now, make_sheet(now, OFFICE, DAY, ()), OFFICE)


def test_the_same_facts_hold_still() -> None:
    """Nothing is reported of what did not change."""
    facts = facts_of({"1": "60", "2": "70"}, {"1": "1", "2": "0"})
    assert compare(facts, facts) == ()


def test_counts_medians_and_weak_units_that_changed_are_named_with_both_figures() -> None:
    """A unit that is no longer among the weakest, a median, a number of units that fell short."""
    before = {str(place): str(50 + place) for place in range(6)}
    now = before | {"0": "99"}
    found = compare(facts_of(before, {"0": "1", "1": "1"}), facts_of(now, {"0": "0", "1": "1"}))
    assert [(one.what, one.unit and one.unit.code, one.then, one.now) for one in found] == [
        (ToldOf.SHORTFALL, None, Decimal(2), Decimal(1)),
        (ToldOf.MEDIAN, None, Decimal("52.5"), Decimal("53.5")),
        (ToldOf.WEAK, "0", Decimal(50), Decimal(99)),
    ]
    assert (found[0].judged_then, found[0].judged_now) == (2, 2)


def test_what_is_not_known_any_more_is_not_zero() -> None:
    """An item that no unit was judged on, and a kind without a score."""
    then = facts_of({"1": "60"}, {"1": "1"})
    now = some_facts((replace(a_unit("1", None), is_visited=True),))
    assert [(one.what, one.now) for one in compare(then, now)] == [
        (ToldOf.SHORTFALL, None),
        (ToldOf.MEDIAN, None),
        (ToldOf.WEAK, None),
    ]
