"""The lines of findings: which there are, their order, and who must do what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from inspection_lib.judging import assess
from inspection_lib.model import Severity, TeamMember
from inspection_lib.report.findings import finding_lines
from tests.builders import A_TEXT, a_checklist, an_inspection, an_item, no, yes
from tests.render.samples import good


def test_the_worst_severity_comes_first_then_the_most_points() -> None:
    """Passed items are no findings."""
    low = replace(an_item("A", Decimal(9)), severity=Severity.LOW)
    high, higher = an_item("B", Decimal(1)), an_item("C", Decimal(2))
    checklist = a_checklist([[low, high, higher, an_item("D")]])
    answers = {"A": no(), "B": no(), "C": no(), "D": yes()}
    inspection = an_inspection(checklist, answers, submitted=True)
    assert [line.item_id for line in finding_lines(inspection, assess(inspection))] == ["C", "B", "A"]


def test_an_unanswered_item_is_a_finding_only_after_the_record_is_submitted() -> None:
    """Before, it may still be answered."""
    checklist = a_checklist([[an_item("A"), an_item("B")]])
    for submitted, expected in ((False, []), (True, ["B"])):
        inspection = an_inspection(checklist, {"A": yes()}, submitted=submitted)
        assert [line.item_id for line in finding_lines(inspection, assess(inspection))] == expected


def test_the_head_of_the_unit_mends_and_the_head_of_the_team_decides() -> None:
    """A contradiction between inspectors has no days to mend: it is due at the conclusion."""
    team = (TeamMember(replace(A_TEXT, vi="Trưởng đoàn"), A_TEXT),)
    contradicted = replace(no(), contradicting=(yes(),))
    inspection = an_inspection(a_checklist([[an_item("A")]]), {"A": contradicted}, submitted=True)
    inspection = replace(inspection, campaign=replace(inspection.campaign, team=team))
    lines = {line.id: line for line in finding_lines(inspection, assess(inspection))}
    assert lines["A"].responsible == inspection.unit.head
    assert lines["A"].due_on > inspection.campaign.concluded_on + timedelta(days=1)
    assert lines["A.rivals"].responsible.vi == "Trưởng đoàn"
    assert lines["A.rivals"].due_on == inspection.campaign.concluded_on


def test_a_finding_without_points_says_what_to_do() -> None:
    """Each check of the sample has a recommendation of its own."""
    unscored = [line for line in good().findings if not line.scored]
    assert unscored
    assert all(line.recommendation.vi and line.recommendation.en for line in unscored)
    evidence = next(line for line in unscored if line.id.endswith(".evidence"))
    register = next(line for line in unscored if line.id.endswith(".register"))
    assert evidence.recommendation != register.recommendation
