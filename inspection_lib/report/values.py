"""The Report: everything a reviewer reads, as one value.

The page is drawn from it, and `report.json` stores it.

Numbers are exact decimals, which the JSON holds as text. None means that a number does not exist (see
`Score`). The docstrings of these classes become the descriptions in the JSON Schema, `inspection schema
report`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from inspection_lib.language import EMPTY_MESSAGE, Displayed, Message, Text
from inspection_lib.model import (
    ExtensionOrigin,
    Fork,
    LegalState,
    Office,
    Outcome,
    OutsidePoints,
    OwnCause,
    Redaction,
    Score,
    Severity,
    VisitKind,
)
from inspection_lib.report.across_line import AcrossLine
from inspection_lib.report.action_line import ActionLine
from inspection_lib.report.earlier_result import Grade, PreviousResult
from inspection_lib.report.firmness_line import FirmnessLine, RepairsLine
from inspection_lib.report.group_line import GroupLine
from inspection_lib.report.item_line import ItemLine
from inspection_lib.report.legal_line import LegalLine
from inspection_lib.report.measure_line import MeasureLine
from inspection_lib.report.mending import Mending
from inspection_lib.report.office import is_of_before, office_of_before
from inspection_lib.report.provenance import Provenance
from inspection_lib.report.visit_lines import DiscussedLine, VisitLine

SCHEMA = "inspection-report/1"


class ReportState(StrEnum):
    """How far the inspection is, and whether its score stands.

    Not inspected: the inspectors have answered nothing, so nothing is said about the unit. Unfinished: the
    record is open; there is no grade and no order with a date. Provisional: the record is closed, and
    something must be decided before the score stands (a register contradicts a figure, inspectors contradict
    each other, or a rule broke).
    """

    NOT_INSPECTED = "not_inspected"
    UNFINISHED = "unfinished"
    PROVISIONAL = "provisional"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class ReportUnit:
    """The inspected unit; ``head`` is the role that is responsible for it.

    ``state`` says whether its row was read in its source. Where the list of units names none, the code is the
    office's own, and there is nothing to verify; the JSON leaves ``has_own_code`` out otherwise.
    """

    code: str
    kind: str
    name: Text
    parent_code: str
    parent_name: Text
    head: Text
    state: LegalState
    has_own_code: Annotated[bool, Field(exclude_if=lambda own: not own)] = False


@dataclass(frozen=True, slots=True)
class ReportCampaign:
    """The campaign.

    ``decision_number`` is empty until the province fills it in; ``team`` holds (role, office). The JSON
    leaves ``decision_about`` and ``bases`` out where the plan does not say.
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
    decision_about: Annotated[Text, Field(exclude_if=lambda about: about == Text("", ""))] = Text("", "")
    bases: Annotated[tuple[Text, ...], Field(exclude_if=lambda bases: not bases)] = ()


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
class AreaLine(Displayed):
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

    Below 0 where points are won outside the maximum.

    ``item_id`` is empty in the last step when it sums up all other items.
    """

    item_id: str
    label: Text
    lost: Decimal
    remaining: Decimal


@dataclass(frozen=True, slots=True)
class FindingLine(Displayed):
    """One finding: what is wrong, the reason, the legal basis, and who must do what by when.

    ``statement`` says what is wrong in a sentence; it is the question, as is ``title``, where the checklist
    has no text for the item's outcome. ``due_on`` is the last day on which the task is done in time, a
    working day where the calendar has its year; None while the record is open. ``evidence_seen`` is False
    when only the unit named the ``evidence`` and the inspectors have not looked at it.

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
    cause: str | None
    legal_basis: tuple[LegalLine, ...]
    recommendation: Text
    responsible: Text
    due_on: date | None
    appraiser: Text
    statement: Text = Text("", "")
    evidence_seen: bool = True
    discussed: Annotated[DiscussedLine | None, Field(exclude_if=lambda said: said is None)] = None
    """What the unit explained and what was agreed. The JSON leaves the field out where nothing was."""
    mending: Annotated[Mending | None, Field(exclude_if=lambda mending: mending is None)] = None
    """What the unit did about it since, and whether that was accepted. Left out where it did nothing."""
    why: Annotated[Text, Field(exclude_if=lambda why: why == Text("", ""))] = Text("", "")
    """Of a rule across items: why it matters, in the checklist's words. Left out where it does not say."""
    recurred: Annotated[int, Field(exclude_if=lambda times: not times)] = 0
    """How often it was found again after it was mended or overdue; each time raised the severity a step."""


