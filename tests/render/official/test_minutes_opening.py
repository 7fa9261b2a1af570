"""How minutes begin."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.render.before_leaving import open_points
from inspection_lib.render.official.minutes_opening import opening
from inspection_lib.render.visit_minutes import Paragraph, ParagraphKind
from inspection_lib.report import Report
from tests.render.official.reading import VI


def of_kind(report: Report, kind: ParagraphKind) -> list[str]:
    blocks = [block for block in opening(report, VI) if isinstance(block, Paragraph)]
    return [block.text for block in blocks if block.kind is kind]


def test_what_is_still_to_be_settled_is_a_warning(worst: Report) -> None:
    """Items without the evidence that they demand."""
    lacking = replace(worst.findings[0], id="C02.evidence", item_id="C02")
    opened = replace(worst, findings=(*worst.findings, lacking))
    warnings = of_kind(opened, ParagraphKind.WARNING)
    assert "Thiếu tài liệu kiểm chứng: C02." in warnings
    assert warnings == [VI.format(each) for each in open_points(opened)]


def test_everybody_of_the_team_has_room_for_a_name(worst: Report) -> None:
    """And the head of the unit."""
    named = of_kind(worst, ParagraphKind.NAME)
    assert len(named) == len(worst.campaign.team) + 1
    assert named[-1] == "Chủ tịch UBND huyện Na Rì:"
