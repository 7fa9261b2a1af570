"""The rows of the tables: of a report, and of a record's events. Values stand in the order of `TABLES`.

Points are exact decimals and days are dates; a missing value is None, a missing text "".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from inspection_lib.language import DEFAULT_ZONE, Text, ValueKind
from inspection_lib.model import SIGNATURE_FIELDS, Answer, EventKind, ResponseEvent, Score, Source
from inspection_lib.record import fold_answers, in_order, read_signature, utc_moment
from inspection_lib.report import ItemLine, Report, firm_interval
from inspection_lib.workbench import Workbench

Row = tuple[object, ...]
"""The values of one row: index first."""
FROM_REPORT = ("scores", "areas", "items", "findings", "follow_up", "measures")
"""The tables that a report holds. The others come from the events."""
FROM_EVENTS = ("answers", "events")
_FIGURES = (ValueKind.NUMBER, ValueKind.PERCENT)


def report_rows(report: Report, sha256: str) -> dict[str, list[Row]]:
    """The rows of the tables in `FROM_REPORT`; ``sha256`` is that of the report's JSON."""
    key = (report.campaign.id, report.unit.code)
    return {
        "scores": [(*key, *_scores(report), sha256)],
        "areas": [(*key, *row) for row in _areas(report)],
        "items": [(*key, *row) for row in _items(report)],
        "findings": [(*key, *row) for row in _findings(report)],
        "follow_up": [(*key, *row) for row in _follow_up(report)],
        "measures": [(*key, *row) for row in _measures(report)],
    }


def _score(score: Score) -> Row:
    return (score.points, score.maximum, score.index, score.index_low, score.index_high)


def _scores(report: Report) -> Row:
    unit, checklist, provenance = report.unit, report.checklist, report.provenance
    outcomes = {outcome.value: count for outcome, count in report.outcomes}
    severities = {severity.value: count for severity, count in report.severities}
    names = ("pass", "partial", "fail", "unanswered", "not_applicable", "error")
    grades = (report.grade, report.uncapped_grade, report.claim_grade)
    grade, uncapped, claimed = (found.id if found else None for found in grades)
    days = (report.first_answer_at, report.last_answer_at, report.submitted_at)
    return (
        unit.name,
        unit.kind,
        unit.parent_code,
        unit.parent_name,
        f"{checklist.id}.v{checklist.version}",
        report.state.value,
        *_score(report.total),
        grade,
        report.grade.title if report.grade else Text("", ""),
        uncapped,
        report.claim.points,
        report.claim.index,
        claimed,
        report.difference,
        report.score_at_register,
        *_certainty(report),
        *(outcomes.get(name, 0) for name in names),  # counted: an outcome that is left out has no item
        *(severities.get(name, 0) for name in ("critical", "high", "medium", "low")),
        provenance.events,
        provenance.corrections,
        *map(_day, days),
        report.campaign.visits_from,
        report.campaign.concluded_on,
        _moment(provenance.made_at),
        report.campaign.demonstration,
    )


def _certainty(report: Report) -> Row:
    """How firm the score is, and what became of the last one."""
    firm, before = firm_interval(report.total.index, report.firmness), report.previous
    interval = (firm.low, firm.high) if firm else (None, None)
    return (*interval, *((before.score, before.by_rules, before.by_reality) if before else (None,) * 3))


def _areas(report: Report) -> Iterator[Row]:
    for area in report.areas:
        found, claim = area.score.index, area.claim.index
        difference = None if found is None or claim is None else found - claim  # as that of the unit: of 100
        yield (
            area.id,
            area.title,
            area.score.state.value,
            *_score(area.score),
            area.claim.points,
            claim,
            difference,
        )


def _items(report: Report) -> Iterator[Row]:
    for item in report.items:
        yield (
            item.id,
            item.area_id,
            item.criterion_id,
            item.criterion,
            item.question,
            item.outcome.value,
            item.points,
            item.maximum,
            item.claim_outcome.value,
            item.claim_points,
            item.difference,
            _figure(item),
            item.rule,
            item.days_to_mend,
            item.finding is not None,
            item.claim is not None,
        )


