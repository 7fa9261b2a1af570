"""The counts of a campaign's status."""

from __future__ import annotations

from inspection_lib.language import Text
from inspection_lib.report import RecordStep, ReportStep, UnitStatus, counts_of


def test_a_broken_record_is_neither_visited_nor_unvisited() -> None:
    """Nobody knows what is in it; a unit that only claimed is not visited."""
    name = Text("Xã", "Commune")
    broken = UnitStatus("1", name, "commune", RecordStep.BROKEN, ReportStep.NONE)
    claimed = UnitStatus("2", name, "commune", RecordStep.OPEN, ReportStep.CURRENT, answered=3)
    counts = counts_of("commune", [broken, claimed])
    assert (counts.units, counts.broken, counts.not_inspected, counts.not_submitted) == (2, 1, 1, 1)
