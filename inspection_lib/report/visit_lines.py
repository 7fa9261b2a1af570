"""The report's lines about the visit: begin, end, those present, signatures, explanations, agreements."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from inspection_lib.answers import parse_day
from inspection_lib.language import Message
from inspection_lib.model import FactField, Inspection, Noted, Position, Signed


@dataclass(frozen=True, slots=True)
class NotedLine:
    """A text about the visit, the role that recorded it, and when.

    ``others`` are texts of other machines that did not see it; the JSON leaves the field out when empty.
    """

    text: str
    actor: str
    recorded_at: str
    others: Annotated[tuple[str, ...], Field(exclude_if=lambda others: not others)] = ()


@dataclass(frozen=True, slots=True)
class DiscussedLine:
    """What the unit explained about the item of a finding, what was agreed, and by which day.

    What the unit explained is neither its claim nor an answer of the inspectors. The day of the plan is
    ``due_on`` of the finding. Each is None where nothing was recorded.
    """

    explanation: NotedLine | None
    agreed: NotedLine | None
    agreed_by: date | None


@dataclass(frozen=True, slots=True)
class DiscussedItem:
    """What was said of an item that has no finding."""

    item_id: str
    said: DiscussedLine


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A signature drawn on a screen, or the word that somebody signs on paper. Not a digital signature.

    ``office`` is that of whoever signs, ``state`` the digest of the record that was signed. ``is_known`` is
    False where the record has no such state. ``changes`` say what was recorded after it. ``is_removed``: it
    was taken out of the record on request. ``strokes`` are in no JSON.
    """

    field: FactField
    office: str
    is_drawn: bool
    recorded_at: str
    state: str
    is_known: bool
    changes: tuple[Message, ...]
    is_removed: bool
    strokes: Annotated[tuple[tuple[int, ...], ...], Field(exclude=True)] = ()


@dataclass(frozen=True, slots=True)
class VisitLine:
    """The visit. ``begun`` and ``ended`` are ISO moments in the office's time, "" where not recorded."""

    begun: str
    ended: str
    place: NotedLine | None
    present_team: NotedLine | None
    present_unit: NotedLine | None
    position: Position | None
    signatures: tuple[SignatureLine, ...]
    discussed: Annotated[tuple[DiscussedItem, ...], Field(exclude_if=lambda items: not items)] = ()
    """What was said of items without a finding. The JSON leaves the field out when empty."""


def visit_line(inspection: Inspection, found: Collection[str]) -> VisitLine | None:
    """The visit of an inspection; None where nothing of it was recorded.

    ``found`` are the items with findings.
    """
    facts = inspection.visit
    items = [item.id for item in inspection.checklist.items if item.id not in found]
    discussed = [DiscussedItem(each, said) for each in items if (said := discussed_line(inspection, each))]
    if not discussed and not any(item_id == "" for item_id, _ in facts.noted):
        return None
    return VisitLine(
        begun=facts.text(FactField.BEGUN),
        ended=facts.text(FactField.ENDED),
        place=_line(facts.noted.get(("", FactField.PLACE))),
        present_team=_line(facts.noted.get(("", FactField.PRESENT_TEAM))),
        present_unit=_line(facts.noted.get(("", FactField.PRESENT_UNIT))),
        position=facts.position,
        signatures=tuple(_signature(signed) for signed in facts.signatures),
        discussed=tuple(discussed),
    )


def discussed_line(inspection: Inspection, item_id: str) -> DiscussedLine | None:
    """What was said of an item; None where nothing was recorded."""
    facts = inspection.visit
    line = DiscussedLine(
        _line(facts.noted.get((item_id, FactField.EXPLAINED))),
        _line(facts.noted.get((item_id, FactField.AGREED))),
        parse_day(facts.text(FactField.AGREED_BY, item_id)),
    )
    return line if line.explanation or line.agreed or line.agreed_by else None


def _line(noted: Noted | None) -> NotedLine | None:
    return NotedLine(noted.value, noted.actor, noted.recorded_at, noted.others) if noted else None


def _signature(signed: Signed) -> SignatureLine:
    signature = signed.signature
    return SignatureLine(
        field=signed.field,
        office=signature.office if signature else "",
        is_drawn=bool(signature and signature.strokes),
        recorded_at=signed.noted.recorded_at,
        state=signed.state,
        is_known=signed.is_known,
        changes=signed.changes,
        is_removed=signature is None,
        strokes=signature.strokes if signature else (),
    )