def _findings(report: Report) -> Iterator[Row]:
    for finding in report.findings:
        yield (
            finding.item_id,
            finding.id,
            finding.area_id,
            finding.title,
            finding.statement,
            finding.severity.value,
            finding.outcome.value,
            finding.scored,
            finding.points,
            finding.maximum,
            finding.lost,
            finding.gain,
            finding.cause,
            finding.note,
            finding.recommendation,
            finding.responsible,
            finding.appraiser,
            finding.due_on,
            finding.evidence_seen if finding.evidence else None,
            finding.mending.state.value if finding.mending else None,
        )


def _figure(item: ItemLine) -> Decimal | None:
    """The figure of the inspectors' answer, to ten decimals; None where it is none."""
    if item.finding is None:
        return None
    found = {value.name: value.value for value in item.finding.shown.values if value.kind in _FIGURES}
    if "numerator" in found:
        whole = Decimal(found["denominator"])
        return round(Decimal(found["numerator"]) * 100 / whole, 10).normalize() if whole else None
    shown = found.get("share", found.get("number"))
    return None if shown is None else Decimal(shown)


def _follow_up(report: Report) -> Iterator[Row]:
    for line in report.follow_up:
        yield (
            line.item_id,
            line.found[0],
            line.campaign_id,
            line.statement,
            line.severity.value,
            line.cause,
            line.responsible,
            line.due_on,
            line.state.value,
            line.recurred,
        )


def _measures(report: Report) -> Iterator[Row]:
    for line in report.measures:
        yield (
            line.item_id,
            line.register,
            line.name,
            line.numerator,
            line.denominator,
            line.percent,
            line.answer_percent,
            line.claim_percent,
            line.agrees,
            line.claim_agrees,
            line.counts_agree,
            line.value,
            line.found_class and line.found_class.value,
            line.claim_class and line.claim_class.value,
            line.answer_ratio,
            line.claim_ratio,
            line.file,
        )


def event_rows(
    workbench: Workbench, campaign_id: str, unit_code: str, checklist: str, events: Sequence[ResponseEvent]
) -> dict[str, list[Row]]:
    """The rows of the tables in `FROM_EVENTS`; ``checklist`` is the version by which the unit was scored.

    Raises InspectionError when there is no such checklist.
    """
    key, ordered = (campaign_id, unit_code), in_order(events)
    answers = fold_answers(workbench.checklist(checklist), ordered)
    return {
        "answers": [(*key, *row) for answer in answers.values() for row in _answer(answer)],
        "events": [(*key, *_event(event)) for event in ordered],
    }


def _answer(answer: Answer) -> Iterator[Row]:
    for source in Source:
        response = answer.by(source)
        if response is not None:
            yield (
                answer.item_id,
                source.value,
                response.raw,
                response.note,
                response.cause,
                response.actor,
                response.answered_at,
                _day(response.answered_at),
                response.revisions,
                len(response.contradicting),
                "; ".join(response.evidence),
            )


def _event(event: ResponseEvent) -> Row:
    place = event.place
    return (
        event.item_id,
        event.origin,
        event.number,
        event.kind.value,
        event.source or None,
        event.raw,
        _note(event),
        event.cause or None,
        event.actor,
        event.answered_at,
        _day(event.answered_at),
        _moment(event.recorded_at),
        "; ".join(event.evidence),
        place.file if place else "",
        place.row or None if place else None,
        event.digest,
    )


def _note(event: ResponseEvent) -> str:
    """The remark of an event; of a signature the office, not its strokes."""
    if event.kind is EventKind.NOTED and event.raw in SIGNATURE_FIELDS and event.note and not event.removed:
        return read_signature(event.note).office
    return event.note


def _moment(text: str) -> datetime | None:
    """A moment; None where the text is none."""
    moment = utc_moment(text)
    return datetime.fromisoformat(moment) if moment else None


def _day(text: str) -> date | None:
    """The day of a moment in `DEFAULT_ZONE`, or of a text that is a day; None where the text is neither."""
    moment = _moment(text)
    if moment:
        return moment.astimezone(DEFAULT_ZONE).date()
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
