"""The Report: everything a reviewer reads, as one value. ``report.json`` is that value, the page is drawn from it.

Numbers are exact decimals and stand in the JSON as text; a None is a number that does not exist (see `Score`).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from inspection_lib.language import Message, Text
from inspection_lib.model import Cause, LegalState, Outcome, Score, Severity, UnitKind

SCHEMA = "inspection-report/1"


@dataclass(frozen=True, slots=True)
class ReportUnit:
    """The inspected office and the role that answers for it."""

    code: str
    kind: UnitKind
    name: Text
    parent_code: str
    parent_name: Text
    head: Text
    state: LegalState


@dataclass(frozen=True, slots=True)
class ReportCampaign:
    """The round of inspections. ``decision_number`` is empty until the province fills it in."""

    id: str
    title: Text
    lead: Text
    demonstration: bool
    decision_number: str
    decision_date: date | None
    decision_note: Text
    period_from: date
    period_to: date
    visits_from: date
    visits_to: date
    concluded_on: date
    team: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class ReportChecklist:
    """The checklist version the result was scored by."""

    id: str
    version: int
    title: Text
    status: Text
    digest: str
    valid_from: date
    valid_to: date | None
    decimals: int


@dataclass(frozen=True, slots=True)
class Grade:
    """A band (xếp loại): the one reached, or the one a knock-out allows."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area: the inspectors' score beside the unit's own, and how many items had which outcome."""

    id: str
    title: Text
    full_points: Decimal
    score: Score
    claim: Score
    difference: Decimal | None
    outcomes: tuple[tuple[Outcome, int], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall: from the maximum that applies down to the score. ``item_id`` is empty for 'all others'."""

    item_id: str
    label: Text
    lost: Decimal
    remaining: Decimal


@dataclass(frozen=True, slots=True)
class LegalLine:
    """One citation as the reader sees it. ``state`` is verified only when the article itself was read."""

    kind: Text
    number: str
    date: datetime.date | None
    title: Text
    article: Text | None
    document_state: LegalState
    state: LegalState


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One response as the reader sees it."""

    shown: Message
    note: str
    evidence: tuple[str, ...]
    actor: str
    answered_at: str
    revisions: int
    rivals: Annotated[tuple[ShownAnswer, ...], Field(exclude_if=lambda rivals: not rivals)] = ()
    """Contradicting answers of other machines, which nobody has decided between; not in the JSON where there are none."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item with both answers and what the rule said. ``reason`` says why, also for the last three outcomes."""

    id: str
    area_id: str
    criterion_id: str
    criterion: Text
    question: Text
    maximum: Decimal
    outcome: Outcome
    points: Decimal | None
    claim_outcome: Outcome
    claim_points: Decimal | None
    difference: Decimal | None
    finding: ShownAnswer | None
    claim: ShownAnswer | None
    reason: Message
    rule: str
    look_at: tuple[Text, ...]
    evidence_required: bool
    legal_basis: tuple[LegalLine, ...]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """What is wrong, how we know, which clause, who must do what by when, and what mending it would be worth.

    ``gain`` is on the scale of 100; ``scored`` is False for findings without points (contradictions, registers, evidence).
    """

    id: str
    item_id: str
    area_id: str
    title: Text
    severity: Severity
    outcome: Outcome
    scored: bool
    points: Decimal | None
    maximum: Decimal
    lost: Decimal | None
    gain: Decimal | None
    reason: Message
    note: str
    evidence: tuple[str, ...]
    cause: Cause | None
    legal_basis: tuple[LegalLine, ...]
    recommendation: Text
    responsible: Text
    due_on: date
    appraiser: Text


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A register's figure beside the answer it confirms or contradicts. ``rows`` are row numbers of the register's file."""

    item_id: str
    register: str
    name: str
    numerator: int
    denominator: int
    percent: Decimal | None
    answer_percent: Decimal | None
    agrees: bool | None
    file: str
    rows: tuple[int, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the report was made from. ``chain_head`` is the digest of the last event, or of all chains' heads."""

    chain_head: str
    events: int
    corrections: int
    plan_digest: str
    library_version: str
    made_at: str
    formula: Message


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a reviewer reads of one inspection."""

    schema: str
    unit: ReportUnit
    campaign: ReportCampaign
    checklist: ReportChecklist
    submitted_at: str
    first_answer_at: str
    last_answer_at: str
    total: Score
    claim: Score
    difference: Decimal | None
    grade: Grade | None
    uncapped_grade: Grade | None
    capped_by: tuple[str, ...]
    claim_grade: Grade | None
    outcomes: tuple[tuple[Outcome, int], ...]
    severities: tuple[tuple[Severity, int], ...]
    areas: tuple[AreaLine, ...]
    waterfall: tuple[Step, ...]
    findings: tuple[FindingLine, ...]
    items: tuple[ItemLine, ...]
    measures: tuple[MeasureLine, ...]
    provenance: Provenance
