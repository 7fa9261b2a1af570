"""Compute the leadership's sheet from the facts of its units. Kinds and checklists are never mixed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from statistics import median

from inspection_lib.language import Text
from inspection_lib.model import Cause, Office
from inspection_lib.report.sheet.facts import Facts, ItemTally, OpenTask, TallyKey, UnitFact
from inspection_lib.report.sheet.heat import areas_of, heat_rows
from inspection_lib.report.sheet.tiles import tile_groups
from inspection_lib.report.sheet.values import (
    ChangeLine,
    CommonShortfall,
    Coverage,
    KindLine,
    KindMedian,
    LeadershipSheet,
    OwnerLine,
    Waiting,
    WeakUnits,
)

MOST = 5
"""How many shortfalls, and weak units of a kind, are named."""
MOST_BESIDE = 4
"""How many owners and own scores are named: they stand beside the heat map."""


def make_sheet(
    facts: Facts, office: Office, day: date, provinces: Sequence[tuple[str, Text]]
) -> LeadershipSheet:
    """The sheet of these facts, whose counts must be of one page or merged.

    ``provinces`` are the pages with their names, for what is too large to show unit by unit. Tasks are
    overdue whose last day lies before ``day``.
    """
    units = facts.units
    owners, overdue = _owners(facts.work, day)
    rows, all_rows = heat_rows(units, office, provinces)
    by_unit = {unit.code: unit for unit in units}
    known = (unit for unit in units if unit.is_concluded and unit.score is not None)
    claims = [unit for unit in known if unit.claim is not None and unit.claim != unit.score]
    return LeadershipSheet(
        coverage=Coverage.of(units),
        waiting=waiting_of(units, office),
        kinds=tuple(_kind_lines(units, office)),
        worst=tuple(_worst(facts, by_unit, office)),
        weakest=tuple(_weakest(units, office)),
        areas=areas_of(units),
        heat=rows,
        heat_rows=all_rows,
        tiles=tile_groups(units, office, provinces),
        open_tasks=len(facts.work),
        overdue=overdue,
        owners=owners[:MOST_BESIDE],
        all_owners=len(owners),
        causes=_causes(facts.causes.values()),
        without_cause=sum(counted[""] for counted in facts.causes.values()),
        claims=tuple(sorted(claims, key=lambda unit: -abs(distance(unit)))[:MOST_BESIDE]),
        changes=tuple(_changes(units, office)),
        day=day,
    )


def waiting_of(units: Iterable[UnitFact], office: Office) -> Waiting:
    """The units that are not visited, not finished, or contradicted; kinds in their order."""
    every = sorted(units, key=lambda unit: office.order(unit.kind))
    return Waiting(
        not_visited=tuple(unit for unit in every if unit.is_untouched),
        begun=tuple(unit for unit in every if not unit.is_untouched and not unit.is_concluded),
        contradicted=tuple(unit for unit in every if unit.is_concluded and unit.is_contradicted),
    )


def distance(unit: UnitFact) -> Decimal:
    """How far a unit's own score lies above the inspectors'; 0 where one of both is not known."""
    return Decimal(0) if unit.claim is None or unit.score is None else unit.claim - unit.score


def scored_groups(
    units: Iterable[UnitFact], office: Office
) -> list[tuple[tuple[str, str], list[tuple[Decimal, UnitFact]]]]:
    """The final scores of each kind and checklist, in the order of kinds."""
    groups: dict[tuple[str, str], list[tuple[Decimal, UnitFact]]] = defaultdict(list)
    for unit in units:
        if unit.is_concluded and unit.score is not None:
            groups[unit.kind, unit.checklist].append((unit.score, unit))
    return sorted(groups.items(), key=lambda group: (office.order(group[0][0]), group[0][1]))


def _kind_lines(units: Sequence[UnitFact], office: Office) -> Iterable[KindLine]:
    scored = scored_groups(units, office)
    for kind in office.sorted_kinds(unit.kind for unit in units):
        medians = tuple(
            KindMedian(
                checklist,
                Decimal(median(score for score, _ in own)),
                len(own),
                sum(unit.is_contradicted for _, unit in own),
            )
            for (kind_id, checklist), own in scored
            if kind_id == kind.id
        )
        yield KindLine(kind, Coverage.of(unit for unit in units if unit.kind == kind.id), medians)


def _worst(facts: Facts, by_unit: dict[str, UnitFact], office: Office) -> Iterable[CommonShortfall]:
    """The items on which most points were lost by all units together."""
    found = [(key, tally) for key, tally in facts.tallies.items() if tally.short and tally.lost > 0]
    found.sort(
        key=lambda pair: (-pair[1].lost, office.order(pair[0].kind), pair[0].item_id, pair[0].checklist)
    )
    for key, tally in found[:MOST]:
        yield _shortfall(key, tally, by_unit, office)


def _shortfall(
    key: TallyKey, tally: ItemTally, by_unit: dict[str, UnitFact], office: Office
) -> CommonShortfall:
    cause, times = _most_common(tally.causes)
    return CommonShortfall(
        kind=office.kind(key.kind),
        checklist=key.checklist,
        item_id=key.item_id,
        judged=tally.judged,
        short=tally.short,
        failed=tally.failed,
        lost=tally.lost,
        cause=cause,
        with_cause=times,
        median=Decimal(median(tally.figures)) if tally.figures else None,
        example=by_unit.get(tally.worst[1]) if tally.worst else None,
        figure=tally.worst[2] if tally.worst else None,
    )


def _most_common(causes: Counter[str]) -> tuple[str, int]:
    """The cause that is recorded most often; "" without any."""
    return next(iter(_causes([causes])), ("", 0))


def _weakest(units: Iterable[UnitFact], office: Office) -> Iterable[WeakUnits]:
    """The lowest of each kind, never more than its lower half: a middle score is no weak one."""
    for (kind, checklist), own in scored_groups(units, office):
        most = min(MOST, max(1, len(own) // 2))
        lowest = sorted(own, key=lambda pair: pair[0])[:most]
        yield WeakUnits(office.kind(kind), checklist, tuple(unit for _, unit in lowest))


def _owners(work: Iterable[OpenTask], day: date) -> tuple[tuple[OwnerLine, ...], int]:
    """The owners of overdue tasks, those with most of them first; and the number of these tasks."""
    due: dict[Text, list[date]] = defaultdict(list)
    for one in work:
        if one.due_on < day:
            due[one.owner].append(one.due_on)
    lines = [OwnerLine(owner, len(days), min(days)) for owner, days in due.items()]
    lines.sort(key=lambda line: (-line.tasks, line.since, line.owner.vi))
    return tuple(lines), sum(line.tasks for line in lines)


def _causes(counters: Iterable[Counter[str]]) -> tuple[tuple[str, int], ...]:
    """The causes with their numbers, the commonest first; of equal ones the article's, then others by id."""
    counted = sum(counters, Counter[str]())
    article = [cause.value for cause in Cause]
    found = [(cause, counted[cause]) for cause in (*article, *sorted(counted.keys() - {*article, ""}))]
    return tuple(sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1]))


def _changes(units: Iterable[UnitFact], office: Office) -> Iterable[ChangeLine]:
    groups: dict[str, list[UnitFact]] = defaultdict(list)
    for unit in units:
        if unit.is_concluded and unit.score is not None and unit.previous is not None:
            groups[unit.kind].append(unit)
    for kind in office.sorted_kinds(groups):
        own = groups[kind.id]
        rules = [unit.by_rules for unit in own if unit.by_rules is not None]
        reality = [unit.by_reality for unit in own if unit.by_reality is not None]
        changes = [
            unit.score - unit.previous for unit in own if unit.score is not None and unit.previous is not None
        ]
        yield ChangeLine(
            kind=kind,
            units=len(own),
            change=Decimal(median(changes)),
            split=len(reality),
            by_rules=Decimal(median(rules)) if rules else None,
            by_reality=Decimal(median(reality)) if reality else None,
            rose=sum(part > 0 for part in reality),
            fell=sum(part < 0 for part in reality),
        )
