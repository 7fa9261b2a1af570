"""A sheet of a few made-up units, for tests of its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from inspection_lib.language import Language, Text
from inspection_lib.model import Campaign, Cause, Checklist, ItemKind
from inspection_lib.render import SheetHead, draw_sheet
from inspection_lib.report import Facts, NoLonger, Period, Sheet, Told, make_sheet, told_by
from tests.builders import a_campaign, a_checklist, a_ratio_item, an_item
from tests.builders import a_unit as a_plan_unit
from tests.report.sheet.samples import DAY, OFFICE, a_key, a_tally, a_unit

MADE_AT = "2017-08-03T02:00:00+00:00"


def a_head(period: Period | None = None) -> SheetHead:
    """The head of a sheet by a checklist with a share, a count of cases and a question."""
    share = replace(
        a_ratio_item("A01"), question=Text("Tỷ lệ hồ sơ đúng hạn là bao nhiêu?", "Share on time?")
    )
    cases = replace(
        an_item("A02", kind=ItemKind.OCCURRENCES), question=Text("Bao nhiêu báo cáo chậm?", "Late reports?")
    )
    asked = replace(an_item("A03"), question=Text("Có kế hoạch không?", "Is there a plan?"))
    checklist: Checklist = a_checklist([[share, cases, asked]])
    title = Text("Tỉnh Bắc Kạn", "Bắc Kạn Province")
    return SheetHead(title, period, MappingProxyType({"par-commune.v2": checklist}), 2017, OFFICE)


def some_facts() -> Facts:
    """Three inspected communes, one that nobody visited, and what they lost on three items."""
    low = replace(a_unit("Thấp", "40"), is_capped=True, is_contradicted=True, claim=Decimal(90))
    moved = replace(a_unit("Cao", "90"), previous=Decimal(80), by_rules=Decimal(4), by_reality=Decimal(6))
    units = (low, a_unit("Giữa", "70"), moved, a_unit("Chưa", None))
    tallies = {
        a_key("A01"): a_tally({"Thấp": "2", "Giữa": "1", "Cao": "0"}, causes=(Cause.STAFF,)),
        a_key("A02"): a_tally({"Thấp": "1", "Giữa": "0", "Cao": "0"}),
        a_key("A03"): a_tally({"Thấp": "0.5", "Giữa": "0", "Cao": "0"}),
    }
    return Facts(units, tallies, (), {})


def a_page(
    sheet: Sheet,
    *,
    head: SheetHead | None = None,
    language: Language = Language.EN,
    told: Told | None = None,
    no_longer: Sequence[NoLonger] = (),
    others: Sequence[tuple[str, Text]] = (),
    path: str = "leadership.html",
) -> str:
    """The page of a sheet."""
    campaign: Campaign = replace(a_campaign(a_plan_unit()), title=Text("Đợt 1", "Round 1"), office=OFFICE)
    used = head or a_head()
    return draw_sheet(campaign, sheet, used, told, no_longer, others, path, MADE_AT, language, 0)


def a_sheet(facts: Facts | None = None) -> Sheet:
    """The sheet of these facts."""
    return make_sheet(facts or some_facts(), OFFICE, DAY, ())


def an_earlier_sheet() -> Told:
    """What the sheet of the same facts told."""
    return told_by(a_sheet(), "2017-05")
