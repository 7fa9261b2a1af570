"""The heat map of the leadership's sheet: kinds, or the units below one unit, by areas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from statistics import median

from inspection_lib.language import Text
from inspection_lib.model import Office
from inspection_lib.report.sheet.facts import UnitFact
from inspection_lib.report.sheet.values import HeatRow

MOST_AREAS = 10
"""Columns; a checklist with more areas shows its first ones."""
MOST_ROWS = 12
"""Rows on a sheet of paper, without those of single units."""
MOST_UNITS = 600
"""A sheet of more units shows no row for each of them, and provinces in the place of districts."""


def areas_of(units: Iterable[UnitFact]) -> tuple[str, ...]:
    """The ids of the areas, in the order of the checklists."""
    return tuple(dict.fromkeys(area for unit in units for area in unit.areas))[:MOST_AREAS]


def heat_rows(
    units: Sequence[UnitFact], office: Office, provinces: Sequence[tuple[str, Text]]
) -> tuple[tuple[HeatRow, ...], int]:
    """The rows, and how many there are in all: where they are too many, the weakest of them are left."""
    areas = areas_of(units)
    is_large = len(units) > MOST_UNITS
    names = dict(provinces)
    groups: dict[tuple[str, str, Text], list[UnitFact]] = defaultdict(list)
    for unit in units:
        if unit.is_concluded:
            above = names.get(unit.page, unit.parent) if is_large else unit.parent
            groups[unit.kind, unit.checklist, above].append(unit)
    sides: dict[tuple[str, str], int] = defaultdict(int)
    for kind, checklist, _ in groups:
        sides[kind, checklist] += 1
    rows = []
    for (kind, checklist, above), own in sorted(groups.items(), key=lambda pair: office.order(pair[0][0])):
        title = office.kind(kind).plural
        if sides[kind, checklist] > 1:
            short = office.kind(kind).name
            title = Text(f"{above.vi}: {short.vi.lower()}", f"{above.en or above.vi}: {short.en.lower()}")
        rows.append(_row(title, own, areas, with_members=not is_large))
    if len(rows) <= MOST_ROWS:
        return tuple(rows), len(rows)
    weakest = sorted(rows, key=lambda row: Decimal(101) if row.score is None else row.score)[:MOST_ROWS]
    return tuple(row for row in rows if row in weakest), len(rows)


def _row(title: Text, units: Sequence[UnitFact], areas: Sequence[str], *, with_members: bool) -> HeatRow:
    scores = [unit.score for unit in units if unit.score is not None]
    members = sorted(units, key=lambda unit: Decimal(101) if unit.score is None else unit.score)
    return HeatRow(
        title=title,
        units=len(units),
        score=_median(scores),
        cells=tuple(
            _median([score for unit in units if (score := unit.areas.get(area)) is not None])
            for area in areas
        ),
        members=tuple(
            HeatRow(unit.name, 1, unit.score, tuple(unit.areas.get(area) for area in areas))
            for unit in members
            if with_members
        ),
    )


def _median(scores: Sequence[Decimal]) -> Decimal | None:
    return Decimal(median(scores)) if scores else None
