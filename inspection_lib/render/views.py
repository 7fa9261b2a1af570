"""What the templates of the sections need beside the report's own fields: groups, orders, anchors, sentences.

Templates compute nothing. What combines several fields of the report is prepared here, as frozen values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from inspection_lib.language import EMPTY_MESSAGE, Message, Text, message
from inspection_lib.model import Outcome, ScoreState, Severity, measure_label, register_label
from inspection_lib.report import AreaLine, FindingLine, ItemLine, LegalLine, MeasureLine, Report, ShownAnswer

MOST_URGENT = 3
"""Findings that the summary shows under "To do first"."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation. ``first`` is True where the page cites the document for the first time.

    Only there the document's title is printed, as Decree 30/2020, Appendix I, demands.
    """

    line: LegalLine
    first: bool


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding with its number and anchor on the page, and the answers to its item."""

    number: int
    anchor: str
    line: FindingLine
    area: Text
    finding: ShownAnswer | None
    claim: ShownAnswer | None
    law: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class SeverityGroup:
    """The findings of one severity."""

    severity: Severity
    anchor: str
    findings: tuple[NumberedFinding, ...]


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """The items of one area."""

    area: AreaLine
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A register's figure with its item. ``rows`` are row numbers as ranges: `3–7, 12`."""

    line: MeasureLine
    register: Message
    measure: Message
    question: Text
    answer: Message | None
    rows: str
    row_count: int


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything that the templates draw beside the fields of the report itself."""

    findings: tuple[NumberedFinding, ...]
    by_severity: tuple[SeverityGroup, ...]
    first: tuple[NumberedFinding, ...]
    actions: tuple[NumberedFinding, ...]
    areas: tuple[AreaGroup, ...]
    not_applicable: tuple[ItemLine, ...]
    unanswered: tuple[ItemLine, ...]
    undecided: tuple[ItemLine, ...]
    awaited: Message
    broken: tuple[ItemLine, ...]
    capped_by: tuple[ItemLine, ...]
    measures: tuple[ShownMeasure, ...]
    contradictions: int
    lost: Decimal | None
    headline: Message
    difference: Message
    capped: Message
    withheld: tuple[Message, ...]
    items_asked: Message


class _ByIdentity:
    """A report as a cache key, compared by identity, because comparing all fields takes long."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __hash__(self) -> int:
        return id(self.report)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.report is self.report


def report_view(report: Report) -> ReportView:
    """The view of a report.

    The last one is cached, because a notebook draws all sections of one report in turn.
    """
    return _cached_view(_ByIdentity(report))


@lru_cache(maxsize=1)
def _cached_view(key: _ByIdentity) -> ReportView:
    report = key.report
    findings = number_findings(report)
    return ReportView(
        findings=findings,
        by_severity=by_severity(findings),
        first=tuple(sorted(findings, key=_urgency)[:MOST_URGENT]),
        actions=tuple(sorted(findings, key=_deadline)),
        areas=tuple(AreaGroup(area, _items_of(report, area.id)) for area in report.areas),
        not_applicable=_with_outcome(report.items, Outcome.NOT_APPLICABLE),
        unanswered=_with_outcome(report.items, Outcome.UNANSWERED),
        undecided=tuple(
            item
            for item in report.items
            if any(shown and shown.rivals for shown in (item.claim, item.finding))
        ),
        awaited=awaited_sentence(report),
        broken=_with_outcome(report.items, Outcome.ERROR),
        capped_by=tuple(item for item in report.items if item.id in report.capped_by),
        measures=tuple(_measure(report, line) for line in report.measures),
        contradictions=sum(1 for finding in report.findings if not finding.scored),
        lost=report.total.maximum - report.total.points if report.total.points is not None else None,
        headline=headline(report),
        difference=difference_sentence(report),
        capped=cap_sentence(report),
        withheld=tuple(withheld_sentence(item) for item in _with_outcome(report.items, Outcome.ERROR)),
        items_asked=message("{items} items in the checklist", items=len(report.items)),
    )


def number_findings(report: Report) -> tuple[NumberedFinding, ...]:
    """The findings with their numbers: worst severity first, those with points before the others."""
    order = tuple(Severity)
    areas = {area.id: area.title for area in report.areas}
    items = {item.id: item for item in report.items}
    ranked = sorted(report.findings, key=lambda finding: (order.index(finding.severity), not finding.scored))
    first_named: dict[str, str] = {}
    for line in ranked:
        for basis in line.legal_basis:
            first_named.setdefault(basis.number, line.id)
    return tuple(
        NumberedFinding(
            number,
            f"finding-{number}",
            line,
            areas.get(line.area_id, Text("", "")),
            items[line.item_id].finding if line.item_id in items else None,
            items[line.item_id].claim if line.item_id in items else None,
            tuple(Citation(basis, first_named[basis.number] == line.id) for basis in line.legal_basis),
        )
        for number, line in enumerate(ranked, start=1)
    )


