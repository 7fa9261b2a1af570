"""The frozen values that every step takes and hands on.

Points are :class:`~decimal.Decimal` and exact; shares inside a rule are :class:`~fractions.Fraction`.
No value here reads a clock, a file or an environment variable.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from inspection_lib.messages import Message, Text


class UnitKind(StrEnum):
    """The kind of an office (loại đơn vị)."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"


class ItemKind(StrEnum):
    """How an item is answered."""

    YES_NO = "yes_no"
    LEVEL = "level"
    RATIO = "ratio"
    COUNT = "count"
    OCCURRENCES = "occurrences"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"


class Source(StrEnum):
    """Whose figure it is: the unit's own claim (tự chấm) or the inspectors' finding (thẩm định)."""

    SELF = "self"
    INSPECTOR = "inspector"


class EventKind(StrEnum):
    """What an event records."""

    OPENED = "opened"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    SUBMITTED = "submitted"
    ATTACHED = "attached"
    DETACHED = "detached"
    DECIDED = "decided"
    REMARKED = "remarked"


class Outcome(StrEnum):
    """What a rule says of an item; the last three are never numbers."""

    PASS = "pass"  # noqa: S105  (not a password)
    PARTIAL = "partial"
    FAIL = "fail"
    UNANSWERED = "unanswered"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"