@dataclass(frozen=True, slots=True)
class Report(Displayed):
    """Everything a reviewer reads of one inspection.

    ``score_at_register`` and ``grade_at_register`` take the registers' figures where these contradict the
    inspectors'; else None. ``capped_by`` is what lowers the grade: items, groups, severities. ``grade_note``
    explains a grade that the printed score hides. ``worst`` are the ids of at most five findings.
    """

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
    state: ReportState = ReportState.UNFINISHED  # what a `report.json` of version 0.1 is read as
    score_at_register: Decimal | None = None
    grade_at_register: Grade | None = None
    grade_note: Message = EMPTY_MESSAGE
    worst: tuple[str, ...] = ()
    previous: PreviousResult | None = None
    redactions: Annotated[tuple[Redaction, ...], Field(exclude_if=lambda redactions: not redactions)] = ()
    """What was taken out of the record on request. The JSON leaves the field out when empty."""
    forks: Annotated[tuple[Fork, ...], Field(exclude_if=lambda forks: not forks)] = ()
    """What two computers wrote under one name. The JSON leaves the field out when empty."""
    known_since: Annotated[str, Field(exclude_if=lambda day: not day)] = ""
    """The day (ISO) on which a record of an earlier version was adopted; else empty."""
    visit_kind: Annotated[VisitKind | None, Field(exclude_if=lambda kind: kind is None)] = None
    """How the unit was inspected. The JSON leaves the field out where the plan does not say."""
    inherited: Annotated[tuple[PreviousResult, ...], Field(exclude_if=lambda results: not results)] = ()
    """The last inspections of the units that this one was formed from. Left out of the JSON when empty."""
    follow_up: Annotated[tuple[ActionLine, ...], Field(exclude_if=lambda lines: not lines)] = ()
    """What became of the findings of all earlier inspections, open work first. Left out when empty."""
    is_public: Annotated[bool, Field(exclude_if=lambda is_public: not is_public)] = False
    """Whether this is the public copy, without remarks, evidence and roles. The JSON leaves False out."""

    extensions: Annotated[tuple[ExtensionOrigin, ...], Field(exclude_if=lambda origins: not origins)] = ()
    """The office's own code: what judged items, and what may have drawn sections. Left out when empty."""

    office: Annotated[Office, Field(exclude_if=is_of_before)] = field(default_factory=office_of_before)
    """What pages show of the office that inspects. The JSON leaves out that of version 0.1.0."""
    repairs: Annotated[RepairsLine | None, Field(exclude_if=lambda repairs: repairs is None)] = None
    """What would help most. The JSON leaves the field out where nothing would, or it is not known."""
    firmness: Annotated[tuple[FirmnessLine, ...], Field(exclude_if=lambda lines: not lines)] = ()
    """How firm the score is. The JSON leaves the field out where nothing moves it."""
    visit: Annotated[VisitLine | None, Field(exclude_if=lambda visit: visit is None)] = None
    """The visit and its signatures. The JSON leaves the field out where nothing of it was recorded."""
    outside: Annotated[OutsidePoints | None, Field(exclude_if=lambda outside: outside is None)] = None
    """Bonus and penalty points outside the maximum. Left out where the checklist has none."""
    across: Annotated[tuple[AcrossLine, ...], Field(exclude_if=lambda lines: not lines)] = ()
    """The rules across items that are broken or could not be checked. Left out when empty."""
    limited_by: Annotated[tuple[str, ...], Field(exclude_if=lambda names: not names)] = ()
    """What in ``capped_by`` are limits of the checklist, and no knock-out items. Left out when empty."""
    causes: Annotated[tuple[OwnCause, ...], Field(exclude_if=lambda causes: not causes)] = ()
    """The causes of its findings that the province added to the article's. Left out when empty."""
    groups: Annotated[tuple[GroupLine, ...], Field(exclude_if=lambda lines: not lines)] = ()
    """All groups, where they nest deeper than criteria or have grades of their own. Left out when empty."""

    @property
    def concluded(self) -> bool:
        """Whether the score is a result, be it a provisional one: an open record has none yet."""
        return self.state in (ReportState.FINAL, ReportState.PROVISIONAL)
