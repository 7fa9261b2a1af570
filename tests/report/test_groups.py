"""The groups of a checklist in the report."""

from __future__ import annotations

from decimal import Decimal

from inspection_lib.judging import assess
from inspection_lib.language import in_english
from inspection_lib.report import GroupLine, Report, build_report, report_from_json, report_to_json
from tests.builders import an_inspection
from tests.definitions.checklist.schemes import answers_to, scheme

ANSWERS = {"1.1.1.1": "2", "1.1.1.2": "1", "1.1.2.1": "1", "1.2.1": "4"}


def report_of(name: str, answers: dict[str, str], *, submitted: bool = True) -> Report:
    checklist = scheme(name)
    inspection = an_inspection(checklist, answers_to(checklist, answers), submitted=submitted)
    return build_report(inspection, assess(inspection), made_at="2026-05-01T08:00", library_version="0")


def by_id(report: Report) -> dict[str, GroupLine]:
    return {line.id: line for line in report.groups}


def test_every_group_has_its_place_its_points_and_how_they_come_about() -> None:
    """Areas first, each group before those in it; only one with bands has a grade."""
    report = report_of("bon-cap", ANSWERS)
    lines = by_id(report)
    assert [(line.id, line.inside, line.depth) for line in report.groups] == [
        ("1", "", 1),
        ("1.1", "1", 2),
        ("1.1.1", "1.1", 3),
        ("1.1.2", "1.1", 3),
        ("1.2", "1", 2),
    ]
    assert [line.score.points for line in report.groups] == list(map(Decimal, (7, 3, 3, 0, 4)))
    assert [in_english(term) for term in lines["1.1.2"].how] == ["No points below 50 %"]
    grades = {line.id: line.grade.id if line.grade else "" for line in report.groups if line.graded}
    assert grades == {"1.1": "not-met"}
    assert [item.groups for item in report.items] == [("1.1.1",), ("1.1.1",), ("1.1.2",), ()]
    assert report_from_json(report_to_json(report)) == report


def test_a_grade_of_a_group_waits_for_the_conclusion_and_for_its_points() -> None:
    """As that of the whole."""
    assert by_id(report_of("bon-cap", ANSWERS, submitted=False))["1.1"].grade is None
    assert by_id(report_of("bon-cap", ANSWERS | {"1.1.1.1": "n/a"}))["1.1"].graded


def test_a_checklist_of_areas_and_criteria_has_no_lines_of_groups() -> None:
    """Its report.json stays as it was."""
    report = report_of("trong-so", {"I1": "3", "I2": "1"})
    assert report.groups == ()
    assert '"groups": [' not in report_to_json(report)