class Severity(StrEnum):
    """How grave a finding is, worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Cause(StrEnum):
    """Why a defect exists: the closed list of the provincial conference of 15/5/2017, and 'other'."""

    HEAD = "NGUOI_DUNG_DAU"
    STAFF = "CAN_BO"
    FUNDS = "KINH_PHI"
    GUIDANCE = "THE_CHE"
    OTHER = "KHAC"


class LegalState(StrEnum):
    """Whether a citation was read in its source."""

    VERIFIED = "verified"
    TO_BE_VERIFIED = "to_be_verified"


class ZeroDenominator(StrEnum):
    """What 0 of 0 means; every checklist says so, there is no default."""

    FULL = "full"
    ZERO = "zero"
    NOT_APPLICABLE = "not_applicable"


class ScoreState(StrEnum):
    """Whether a score is one number, a range, withheld because a rule broke, or empty because nothing applies."""

    FINAL = "final"
    RANGE = "range"
    WITHHELD = "withheld"
    NOTHING_APPLIES = "nothing_applies"


# --- units and plans -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unit:
    """An office (đơn vị). Valid from ``valid_from`` up to, not including, ``valid_to``; None is open."""

    code: str
    kind: UnitKind
    name: Text
    parent: str | None
    head: Text
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    state: LegalState = LegalState.VERIFIED
    source: str = ""


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A role in the inspection team and the office that fills it; never a person's name."""

    role: Text
    office: Text


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that orders a campaign; number and date are None until the province fills them in."""

    number: str | None
    date: datetime.date | None
    state: LegalState
    note: Text


@dataclass(frozen=True)
class Campaign:
    """A round of inspections (đợt kiểm tra) with the units it inspects, in the order of the units file."""

    id: str
    title: Text
    demonstration: bool
    decision: Decision
    lead: Text
    period_from: date
    period_to: date
    visits_from: date
    visits_to: date
    concluded_on: date
    units: tuple[Unit, ...]
    parents: tuple[Unit, ...]
    checklists: tuple[tuple[UnitKind, str], ...]
    team: tuple[TeamMember, ...]
    digest: str

    def unit(self, code: str) -> Unit | None:
        """The inspected unit with this code, or None."""
        return self._inspected.get(code)

    def parent_of(self, unit: Unit) -> Unit | None:
        """The unit above, inspected or not, or None."""
        return self._parents.get(unit.parent or "") or self._inspected.get(unit.parent or "")

    @cached_property
    def _inspected(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def _parents(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.parents}

    def checklist_for(self, kind: UnitKind) -> str | None:
        """The name `<id>.v<version>` of the checklist for a kind of unit, or None."""
        return dict(self.checklists).get(kind)


# --- answers -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """The answer to a yes/no item (`yes`, `no`) or to a level item (the level's key)."""

    key: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """Numerator and denominator, or done and target; both at least 0."""

    numerator: Decimal
    denominator: Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or a count of occurrences."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Day:
    """The day something was done; None means it has not been done."""

    value: date | None


@dataclass(frozen=True, slots=True)
class Words:
    """Free text."""

    text: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The one who answered says that the item does not apply; the response's note says why."""


AnswerValue = Choice | Ratio | Number | Day | Words | NotApplicable


@dataclass(frozen=True, slots=True)
class Response:
    """What one source says of one item now. ``raw`` is the canonical text of ``value``; ``revisions`` counts corrections."""

    value: AnswerValue
    raw: str
    note: str
    evidence: tuple[str, ...]
    cause: Cause | None
    actor: str
    answered_at: str
    revisions: int = 0
    rivals: tuple[Response, ...] = ()
    """Contradicting responses of other machines: none saw the other, and nobody has decided yet."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A piece of evidence of one item: a file named by its SHA-256, or a document named by its number, with three dates.

    ``made`` is the day it was made, ``valid_from`` and ``valid_to`` what it speaks for, ``received`` when it was taken in;
    days in ISO or empty. ``taken`` (ISO), ``latitude`` and ``longitude`` (degrees) come from a photo's EXIF, or are empty.
    """

    sha256: str = ""
    name: str = ""
    number: str = ""
    media_type: str = ""
    size: int = 0
    made: str = ""
    valid_from: str = ""
    valid_to: str = ""
    received: str = ""
    taken: str = ""
    latitude: str = ""
    longitude: str = ""

    @property
    def reference(self) -> str:
        """What stands in the evidence of a response: the document's number, or the file's name and digest."""
        return f"{self.name} (sha256:{self.sha256[:12]})" if self.sha256 else self.number


@dataclass(frozen=True, slots=True)
class Answer:
    """What the events of one item add up to now: the unit's own claim and the inspectors' finding, side by side."""

    item_id: str
    claim: Response | None = None
    finding: Response | None = None

    def by(self, source: Source) -> Response | None:
        """The response of one source."""
        return self.claim if source is Source.SELF else self.finding


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody wants to record; the store's clock, sequence and chain are added by :mod:`recording`."""

    unit: str
    kind: EventKind
    item_id: str = ""
    source: str = ""
    raw: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()
    cause: str = ""
    actor: str = ""
    answered_at: str = ""
    client: str = ""
    """`<device>:<counter>` of the form that sent it: the same one twice is recorded once. Empty: not from a form."""
    replaces: tuple[str, ...] = ()
    """Digests of other machines' responses that it takes the place of; :mod:`recording` fills them in."""


@dataclass(frozen=True, slots=True)
class ResponseEvent:
    """A fact that was recorded, never changed. Events of one unit, campaign and origin form a chain of digests.

    ``origin`` names the machine that recorded it, ``number`` counts from 1 within the chain, ``previous`` is the digest
    of the event before (empty for the first). ``raw`` of an `opened` event is `<checklist>.v<version> <digest>`, of an
    `attached` or `detached` one the :class:`Attachment` as JSON. A response takes the place of earlier ones of its own
    origin, and of those of other origins that ``replaces`` names.
    """

    campaign: str
    unit: str
    origin: str
    number: int
    kind: EventKind
    item_id: str
    source: str
    raw: str
    note: str
    evidence: tuple[str, ...]
    cause: str
    actor: str
    answered_at: str
    recorded_at: str
    previous: str
    digest: str
    client: str = ""
    replaces: tuple[str, ...] = ()


# --- rules ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at: one response, and the year that is inspected. A rule does not know its weight."""

    value: AnswerValue
    evidence: tuple[str, ...]
    note: str
    year: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule's judgement: a mark from 0 to 1 and why. ``mark`` is None when the rule finds that the item does not apply."""

    mark: Fraction | None
    reason: Message


class Rule(Protocol):
    """A judgement on one item, with its settings as fields. ``full`` is the points of the best answer, None if any."""

    def judge(self, case: Case) -> Verdict:
        """Say how good the case is and why."""
        ...

    def best_points(self) -> Decimal | None:
        """The points of the best answer as the settings print them, or None where the settings name none."""
        ...


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an answer, for checks across items: `C14.numerator`. Parts: numerator, denominator, value."""

    item_id: str
    part: str


class Check(Protocol):
    """A judgement across items; it carries no points. None means that the figures it needs are not there."""

    def figures(self) -> tuple[Figure, ...]:
        """The figures it needs."""
        ...

    def judge(self, figures: Mapping[Figure, Decimal]) -> Verdict | None:
        """Mark 1 when the figures agree, 0 when they do not."""
        ...


# --- checklists ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """A legal document with its dates in force and whether it was read in a source."""

    id: str
    number: str
    kind: Text
    date: datetime.date | None
    title: Text
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    state: LegalState
    source: str


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A citation: the document and the article, with the state of the article's citation."""

    document: LegalDocument
    article: Text | None
    state: LegalState
    source: str = ""

    @property
    def verified(self) -> bool:
        """Whether both the document and the citation of it were read in a source."""
        return self.state is LegalState.VERIFIED and self.document.state is LegalState.VERIFIED


@dataclass(frozen=True, slots=True)
class Condition:
    """The item is asked when the answer to ``item_id`` is one of ``keys``."""

    item_id: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exemption:
    """Units that never have an item, and why."""

    units: tuple[str, ...]
    reason: Text


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """A figure that a register can confirm. ``tolerance`` is the difference of shares that is let pass, from 0 to 1."""

    register: str
    measure: str
    tolerance: Decimal


@dataclass(frozen=True, slots=True)
class Item:
    """What is asked, answered and scored (tiêu chí thành phần). 0 points: a fact that steers other items."""

    id: str
    question: Text
    kind: ItemKind
    points: Decimal
    rule: Rule
    rule_name: str
    labels: tuple[tuple[str, Text], ...] = ()
    levels: tuple[tuple[str, Text], ...] = ()
    evidence: tuple[Text, ...] = ()
    evidence_required: bool = False
    legal_basis: tuple[LegalBasis, ...] = ()
    recommendation: Text = Text("", "")
    severity: Severity = Severity.MEDIUM
    days_to_mend: int = 30
    appraiser: Text = Text("", "")
    applies_when: Condition | None = None
    exemptions: tuple[Exemption, ...] = ()
    cap: str | None = None
    cross_check: CrossCheck | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A group of items (tiêu chí)."""

    id: str
    title: Text
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """An area of reform (lĩnh vực)."""

    id: str
    title: Text
    points: Decimal
    criteria: tuple[Criterion, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All items of the area in the order of the file."""
        return tuple(item for criterion in self.criteria for item in criterion.items)


@dataclass(frozen=True, slots=True)
class Band:
    """A grade (xếp loại) from a score on the scale of 100."""

    id: str
    from_score: Decimal
    title: Text


@dataclass(frozen=True, slots=True)
class Rounding:
    """The one statement on rounding: points of every item, and every score of the scale of 100, half up."""

    decimals: int


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A judgement across items as the checklist words it."""

    id: str
    rule_name: str
    check: Check
    title: Text
    severity: Severity


@dataclass(frozen=True, slots=True)
class Checklist:
    """One version of a checklist (bộ tiêu chí) for one kind of unit. ``digest`` is the SHA-256 of its file's content."""

    id: str
    version: int
    title: Text
    status: Text
    unit_kind: UnitKind
    valid_from: date
    valid_to: date | None
    points: Decimal
    rounding: Rounding
    bands: tuple[Band, ...]
    areas: tuple[Area, ...]
    checks: tuple[CheckLine, ...]
    digest: str

    @property
    def name(self) -> str:
        """`<id>.v<version>`, the name that plans use."""
        return f"{self.id}.v{self.version}"

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the file."""
        return tuple(item for area in self.areas for item in area.items)

    def item(self, item_id: str) -> Item | None:
        """The item with this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)


