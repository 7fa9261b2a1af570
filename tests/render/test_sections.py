"""What a reader of a section learns, in each state that a report can have."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape

import pytest

from inspection_lib.errors import ParameterError
from inspection_lib.language.catalogue import MINUS
from inspection_lib.language.messages import Language, Text, message
from inspection_lib.model import LegalState, Outcome
from inspection_lib.render.environment import TEMPLATES
from inspection_lib.render.sections import SECTIONS, draw_section, show
from inspection_lib.report import PreviousResult, public_report
from tests.render.samples import (
    LONG,
    attacked,
    capped,
    good,
    sample_reports,
    unfinished,
    untouched,
    withheld,
)


def words(name: str, language: Language = Language.EN) -> str:
    """The summary of a sample as plain text."""
    return text_of(draw_section(dict(sample_reports())[name], "summary", language))


def text_of(html: str) -> str:
    """The text of some HTML, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def test_the_summary_of_a_closed_inspection_states_score_grade_and_claim() -> None:
    """The first section shows the score, the grade and the unit's own claim."""
    assert "74.95" in words("good")
    assert "Grade: Fair" in words("good")
    assert "Unit's own claim 78.54" in words("good")


def test_an_unfinished_inspection_has_a_range_and_no_grade() -> None:
    """The summary shows the range of the score, and that there is no grade yet."""
    assert re.search(r"37\.\d+ to 74\.95", words("unfinished"))
    assert "none yet" in words("unfinished")
    assert "no task has been given" in words("unfinished")
    assert 'href="#unanswered"' in draw_section(unfinished(), "summary", Language.EN)


def test_a_broken_rule_is_named_wherever_its_points_are_missing() -> None:
    """Summary, areas and items show that the score is withheld, and the rule's name."""
    for section in ("summary", "areas", "items"):
        drawn = text_of(draw_section(withheld(), section, Language.EN))
        assert "date_deadline" in drawn, section
    assert "? / 100" in words("withheld")


def test_a_knock_out_is_explained() -> None:
    """The grade by points, the grade that is allowed, and the item that limits it."""
    said = words("capped")
    assert "By points the grade would be Fair; the grade is limited to Average" in said
    assert capped().items[0].id in said


def test_a_cap_is_mentioned_only_where_it_lowers_the_grade() -> None:
    """A knock-out item that failed without lowering the grade is no limit of the grade."""
    same = replace(capped(), grade=good().grade)
    assert "limited" in words("capped")
    assert "limited" not in text_of(draw_section(same, "summary", Language.EN))


def test_a_provisional_score_stands_beside_the_score_at_the_register() -> None:
    """The state, both scores, and which figures contradict each other; the unit has no task about them."""
    said = text_of(draw_section(good(), "summary", Language.VI))
    assert "Tạm xác định" in said
    assert "74,95" in said
    assert "Theo số liệu của sổ : 71,14" in said.replace("sổ:", "sổ :")
    assert "C14 : đoàn kiểm tra 98,35 %, sổ 86,94 %" in said.replace("\N{NO-BREAK SPACE}", " ")
    contradicting = [found for found in good().findings if found.id.endswith(".register")]
    assert {found.responsible.vi for found in contradicting} == {"Trưởng đoàn"}


@pytest.mark.parametrize("name", SECTIONS)
def test_a_unit_that_was_not_inspected_gets_no_clean_bill(name: str) -> None:
    """No green box, no conclusion and no task in any section; the first one says why."""
    drawn = draw_section(untouched(), name, Language.VI)
    assert 'class="good"' not in drawn
    for claim in ("Không có tồn tại", "<dt>Kết luận", "chậm nhất ngày", "Không có nội dung bị trừ điểm"):
        assert claim not in drawn, claim
    if name == "summary":
        assert "Chưa kiểm tra" in drawn
        assert "chưa nêu nhận xét nào về đơn vị" in drawn


@pytest.mark.parametrize("name", ["header", "summary", "findings", "actions", "losses"])
def test_an_unfinished_inspection_has_no_dated_order_and_no_conclusion(name: str) -> None:
    """Findings so far are shown, but nobody has to mend them by a day."""
    drawn = draw_section(unfinished(), name, Language.VI)
    assert "chậm nhất ngày" not in drawn.lower()
    assert "<dt>Kết luận" not in drawn


