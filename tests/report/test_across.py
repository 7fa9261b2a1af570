"""Rules across items: what is broken and what could not be checked stand in the report, with the reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inspection_lib.judging import assess
from inspection_lib.judging.rules.consistency import Jump, NotMoreThan
from inspection_lib.language import Text, in_english
from inspection_lib.model import CheckLine, Figure, Inspection, Measure, Response, Severity
from inspection_lib.report import AcrossLine, build_report, report_from_json, report_to_json
from inspection_lib.report.files import head_from_json
from inspection_lib.unit_report.record import summary_of
from tests.builders import a_checklist, a_ratio_item, a_share, an_inspection

R, S = Figure("R", "denominator"), Figure("S", "denominator")
WHY = Text("Vì sao", "Nobody settles more than was received.")
TITLE = Text("Không nhiều hơn", "Not more")
CHECKS = (
    CheckLine("K1", "not_more_than", NotMoreThan("not_more_than", R, S), TITLE, Severity.LOW, WHY),
    CheckLine("K2", "jump", Jump("jump", R, Decimal(2)), TITLE, Severity.LOW),
    CheckLine(
        *("K3", "not_more_than"),
        NotMoreThan("not_more_than", R, Figure("register.staff.present", "numerator")),
        TITLE,
        Severity.LOW,
    ),
)


def lines_of(found: dict[str, Response], **changes: object) -> tuple[AcrossLine, ...]:
    checklist = a_checklist([[a_ratio_item("R"), a_ratio_item("S")]], CHECKS)
    before = an_inspection(checklist, found, submitted=True)
    inspection: Inspection = replace(before, **changes)  # type: ignore[arg-type]
    report = build_report(inspection, assess(inspection), made_at="2017-06-02T00:00:00", library_version="0")
    text = report_to_json(report)
    assert report_from_json(text).across == report.across == summary_of(head_from_json(text)).across
    whys = {line.id: line.why for line in report.findings}
    assert all(whys[line.id] == line.why for line in report.across if line.is_broken)
    return report.across


def test_a_broken_rule_and_one_that_lacks_a_figure_are_both_named() -> None:
    """With the figures, or with what is not known; the first with the checklist's words."""
    broken, first, without = lines_of({"R": a_share(5, 9), "S": a_share(5, 8)})
    assert (broken.id, broken.is_broken, broken.why) == ("K1", True, WHY)
    assert in_english(broken.reason) == "the denominator of R is 9 and the denominator of S is 8."
    assert (first.id, first.is_broken) == ("K2", False)
    assert in_english(first.reason) == "No earlier inspection of this unit is recorded."
    assert in_english(without.reason) == "Not known: the numerator of the register staff.present."


@pytest.mark.parametrize(("before", "names"), [(5, []), (4, ["K2"])])
def test_the_last_inspection_and_registers_are_looked_at(before: int, names: list[str]) -> None:
    """A rule that holds has no line."""
    measure = Measure("staff", "present", 20, 20, (), "f", "d")
    answers = {"R": a_share(5, 9), "S": a_share(5, 9)}
    lines = lines_of(answers, earlier={R: Decimal(before)}, measures=(measure,))
    assert [line.id for line in lines if line.is_broken] == names
    assert all(line.is_broken for line in lines)


def test_nothing_is_said_of_a_unit_that_nobody_inspected() -> None:
    """There is no answer that could contradict another one."""
    assert lines_of({}) == ()
