"""The report's lines of findings: what is wrong, and who must do what by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from types import MappingProxyType

from inspection_lib.answers import evidence_of, parse_day
from inspection_lib.judging import (
    CLAIM_CHECK,
    EVIDENCE_CHECK,
    REGISTER_CHECK,
    RIVAL_CHECK,
    compute,
    finding_statement,
    mend_by,
)
from inspection_lib.language import Text
from inspection_lib.model import (
    AnswerValue,
    Assessment,
    Derived,
    FactField,
    Finding,
    Inspection,
    Item,
    Outcome,
    Severity,
    Source,
)
from inspection_lib.report.check_statements import check_statement
from inspection_lib.report.items import legal_line
from inspection_lib.report.mending import mending_of
from inspection_lib.report.values import FindingLine
from inspection_lib.report.visit_lines import discussed_line

WORST_FIRST = tuple(Severity)
DEFECTS = (Outcome.FAIL, Outcome.PARTIAL, Outcome.ERROR, Outcome.UNANSWERED, Outcome.UNCLEAR)
DECIDED_BY_TEAM = (RIVAL_CHECK, REGISTER_CHECK)
"""The checks of the inspectors' own answers. The head of their team decides; the unit has nothing to do."""


RECOMMENDATIONS: Mapping[str, Text] = MappingProxyType(
    {
        RIVAL_CHECK: Text(
            "Trưởng đoàn xem cả hai kết quả và quyết định; quyết định được ghi vào hồ sơ.",
            "The head of the team looks at both answers and decides; the decision is recorded.",
        ),
        EVIDENCE_CHECK: Text(
            "Bổ sung tài liệu kiểm chứng cho nội dung này và gửi đoàn kiểm tra.",
            "Add the evidence for this item and send it to the inspection team.",
        ),
        REGISTER_CHECK: Text(
            "Trưởng đoàn đối chiếu kết quả thẩm định với dữ liệu trích xuất từ hệ thống, xác định số liệu "
            "đúng trước khi kết luận.",
            "The head of the team compares the inspectors' figure with the data exported from the system and "
            "decides which is right, before the conclusion.",
        ),
        CLAIM_CHECK: Text(
            "Giải trình với đoàn phần chênh lệch giữa số liệu tự chấm và dữ liệu trích xuất từ hệ thống.",
            "Explain to the team why the unit's own figure differs from the data exported from the system.",
        ),
    }
)
"""What to do about a finding without points, by its rule. A scored finding has its item's recommendation."""
WORST = 5
"""How many of the worst findings open the report."""
OTHER_RECOMMENDATION = Text(
    "Rà soát, thống nhất lại các số liệu mâu thuẫn và giải trình.",
    "Review the figures that contradict each other, bring them into line and explain.",
)


def finding_lines(inspection: Inspection, assessment: Assessment) -> tuple[FindingLine, ...]:
    """All findings: the worst severity first, then the most points lost, then the order of the checklist.

    An unanswered item is a finding only after the record was submitted: before, it has no points.
    """
    positions = {item.id: position for position, item in enumerate(inspection.checklist.items)}
    lines = [
        _finding_line(inspection, finding)
        for finding in (*assessment.findings, *assessment.checks)
        if finding.outcome in DEFECTS
        and (finding.outcome is not Outcome.UNANSWERED or finding.points is not None)
    ]
    return sorted_findings(lines, positions)


def sorted_findings(lines: Iterable[FindingLine], positions: Mapping[str, int]) -> tuple[FindingLine, ...]:
    """The findings in the order of the report; ``positions`` are those of the items in the checklist."""
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                WORST_FIRST.index(line.severity),
                -(line.lost or Decimal(0)),
                positions[line.item_id],
                line.id,
            ),
        )
    )


def worst_findings(lines: Iterable[FindingLine]) -> tuple[str, ...]:
    """The ids of the worst findings with points, at most :data:`WORST`, in the order of the lines."""
    judged = (line.id for line in lines if line.scored and line.outcome is not Outcome.ERROR)
    return tuple(islice(judged, WORST))


def _finding_line(inspection: Inspection, finding: Finding) -> FindingLine:
    item = inspection.checklist.item(finding.item_id)
    assert item is not None, finding.item_id
    answer = inspection.answers.get(item.id)
    source = Source.SELF if finding.rule_name == CLAIM_CHECK else Source.INSPECTOR
    response = answer.by(source) if answer else None
    check = next((line for line in inspection.checklist.checks if line.id == finding.id), None)
    area = next(area for area in inspection.checklist.areas if item in area.items)
    decided_by_team = finding.rule_name in DECIDED_BY_TEAM
    evidence = evidence_of(answer, source)
    head_of_team = inspection.campaign.team[0].role if inspection.campaign.team else inspection.campaign.lead
    return FindingLine(
        id=finding.id,
        item_id=item.id,
        area_id=area.id,
        title=check.title if check else item.question,
        severity=finding.severity,
        outcome=finding.outcome,
        scored=finding.scored,
        points=finding.points,
        maximum=finding.maximum,
        lost=None if finding.points is None else finding.maximum - finding.points,
        gain=finding.gain,
        reason=finding.reason,
        note=response.note if response else "",
        evidence=evidence.pieces,
        cause=response.cause if response else None,
        legal_basis=tuple(legal_line(basis) for basis in item.legal_basis),
        recommendation=item.recommendation
        if finding.scored
        else RECOMMENDATIONS.get(finding.rule_name, OTHER_RECOMMENDATION),
        responsible=head_of_team if decided_by_team else inspection.unit.head,
        due_on=decision_day(inspection) if decided_by_team else due_day(inspection, item),
        appraiser=inspection.campaign.appraiser(inspection.checklist.around(item.id), item.appraiser),
        statement=check.title if check else _statement(inspection, item, finding),
        why=check.why if check else Text("", ""),
        evidence_seen=evidence.seen and (source is Source.INSPECTOR or not evidence.pieces),
        discussed=discussed_line(inspection, item.id),
        mending=None if decided_by_team else mending_of(inspection, item.id),
    )


def _statement(inspection: Inspection, item: Item, finding: Finding) -> Text:
    if not finding.scored:
        return check_statement(finding.rule_name)
    answer = inspection.answers.get(item.id)
    value: AnswerValue | Derived | None = answer.finding.value if answer and answer.finding else None
    if item.formula is not None:
        value = compute(inspection, item, Source.INSPECTOR).value
    return finding_statement(item, finding.outcome, value, inspection.year)


def due_day(inspection: Inspection, item: Item) -> date | None:
    """The last day for the unit's task. None while the record is open: there is no conclusion yet."""
    if not inspection.concluded:
        return None
    return mend_by(item, inspection.campaign, visit_ended(inspection), inspection.calendar)


def decision_day(inspection: Inspection) -> date | None:
    """The day by which the head of the team decides: the conclusion. None while the record is open."""
    day = inspection.campaign.concluded_on
    return (inspection.calendar.next_working_day(day) or day) if inspection.concluded else None


def visit_ended(inspection: Inspection) -> date | None:
    """The day on which the visit ended, where it was recorded."""
    return parse_day(inspection.visit.text(FactField.ENDED)[:10])


def calendar_years(inspection: Inspection, lines: Iterable[FindingLine]) -> tuple[int, ...]:
    """The years of due days that could not be moved to a working day, because the calendar lacks them."""
    days = {line.due_on for line in lines if line.due_on}
    return tuple(sorted({day.year for day in days if inspection.calendar.next_working_day(day) is None}))
