"""The fewest repairs equal those of brute force on small random checklists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest

from inspection_lib.judging.assessment import assess
from inspection_lib.judging.repairs import TRIES
from inspection_lib.model import (
    Assessment,
    BandLimit,
    Checklist,
    Combination,
    Combine,
    Inspection,
    Item,
    LimitCondition,
    LimitSubject,
    Response,
    Severity,
)
from tests.builders import a_checklist, a_ratio_item, a_share, an_inspection, an_item, no, yes
from tests.trials import Trials

CHECKLISTS = 1_000


def a_random_checklist(chance: Random) -> Checklist:
    """Two areas of up to four items: yes or no and shares, knock-outs, severities, limits, other groups."""
    areas = [
        [a_random_item(chance, f"{area}{number}") for number in range(chance.randint(1, 4))] for area in "AB"
    ]
    checklist = a_checklist(areas)
    if chance.random() < 0.5:
        severity = chance.choice(list(Severity))
        counted = LimitCondition(LimitSubject.FINDINGS, severity.value, Decimal(chance.randint(1, 3)), None)
        grouped = LimitCondition(LimitSubject.GROUP, "A0", None, Decimal(chance.choice(["0.5", "0.8"])))
        conditions = chance.choice([(counted,), (grouped,), (counted, grouped)])
        limit = BandLimit(conditions, chance.choice(["weak", "average"]))
        checklist = replace(checklist, limits=(limit,))
    if chance.random() < 0.2:
        how = Combination(chance.choice([Combine.MEAN, Combine.LOWEST]))
        checklist = replace(checklist, combination=how)
    return checklist


def a_random_item(chance: Random, item_id: str) -> Item:
    points = Decimal(chance.randint(1, 6)) / 2
    cap = chance.choice([None, None, None, "weak", "average"])
    item = an_item(item_id, points, cap=cap) if chance.random() < 0.6 else a_ratio_item(item_id, points)
    return replace(item, severity=chance.choice(list(Severity)))


def a_random_inspection(chance: Random) -> Inspection:
    checklist = a_random_checklist(chance)
    found = {item.id: a_random_answer(chance, item) for item in checklist.items if chance.random() < 0.9}
    first = checklist.items[0]
    return an_inspection(checklist, found or {first.id: a_random_answer(chance, first)}, submitted=True)


def a_random_answer(chance: Random, item: Item) -> Response:
    """An answer of the item's kind."""
    if item.kind.value == "yes_no":
        return chance.choice([yes(), no()])
    return a_share(chance.randint(0, 6), 6)


def mended(inspection: Inspection, items: tuple[str, ...]) -> Assessment:
    """The assessment once the unit does fully what these items ask."""
    by_id = {item.id: item for item in inspection.checklist.items}
    full: dict[str, Response] = {
        name: yes() if by_id[name].kind.value == "yes_no" else a_share(6, 6) for name in items
    }
    answers = {name: answer.finding for name, answer in inspection.answers.items() if answer.finding}
    return assess(an_inspection(inspection.checklist, answers | full, submitted=True))


def fewest_by_trying(inspection: Inspection, now: Assessment) -> Iterator[tuple[str, ...]]:
    """All sets of the smallest size that give a better band."""
    start = now.scorecard.band
    assert start is not None
    lost = [one.item_id for one in now.findings if one.points is not None and one.points < one.maximum]
    for size in range(1, len(lost) + 1):
        sets = [
            chosen
            for chosen in combinations(lost, size)
            if (band := mended(inspection, chosen).scorecard.band) and band.from_score > start.from_score
        ]
        if sets:
            yield from sets
            return


def test_the_fewest_repairs_equal_brute_force(trials: Trials) -> None:
    """On 1,000 checklists; the band and the score that they promise come true when the unit does them."""
    chance, found = trials.random(), 0
    for _ in range(trials(CHECKLISTS)):
        inspection = a_random_inspection(chance)
        now = assess(inspection)
        sets = list(fewest_by_trying(inspection, now))
        if now.repairs is None:
            assert sets == []
            continue
        found += 1
        assert now.repairs.items in sets
        after = mended(inspection, now.repairs.items).scorecard
        assert (after.band, after.total.index) == (now.repairs.band, now.repairs.index)
        if inspection.checklist.adds_up:
            best = max(mended(inspection, one).scorecard.total.index or Decimal(0) for one in sets)
            assert now.repairs.index == best
    assert found > trials(CHECKLISTS) // 4


def test_nothing_is_promised_while_the_record_is_open() -> None:
    """No repairs and no interval: the inspectors have not concluded."""
    inspection = an_inspection(a_checklist([[an_item("X"), an_item("Y")]]), {"X": no(), "Y": no()})
    now = assess(inspection)
    assert now.repairs is None
    assert now.firmness.weighted is None


def test_the_best_band_needs_no_repair() -> None:
    """And neither does a unit that nothing can lift."""
    inspection = an_inspection(a_checklist([[an_item("X")]]), {"X": yes()}, submitted=True)
    assert assess(inspection).repairs is None


@pytest.mark.parametrize("count", [4, 30])
def test_where_trying_takes_too_long_nothing_is_said(count: int) -> None:
    """The lowest of many items: all of them have to be mended, and the sets before that are too many."""
    checklist = a_checklist([[an_item(f"X{number}") for number in range(count)]])
    area = replace(checklist.areas[0].criteria[0], combination=Combination(Combine.LOWEST))
    lowest = replace(checklist, areas=(replace(checklist.areas[0], criteria=(area,)),))
    now = assess(an_inspection(lowest, {item.id: no() for item in lowest.items}, submitted=True))
    assert (now.repairs is None) is (2**count > TRIES)
