"""The minutes as a paper: few pages, statements, and what was recorded of the visit."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from inspection_lib.language import Text
from inspection_lib.model import PaperKind
from inspection_lib.render.official import Frame, NamedPaper
from inspection_lib.render.official.minutes_paper import minutes_paper
from inspection_lib.render.official.pdf_writer import pdf_file
from inspection_lib.report import DiscussedLine, NotedLine, Report, ReportState, VisitLine
from tests.render.official.reading import VI, lines_of, pdf_pages

MOST_PAGES = 5


def test_the_minutes_of_the_worst_district_have_five_pages(
    papers: dict[PaperKind, NamedPaper], tmp_path: Path
) -> None:
    """48 findings on at most five pages, and the signatures stand together on the last one."""
    named = papers[PaperKind.MINUTES]
    pages = pdf_pages(pdf_file(named.paper, named.moment), tmp_path)
    assert len(pages) <= MOST_PAGES
    for words in ("THƯ KÝ", "TRƯỞNG ĐOÀN", "Nơi nhận:", "./."):
        assert words in pages[-1]


def test_what_is_inspected_is_named_once(
    papers: dict[PaperKind, NamedPaper], worst: Report, frame: Frame
) -> None:
    """The campaign's title names it; another title stands beside it."""
    unit = "UBND huyện Na Rì"
    named = "Về việc kiểm tra công tác cải cách hành chính"
    assert papers[PaperKind.MINUTES].paper.subject == f"{named} đợt 1 năm 2017 tại {unit}"
    other = replace(worst, campaign=replace(worst.campaign, title=Text("Đợt tháng 5", "May")))
    assert minutes_paper(other, frame, VI).subject == f"{named} tại {unit}, đợt tháng 5"


def test_each_finding_is_a_statement(papers: dict[PaperKind, NamedPaper], worst: Report) -> None:
    """Each once, by its item, without a formula; those of low severity share a paragraph."""
    lines = lines_of(papers[PaperKind.MINUTES].paper)
    found = [line for line in lines if re.match(r"(Tồn tại nhẹ: )?[A-Z]\d\d: ", line)]
    assert sum(len(re.findall(r"(?<![A-Z\d])[A-Z]\d\d: ", line)) for line in found) == len(worst.findings)
    assert sum(line.startswith("Tồn tại nhẹ: ") for line in found) == len(worst.areas)
    assert not [line for line in found if re.search(r"[=<>×]", line)]
    for finding in worst.findings:
        assert any(VI.write(finding.statement).rstrip(".") in line for line in found)


def test_every_task_is_named_once_with_its_day(papers: dict[PaperKind, NamedPaper], worst: Report) -> None:
    """In full, or as a task of the annex where the finding is of low severity."""
    tasks = " ".join(line for line in lines_of(papers[PaperKind.MINUTES].paper) if "Chậm nhất ngày" in line)
    for found in worst.findings:
        assert found.item_id in tasks
        assert found.due_on is not None
        assert VI.day(found.due_on) in tasks


def test_what_was_recorded_of_the_visit_is_filled_in(worst: Report, frame: Frame) -> None:
    """Hours, those present, explanations; what was not recorded stays dotted."""

    def noted(text: str) -> NotedLine:
        return NotedLine(text, "Thư ký", "2017-05-25T08:00:00+07:00")

    visit = VisitLine(
        begun="2017-05-25T08:05:00+07:00",
        ended="",
        place=noted("Phòng họp số 2"),
        present_team=None,
        present_unit=noted("Phó Chủ tịch UBND huyện\nTrưởng phòng Nội vụ"),
        position=None,
        signatures=(),
    )
    said = DiscussedLine(noted("Máy chủ hỏng từ tháng 3"), noted("Sửa xong"), date(2017, 7, 1))
    first = replace(worst.findings[0], discussed=said)
    told = replace(worst, visit=visit, findings=(first, *worst.findings[1:]))
    lines = " ".join(lines_of(minutes_paper(told, frame, VI)))
    for words in (
        "08 giờ 05",
        "Phòng họp số 2",
        "Trưởng phòng Nội vụ",
        "Máy chủ hỏng từ tháng 3",
        "Sửa xong",
    ):
        assert words in lines
    assert "...... giờ ......" in lines


def test_an_unfinished_inspection_gives_no_task(worst: Report, frame: Frame) -> None:
    """And no score."""
    findings = tuple(replace(found, due_on=None) for found in worst.findings)
    opened = replace(worst, state=ReportState.UNFINISHED, grade=None, findings=findings)
    lines = " ".join(lines_of(minutes_paper(opened, frame, VI)))
    assert "chưa kết thúc" in lines
    assert "Chậm nhất" not in lines
    assert "Xếp loại" not in lines
