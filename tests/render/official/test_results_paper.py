"""The report of results: each unit alike, a general assessment, recommendations."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.language import Text, message
from inspection_lib.model import Cause, Outcome, OwnCause, PaperKind
from inspection_lib.render.official import Frame, NamedPaper
from inspection_lib.render.official.minutes_paper import minutes_paper
from inspection_lib.render.official.notice_paper import notice_paper
from inspection_lib.render.official.results_paper import results_paper
from inspection_lib.render.visit_minutes import ParagraphKind
from inspection_lib.report import AcrossLine, Report, ReportState
from tests.render.official.reading import VI, lines_of


def test_the_sections_stand_in_their_order(papers: dict[PaperKind, NamedPaper]) -> None:
    """Three parts; the addressee who ordered the inspection; the mark at the end."""
    paper = papers[PaperKind.RESULTS].paper
    headings = [block.text for block in paper.blocks if getattr(block, "kind", "") == ParagraphKind.HEADING]
    assert headings == ["I. KẾT QUẢ KIỂM TRA", "II. ĐÁNH GIÁ CHUNG", "III. KẾT LUẬN, KIẾN NGHỊ"]
    assert paper.addressees == ("Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Bắc Kạn",)
    assert lines_of(paper)[-1].endswith("./.")
    assert paper.signatures.places[0].title == "TM. ĐOÀN KIỂM TRA\nTRƯỞNG ĐOÀN"


def test_units_that_are_not_finished_are_named_as_such(worst: Report, frame: Frame) -> None:
    """They have no result, and no task of them is counted."""
    other = replace(worst, state=ReportState.UNFINISHED, unit=replace(worst.unit, code="999"))
    lines = lines_of(results_paper([worst, other], frame, VI))
    assert [line for line in lines if line.startswith("Chưa kết thúc kiểm tra (1): ")]
    assert [line for line in lines if "đã kiểm tra 1 đơn vị" in line]


def test_contradictions_stand_with_their_figures(worst: Report, frame: Frame) -> None:
    """Also those that a rule across items found, and the rules that could not be checked."""
    why = Text("Không giải quyết nhiều hơn tiếp nhận", "")
    reason = message("Not known: {figures}.", figures="C14")
    broken = replace(
        worst.findings[0], id="K1", outcome=Outcome.UNCLEAR, scored=False, reason=reason, why=why
    )
    across = AcrossLine("K2", Text("Không tăng vọt", ""), Text("", ""), reason, is_broken=False)
    told = replace(worst, findings=(broken, *worst.findings[1:]), across=(across,))
    for paper in (
        results_paper([told], frame, VI),
        minutes_paper(told, frame, VI),
        notice_paper(told, frame, VI),
    ):
        lines = lines_of(paper)
        assert [line for line in lines if "Không giải quyết nhiều hơn tiếp nhận" in line and "C14" in line]
        assert [line for line in lines if line.startswith("K2 Không tăng vọt. ") and "C14" in line]


def test_a_cause_of_the_province_is_named_and_stands_for_what_it_belongs_to(
    worst: Report, frame: Frame
) -> None:
    """One under FUNDS is for the bodies above; one that the workbench does not know is kept and says so."""
    first, second, *others = worst.findings
    findings = (replace(first, cause="MAT_BANG"), replace(second, cause="THIEN_TAI"), *others)
    own = (OwnCause("MAT_BANG", Text("Thiếu trụ sở", ""), Cause.FUNDS),)
    lines = lines_of(results_paper([replace(worst, findings=findings, causes=own)], frame, VI))
    assert [line for line in lines if "Thiếu trụ sở: 1" in line and "THIEN_TAI (nguyên nhân chưa có" in line]
    assert [line for line in lines if "nguyên nhân “Thiếu trụ sở”: 1" in line]
    assert not [line for line in lines if "nguyên nhân “THIEN_TAI" in line]
