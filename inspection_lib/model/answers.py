"""Answers to items: values, responses, evidence, and the events that they come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from inspection_lib.model.cases import Cases


class Source(StrEnum):
    """Whose answer it is: the unit's own claim (tự chấm) or the inspectors' finding (thẩm định)."""

    SELF = "self"
    INSPECTOR = "inspector"


class EventKind(StrEnum):
    """What an event records."""

    OPENED = "opened"
    AMENDED = "amended"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    SUBMITTED = "submitted"
    ATTACHED = "attached"
    DETACHED = "detached"
    DECIDED = "decided"
    REMARKED = "remarked"
    IMPORTED = "imported"
    IMPORT_WITHDRAWN = "import_withdrawn"
    REDACTED = "redacted"
    NOTED = "noted"


class TextKind(StrEnum):
    """What can be taken out of an event on request."""

    ANSWER = "answer"
    NOTE = "note"
    EVIDENCE = "evidence"
    FILE_NAME = "file-name"
    ACTOR = "actor"


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
    """The item does not apply. The reason is in the response's note."""


AnswerValue = Choice | Ratio | Number | Day | FreeText | Cases | NotApplicable


@dataclass(frozen=True, slots=True)
class Response:
    """The answer of one source to one item.

    ``raw`` is the canonical text of ``value``; ``revisions`` counts corrections. ``cause`` is the id of a
    cause, which this workbench may not know. ``made`` holds the days on
    which pieces of ``evidence`` were made, for those that were recorded with a day. ``drawn`` names of each
    drawing among them the photo on which it was made.
    """

    value: AnswerValue
    raw: str
    note: str
    evidence: tuple[str, ...]
    cause: str | None
    actor: str
    answered_at: str
    revisions: int = 0
    contradicting: tuple[Response, ...] = ()
    """Contradicting responses of other machines, which did not see this one. Nobody has decided yet."""
    made: tuple[tuple[str, date], ...] = ()
    drawn: tuple[tuple[str, str], ...] = ()
    place: Place | None = None
    """Where it stood in the file that was imported. None: it was entered."""
    history: tuple[ResponseEvent, ...] = ()
    """All responses of this source to the item that count, the first one first."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A piece of evidence of one item: a file with its SHA-256, or a document with its number.

    ``made`` is the day it was made, ``valid_from`` and ``valid_to`` the period that it proves something
    about, ``received`` the day on which it was handed in; days are ISO texts or empty. ``taken`` (ISO),
    ``latitude`` and ``longitude`` (degrees) come from a photo's EXIF data, or are empty. ``drawn_on`` is the
    SHA-256 of the photo on which this picture was drawn: that photo is a piece of its own and is untouched.
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
    drawn_on: str = ""

    @property
    def reference(self) -> str:
        """How people and responses name this piece: the document's number, or the file's name and digest."""
        return file_reference(self.name, self.sha256) if self.sha256 else self.number


def file_reference(name: str, sha256: str) -> str:
    """How people and responses name a file: its name, and enough of its digest to tell two of one name apart.

    `browser_record.js` builds the same text for files that a tablet has not handed over yet.
    """
    return f"{name} (sha256:{sha256[:12]})"


@dataclass(frozen=True, slots=True)
class Answer:
    """The current answers to one item: the unit's own claim and the inspectors' finding, side by side."""

    item_id: str
    claim: Response | None = None
    finding: Response | None = None

    def by(self, source: Source) -> Response | None:
        """The response of one source."""
        return self.claim if source is Source.SELF else self.finding


REMOVED = "[…]"
"""What stands in the place of a text that was taken out of an event. Its commitment is kept."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """Texts that were taken out on request: which kinds, how many files, the role that decided, and why.

    ``item_id`` is empty where texts of the whole unit went. ``recorded_at`` is an ISO time.
    """

    item_id: str
    texts: tuple[TextKind, ...]
    files: int
    role: str
    reason: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stood in a file that was imported: the file's name, its SHA-256, the row counted from 1.

    ``row`` is 0 where the whole file is meant.
    """

    file: str
    sha256: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the digest of an event covers in the place of a text: a digest of the text and a secret salt.

    ``name`` says which text: `raw`, `note`, `actor`, `file`, or `evidence.N`, counted from 0. ``salt`` is 32
    hexadecimal digits, and empty once the text was taken out. See docs/record.md.
    """

    name: str
    digest: str
    salt: str


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
    """`<device>:<counter>` of the form that sent it: the same one twice is recorded once.

    Empty: not from a form.
    """
    replaces: tuple[str, ...] = ()
    """Digests of other machines' responses that it replaces. The recorder fills them in.

    Of a `noted` entry: the facts that its writer saw, of which the recorder keeps those that still stand.
    """
    place: Place | None = None
    """Where it stood in an imported file. None: it was entered."""


@dataclass(frozen=True, slots=True)
class ResponseEvent:
    """A fact that was recorded and is never changed.

    The events of one campaign, unit and origin form a chain of digests.

    ``origin`` names the machine that recorded it, ``number`` counts from 1 within the chain, ``previous`` is
    the digest of the event before (empty for the first). ``raw`` of an `opened` or `amended` event is
    `<checklist>.v<version> <digest>`, of an `attached` or `detached` one the :class:`Attachment` as JSON, of
    a `redacted` one what it takes out, of a `noted` one the :class:`FactField`, whose value is the note. A
    response replaces the earlier ones of its own origin, and those of
    other origins that ``replaces`` names. ``commitments`` stand in the digest for the event's texts; an event
    of version 0.1.0 has none, and its digest covers the texts themselves. In files and databases
    ``campaign_id`` and ``unit_code`` are written `campaign` and `unit`: see
    :mod:`inspection_lib.record.encoding`.
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
    place: Place | None = None
    commitments: tuple[Commitment, ...] = ()

    @property
    def removed(self) -> frozenset[str]:
        """The names of the texts that were taken out. They read as :data:`REMOVED`.

        An event of version 0.1.0 has no salts: there every text that reads so counts as taken out.
        """
        if self.commitments:
            return frozenset(kept.name for kept in self.commitments if not kept.salt)
        texts = {"raw": self.raw, "note": self.note, "actor": self.actor}
        texts["file"] = self.place.file if self.place else ""
        texts |= {f"evidence.{number}": piece for number, piece in enumerate(self.evidence)}
        return frozenset(name for name, text in texts.items() if text == REMOVED)
