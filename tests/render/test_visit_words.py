"""The visit in the minutes and in the page of the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import FactField, Position
from inspection_lib.render.official.minutes_paper import minutes_paper
from inspection_lib.render.sections import draw_section
from inspection_lib.render.visit_words import agreement_sentence, explanation_sentence, moment_parts
from inspection_lib.report import DiscussedItem, DiscussedLine, NotedLine, Report, VisitLine
from tests.render.official.reading import PLAIN, lines_of
from tests.render.test_signatures import LINE

VI = open_catalogue(Language.VI)
ROLE, WHEN = "Thư ký đoàn", "2017-05-24T04:00:00+00:00"


def noted(text: str, *others: str) -> NotedLine:
    return NotedLine(text, ROLE, WHEN, others)


SAID = DiscussedLine(noted("Do thiếu người."), noted("Bổ sung công chức"), date(2017, 8, 1))
VISIT = VisitLine(
    begun="2017-05-24T08:05",
    ended="2017-05-24T11:30",
    place=noted("Hội trường <UBND>"),
    present_team=noted("Trưởng đoàn\nThư ký"),
    present_unit=noted("Chủ tịch", "Phó Chủ tịch"),
    position=Position("21.594422", "105.848170", "12", "2017-05-24T01:06:00Z"),
    signatures=(LINE,),
    discussed=(DiscussedItem("Z09", SAID),),
)


def visited(report: Report) -> Report:
    first, *rest = report.findings
    return replace(report, visit=VISIT, findings=(replace(first, discussed=SAID), *rest))


def test_what_was_said_is_written_in_sentences() -> None:
    """Nothing is written of what was not said."""
    assert explanation_sentence(SAID, VI) == "Giải trình của đơn vị: Do thiếu người."
    assert agreement_sentence(SAID, VI) == ("Thống nhất: Bổ sung công chức; chậm nhất 1/8/2017.")
    nothing = DiscussedLine(None, None, None)
    assert explanation_sentence(nothing, VI) == agreement_sentence(nothing, VI) == ""
    assert moment_parts("", VI) == {}


def test_the_minutes_are_filled_with_the_visit(report: Report) -> None:
    """Hours, place, those present, position, explanation and agreement; the blanks for them are gone."""
    lines = lines_of(minutes_paper(visited(report), PLAIN, VI))
    text = "\n".join(lines)
    found = report.findings[0]
    for words in (
        "08 giờ 05, ngày 24/5/2017",
        "11 giờ 30, ngày 24/5/2017",
        "Hội trường <UBND>",
        "Chủ tịch (máy khác ghi: Phó Chủ tịch)",
        "Vị trí do thiết bị cung cấp: 21.594422, 105.848170, sai số 12 m",
        "Giải trình của đơn vị: Do thiếu người.",
        f"{found.item_id}: Thống nhất: Bổ sung công chức",
        "Z09: Giải trình của đơn vị",
    ):
        assert words in text
    assert "...... giờ" not in text
    assert {"Trưởng đoàn:", "Thư ký:"} <= set(lines)


def test_the_page_of_the_report_shows_the_same(report: Report) -> None:
    """With the finding what was explained and agreed; with the origin the visit and its signatures."""
    findings = draw_section(visited(report), "findings", Language.VI)
    assert "Do thiếu người" in findings
    assert "Bổ sung công chức; chậm nhất 1/8/2017" in findings
    assert "Ngày thống nhất: 1/8/2017" in draw_section(visited(report), "actions", Language.VI)
    origin = draw_section(visited(report), "provenance", Language.VI)
    for words in ("08:05, 24/5/2017", "Hội trường &lt;UBND&gt;", "Chữ ký vẽ trên màn hình lúc 11:00"):
        assert words in origin
    assert "buổi kiểm tra" not in draw_section(report, "provenance", Language.VI).lower()
    assert FactField.SIGNED_UNIT not in origin
