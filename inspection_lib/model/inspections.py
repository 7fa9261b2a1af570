"""One inspection with everything it is judged by, and its result: findings and scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from inspection_lib.language import Displayed, Message
from inspection_lib.model.answers import Answer, Redaction
from inspection_lib.model.band_limits import Band
from inspection_lib.model.checklists import Checklist
from inspection_lib.model.extension_origin import ExtensionOrigin
from inspection_lib.model.outside import OutsidePoints
from inspection_lib.model.plans import Campaign, Unit
from inspection_lib.model.register_kinds import MeasureDefinition, MeasureKind
from inspection_lib.model.rules import Figure
from inspection_lib.model.severity import Severity
from inspection_lib.model.visit_facts import VisitFacts
from inspection_lib.model.working_days import NO_CALENDAR, WorkCalendar


class Outcome(StrEnum):
    """The result of judging one item, or of a check.

    Unanswered, not applicable and error are never turned into numbers. ``UNCLEAR`` is the outcome of a check
    alone, never of an item: figures contradict each other, and somebody has to find out which is right.
    """

    PASS = "pass"  # noqa: S105  (not a password)
    PARTIAL = "partial"
    FAIL = "fail"
    UNANSWERED = "unanswered"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"
    UNCLEAR = "unclear"


ITEM_OUTCOMES = tuple(outcome for outcome in Outcome if outcome is not Outcome.UNCLEAR)
"""The outcomes that an item can have."""


class ScoreState(StrEnum):
    """Whether a score is one number, a range, withheld (a rule raised an error) or empty."""

    FINAL = "final"
    RANGE = "range"
    WITHHELD = "withheld"
    NOTHING_APPLIES = "nothing_applies"


class Agreement(StrEnum):
    """How an answer, or a claim, stands beside what a register gives when it is counted again."""

    AGREES = "agrees"
    DIFFERS = "differs"
    DIFFERS_WIDELY = "differs_widely"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure computed from a register (số đo).

    ``rows`` are the numbers of the file's rows that count against the unit: those of the denominator that are
    not in the numerator, or those of the numerator where it counts ``faults``. ``left_out`` says what of the
    file was not counted. ``digest`` is the file's SHA-256. Of a register of an extension or of a file
    ``labels`` are what the register and the measure are called; ``origin`` is the extension.

    ``value`` is the sum or the median, in the unit of its column (money in đồng, days), None where no row
    has a figure. ``definition`` says how it was counted; None for figures that somebody has counted already.
    """

    register: str
    name: str
    numerator: int
    denominator: int
    rows: tuple[int, ...]
    file: str
    digest: str
    faults: bool = False
    left_out: tuple[Message, ...] = ()
    labels: tuple[Message, ...] = ()
    origin: ExtensionOrigin | None = None
    value: Decimal | None = None
    definition: MeasureDefinition | None = None

    @property
    def kind(self) -> MeasureKind:
        """What it comes to."""
        return self.definition.kind if self.definition else MeasureKind.SHARE

    @property
    def amount(self) -> Decimal | None:
        """The figure that a number is compared with: the sum or median, else the count above the line."""
        is_count = self.kind in (MeasureKind.SHARE, MeasureKind.COUNT)
        return Decimal(self.numerator) if is_count else self.value


@dataclass(frozen=True, slots=True)
class ForkSide:
    """One of two events that contradict each other. ``raw`` is the answer, empty where it is none."""

    item_id: str
    raw: str
    actor: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Fork:
    """Two computers wrote under the name ``origin``: the first event that each of them wrote differently.

    ``here`` counts. ``there``, and what follows it, is kept beside the record and counts nowhere. ``machine``
    is what people call the machine, where its name is known to whoever makes the report; else "".
    """

    origin: str
    number: int
    here: ForkSide
    there: ForkSide
    machine: str = ""


