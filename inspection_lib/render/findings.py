"""The findings of a report as the page draws them: numbered, with their anchors, answers and citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inspection_lib.language import EMPTY_MESSAGE, Message, Text
from inspection_lib.model import DocumentKey, Severity
from inspection_lib.render.names import anchor
from inspection_lib.report import FindingLine, ItemLine, LegalLine, Report, ShownAnswer

REPEATS_THE_ANSWER = frozenset({"Level: {label}.", "{label}"})
"""Reasons of rules that only say the answer again, which the page shows already."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation. ``first`` is True where the page cites the document for the first time.

    Only there the document's title is printed, as Decree 30/2020, Appendix I, demands.
    """

    line: LegalLine
    first: bool


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding with its number and anchor on the page, and the answers to its item.

    ``statement`` says what is wrong. Where the checklist has no sentence for it, the statement is the item's
    question: ``answer`` stands after it then, or, for a finding without points, ``sentence`` in its place.
    ``item_anchor`` leads to the item's row. ``reason`` is empty where it would only say the answer again.
    """

    number: int
    anchor: str
    item_anchor: str
    line: FindingLine
    area: Text
    statement: Text
    answer: Message
    sentence: Message
    reason: Message
    finding: ShownAnswer | None
    claim: ShownAnswer | None
    scoring: tuple[Message, ...]
    days_to_mend: int
    term: Message | None
    law: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class SeverityGroup:
    """The findings of one severity."""

    severity: Severity
    anchor: str
    findings: tuple[NumberedFinding, ...]


@dataclass(frozen=True, slots=True)
class TasksOfDay:
    """The findings that one office has to mend by one day."""

    due_on: date
    responsible: Text
    findings: tuple[NumberedFinding, ...]


def number_findings(report: Report) -> tuple[NumberedFinding, ...]:
    """The findings with their numbers: worst severity first, those with points before the others."""
    order = tuple(Severity)
    areas = {area.id: area.title for area in report.areas}
    items = {item.id: item for item in report.items}
    ranked = sorted(report.findings, key=lambda finding: (order.index(finding.severity), not finding.scored))
    first_named: dict[DocumentKey, str] = {}
    for line in ranked:
        for basis in line.legal_basis:
            first_named.setdefault(basis.key, line.id)
    return tuple(
        _numbered(number, line, items.get(line.item_id), areas, first_named)
        for number, line in enumerate(ranked, start=1)
    )


def _numbered(
    number: int,
    line: FindingLine,
    item: ItemLine | None,
    areas: Mapping[str, Text],
    first_named: Mapping[DocumentKey, str],
) -> NumberedFinding:
    finding = item.finding if item else None
    asked = item is not None and line.statement in (item.question, Text("", ""))
    return NumberedFinding(
        number=number,
        anchor=anchor(line.id, "finding-"),
        item_anchor=anchor(line.item_id),
        line=line,
        area=areas.get(line.area_id, Text("", "")),
        statement=item.question if asked and item else line.statement,
        answer=finding.shown if asked and line.scored and finding else EMPTY_MESSAGE,
        sentence=line.reason if asked and not line.scored else EMPTY_MESSAGE,
        reason=EMPTY_MESSAGE if _says_nothing_new(line, finding, asked) else line.reason,
        finding=finding,
        claim=item.claim if item else None,
        scoring=item.scoring if item and line.scored else (),
        days_to_mend=item.days_to_mend if item else 0,
        term=item.term if item else None,
        law=tuple(Citation(basis, first_named[basis.key] == line.id) for basis in line.legal_basis),
    )


def _says_nothing_new(line: FindingLine, finding: ShownAnswer | None, asked: bool) -> bool:
    """Whether the reason stands in the statement's place, or repeats the answer, as that of a level does."""
    if not line.scored:
        return asked
    return line.reason.text in REPEATS_THE_ANSWER and finding is not None


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


def worst_of(findings: Sequence[NumberedFinding], ids: Sequence[str]) -> tuple[NumberedFinding, ...]:
    """The findings with these ids, in this order."""
    known = {found.line.id: found for found in findings}
    return tuple(known[finding] for finding in ids if finding in known)


def by_deadline(findings: Iterable[NumberedFinding]) -> tuple[NumberedFinding, ...]:
    """The findings whose task has a day, the earliest first."""
    dated = [found for found in findings if found.line.due_on is not None]
    return tuple(sorted(dated, key=lambda found: (found.line.due_on or date.max, found.number)))


def by_day(findings: Iterable[NumberedFinding]) -> tuple[TasksOfDay, ...]:
    """The findings in the order of their days, those of one day and one office together."""
    days: dict[tuple[date, Text], list[NumberedFinding]] = {}
    for found in by_deadline(findings):
        if found.line.due_on is not None:
            days.setdefault((found.line.due_on, found.line.responsible), []).append(found)
    return tuple(TasksOfDay(due_on, who, tuple(members)) for (due_on, who), members in days.items())
