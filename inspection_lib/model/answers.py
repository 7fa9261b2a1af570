"""Answers: values, responses, evidence, and the events that they are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Source(StrEnum):
    """Who gave a response: the unit for itself (tự chấm) or the inspectors (thẩm định)."""

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


class Cause(StrEnum):
    """Why a defect exists: the closed list of the provincial conference of 15/5/2017, and 'other'."""

    HEAD = "NGUOI_DUNG_DAU"
    STAFF = "CAN_BO"
    FUNDS = "KINH_PHI"
    GUIDANCE = "THE_CHE"
    OTHER = "KHAC"


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
class FreeText:
    """Free text."""

    text: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The item does not apply, according to the person who answered; the response's note says why."""


AnswerValue = Choice | Ratio | Number | Day | FreeText | NotApplicable


@dataclass(frozen=True, slots=True)
class Response:
    """The response of one source to one item now.

    ``raw`` is the canonical text of ``value``; ``revisions`` counts the corrections.
    """

    value: AnswerValue
    raw: str
    note: str
    evidence: tuple[str, ...]
    cause: Cause | None
    actor: str
    answered_at: str
    revisions: int = 0
    rivals: tuple[Response, ...] = ()
    """Contradicting responses of other machines, recorded without knowledge of this one and not decided yet.
    """


@dataclass(frozen=True, slots=True)
class Attachment:
    """A piece of evidence of one item: a file named by its SHA-256, or a document named by its number.

    ``made`` is the day it was made, ``valid_from`` and ``valid_to`` are the period it speaks for,
    ``received`` is the day it was recorded; days are ISO texts or empty. ``taken`` (ISO), ``latitude`` and
    ``longitude`` (degrees) come from a photo's EXIF data, or are empty.
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
        """How people and responses name this piece: the document's number, or the file's name and digest."""
        return file_reference(self.name, self.sha256) if self.sha256 else self.number


def file_reference(name: str, sha256: str) -> str:
    """How people and responses name a file of evidence: its name and the start of its digest.

    The digest tells two files of one name apart. `offline.js` builds the same text for files that a tablet
    has not handed over yet.
    """
    return f"{name} (sha256:{sha256[:12]})"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one item now, computed from its events: the unit's claim and the inspectors' response."""

    item_id: str
    claim: Response | None = None
    finding: Response | None = None

    def by(self, source: Source) -> Response | None:
        """The response of one source."""
        return self.claim if source is Source.SELF else self.finding


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody wants to record. The recorder adds the time, the number and the link to the chain."""

    unit_code: str
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
    """`<device>:<counter>` of the form that sent it, so that what is sent twice is recorded once; else empty.
    """
    replaces: tuple[str, ...] = ()
    """Digests of other machines' responses that it replaces. The recorder fills them in."""


@dataclass(frozen=True, slots=True)
class ResponseEvent:
    """A fact that was recorded. It is never changed; a correction is a later event.

    The events of one unit, campaign and origin form a chain: each holds the digest of the one before, so that
    a change of any of them breaks the chain. ``origin`` names the machine that recorded the event, ``number``
    counts from 1 within the chain, ``previous`` is the digest of the event before (empty for the first).

    ``raw`` of an `opened` event is `<checklist>.v<version> <digest>`, of an `attached` or `detached` event
    the :class:`Attachment` as JSON. A response replaces earlier ones of its own origin, and those of other
    origins that ``replaces`` names. In files and databases ``campaign_id`` and ``unit_code`` are written
    `campaign` and `unit`: see :mod:`inspection_lib.record.encoding`.
    """

    campaign_id: str
    unit_code: str
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