def test_the_first_section_lists_the_five_worst_with_points_who_and_day() -> None:
    """In the order of the report, each with a link to its finding."""
    drawn = draw_section(good(), "summary", Language.VI)
    table = drawn[drawn.index('<table class="worst">') : drawn.index("</table>")]
    assert re.findall(r'href="#finding-([\w.]+)"', table) == list(good().worst)
    worst = {found.id: found for found in good().findings}
    for line, name in zip(table.split("<tr class=")[1:], good().worst, strict=True):
        found = worst[name]
        assert found.due_on is not None
        assert found.responsible.vi in line
        assert f"{found.due_on.day}/{found.due_on.month}/{found.due_on.year}" in line
        assert MINUS in line
    assert drawn.index('class="board"') < drawn.index('class="worst"') < drawn.index("<details")


def test_areas_stand_weakest_first_with_the_claim() -> None:
    """As shares of the points that apply."""
    drawn = text_of(draw_section(good(), "areas", Language.VI))
    places = [
        drawn.index(f"{area.id}. {area.title.vi}")
        for area in sorted(good().areas, key=lambda area: (area.score.points or 0) / area.score.maximum)
    ]
    assert places == sorted(places)


def test_areas_of_a_unit_without_a_claim_show_none() -> None:
    """No share from 0 to 100 % that reads like a score: the words of the top of the page."""
    items = tuple(replace(item, claim=None) for item in good().items)
    assert "chưa tự chấm" not in draw_section(good(), "areas", Language.VI)
    drawn = draw_section(replace(good(), items=items), "areas", Language.VI)
    claims = re.findall(r'data-l="Tự chấm">([^<]*)</td>', drawn)
    assert claims == ["chưa tự chấm"] * (len(good().areas) + 1)


def test_each_item_keeps_its_anchor_and_every_link_leads_somewhere() -> None:
    """`#C14` is the row of item C14; no link of the page is broken."""
    drawn = "".join(draw_section(good(), name, Language.VI) for name in SECTIONS)
    anchors = re.findall(r' id="([^"]+)"', drawn)
    assert len(anchors) == len(set(anchors))
    assert {item.id for item in good().items} <= set(anchors)
    links = re.findall(r'href="#([^"]+)"', drawn)
    assert "C14" in links
    assert set(links) <= set(anchors)
    assert 'href="../index.html#unit-060"' in drawn


def test_the_rule_stands_beside_each_partial_score() -> None:
    """Levels, steps, bounds or days, the tolerance, and the days to mend."""
    drawn = draw_section(good(), "findings", Language.VI)
    partial = [item for item in good().items if item.outcome is Outcome.PARTIAL]
    assert partial
    parts = {part.split('"')[0]: part for part in drawn.split('id="finding-')[1:]}
    for item in partial:
        said = text_of(parts[item.id])
        assert "Cách tính điểm: " in said, item.id
        assert f"số ngày để khắc phục: {item.days_to_mend}" in said, item.id
    steps = text_of(parts["G02"]).replace("\N{NO-BREAK SPACE}", " ")
    assert "2,5 điểm: từ 90 %; 2 điểm: từ 80 %" in steps
    assert "chênh lệch cho phép so với sổ: 2 điểm phần trăm" in steps


def test_pages_show_the_checklists_decimals() -> None:
    """Three decimals where the checklist rounds to three."""
    exact = replace(
        good(),
        checklist=replace(good().checklist, decimals=3),
        total=replace(good().total, index_low=Decimal("89.996"), index_high=Decimal("89.996")),
    )
    assert "89,996" in draw_section(exact, "summary", Language.VI)


def test_the_last_inspection_stands_on_the_first_screen() -> None:
    """Its score, the difference, and what became of its findings; without one the page says so."""
    previous = PreviousResult(
        campaign_id="2016",
        campaign=Text("Đợt 1 năm 2016", "Round 1 of 2016"),
        score=Decimal("70.5"),
        grade=good().grade,
        change=Decimal("4.45"),
        findings=20,
        still_open=5,
        not_looked_at=3,
        mended=12,
    )
    said = text_of(draw_section(replace(good(), previous=previous), "summary", Language.VI))
    assert "70,50 +4,45" in said
    assert "Đợt 1 năm 2016: 12 trên 20 tồn tại đã khắc phục, 5 vẫn còn, 3 chưa xem lại" in said
    assert "Thay đổi do quy định" not in said
    parts = replace(previous, by_rules=Decimal("-1.5"), by_reality=Decimal("5.95"))
    said = text_of(draw_section(replace(good(), previous=parts), "summary", Language.VI))
    assert "Thay đổi do quy định: \N{MINUS SIGN}1,50; do thực tế của đơn vị: +5,95." in said
    assert "Kho dữ liệu không có đợt kiểm tra trước" in text_of(draw_section(good(), "summary", Language.VI))


