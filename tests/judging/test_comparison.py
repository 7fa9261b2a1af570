"""What of a change of the score is a change of the unit, under one set of rules."""

from __future__ import annotations

from decimal import Decimal

from inspection_lib.judging import assess, change_of_unit
from inspection_lib.model import Inspection, Item, Response
from tests.builders import a_checklist, an_inspection, an_item, no, yes


def visited(items: list[Item], found: dict[str, Response]) -> Inspection:
    """An inspection by a checklist of these items, closed."""
    return an_inspection(a_checklist([items]), found, submitted=True)


def test_a_change_is_split_into_the_rules_and_the_unit() -> None:
    """A mends, B is new, C counts three times as much now: only A and C are compared, by the new points."""
    a, b = an_item("A"), an_item("B")
    c, heavy = an_item("C"), an_item("C", Decimal(3))
    earlier = visited([a, c], {"A": no(), "C": yes()})
    present = visited([a, b, heavy], {"A": yes(), "B": no(), "C": yes()})
    scores = [assess(one).scorecard.total.index for one in (earlier, present)]
    assert scores == [Decimal(50), Decimal(80)]
    assert change_of_unit(earlier, present, {"A", "C"}) == Decimal(25)  # from 3 of 4 points to 4 of 4


def test_nothing_in_common_is_not_compared() -> None:
    """None, and not 0: nobody knows."""
    earlier, present = visited([an_item("A")], {"A": no()}), visited([an_item("A")], {"A": yes()})
    assert change_of_unit(earlier, present, set()) is None
    assert change_of_unit(visited([an_item("A")], {}), present, {"A"}) is None
