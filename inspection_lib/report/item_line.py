"""The report's line of one item: both answers and the rule's verdict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from inspection_lib.language import Displayed, Message, Text
from inspection_lib.model import Outcome, Outside
from inspection_lib.report.legal_line import LegalLine


@dataclass(frozen=True, slots=True)
class AnswerStep:
    """One response in the history of an answer: what was said, by whom, when, and when it was recorded where.

    An imported one has the ``file``, its SHA-256 and the ``row`` in it; otherwise these are empty and 0.
    ``reason`` is why a role decided or corrected; the JSON leaves it out when empty.
    """

    shown: Message
    actor: str
    answered_at: str
    recorded_at: str
    machine: str
    file: str
    sha256: str
    row: int
    reason: Annotated[str, Field(exclude_if=lambda reason: not reason)] = ""


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One response, with its answer as a message. ``revisions`` counts the later corrections.

    ``younger`` are those pieces of evidence whose own date lies after the inspected period: by themselves
    they prove nothing about the period. ``day_after_period`` says the same of an answer that is a day, unless
    it meets a deadline after the period. ``drawings`` say of each drawing among the evidence on which photo
    it was made. The JSON leaves the three out when there is nothing to say.
    """

    shown: Message
    note: str
    evidence: tuple[str, ...]
    actor: str
    answered_at: str
    revisions: int
    younger: Annotated[tuple[str, ...], Field(exclude_if=lambda younger: not younger)] = ()
    day_after_period: Annotated[bool, Field(exclude_if=lambda after: not after)] = False
    drawings: Annotated[tuple[Message, ...], Field(exclude_if=lambda drawings: not drawings)] = ()
    rivals: Annotated[tuple[ShownAnswer, ...], Field(exclude_if=lambda rivals: not rivals)] = ()
    """Contradicting answers of other machines, still to be decided.

    The JSON leaves the field out when empty.
    """
    history: Annotated[tuple[AnswerStep, ...], Field(exclude_if=lambda history: not history)] = ()
    """The responses of this source so far, the first one first, if one was imported or corrected.

    The JSON leaves the field out when empty.
    """


@dataclass(frozen=True, slots=True)
class SampleLine(Displayed):
    """The cases of an item that were drawn from a register, and what they show about all cases.

    ``size`` of ``population`` cases were drawn with ``number`` from the content with the SHA-256 ``digest``,
    ``looked_at`` of them were looked at; ``deviations`` did not meet the requirement. ``not_drawn`` counts
    the other cases of the answer, which somebody picked: they say nothing about all. ``upper`` is the largest
    share that may deviate with ``confidence``, rounded up to millionths, ``upper_count`` the same as a number
    of cases; both are None while a drawn case was not looked at, or where the register was changed.
    ``tolerable`` is the share that would be acceptable. ``words`` say all this.
    """

    register: str
    digest: str
    number: str
    population: int
    size: int
    looked_at: int
    deviations: int
    not_drawn: int
    tolerable: Decimal
    confidence: Decimal
    upper: Decimal | None
    upper_count: int | None
    words: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class ItemLine(Displayed):
    """One item with both answers and the rule's verdict.

    Each outcome has a ``reason``, also those without points. ``scoring`` says how the rule gives points: its
    levels, steps, days or bounds, best first, and the tolerance against a register.
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
    scoring: tuple[Message, ...] = ()
    days_to_mend: int = 0
    outside: Annotated[Outside | None, Field(exclude_if=lambda outside: outside is None)] = None
    """Of an item outside the maximum: what it can take and add. The JSON leaves the field out otherwise."""
    term: Annotated[Message | None, Field(exclude_if=lambda term: term is None)] = None
    """How the days to mend count, where they are not calendar days from the conclusion."""
    computed: Annotated[Message | None, Field(exclude_if=lambda computed: computed is None)] = None
    """Of a computed item: its formula with the figures. The JSON leaves the field out otherwise."""
    sample: Annotated[SampleLine | None, Field(exclude_if=lambda sample: sample is None)] = None
    """The sample that was drawn for the item's cases. The JSON leaves the field out where there is none."""
    groups: Annotated[tuple[str, ...], Field(exclude_if=lambda ids: not ids)] = ()
    """The ids of the groups around it inside its criterion, the outermost first. Left out when empty."""
