"""The counts of a campaign's status."""

from __future__ import annotations

from inspection_lib.language import Text
from inspection_lib.report import RecordStep, ReportStep, UnitStatus, counts_of, record_step


def test_a_record_of_the_unit_alone_is_no_work_of_the_inspectors() -> None:
    """It is a step of its own until an inspector answers, or it is submitted."""
    assert record_step(3, 0, "") is RecordStep.SELF_SCORED
    assert record_step(3, 1, "") is RecordStep.OPEN
    assert record_step(0, 0, "") is RecordStep.OPEN, "what is no answer is recorded on a visit"
    assert record_step(3, 0, "2017-05-17T02:00:00Z") is RecordStep.SUBMITTED


def test_a_broken_record_is_neither_visited_nor_unvisited() -> None:
    """Nobody knows what is in it; a unit that only claimed is not visited."""
    name = Text("Xã", "Commune")
    broken = UnitStatus("1", name, "commune", RecordStep.BROKEN, ReportStep.NONE)
    claimed = UnitStatus("2", name, "commune", RecordStep.SELF_SCORED, ReportStep.CURRENT, answered=3)
    counts = counts_of("commune", [broken, claimed])
    assert (counts.units, counts.broken, counts.not_inspected) == (2, 1, 1)
    assert (counts.self_scored, counts.not_submitted) == (1, 0)
