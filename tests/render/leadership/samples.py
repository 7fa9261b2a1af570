"""A sheet of a few made-up units, for tests of its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from inspection_lib.language import Language, Text
from inspection_lib.model import Campaign, Cause, Checklist, ItemKind
from inspection_lib.render import SheetHead, draw_sheet
from inspection_lib.report import (
    Facts,
    LeadershipSheet,
    NoLonger,
    OpenTask,
    Period,
    ReportState,
    Told,
    make_sheet,
    told_by,
    what_no_longer_holds,
)
from tests.builders import a_campaign, a_checklist, a_ratio_item, an_item
from tests.builders import a_unit as a_plan_unit
from tests.report.sheet.samples import DAY, OFFICE, a_key, a_tally, a_unit

MADE_AT = "2017-08-03T02:00:00+00:00"
MAY = date(2017, 5, 31)


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
    sheet: LeadershipSheet,
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


def a_sheet(facts: Facts | None = None) -> LeadershipSheet:
    """The sheet of these facts."""
    return make_sheet(facts or some_facts(), OFFICE, DAY, ())


def an_earlier_sheet() -> Told:
    """What the sheet of the same facts told."""
    return told_by(a_sheet(), "2017-05")


LONG = (
    "Tính đến thời điểm kiểm tra, tỷ lệ hồ sơ thuộc các lĩnh vực thực hiện cơ chế một cửa liên thông được "
    "tiếp nhận, giải quyết và trả kết quả đúng hạn trong kỳ theo sổ của bộ phận một cửa là bao nhiêu?"
)


def a_full_sheet() -> tuple[LeadershipSheet, SheetHead, Told, tuple[NoLonger, ...]]:
    """As much as a sheet can hold: 150 units of three kinds, long questions, changes; ten units wait."""
    kinds = (
        *("department" for _ in range(20)),
        *("district" for _ in range(8)),
        *("commune" for _ in range(112)),
    )
    units = tuple(
        replace(
            a_unit(
                f"Hoàng Văn Thụ {place}",
                f"{40 + place % 55}",
                kind,
                f"Huyện Bắc {place % 8}" if kind == "commune" else "Tỉnh",
            ),
            claim=Decimal(99 - place % 7),
            previous=Decimal(60),
            by_rules=Decimal(place % 5),
            by_reality=Decimal(40 + place % 55 - 60 - place % 5),
            is_contradicted=place % 9 == 0,
            areas=dict.fromkeys("ABCDEFGHIJ", Decimal(40 + place % 55)),
        )
        for place, kind in enumerate(kinds)
    )
    waiting = (
        replace(units[0], code="B", state=ReportState.UNFINISHED),
        a_unit("C", None, above="Huyện Bắc 0"),
    )
    units += tuple(
        replace(one, code=f"{one.code}{place}", name=units[0].name) for one in waiting for place in range(5)
    )
    losses = {unit.code: "1" for unit in units}
    keys = [a_key(f"A{place:02d}") for place in range(1, 6)]
    work = tuple(
        OpenTask("", Text(f"Chủ tịch UBND xã {name}", f"Chairman of the People's Committee of {name}"), MAY)
        for name in (f"Hoàng Văn Thụ {place}" for place in range(9))
    )
    counted = Counter({cause.value: 1000 for cause in Cause})
    facts = Facts(units, {key: a_tally(losses, causes=(Cause.STAFF,)) for key in keys}, work, {"": counted})
    head = _a_long_head([key.item_id for key in keys])
    lost = dict.fromkeys(losses, "0")
    before = make_sheet(replace(facts, tallies={key: a_tally(losses) for key in keys}), OFFICE, MAY, ())
    now = replace(facts, tallies={key: a_tally({**lost, units[0].code: "1"}) for key in keys})
    told = told_by(before, "2017-05")
    sheet = make_sheet(facts, OFFICE, DAY, ())
    return sheet, head, told, what_no_longer_holds(told, now, sheet, OFFICE)


def _a_long_head(item_ids: Sequence[str]) -> SheetHead:
    """The head by a checklist of ten areas with long titles, whose items have long questions."""
    question = Text(LONG, LONG)
    items = [replace(a_ratio_item(item_id), question=question) for item_id in item_ids]
    title = Text("Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức", "Officials")
    checklist = a_checklist([items] * 10)
    letters = zip("ABCDEFGHIJ", checklist.areas, strict=True)
    areas = tuple(replace(area, id=letter, title=title) for letter, area in letters)
    return replace(a_head(), checklists={"par-commune.v2": replace(checklist, areas=areas)})