@dataclass(frozen=True, slots=True)
class Inspection(Displayed):
    """One unit, one campaign, one checklist version, as a value (cuộc kiểm tra)."""

    unit: Unit
    parent: Unit | None
    campaign: Campaign
    checklist: Checklist
    answers: Mapping[str, Answer]
    measures: tuple[Measure, ...] = ()
    calendar: WorkCalendar = NO_CALENDAR
    submitted_at: str = ""
    chain_head: str = ""
    events: int = 0
    redactions: tuple[Redaction, ...] = ()
    forks: tuple[Fork, ...] = ()
    known_since: str = ""
    """The day (ISO) on which a store of an earlier version was adopted with this record, else empty."""
    earlier: Mapping[Figure, Decimal] | None = None
    """The figures of the unit's own last inspection, by the items of this checklist."""
    visit: VisitFacts = field(default_factory=VisitFacts)
    """When and where the visit was, what the unit explained, what was agreed, who signed."""

    @property
    def submitted(self) -> bool:
        """Whether the inspectors closed the record; until then a missing answer is not a zero."""
        return bool(self.submitted_at)

    @property
    def concluded(self) -> bool:
        """Whether there is something to conclude from: a closed record in which the inspectors answered.

        A closed record without any answer is one of a unit that nobody has inspected.
        """
        return self.submitted and self.inspected

    @property
    def inspected(self) -> bool:
        """Whether the inspectors answered anything."""
        return any(answer.finding for answer in self.answers.values())

    @property
    def year(self) -> int:
        """The inspected year, from which deadlines count: the year in which the inspected period begins."""
        return self.campaign.period_from.year


@dataclass(frozen=True, slots=True)
class Finding(Displayed):
    """Rule x item (phát hiện).

    ``points`` is None unless the outcome is pass, partial or fail, or unanswered once submitted.

    ``scored`` is False for judgements that carry no points (checks across items, registers, missing
    evidence). ``gain`` is what the score of the scale of 100 would rise by if this finding were mended; None
    where it is not known.
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
    exact: Fraction | None = None
    """The points before they are rounded for reading. None: ``points`` are what counts."""


@dataclass(frozen=True, slots=True)
class Score(Displayed):
    """Points of a part or of the whole, exact. ``low`` and ``high`` are equal once the score is final.

    ``maximum`` counts what applies. The index is the score brought to the scale of 100 and rounded as the
    checklist says. ``points`` and ``index`` are None unless the state is final; low and high are None when
    withheld or nothing applies.
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
class Scorecard(Displayed):
    """Item points added up into criteria, areas and a total, with the band (bảng điểm).

    ``criteria`` are all groups inside areas, whatever their depth, in the order of the file.
    ``band`` is None unless the total is final. ``capped_by`` names what makes the band lower than
    the points alone would: knock-out items, and the subjects of limits, which ``limited_by`` names alone.
    ``outside`` is None where no item lies outside the maximum.
    """

    total: Score
    areas: tuple[tuple[str, Score], ...]
    criteria: tuple[tuple[str, Score], ...]
    band: Band | None
    uncapped_band: Band | None
    capped_by: tuple[str, ...]
    outside: OutsidePoints | None = None
    exact: Fraction | None = None
    """The points of a final total before they are rounded for reading. None: its points are what counts."""
    limited_by: tuple[str, ...] = ()
    group_bands: tuple[tuple[str, Band | None], ...] = ()
    """The band of each group that has bands of its own; None while its points are not known."""


@dataclass(frozen=True, slots=True)
class Repairs:
    """The fewest items whose mending lifts the unit by a band, in the order of the checklist.

    ``band`` and ``index`` (on the scale of 100) are what the unit has afterwards.
    """

    items: tuple[str, ...]
    band: Band
    index: Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """The lowest and the highest score, on the scale of 100, that something uncertain leaves possible."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Firmness:
    """How far the score would move (docs/scoring.md, "How firm a score is"). None where nothing moves it.

    ``opened``: over the answers that are still open. ``weighted``: if each item counted up to a fifth more or
    less; None too where groups are no sums. ``contradicted``: over figures and answers that contradict each
    other; ``is_unknown`` where there are too many of them to try.
    """

    opened: Interval | None = None
    weighted: Interval | None = None
    contradicted: Interval | None = None
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A check across items that could not be judged, by its id in the checklist, and what is not known."""

    id: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Assessment(Displayed):
    """The result of one inspection: scored findings, findings without points, scorecards.

    ``register_scorecard`` is what the score would be with the registers' figures where they contradict the
    inspectors'; None where none does. ``repairs`` is None where no better band can be reached or it is not
    known how.
    """

    findings: tuple[Finding, ...]
    checks: tuple[Finding, ...]
    scorecard: Scorecard
    claim_findings: tuple[Finding, ...]
    claim_scorecard: Scorecard
    register_scorecard: Scorecard | None = None
    repairs: Repairs | None = None
    firmness: Firmness = Firmness()
    unchecked: tuple[Unchecked, ...] = ()