def test_a_demonstration_says_so_and_a_real_campaign_does_not() -> None:
    """The mark follows the campaign."""
    real = replace(good(), campaign=replace(good().campaign, demonstration=False))
    assert "DỮ LIỆU MINH HỌA" in draw_section(good(), "header", Language.VI)
    assert "DỮ LIỆU MINH HỌA" not in draw_section(real, "header", Language.VI)


def test_registers_and_measures_are_named_in_vietnamese() -> None:
    """A reader of the page does not meet the names that files and checklists use."""
    lines = good().measures
    assert lines
    section = re.sub(r"060\.\w+\.csv", "", text_of(draw_section(good(), "measures", Language.VI)))
    names = {name for line in lines for name in (line.register, line.name)}
    assert [name for name in names if name in section] == []
    assert "Văn bản đi không mật gửi hoàn toàn dưới dạng điện tử" in section


def test_a_very_long_note_is_shown_whole() -> None:
    """Ten thousand characters are not cut."""
    assert LONG in draw_section(attacked(), "findings", Language.VI)


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_is_whole_and_carries_no_style(name: str) -> None:
    """One section with its id, labelled by its heading, without style attributes."""
    html = draw_section(good(), name, Language.VI)
    assert html.lstrip().startswith(f'<section id="{name}"')
    assert f'id="{name}-title"' in html
    assert not re.search(r"<[^>]* style=", html)


@pytest.mark.parametrize("language", list(Language))
def test_every_section_draws_every_report(language: Language) -> None:
    """No state of a report breaks a template."""
    for _, report in sample_reports():
        assert all(draw_section(report, name, language) for name in SECTIONS)


def test_an_unknown_section_or_language_is_refused() -> None:
    """The error lists the valid names."""
    with pytest.raises(ParameterError, match="summary"):
        show(good(), "sumary")
    with pytest.raises(ParameterError, match="vi, en"):
        show(good(), "summary", "fr")


@pytest.mark.parametrize("name", SECTIONS)
def test_no_section_is_set_as_mathematics(name: str) -> None:
    """JupyterLab leaves the class alone; tests/browser/test_lab.py looks at it there."""
    begin = draw_section(good(), name, Language.VI)[:200]
    assert re.match(r'<section id="\w+" class="mathjax_ignore[ "]', begin.lstrip())


def test_no_table_of_an_overview_is_set_as_mathematics() -> None:
    """The same for the tables that notebooks show below their controls."""
    for name in ("follow_up", "province"):
        template = (TEMPLATES / f"{name}.html.j2").read_text(encoding="utf-8")
        assert re.search(r'<section class="mathjax_ignore ', template)


def test_a_drawing_is_named_as_one_beside_the_evidence() -> None:
    """The list of evidence says in words on which photo the drawing was made; the public copy does not."""
    report = good()
    found = report.findings[0]
    item = next(item for item in report.items if item.id == found.item_id)
    assert item.finding
    drawing = message("{drawing}: drawing on the photo {photo}", drawing="b.jpg", photo="a.jpg")
    drawn = replace(item, finding=replace(item.finding, drawings=(drawing,)))
    items = tuple(drawn if other is item else other for other in report.items)
    findings = (replace(found, evidence=("a.jpg", "b.jpg")), *report.findings[1:])
    report = replace(report, items=items, findings=findings)
    page = text_of(draw_section(report, "findings", Language.VI))
    assert "a.jpg; b.jpg (b.jpg: hình vẽ trên ảnh a.jpg)" in page
    assert "hình vẽ" not in text_of(draw_section(public_report(report, set()), "findings", Language.VI))


def test_a_unit_has_marks_and_a_head_only_where_its_list_says_so() -> None:
    """A code with a source may be to be verified, one without is the office's own; no head is no line."""
    unit = replace(good().unit, state=LegalState.TO_BE_VERIFIED)
    own = replace(unit, has_own_code=True, head=Text("Người đứng đầu đơn vị", "Head of the unit"))
    listed, named_by_office = (
        text_of(draw_section(replace(good(), unit=one), "summary", Language.VI)) for one in (unit, own)
    )
    assert "mã 060 · Tỉnh Bắc Kạn cần kiểm chứng Người đứng đầu " in listed
    assert "mã 060 · Tỉnh Bắc Kạn " in named_by_office
    assert "Bắc Kạn cần kiểm chứng" not in named_by_office
    assert "Người đứng đầu đơn vị" not in named_by_office


def test_the_box_of_contradictions_speaks_of_both_kinds() -> None:
    """Without a register it says that no answers differ either, as its heading does."""
    without = replace(good(), measures=())
    assert "Contradictions – No answers were recorded differently; no register was read." in text_of(
        draw_section(without, "summary", Language.EN)
    )
