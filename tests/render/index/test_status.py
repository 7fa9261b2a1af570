"""The page of the status: true in both languages, marked, offline, without green, and text stays text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from inspection_lib.language import Language, Text, message
from inspection_lib.model import Campaign, Unit
from inspection_lib.render.index import MOST_ON_ONE_PAGE, STATUS_PAGE, draw_status, is_status_page
from inspection_lib.report import (
    STATUS_SCHEMA,
    AcrossLine,
    CampaignStatus,
    RecordStep,
    ReportStep,
    UnitStatus,
    counts_of,
)
from tests.builders import a_campaign, a_unit
from tests.render.index.samples import MADE_AT
from tests.sentences.on_status import TrueUnit, status_complaints

RECORD = {
    RecordStep.NOT_BEGUN: "no",
    RecordStep.SELF_SCORED: "claimed",
    RecordStep.OPEN: "open",
    RecordStep.SUBMITTED: "handed in",
}
REPORT = {ReportStep.NONE: "no", ReportStep.STALE: "old", ReportStep.CURRENT: "new"}
KINDS = {"vi": {"Các huyện, thành phố": "district"}, "en": {"Districts": "district"}}
PROVINCE = Unit("06", "province", Text("Tỉnh Bắc Kạn", "Bắc Kạn Province"), None, Text("", ""))


def a_status(
    code: str,
    record: RecordStep,
    report: ReportStep = ReportStep.NONE,
    inspected: int = 0,
    contradictory: tuple[str, ...] = (),
) -> UnitStatus:
    at = "" if record is RecordStep.NOT_BEGUN else MADE_AT
    name = Text("Huyện", "District")
    return UnitStatus(code, name, "district", record, report, 9, inspected, at, at, contradictory)


def campaign_of(units: list[UnitStatus]) -> Campaign:
    own = tuple(replace(a_unit(one.unit), name=one.name, parent="06") for one in units)
    return replace(a_campaign(own[0]), units=own, parents=(PROVINCE,))


def pages(*units: UnitStatus, language: Language = Language.EN, demonstration: bool = True) -> dict[str, str]:
    campaign = replace(campaign_of(list(units)), demonstration=demonstration)
    kinds = (counts_of("district", units),)
    status = CampaignStatus(STATUS_SCHEMA, campaign.id, units, kinds, counts_of("", units))
    reports = {one.unit: f"{one.unit}/report.html" for one in units if one.report is not ReportStep.NONE}
    return dict(draw_status(campaign, status, reports, MADE_AT, language))


NAMED = Text("Quy tắc", "A rule")
BROKEN = AcrossLine("K1", NAMED, Text("Vì sao", "Why"), message("5 more"), is_broken=True)
UNCLEAR = AcrossLine("K2", NAMED, NAMED, message("not known"), is_broken=False)
ALL = (
    a_status("1", RecordStep.NOT_BEGUN),
    a_status("2", RecordStep.NOT_BEGUN, ReportStep.CURRENT),
    a_status("3", RecordStep.OPEN, ReportStep.STALE, 4, ("A01", "B02")),
    a_status("4", RecordStep.SELF_SCORED),
    a_status("5", RecordStep.SUBMITTED, ReportStep.CURRENT, 1_234),
    a_status("6", RecordStep.SUBMITTED, ReportStep.CURRENT),
    a_status("7", RecordStep.SUBMITTED, ReportStep.STALE, 7),
    a_status("8", RecordStep.SUBMITTED, ReportStep.CURRENT, 8, ("A01",)),
    replace(a_status("9", RecordStep.SUBMITTED, ReportStep.CURRENT, 9), across=(BROKEN, UNCLEAR)),
    replace(a_status("10", RecordStep.SUBMITTED, ReportStep.CURRENT, 9), across=(UNCLEAR,)),
)


def truth(units: tuple[UnitStatus, ...]) -> dict[str, TrueUnit]:
    return {
        one.unit: TrueUnit(
            *(one.kind, RECORD[one.record], REPORT[one.report], one.inspected, one.contradictory),
            tuple(line.id for line in one.across if line.is_broken),
            tuple(line.id for line in one.across if not line.is_broken),
        )
        for one in units
    }


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("units", [ALL, ALL[4:5]], ids=["much is left", "nothing is left"])
def test_nothing_on_the_page_is_untrue(units: tuple[UnitStatus, ...], language: Language) -> None:
    """A second reading counts everything again."""
    page = pages(*units, language=language)[STATUS_PAGE]
    assert status_complaints(page, truth(units), KINDS[language.value], language.value) == []


def test_the_second_reading_finds_what_is_untrue() -> None:
    """Each of these changes is a complaint."""
    page = pages(*ALL)[STATUS_PAGE]
    for before, after in (
        ("Not submitted</span>", "Record submitted</span>"),
        ("Self-scored, not inspected</span>", "Not submitted</span>"),
        ('data-v="7">7</td>', 'data-v="7">8</td>'),
        ("A01, B02", "A01"),
        ("10 units:", "9 units:"),
        ("Not visited</span>", "3</span>"),
        ("left to do (8)", "left to do (6)"),
        ("<b>K1</b>", "<b>K2</b>"),
        ("at that moment", "now"),
    ):
        assert before in page, before
        assert status_complaints(page.replace(before, after, 1), truth(ALL), KINDS["en"], "en"), before


def test_a_unit_that_nobody_visited_is_never_done() -> None:
    """Whatever was submitted, and though its report is of now; and nothing on the page is green."""
    page = pages(ALL[5])[STATUS_PAGE].split("</style>")[1]
    assert "Not visited" in page
    assert not re.search(r'class="[^"]*\b(good|ok|pass|verified)\b', page)
    assert "Not visited" not in pages(ALL[4])[STATUS_PAGE].split("<tbody>")[-1]


def test_the_page_is_marked_and_loads_nothing() -> None:
    """A real campaign has no mark. The policy allows nothing from outside."""
    page = pages(*ALL)[STATUS_PAGE]
    assert 'class="demonstration"' in page
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert 'class="demonstration"' not in pages(*ALL, demonstration=False)[STATUS_PAGE]
    assert 'href="3/report.html"' in page
    assert 'href="1/report.html"' not in page


def test_names_and_faults_stay_text() -> None:
    """Of units, items and errors."""
    evil = "<script>alert(1)</script>"
    broken = replace(
        a_status("9", RecordStep.BROKEN, contradictory=(evil,)),
        name=Text(evil, evil),
        fault=message("There is no store at {store}.", store=evil),
    )
    page = pages(broken)[STATUS_PAGE]
    assert evil not in page
    assert page.count("&lt;script&gt;") >= 3


def test_many_units_have_a_page_for_each_province() -> None:
    """Every unit stands on one page; the first page links to all of them, and they link back."""
    many = [a_status(str(code), RecordStep.NOT_BEGUN) for code in range(MOST_ON_ONE_PAGE + 1)]
    found = pages(*many)
    assert list(found) == ["index/~status.06.html", STATUS_PAGE]
    assert all(map(is_status_page, found))
    assert not any(map(is_status_page, ("index.html", "index/06.html", "index/~commune.html")))
    assert 'href="index/~status.06.html"' in found[STATUS_PAGE]
    assert 'href="../status.html"' in found["index/~status.06.html"]
    assert found["index/~status.06.html"].count('<th scope="row">Huyện') == 0
    assert found["index/~status.06.html"].count("Not visited</span>") == len(many)
    assert len(found["index/~status.06.html"].encode()) < 300_000
