"""The messages between the form and Python. Incoming messages are validated; replies are plain values.

Field names and the values of `type` are a protocol with the form's script: change both sides together.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from inspection_lib.errors import FormMessageError
from inspection_lib.language import message
from inspection_lib.record import CauseKey

Client = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}:\d{1,12}$")]
"""`<device>:<counter>`. A message that arrives twice has the same id and is recorded once."""
LongText = Annotated[str, Field(max_length=20_000)]

Day = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")]


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HelloMessage(_Message):
    """A form was opened (hello), or asks whether something changed (ping)."""

    type: Literal["hello", "ping"]
    client: str = ""


class EntryMessage(_Message):
    """An answer, a withdrawal, a decision or a remark.

    ``seen`` are the digests of the responses that the form showed when the user answered. A response that is
    not among them is a conflict: somebody else answered meanwhile.
    """

    type: Literal["entry"]
    client: Client
    item: Annotated[str, Field(max_length=200)]
    kind: Literal["answered", "withdrawn", "remarked", "decided"]
    raw: LongText = ""
    note: LongText = ""
    evidence: Annotated[list[Annotated[str, Field(max_length=1000)]], Field(max_length=200)] = []
    cause: CauseKey = ""
    actor: Annotated[str, Field(max_length=200)] = ""
    answered_at: Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d))?$")] = ""
    seen: Annotated[list[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]], Field(max_length=50)] = []


class FileMessage(_Message):
    """One part of a file, counted from 0. Its bytes are the buffers of the message."""

    type: Literal["file"]
    client: Client
    item: Annotated[str, Field(max_length=200)]
    name: Annotated[str, Field(max_length=1000)]
    part: Annotated[int, Field(ge=0)]
    parts: Annotated[int, Field(ge=1, le=1000)]
    actor: Annotated[str, Field(max_length=200)] = ""


class PieceMessage(_Message):
    """Attach a document by its number, change the days of a piece of evidence, or detach a piece."""

    type: Literal["piece"]
    client: Client
    item: Annotated[str, Field(max_length=200)]
    kind: Literal["attached", "detached"]
    reference: Annotated[str, Field(min_length=1, max_length=1000)]
    made: Day = ""
    valid_from: Day = ""
    valid_to: Day = ""
    actor: Annotated[str, Field(max_length=200)] = ""


class SubmitMessage(_Message):
    """The visit is over: submit the record and write the minutes."""

    type: Literal["submit"]
    client: Client
    actor: Annotated[str, Field(max_length=200)] = ""


class HistoryMessage(_Message):
    """Ask for all events of one item."""

    type: Literal["history"]
    item: Annotated[str, Field(max_length=200)]
    client: str = ""


FormMessage = HelloMessage | EntryMessage | SubmitMessage | FileMessage | PieceMessage | HistoryMessage


@cache
def _any_message() -> TypeAdapter[FormMessage]:
    """What tells the kinds of messages apart. Made on use, because few commands read any."""
    return TypeAdapter(Annotated[FormMessage, Field(discriminator="type")])


def read_message(content: object) -> FormMessage:
    """A message of the form. Raises FormMessageError with the first field that does not fit."""
    try:
        return _any_message().validate_python(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FormMessageError(
            message(
                "The form sent something that cannot be read ({where}: {cause}).",
                where=where,
                cause=first["msg"],
            ),
            message("Open the form again. What you entered is kept in the browser."),
        ) from error


class HeadState(_Message):
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


class PieceState(_Message):
    """A piece of evidence.

    ``thumbnail`` is a data URL or ""; ``remarks`` are about a photo's time and place; ISO days.
    """

    reference: str
    name: str
    thumbnail: str = ""
    made: str = ""
    valid_from: str = ""
    valid_to: str = ""
    remarks: list[str] = []


class Judgement(_Message):
    """The rule's verdict on the item as it is now."""

    outcome: str
    label: str
    reason: str
    points: str


class ItemState(_Message):
    """The present state of one item.

    ``before`` is what the previous inspection found; ``heads`` are the current responses, several when
    machines differ. ``lacks_reason`` says that the answer is N/A without the reason that the item asks for.
    ``personal`` are kinds of personal data that the texts seem to hold.
    """

    id: str
    asked: str
    why: str
    claim: str
    claim_note: str
    before: str
    heads: list[HeadState]
    contradiction: bool
    note: str
    pieces: list[PieceState]
    judgement: Judgement
    lacks_reason: bool = False
    personal: list[str] = []


class States(_Message):
    """The present states of items: all items when ``whole``, else those that changed."""

    type: Literal["states"] = "states"
    items: list[ItemState]
    whole: bool
    submitted: str = ""


class Acknowledged(_Message):
    """The message is recorded.

    For a file, ``part`` is the last part received; None when the file is complete.
    """

    type: Literal["saved"] = "saved"
    client: str
    part: int | None = None


class Refused(_Message):
    """The message was not recorded.

    After `store` the form sends it again; after the others that would not help.
    """

    type: Literal["refused"] = "refused"
    client: str
    why: Literal["invalid", "conflict", "store"]
    text: str
    remedy: str
    items: list[str]


class HistoryRow(_Message):
    """One event of an item as text."""

    who: str
    machine: str
    when: str
    what: str
    source: str
    was: str
    becomes: str
    note: str


class HistoryReply(_Message):
    """All events of one item, oldest first."""

    type: Literal["history"] = "history"
    item: str
    rows: list[HistoryRow]


class MinutesReply(_Message):
    """The paths of the minutes, relative to the workbench's folder."""

    type: Literal["minutes"] = "minutes"
    files: list[str]


Reply = States | Acknowledged | Refused | HistoryReply | MinutesReply
