"""What an earlier sheet told, kept for the next one, and what of it no longer holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inspection_lib.model import Office
from inspection_lib.report.sheet.facts import Facts, TallyKey
from inspection_lib.report.sheet.values import LeadershipSheet, NoLonger, ToldOf


@dataclass(frozen=True, slots=True)
class ToldShortfall:
    """`short` of `judged` units of a kind fell short of an item."""

    kind: str
    checklist: str
    item_id: str
    short: int
    judged: int


@dataclass(frozen=True, slots=True)
class ToldScore:
    """A median of a kind, or with ``unit`` the score of a weak unit."""

    kind: str
    checklist: str
    unit: str
    score: Decimal


@dataclass(frozen=True, slots=True)
class Told:
    """What a sheet told of a day. ``period`` is the name of its period, "" for none."""

    period: str
    day: date
    shortfalls: tuple[ToldShortfall, ...]
    scores: tuple[ToldScore, ...]


def told_by(sheet: LeadershipSheet, period: str) -> Told:
    """What a sheet tells, to be kept."""
    medians = [
        ToldScore(line.kind.id, one.checklist, "", one.score) for line in sheet.kinds for one in line.medians
    ]
    weak = [
        ToldScore(group.kind.id, group.checklist, unit.code, unit.score)
        for group in sheet.weakest
        for unit in group.units
        if unit.score is not None
    ]
    found = [
        ToldShortfall(one.kind.id, one.checklist, one.item_id, one.short, one.judged) for one in sheet.worst
    ]
    return Told(period, sheet.day, tuple(found), (*medians, *weak))


def what_no_longer_holds(
    told: Told, facts: Facts, sheet: LeadershipSheet, office: Office
) -> tuple[NoLonger, ...]:
    """What differs now: counts of shortfalls, medians, and weak units that no longer are among the weakest.

    ``facts`` are those that the sheet was made from.
    """
    return (*_shortfalls(told, facts, office), *_scores(told, facts, sheet, office))


def _shortfalls(told: Told, facts: Facts, office: Office) -> Iterable[NoLonger]:
    page = next(iter(facts.tallies), TallyKey("", "", "", "")).page
    for one in told.shortfalls:
        now = facts.tallies.get(TallyKey(page, one.kind, one.checklist, one.item_id))
        if now is None or (now.short, now.judged) != (one.short, one.judged):
            yield NoLonger(
                what=ToldOf.SHORTFALL,
                kind=office.kind(one.kind),
                item_id=one.item_id,
                checklist=one.checklist,
                unit=None,
                then=Decimal(one.short),
                now=None if now is None else Decimal(now.short),
                judged_then=one.judged,
                judged_now=now.judged if now else 0,
            )


def _scores(told: Told, facts: Facts, sheet: LeadershipSheet, office: Office) -> Iterable[NoLonger]:
    units = {unit.code: unit for unit in facts.units}
    weak = {unit.code for group in sheet.weakest for unit in group.units}
    medians = {(line.kind.id, one.checklist): one.score for line in sheet.kinds for one in line.medians}
    for one in told.scores:
        unit = units.get(one.unit)
        if one.unit and (unit is None or one.unit in weak):
            continue
        now = unit.score if unit else medians.get((one.kind, one.checklist))
        if one.unit or now != one.score:
            kind, what = office.kind(one.kind), ToldOf.WEAK if one.unit else ToldOf.MEDIAN
            yield NoLonger(what, kind, "", one.checklist, unit, one.score, now)