def by_severity(findings: Sequence[NumberedFinding]) -> tuple[SeverityGroup, ...]:
    """The findings by severity, worst first. A severity without findings has no group."""
    groups = (
        SeverityGroup(
            severity,
            f"severity-{severity.value}",
            tuple(found for found in findings if found.line.severity is severity),
        )
        for severity in Severity
    )
    return tuple(group for group in groups if group.findings)


def headline(report: Report) -> Message:
    """One sentence about the state of the score."""
    match report.total.state:
        case ScoreState.FINAL:
            return Message("The inspection is closed; the score is final.")
        case ScoreState.RANGE:
            return Message(
                "The inspection is not closed: items without an answer leave the score open, "
                "and there is no grade yet."
            )
        case ScoreState.WITHHELD:
            return Message(
                "The score is withheld: a rule of the checklist broke. "
                "Correct the rule and make the report again."
            )
        case ScoreState.NOTHING_APPLIES:
            return Message("Nothing in this checklist applies to the unit; there is no score.")


def ranges(rows: Iterable[int]) -> str:
    """Row numbers as ranges: `3–7, 12`; empty without rows."""
    spans: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return ", ".join(str(first) if first == last else f"{first}\N{EN DASH}{last}" for first, last in spans)


def difference_sentence(report: Report) -> Message:
    """The inspectors' score compared with the unit's own; empty when one of them is not final."""
    if report.difference is None:
        return EMPTY_MESSAGE
    points = abs(report.difference)
    if report.difference < 0:
        return message("The inspectors' score is {points} below the unit's own claim.", points=points)
    if report.difference > 0:
        return message("The inspectors' score is {points} above the unit's own claim.", points=points)
    return Message("The inspectors' score equals the unit's own claim.")


def awaited_sentence(report: Report) -> Message:
    """Who has to decide between contradicting answers: the first role of the team in the plan."""
    if not report.campaign.team:
        return message("nobody has decided yet")
    return message("the decision of the role '{role}' is awaited", role=report.campaign.team[0][0])


def cap_sentence(report: Report) -> Message:
    """How failed knock-out items limit the grade; empty when they do not."""
    if not report.capped_by:
        return EMPTY_MESSAGE
    if report.grade is None or report.uncapped_grade is None:
        return message(
            "Knock-out items failed: {items}. They limit the grade.", items=", ".join(report.capped_by)
        )
    return message(
        "By points the grade would be {uncapped}; "
        "the grade is limited to {grade} by knock-out items: {items}.",
        uncapped=report.uncapped_grade.title,
        grade=report.grade.title,
        items=", ".join(report.capped_by),
    )


def withheld_sentence(item: ItemLine) -> Message:
    """Which rule failed on which item."""
    return message(
        "Rule '{rule}' broke on item {item}; its points, its area and the total are withheld.",
        rule=item.rule,
        item=item.id,
    )


def _urgency(found: NumberedFinding) -> tuple[int, Decimal, str, int]:
    """Worst severity first, then the largest gain, then the earliest due date."""
    line = found.line
    return (
        tuple(Severity).index(line.severity),
        -(line.gain or Decimal(0)),
        _day(line),
        found.number,
    )


def _deadline(found: NumberedFinding) -> tuple[str, int]:
    return _day(found.line), found.number


def _day(line: FindingLine) -> str:
    """The due day as an ISO text; a finding without one comes last."""
    return (line.due_on or date.max).isoformat()


def _items_of(report: Report, area_id: str) -> tuple[ItemLine, ...]:
    return tuple(item for item in report.items if item.area_id == area_id)


def _with_outcome(items: Iterable[ItemLine], outcome: Outcome) -> tuple[ItemLine, ...]:
    return tuple(item for item in items if item.outcome is outcome)


def _measure(report: Report, line: MeasureLine) -> ShownMeasure:
    item = next((item for item in report.items if item.id == line.item_id), None)
    answer = item.finding.shown if item and item.finding else None
    return ShownMeasure(
        line=line,
        register=register_label(line.register),
        measure=measure_label(line.register, line.name),
        question=item.question if item else Text("", ""),
        answer=answer,
        rows=ranges(line.rows),
        row_count=len(line.rows),
    )
