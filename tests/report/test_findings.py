"""The lines of findings: which there are, their order, and who must do what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from inspection_lib.judging import assess
from inspection_lib.language import Text
from inspection_lib.model import (
    CrossCheck,
    DaysAre,
    DaysFrom,
    FactField,
    FindingTexts,
    Inspection,
    Item,
    Measure,
    MendTerm,
    Noted,
    Outcome,
    Severity,
    TeamMember,
    VisitFacts,
    WorkCalendar,
)
from inspection_lib.report import FindingLine
from inspection_lib.report.findings import calendar_years, finding_lines, worst_findings
from tests.builders import A_TEXT, a_checklist, a_ratio_item, a_share, an_inspection, an_item, no, yes

HEAD = Text("Trưởng đoàn", "Head of the team")


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
    assert lines["A"].due_on == date(2017, 7, 30)
    assert lines["A.rivals"].responsible.vi == "Trưởng đoàn"
    assert lines["A.rivals"].due_on == inspection.campaign.concluded_on


def a_checked_item(item_id: str, *, evidence_required: bool = False) -> Item:
    check = CrossCheck("one_stop", "settled_on_time", Decimal("0.02"))
    return replace(a_ratio_item(item_id), cross_check=check, evidence_required=evidence_required)


def lines_of(inspection: Inspection) -> dict[str, FindingLine]:
    return {line.id: line for line in finding_lines(inspection, assess(inspection))}


def test_a_register_that_contradicts_the_inspectors_is_the_task_of_their_head() -> None:
    """The unit has nothing to do, and the item is not failed by it; each check has its own recommendation."""
    measure = Measure("one_stop", "settled_on_time", 50, 100, (), "f", "d")
    items = [a_checked_item("R"), replace(an_item("E"), evidence_required=True)]
    inspection = an_inspection(a_checklist([items]), {"R": a_share(100, 100), "E": yes()}, submitted=True)
    inspection = replace(
        inspection,
        measures=(measure,),
        campaign=replace(inspection.campaign, team=(TeamMember(HEAD, A_TEXT),)),
    )
    lines = lines_of(inspection)
    assert set(lines) == {"R.register", "E.evidence"}
    register, evidence = lines["R.register"], lines["E.evidence"]
    assert (register.responsible, register.due_on) == (HEAD, inspection.campaign.concluded_on)
    assert register.outcome is Outcome.UNCLEAR
    assert evidence.responsible == inspection.unit.head
    assert register.recommendation != evidence.recommendation
    assert all(line.recommendation.vi and line.recommendation.en for line in lines.values())


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (30, date(2017, 7, 31)),  # 30/7/2017 is a Sunday
        (28, date(2017, 7, 28)),
        (64, date(2017, 9, 5)),  # 2/9/2017 is a holiday on a Saturday, with Monday in lieu
        (185, date(2018, 1, 2)),
    ],
)
def test_a_task_is_due_on_a_working_day(days: int, due: date) -> None:
    """In calendar days from the conclusion on 30/6/2017; a day off gives way to the next working day."""
    calendar = WorkCalendar(off=frozenset({date(2017, 9, 4), date(2018, 1, 1)}))
    item = replace(an_item("A"), days_to_mend=days)
    inspection = replace(an_inspection(a_checklist([[item]]), {"A": no()}, submitted=True), calendar=calendar)
    line = lines_of(inspection)["A"]
    assert line.due_on == due
    assert calendar_years(inspection, [line]) == ()


def test_a_year_without_data_keeps_calendar_days_and_is_named() -> None:
    """Whether 30/7/2017 is worked is not guessed."""
    inspection = an_inspection(a_checklist([[an_item("A")]]), {"A": no()}, submitted=True)
    line = lines_of(inspection)["A"]
    assert line.due_on == date(2017, 7, 30)
    assert calendar_years(inspection, [line]) == (2017,)


def test_an_open_record_orders_nothing() -> None:
    """Its findings have no due day; nobody concluded anything yet."""
    inspection = an_inspection(a_checklist([[an_item("A"), an_item("B")]]), {"A": no()})
    assert [line.due_on for line in lines_of(inspection).values()] == [None]


def test_evidence_of_the_unit_stands_beside_the_finding() -> None:
    """Marked as not seen by the team, also where the inspectors did not answer; their own takes its place."""
    checklist = a_checklist([[an_item("A"), an_item("B"), an_item("C")]])
    claimed = {name: replace(yes(), evidence=("12/KH", "-")) for name in "ABC"}
    found = {"A": no(), "B": replace(no(), evidence=("9/BB",))}
    lines = lines_of(an_inspection(checklist, found, claimed, submitted=True))
    assert {name: (line.evidence, line.evidence_seen) for name, line in lines.items()} == {
        "A": (("12/KH",), False),
        "B": (("9/BB",), True),
        "C": (("12/KH",), False),
    }


def test_a_finding_states_what_the_checklist_says_of_its_outcome() -> None:
    """With the answer filled in; a check has its title."""
    texts = FindingTexts(Text("Chỉ {share}", "Only {share}"), None, Text("Chưa có", "None"))
    items = [replace(a_ratio_item("R"), finding_texts=texts), replace(a_ratio_item("S"), finding_texts=texts)]
    lines = lines_of(an_inspection(a_checklist([items]), {"R": a_share(0, 7)}, submitted=True))
    assert lines["R"].statement.en == "Only 0%"
    assert lines["S"].statement.vi == "Chưa có"


def test_the_five_worst_findings_cost_points() -> None:
    """In the order of the lines; checks without points and broken rules are not among them."""
    measure = Measure("one_stop", "settled_on_time", 50, 100, (), "f", "d")
    items = [an_item(f"A{number}", Decimal(number)) for number in range(1, 8)]
    answers = {item.id: no() for item in items} | {"R": a_share(100, 100)}
    inspection = an_inspection(a_checklist([[*items, a_checked_item("R")]]), answers, submitted=True)
    inspection = replace(inspection, measures=(measure,))
    lines = finding_lines(inspection, assess(inspection))
    assert worst_findings(lines) == ("A7", "A6", "A5", "A4", "A3")


def test_a_task_may_be_due_in_working_days_after_the_visit() -> None:
    """The visit ended on the day that the form recorded."""
    item = replace(an_item("A"), days_to_mend=2, term=MendTerm(DaysAre.WORKING, DaysFrom.VISIT_END))
    inspection = an_inspection(a_checklist([[item]]), {"A": no()}, submitted=True)
    noted = Noted("2017-05-26T16:30+07:00", "role", "2017-05-26T17:00+07:00", "m")
    ended = replace(inspection, visit=VisitFacts({("", FactField.ENDED): noted}))
    assert lines_of(ended)["A"].due_on == date(2017, 5, 30)
    assert lines_of(inspection)["A"].due_on == date(2017, 6, 20)
