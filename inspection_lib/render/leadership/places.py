"""Where the leadership's sheets lie: one beside the index, and one for each province of a country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inspection_lib.language import Text
from inspection_lib.model import Campaign, Unit
from inspection_lib.render.index import pages_of

LEADERSHIP_PAGE = "leadership.html"
_OF_PROVINCE = "index/~leadership"
"""How the paths of the provinces' sheets begin. No other page beside the index has such a path."""


def is_sheet_page(path: str) -> bool:
    """Whether a page beside the index is a sheet, of any period."""
    is_whole = path.startswith("leadership.") and path.endswith(".html") and "/" not in path
    return is_whole or path.startswith(_OF_PROVINCE)


def is_of_period(path: str) -> bool:
    """Whether a sheet is that of a month or a quarter: it stays as it was."""
    is_whole = "/" not in path and path.count(".") == 2
    return is_sheet_page(path) and (is_whole or path.startswith(f"{_OF_PROVINCE}~"))


@dataclass(frozen=True, slots=True)
class SheetPlaces:
    """The page of the index on which each unit stands, by code; and the provinces, which have a sheet each.

    ``provinces`` holds the page and the name of each; it is empty where one sheet shows all units.
    """

    pages: Mapping[str, str]
    provinces: tuple[tuple[str, Text], ...]

    def path(self, page: str, period: str = "") -> str:
        """The path of a sheet: of all units for "", else of the province with this page."""
        if not page:
            return f"leadership.{period}.html" if period else LEADERSHIP_PAGE
        middle = f"~{period}." if period else "."
        return page.replace("index/", f"{_OF_PROVINCE}{middle}", 1)


@dataclass(frozen=True, slots=True)
class _Place:
    code: str
    kind: str
    province_code: str
    province_name: Text


def sheet_places(campaign: Campaign) -> SheetPlaces:
    """The places of a campaign's sheets. Provinces are the units at the top, as in the index."""
    offices = {unit.code: unit for unit in (*campaign.units, *campaign.parents)}
    tops = [_top(offices, unit) for unit in campaign.units]
    rows = [
        _Place(unit.code, unit.kind, top.code, top.name)
        for unit, top in zip(campaign.units, tops, strict=True)
    ]
    pages = pages_of(rows, campaign.office)
    provinces = tuple(dict.fromkeys(pages))
    is_apart = any(row.province_code != row.code for row in rows)
    by_unit = {row.code: path for row, (path, _) in zip(rows, pages, strict=True)}
    return SheetPlaces(by_unit, provinces if is_apart and len(provinces) > 1 else ())


def _top(offices: Mapping[str, Unit], unit: Unit) -> Unit:
    while above := offices.get(unit.parent or ""):
        unit = above
    return unit
