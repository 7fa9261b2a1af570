"""The overview of the provinces: a line for each, and a search over all units."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from markupsafe import Markup

from inspection_lib.language import Catalogue, Message, Text
from inspection_lib.model import UnitKind
from inspection_lib.render.index.rows import (
    NO_SCORE,
    IndexRow,
    Province,
    RowState,
    Totals,
    bands_of,
    failed_rows,
    final_scores,
    is_listed,
    summary_of,
    totals_of,
)
from inspection_lib.render.markup import drawn

MOST_FAILED = 20
"""Failed units that the overview tells with their error; the others stand on the pages of their provinces."""

_SEARCHED = (RowState.MADE, RowState.STALE, RowState.FAILED)


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of the final scores of one kind of unit; ``order`` is what its column is sorted by."""

    kind: UnitKind
    score: str
    order: str


@dataclass(frozen=True, slots=True)
class Line:
    """What a province, or the whole campaign, comes to."""

    name: Text
    path: str
    totals: Totals
    middles: tuple[Middle, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Everything that the overview of the provinces draws. ``failing`` is empty where all failed units are told."""

    total: Line
    lines: tuple[Line, ...]
    kinds: tuple[UnitKind, ...]
    grade_columns: int
    failed: tuple[IndexRow, ...]
    failing: tuple[Line, ...]
    units: Markup
    summary: Message


def overview_view(provinces: Sequence[Province], title: Text, catalogue: Catalogue) -> OverviewView:
    """What the overview draws."""
    rows = [row for province in provinces for row in province.rows]
    kinds = tuple(kind for kind in UnitKind if any(row.kind is kind and is_listed(row) for row in rows))
    bands = bands_of(rows, catalogue)
    total = _line(title, "", rows, kinds, bands, catalogue)
    lines = tuple(
        _line(province.name, province.path, province.rows, kinds, bands, catalogue) for province in provinces
    )
    many = total.totals.failed > MOST_FAILED
    return OverviewView(
        total=total,
        lines=lines,
        kinds=kinds,
        grade_columns=len(bands) + 1,
        failed=failed_rows(rows)[:MOST_FAILED],
        failing=tuple(line for line in lines if line.totals.failed) if many else (),
        units=drawn(all_units(provinces, catalogue)),
        summary=summary_of(total.totals),
    )


def _line(
    name: Text,
    path: str,
    rows: Sequence[IndexRow],
    kinds: Sequence[UnitKind],
    bands: Sequence[str],
    catalogue: Catalogue,
) -> Line:
    scores = final_scores(rows)
    middles = tuple(_middle(kind, scores.get(kind, ()), catalogue) for kind in kinds)
    return Line(name, path, totals_of(rows, bands, catalogue), middles)


def _middle(kind: UnitKind, scores: Sequence[Decimal], catalogue: Catalogue) -> Middle:
    if not scores:
        return Middle(kind, "\N{EN DASH}", NO_SCORE)
    middle = median(scores)
    return Middle(kind, catalogue.points(middle), f"{middle:f}")


def all_units(provinces: Sequence[Province], catalogue: Catalogue) -> str:
    """Every unit as compact JSON for the search, safe inside a script element.

    `ends` are the distinct ends of links after the unit's code. A province is `[name, path, units above, units]`, a unit
    `[name, code, place of the unit above or -1, link, state]`: the link is a place in `ends` or written out, the state 0
    made, 1 stale, 2 failed; a link and a state of 0 are left out.
    """
    ends: dict[str, int] = {}
    written = [_searched_province(province, ends, catalogue) for province in provinces]
    text = json.dumps({"ends": list(ends), "provinces": written}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _searched_province(province: Province, ends: dict[str, int], catalogue: Catalogue) -> list[object]:
    above: dict[str, int] = {}
    units = []
    for row in province.rows:
        other = row.parent_code not in ("", row.code, row.province_code)
        parent = above.setdefault(catalogue.write(row.parent_name), len(above)) if other else -1
        link = (
            ends.setdefault(row.href.removeprefix(row.code), len(ends))
            if row.href.startswith(row.code)
            else row.href
        )
        state = _SEARCHED.index(row.state)
        ending = [link, state] if state else [link] if link != 0 else []
        units.append([catalogue.write(row.name), row.code, parent, *ending])
    return [catalogue.write(province.name), province.path, list(above), units]
