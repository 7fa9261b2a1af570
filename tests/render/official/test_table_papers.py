"""The annexes of scores and of tasks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inspection_lib.model import PaperKind
from inspection_lib.render.official import Frame, NamedPaper
from inspection_lib.render.official.table_papers import actions_paper, scores_paper
from inspection_lib.report import Report
from tests.render.official.reading import VI


def test_columns_fill_the_page(papers: dict[PaperKind, NamedPaper], worst: Report, frame: Frame) -> None:
    """165 mm, for one unit and for several."""
    several = (scores_paper([worst, worst], frame, VI), actions_paper([worst, worst], frame, VI))
    for paper in (papers[PaperKind.SCORES].paper, papers[PaperKind.ACTIONS].paper, *several):
        for table in paper.tables:
            assert sum(column.width for column in table.columns) == 165
            assert {len(row) for row in table.rows} == {len(table.columns)}


def test_units_stand_by_score_and_items_of_one_unit_below(worst: Report, frame: Frame) -> None:
    """The best first. Items are listed for one unit alone."""
    better = replace(worst, total=replace(worst.total, index=Decimal(90)))
    (table,) = scores_paper([worst, better], frame, VI).tables
    assert [row[-2].text for row in table.rows] == ["90", "56,18"]
    assert len(scores_paper([worst], frame, VI).tables) == 2


def test_an_annex_says_what_it_belongs_to(papers: dict[PaperKind, NamedPaper]) -> None:
    """It has no letterhead."""
    paper = papers[PaperKind.ACTIONS].paper
    assert paper.letterhead is None
    assert paper.attached_to.startswith(
        "(Kèm theo Văn bản số 05/TB-SNV ngày 03 tháng 02 năm 2017 của Sở Nội vụ; UBND huyện Na Rì, "
    )
    assert (paper.signatures.places, paper.recipients) == ((), ())