# --- inspections ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure computed from a register (số đo): numerator, denominator and the rows that count against it."""

    register: str
    name: str
    numerator: int
    denominator: int
    rows: tuple[int, ...]
    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """One unit, one campaign, one checklist version, as a value (cuộc kiểm tra)."""

    unit: Unit
    parent: Unit | None
    campaign: Campaign
    checklist: Checklist
    answers: Mapping[str, Answer]
    measures: tuple[Measure, ...] = ()
    submitted_at: str = ""
    chain_head: str = ""
    events: int = 0

    @property
    def submitted(self) -> bool:
        """Whether the inspectors closed the record; until then a missing answer is not a zero."""
        return bool(self.submitted_at)


@dataclass(frozen=True, slots=True)
class Finding:
    """Rule x item (phát hiện). ``points`` is None unless the outcome is pass, partial or fail, or unanswered once submitted.

    ``scored`` is False for judgements that carry no points (checks across items, registers, missing evidence).
    ``gain`` is what the score of the scale of 100 would rise by if this finding were mended; None where it is not known.
    """

    id: str
    item_id: str
    rule_name: str
    outcome: Outcome
    maximum: Decimal
    points: Decimal | None
    severity: Severity
    reason: Message
    scored: bool = True
    gain: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Points of a part or of the whole, exact. ``low`` and ``high`` are equal once the score is final.

    ``maximum`` counts what applies. The index is the score brought to the scale of 100 and rounded as the checklist says.
    ``points`` and ``index`` are None unless the state is final; low and high are None when withheld or nothing applies.
    """

    state: ScoreState
    maximum: Decimal
    points: Decimal | None
    low: Decimal | None
    high: Decimal | None
    index: Decimal | None
    index_low: Decimal | None
    index_high: Decimal | None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Item points added up into criteria, areas and a total, with the band (bảng điểm).

    ``band`` is None unless the total is final. ``capped_by`` names the knock-out items that hold the band down.
    """

    total: Score
    areas: tuple[tuple[str, Score], ...]
    criteria: tuple[tuple[str, Score], ...]
    band: Band | None
    uncapped_band: Band | None
    capped_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The result of one inspection: one scored finding an item, the findings without points, and both scorecards."""

    findings: tuple[Finding, ...]
    checks: tuple[Finding, ...]
    scorecard: Scorecard
    claim_findings: tuple[Finding, ...]
    claim_scorecard: Scorecard
