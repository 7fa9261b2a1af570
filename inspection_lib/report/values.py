"""The Report: everything a reviewer reads, as one value.

The page is drawn from it, and `report.json` stores it.

Numbers are exact decimals, which the JSON holds as text. None means that a number does not exist (see
`Score`). The docstrings of these classes become the descriptions in the JSON Schema, `inspection schema
report`.
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
    """The inspected unit; ``head`` is the role that is responsible for it."""

    code: str
    kind: UnitKind
    name: Text
    parent_code: str
    parent_name: Text
    head: Text
    state: LegalState


@dataclass(frozen=True, slots=True)
class ReportCampaign:
    """The campaign.

    ``decision_number`` is empty until the province fills it in; ``team`` holds (role, office).
    """

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
    """The version of the checklist by which the unit was scored."""

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
    """A grade (xếp loại): one band of the checklist."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area: ``score`` by the inspectors, ``claim`` by the unit, and the number of items by outcome."""

    id: str
    title: Text
    full_points: Decimal
    score: Score
    claim: Score
    difference: Decimal | None
    outcomes: tuple[tuple[Outcome, int], ...]


@dataclass(frozen=True, slots=True)
class LossStep:
    """One step from the maximum down to the score: the points that one item lost, and the points that remain.

    ``item_id`` is empty in the last step when it sums up all other items.
    """

    item_id: str
    label: Text
    lost: Decimal
    remaining: Decimal


@dataclass(frozen=True, slots=True)
class LegalLine:
    """One citation. ``state`` is "verified" only when somebody has read the article that is cited."""

    kind: Text
    number: str
    date: datetime.date | None
    title: Text
    article: Text | None
    document_state: LegalState
    state: LegalState


@dataclass(frozen=True, slots=True)
class AnswerStep:
    """One response in the history of an answer: what was said, by whom, when, and when it was recorded where.

    An imported one has the ``file``, its SHA-256 and the ``row`` in it; otherwise these are empty and 0.
    """

    shown: Message
    actor: str
    answered_at: str
    recorded_at: str
    machine: str
    file: str
    sha256: str
    row: int


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One response, with its answer as a message. ``revisions`` counts the later corrections."""

    shown: Message
    note: str
    evidence: tuple[str, ...]
    actor: str
    answered_at: str
    revisions: int
    rivals: Annotated[tuple[ShownAnswer, ...], Field(exclude_if=lambda rivals: not rivals)] = ()
    """Contradicting answers of other machines, still to be decided.

    The JSON leaves the field out when empty.
    """
    history: Annotated[tuple[AnswerStep, ...], Field(exclude_if=lambda history: not history)] = ()
    """The responses of this source so far, the first one first, if one was imported or corrected.

    The JSON leaves the field out when empty.
    """


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item with both answers and the rule's verdict.

    Each outcome has a ``reason``, also those without points.
    """

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
    """One finding: what is wrong, the reason, the legal basis, and who must do what by when.

    ``lost`` are points of the item. ``gain`` is what full points would add to the score, on the scale of 100.
    ``scored`` is False for findings that cost no points: contradictions, registers, missing evidence.
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
    """A register's figure beside the answer that it confirms or contradicts.

    ``rows`` are the numbers of the rows in the register's file that count against the unit.
    """

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
    """What the report was made from, and when.

    ``chain_head`` is the digest of the last event. With several chains it is a digest of all their heads.
    ``corrections`` counts the answers that replaced an earlier one.
    """

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
    waterfall: tuple[LossStep, ...]
    findings: tuple[FindingLine, ...]
    items: tuple[ItemLine, ...]
    measures: tuple[MeasureLine, ...]
    provenance: Provenance
