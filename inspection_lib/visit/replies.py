"""What the desk answers to the form: states of items and facts, confirmations, refusals.

Field names and the values of `type` are a protocol with the form's script: change both together.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class _Reply(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)


class HeadState(_Reply):
    """A current response to an item: its text, and who gave it when."""

    digest: str
    kind: str
    raw: str
    text: str
    note: str
    evidence: list[str]
    cause: str
    actor: str
    machine: str
    when: str
    client: str


class PieceState(_Reply):
    """A piece of evidence.

    ``thumbnail`` is a data URL or ""; ``remarks`` are about a photo's time and place; ISO days. ``sha256``,
    ``media_type`` and ``drawn_on`` as in the record; empty for the number of a document.
    """

    reference: str
    name: str
    thumbnail: str = ""
    made: str = ""
    valid_from: str = ""
    valid_to: str = ""
    remarks: list[str] = []
    sha256: str = ""
    media_type: str = ""
    drawn_on: str = ""


class Judgement(_Reply):
    """The rule's verdict on the item as it is now."""

    outcome: str
    label: str
    reason: str
    points: str


class OpenFinding(_Reply):
    """A finding of the unit's previous inspection: what was wrong, and who mends it until when.

    ``due`` is written in the form's language, "" while that inspection is open. ``overdue`` is about today.
    """

    text: str
    due: str
    overdue: bool
    responsible: str


class ItemState(_Reply):
    """The present state of one item.

    ``claim_raw`` is the unit's answer as it is recorded. ``before`` is what the previous inspection found,
    ``findings`` what it found wrong; ``changed`` is the ISO day of the inspectors' last event. ``heads`` are
    the current responses, several when machines differ. ``lacks_reason`` says that the answer is N/A
    without the reason that the item asks for. ``personal`` are kinds of personal data that the texts seem to
    hold. ``claim_evidence`` are the documents that the unit named, unless the inspectors reject them: they
    count as evidence of the inspectors' answer until these add their own.
    """

    id: str
    asked: str
    why: str
    claim: str
    claim_note: str
    claim_raw: str = ""
    claim_evidence: list[str] = []
    before: str
    findings: list[OpenFinding] = []
    heads: list[HeadState]
    contradiction: bool
    note: str
    pieces: list[PieceState]
    judgement: Judgement
    lacks_reason: bool = False
    changed: str = ""
    personal: list[str] = []


class FactState(_Reply):
    """The present state of one fact of the visit, by its name.

    ``value`` is empty where it was taken back. ``others`` are the texts of machines that did not see it.
    ``remark`` says of a signature what was recorded after it.
    """

    item: str
    value: str
    digests: list[str]
    others: list[str]
    actor: str
    when: str
    client: str
    remark: str = ""
    personal: list[str] = []


class States(_Reply):
    """The present states of items and facts: all when ``whole``, else those that changed.

    ``head`` and ``ends`` name the state of the record: a signature is bound to them.
    """

    type: Literal["states"] = "states"
    items: list[ItemState]
    whole: bool
    submitted: str = ""
    facts: list[FactState] = []
    head: str = ""
    ends: dict[str, int] = {}


class Acknowledged(_Reply):
    """The message is recorded.

    For a file, ``part`` is the last part received; None when the file is complete.
    """

    type: Literal["saved"] = "saved"
    client: str
    part: int | None = None


class Refused(_Reply):
    """The message was not recorded.

    After `store` the form sends it again; after the others that would not help.
    """

    type: Literal["refused"] = "refused"
    client: str
    why: Literal["invalid", "conflict", "store"]
    text: str
    remedy: str
    items: list[str]


class HistoryRow(_Reply):
    """One event of an item as text."""

    who: str
    machine: str
    when: str
    what: str
    source: str
    was: str
    becomes: str
    note: str


class HistoryReply(_Reply):
    """All events of one item, oldest first."""

    type: Literal["history"] = "history"
    item: str
    rows: list[HistoryRow]


class MinutesReply(_Reply):
    """The paths of the minutes, relative to the workbench's folder."""

    type: Literal["minutes"] = "minutes"
    files: list[str]


class ContentReply(_Reply):
    """One part of a file of evidence: of a photo a smaller picture (JPEG), of a recording the file itself.

    ``bytes`` in base64. ``parts`` is 0 when there is nothing to show, because the file is missing, was
    changed, or is neither a photo nor a recording.
    """

    type: Literal["content"] = "content"
    sha256: str
    part: int
    parts: int
    media_type: str = ""
    bytes: str = ""


Reply = States | Acknowledged | Refused | HistoryReply | MinutesReply | ContentReply
