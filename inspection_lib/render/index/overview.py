"""The overview of all provinces as a value: a line for each province, and the data for the search."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from inspection_lib.language import Catalogue, Message, Text
from inspection_lib.model import Office, UnitKind
from inspection_lib.render.index.rows import (
    IndexRow,
    Median,
    Province,
    RowState,
    Totals,
    bands_of,
    failed_rows,
    kinds_of,
    medians_of,
    totals_message,
    totals_of,
)
from inspection_lib.render.markup import trusted_markup

MOST_FAILED = 20
"""Failed units that the overview lists with their error. The pages of the provinces list all."""

_SEARCHED = (RowState.MADE, RowState.STALE, RowState.FAILED)


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """The totals of a province, or of the whole campaign (``path`` is "" then)."""

    name: Text
    path: str
    totals: Totals
    medians: tuple[Median, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Everything that the template of the overview draws.

    ``failed`` are at most MOST_FAILED units. When there are more, ``failing`` holds the provinces that have
    some. ``top`` is the kind of the units at the top, the first of them where there are several.
    """

    top: UnitKind
    total: ProvinceLine
    lines: tuple[ProvinceLine, ...]
    kinds: tuple[UnitKind, ...]
    grade_columns: int
    failed: tuple[IndexRow, ...]
    failing: tuple[ProvinceLine, ...]
    units: Markup
    summary: Message


def overview_view(
    provinces: Sequence[Province], title: Text, office: Office, catalogue: Catalogue
) -> OverviewView:
    """The view of the overview; ``title`` is the campaign's."""
    rows = [row for province in provinces for row in province.rows]
    kinds = kinds_of(rows, office)
    bands = bands_of(rows, catalogue)
    total = _line(title, "", rows, kinds, bands, catalogue)
    lines = tuple(
        _line(province.name, province.path, province.rows, kinds, bands, catalogue) for province in provinces
    )
    many = total.totals.failed > MOST_FAILED
    return OverviewView(
        top=office.sorted_kinds(row.province_kind for row in rows)[0],
        total=total,
        lines=lines,
        kinds=kinds,
        grade_columns=len(bands) + 1,
        failed=failed_rows(rows)[:MOST_FAILED],
        failing=tuple(line for line in lines if line.totals.failed) if many else (),
        units=trusted_markup(all_units(provinces, catalogue)),
        summary=totals_message(total.totals),
    )


def _line(
    name: Text,
    path: str,
    rows: Sequence[IndexRow],
    kinds: Sequence[UnitKind],
    bands: Sequence[str],
    catalogue: Catalogue,
) -> ProvinceLine:
    return ProvinceLine(name, path, totals_of(rows, bands, catalogue), medians_of(rows, kinds, catalogue))


def all_units(provinces: Sequence[Province], catalogue: Catalogue) -> str:
    """Every unit as JSON for the search, escaped for a script element.

    Compact: a country has over 11,000 units.

    `ends` lists the different ends of links, the part after the unit's code. A province is the list `[name,
    path, names of the units above, units]`. A unit is `[name, code, above, link, state]`: `above` is an index
    into the names of the units above, or -1; `link` is an index into `ends`, or the whole link; `state` is 0
    made, 1 stale or 2 failed. A state of 0 is left out, and so is a link of 0 before it.
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
