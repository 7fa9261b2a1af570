"""Facts of a visit: begin, end, place, those present, explanations, agreements, signatures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from inspection_lib.language import Message
from inspection_lib.model.answers import Source


class FactSource(StrEnum):
    """Whom a fact of a visit comes from: the inspection team, the inspected unit, or the device.

    What the unit explains is neither an answer of the inspectors nor the unit's claim (`Source`).
    """

    TEAM = "team"
    UNIT = "unit"
    DEVICE = "device"


class FactField(StrEnum):
    """Which fact an event of the kind `noted` records."""

    BEGUN = "begun"
    ENDED = "ended"
    PLACE = "place"
    PRESENT_TEAM = "present_team"
    PRESENT_UNIT = "present_unit"
    POSITION = "position"
    EXPLAINED = "explained"
    AGREED = "agreed"
    AGREED_BY = "agreed_by"
    SIGNED_UNIT = "signed_unit"
    SIGNED_SECRETARY = "signed_secretary"
    SIGNED_HEAD = "signed_head"
    MENDED = "mended"
    ACCEPTED = "accepted"


AFTER_VISIT = (FactField.MENDED, FactField.ACCEPTED)
"""Facts about one item after the visit: what the unit did about a finding, and whether that is enough."""
ABOUT_ITEMS = (FactField.EXPLAINED, FactField.AGREED, FactField.AGREED_BY, *AFTER_VISIT)
"""Facts about one item: each finding of the item shows them. All others are about the whole visit."""
SIGNATURE_FIELDS = (FactField.SIGNED_UNIT, FactField.SIGNED_SECRETARY, FactField.SIGNED_HEAD)
"""The signatures, in the order in which the minutes have them."""
_OF_UNIT = (FactField.EXPLAINED, FactField.SIGNED_UNIT, FactField.MENDED)


def source_of_fact(fact: FactField) -> FactSource:
    """Whom a fact comes from."""
    if fact is FactField.POSITION:
        return FactSource.DEVICE
    return FactSource.UNIT if fact in _OF_UNIT else FactSource.TEAM


def event_source(written: str) -> Source | FactSource:
    """Whom an event comes from, as its ``source`` says. Raises ValueError for another text."""
    return FactSource(written) if written in tuple(FactSource) else Source(written)


FactKey = tuple[str, FactField]
"""Item ("" for the whole visit) and field: which fact an event is about."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where the device said that it was: degrees, and the error in metres, as texts; ``at`` is ISO in UTC."""

    latitude: str
    longitude: str
    accuracy: str
    at: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature drawn on the screen, or the word that somebody signs on paper. Not a digital signature.

    ``office`` is the office of whoever signs, never a name. ``strokes`` are lines of points x, y, x, y in a
    box of :data:`SIGNATURE_BOX`; without strokes the person signs on paper. What was signed is the state of
    the record on the screen: ``ends`` are the number of events of each machine, ``head`` is their digest as
    `chain_head` makes it. On a tablet these are of the record when the form was written, ``entries`` is the
    number of the tablet's entries before the signature, and ``digest`` the SHA-256 of their lines.
    """

    office: str
    strokes: tuple[tuple[int, ...], ...] = ()
    head: str = ""
    ends: tuple[tuple[str, int], ...] = ()
    entries: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """What the unit says that it did about a finding.

    ``evidence`` is the number of the document or the name of the file that shows it, ``made`` its day.
    """

    text: str
    evidence: str
    made: date


@dataclass(frozen=True, slots=True)
class Accepted:
    """Whether what the unit did is enough; else ``reason`` says why not.

    ``of`` is the SHA-256 of the unit's answer that was looked at: a later answer is not accepted with it.
    """

    accepted: bool
    reason: str
    of: str


SIGNATURE_BOX = (1000, 400)
"""Width and height of the box in which a signature is drawn."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A fact as it stands: its text, the role that recorded it, when, and on which machine.

    ``others`` are texts of other machines that did not see this one. Nobody has chosen between them yet.
    """

    value: str
    actor: str
    recorded_at: str
    machine: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature as it stands. ``signature`` is None where it was taken out of the record.

    ``state`` is the digest of what was signed. ``is_known`` is False where the record has no such state.
    ``changes`` say in short what was recorded after it; empty while nothing was.
    """

    field: FactField
    noted: Noted
    signature: Signature | None
    state: str
    is_known: bool
    changes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """All facts of a visit that stand. Facts that nobody recorded are absent."""

    noted: Mapping[FactKey, Noted] = field(default_factory=dict)
    signatures: tuple[Signed, ...] = ()
    position: Position | None = None
    mended: Mapping[str, Mended] = field(default_factory=dict)
    """What the unit did about the findings on items, by item; one that was taken out is absent."""
    accepted: Mapping[str, Accepted] = field(default_factory=dict)
    """The decisions on what the unit did, by item."""

    def text(self, field: FactField, item_id: str = "") -> str:
        """The text of a fact; "" where there is none."""
        noted = self.noted.get((item_id, field))
        return noted.value if noted else ""
