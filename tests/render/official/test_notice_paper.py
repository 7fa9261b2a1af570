"""The notice of conclusions: results, shortcomings with causes, orders with days."""

from __future__ import annotations

from inspection_lib.model import Cause, PaperKind
from inspection_lib.render.official import NamedPaper
from inspection_lib.report import Report
from tests.render.official.reading import VI, lines_of


def test_a_notice_is_of_the_kind_notice(papers: dict[PaperKind, NamedPaper]) -> None:
    """Its symbol is TB: kết luận is no kind of document."""
    paper = papers[PaperKind.NOTICE].paper
    assert paper.letterhead is not None
    assert (paper.title, paper.letterhead.number) == ("THÔNG BÁO", "Số: 05/TB-SNV")


def test_each_shortcoming_has_its_cause_and_each_task_its_order(
    papers: dict[PaperKind, NamedPaper], worst: Report
) -> None:
    """Who has to do what by when, and by when the remedy is reported."""
    lines = lines_of(papers[PaperKind.NOTICE].paper)
    for found in worst.findings:
        assert any(
            line.startswith(f"{found.item_id}: {VI.write(found.recommendation)[:30]}") for line in lines
        )
        if found.cause:
            cause = f"nguyên nhân: {VI.label(Cause(found.cause)).lower()}"
            assert any(line.startswith(f"{found.item_id}: ") and cause in line for line in lines)
    assert "Giao Chủ tịch UBND huyện Na Rì, chậm nhất ngày 17/7/2017:" in lines
    last = max(found.due_on for found in worst.findings if found.due_on)
    assert any(f"toàn bộ tồn tại, hạn chế chậm nhất ngày {VI.day(last)}" in line for line in lines)
