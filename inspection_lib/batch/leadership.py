"""The leadership's sheets of a run: made from the tables beside `batch.json`, and kept for the next run.

`leadership.json` keeps what each sheet told, so that a later one can say what no longer holds; and the
digest of what the sheets were made from, so that a run in which nothing changed leaves them as they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from pydantic import BaseModel, ValidationError

from inspection_lib.batch.orders import Order
from inspection_lib.errors import InspectionError
from inspection_lib.files import Folder
from inspection_lib.frames import FRAMES_RECORDS, read_facts
from inspection_lib.language import open_catalogue
from inspection_lib.model import Checklist
from inspection_lib.record import UnitOutline
from inspection_lib.render import (
    SheetHead,
    SheetPlaces,
    draw_sheet,
    is_of_period,
    is_sheet_page,
    sheet_places,
)
from inspection_lib.report import (
    Facts,
    OpenTask,
    Period,
    Told,
    directive_lines,
    make_sheet,
    told_by,
    what_no_longer_holds,
)

LEADERSHIP_DATA = "leadership.json"
SCHEMA = "inspection-leadership/1"
MOST_KEPT = 24
"""Sheets of one place whose statements are kept: two years of months."""


class _Memory(BaseModel):
    """`leadership.json`: ``told`` by the page of the index, "" for the sheet of all units.

    ``made_at`` and ``period`` are those of the run that drew the pages last, ``made_from`` the digest of what
    it drew them from.
    """

    schema_name: str = SCHEMA
    made_from: str = ""
    made_at: str = ""
    period: str = ""
    pages: list[str] = []
    told: dict[str, list[Told]] = {}


class SheetMaker:
    """Draws the sheets of a run. ``outlines`` are of the record at the time of the run."""

    def __init__(
        self,
        order: Order,
        folder: Folder,
        library: str,
        outlines: Mapping[str, UnitOutline | InspectionError],
    ) -> None:
        self._order, self._folder, self._library = order, folder, library
        self._visited = {
            code for code, found in outlines.items() if isinstance(found, UnitOutline) and found.inspected
        }

    @property
    def _today(self) -> date:
        zoned = open_catalogue(self._order.language).in_zone(self._order.campaign.office.zone)
        return date.fromisoformat(zoned.local_day(self._order.made_at))

    @cached_property
    def _later(self) -> tuple[str, ...]:
        """The campaigns whose visits begin after those of this one. A plan that cannot be read is none."""
        begin = self._order.campaign.visits_from
        return tuple(one.id for one in self._order.workbench.readable_campaigns() if one.visits_from > begin)

    def draw(self, stale: Collection[str], failed: Collection[str]) -> dict[str, str]:
        """All pages by their paths; none where there are no tables. Writes `leadership.json`. Raises OSError.

        ``stale`` are units whose report is out of date, ``failed`` those whose report failed: they have none.
        """
        memory = self._memory()
        made_from = self._made_from(stale, failed)
        before = {path: self._page_of_before(path) for path in memory.pages}
        if memory.made_from == made_from and memory.pages and None not in before.values():
            return {path: page for path, page in before.items() if page is not None}
        kept = {path: page for path, page in before.items() if page and is_of_period(path)}
        pages = dict(self._all_pages(memory, stale, failed))
        if not pages:
            return {}
        memory.made_from, memory.pages = made_from, sorted({*kept, *pages})
        memory.made_at = self._order.made_at
        memory.period = self._order.period.name if self._order.period else ""
        self._folder.write(LEADERSHIP_DATA, memory.model_dump_json(indent=1) + "\n")
        return kept | pages

    def draw_again(self, stale: Collection[str], failed: Collection[str]) -> dict[str, str]:
        """The pages that a run drew last, by their paths; nothing is written.

        Nothing where tables, plan, library or visited units are others by now.
        """
        memory = self._memory()
        if not memory.made_at:
            return {}
        self._order = replace(self._order, made_at=memory.made_at, period=Period.read(memory.period))
        same = self._made_from(stale, failed) == memory.made_from
        return dict(self._all_pages(memory, stale, failed)) if same else {}

    def _page_of_before(self, path: str) -> str | None:
        """A sheet that is there; None where it is missing, or is no text any more."""
        try:
            return self._folder.read(path) if is_sheet_page(path) else None
        except UnicodeDecodeError:
            return None

    def _memory(self) -> _Memory:
        try:
            return _Memory.model_validate_json(self._folder.read(LEADERSHIP_DATA) or "{}")
        except (ValidationError, UnicodeDecodeError):
            return _Memory()

    def _made_from(self, stale: Collection[str], failed: Collection[str]) -> str:
        """The digest of everything that the sheets follow from."""
        order = self._order
        tables = hashlib.sha256(self._folder.read_bytes(FRAMES_RECORDS) or b"").hexdigest()
        period = order.period.name if order.period else ""
        parts = [tables, self._library, order.campaign.digest, order.language.value, f"{self._today}", period]
        text = json.dumps([*parts, self._later, sorted(self._visited), sorted(stale), sorted(failed)])
        return hashlib.sha256(text.encode()).hexdigest()

    def _all_pages(
        self, memory: _Memory, stale: Collection[str], failed: Collection[str]
    ) -> Iterator[tuple[str, str]]:
        """The sheets of now, and those of the period of the order."""
        for period in dict.fromkeys((None, self._order.period)):
            yield from self._pages(period, memory, stale, failed)

    def _pages(
        self, period: Period | None, memory: _Memory, stale: Collection[str], failed: Collection[str]
    ) -> Iterator[tuple[str, str]]:
        campaign = self._order.campaign
        places = sheet_places(campaign)
        until = period.last if period else None
        facts = read_facts(campaign, self._folder, places.pages, self._visited, failed, until)
        if facts is None:
            return
        day = min(until, self._today) if until else self._today
        checklists = dict(self._checklists(facts))
        for page, title in (("", campaign.title), *places.provinces):
            names = {} if page else dict(places.provinces)
            year = campaign.period_from.year
            office, causes, later = campaign.office, campaign.causes, self._later
            head = SheetHead(title, period, checklists, year, office, names, causes, later)
            own = self._of_all(facts, day) if not page else facts.of_page(page)
            yield self._page(head, page, own, day, places, memory, _count(own, stale))

    def _page(
        self,
        head: SheetHead,
        page: str,
        facts: Facts,
        day: date,
        places: SheetPlaces,
        memory: _Memory,
        stale: int,
    ) -> tuple[str, str]:
        """One sheet; what it tells is kept in the memory."""
        order, name = self._order, head.period.name if head.period else ""
        sheet = make_sheet(facts, head.office, day, places.provinces)
        told = memory.told.setdefault(page, [])
        earlier = max((one for one in told if one.day < day), key=lambda one: one.day, default=None)
        no_longer = what_no_longer_holds(earlier, facts, sheet, head.office) if earlier else ()
        own = [one for one in told if (one.day, one.period) != (day, name)]
        kept = sorted([*own, told_by(sheet, name)], key=lambda one: (one.day, one.period))
        memory.told[page] = kept[-MOST_KEPT:]
        path = places.path(page, name)
        others = [("", order.campaign.title)] if page else places.provinces
        links = [(places.path(other, name), title) for other, title in others]
        html = draw_sheet(
            order.campaign, sheet, head, earlier, no_longer, links, path, order.made_at, order.language, stale
        )
        return path, html

    def _of_all(self, facts: Facts, day: date) -> Facts:
        """The facts of all units, with what the leadership ordered."""
        lines = directive_lines([self._order.campaign], day, self._order.workbench.calendar())
        ordered = tuple(OpenTask("", line.owner, line.due_on) for line in lines)
        whole = facts.merged()
        return replace(whole, work=(*whole.work, *ordered))

    def _checklists(self, facts: Facts) -> Iterator[tuple[str, Checklist]]:
        """The checklists of the reports that the workbench still has."""
        for name in dict.fromkeys(unit.checklist for unit in facts.units if unit.checklist):
            try:
                yield name, self._order.workbench.checklist(name)
            except InspectionError:
                continue


def _count(facts: Facts, codes: Collection[str]) -> int:
    return sum(unit.code in codes for unit in facts.units)
