"""The messages between the form and Python. What comes in is checked; what goes out is made of plain values."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from inspection_lib.errors import FormMessageError
from inspection_lib.language import message
from inspection_lib.record import CauseKey

Client = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}:\d{1,12}$")]
"""`<device>:<counter>`, which makes a message that comes twice count once."""
LongText = Annotated[str, Field(max_length=20_000)]


Day = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")]


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HelloMessage(_Said):
    """A form was opened, or asks whether something changed."""

    type: Literal["hello", "ping"]
    client: str = ""


class EntryMessage(_Said):
    """An answer, a withdrawal, a decision or a remark. ``seen`` are the digests of the responses that the form showed."""

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


class FileMessage(_Said):
    """A part of a file, counted from 0; its bytes come beside the message."""

    type: Literal["file"]
    client: Client
    item: Annotated[str, Field(max_length=200)]
    name: Annotated[str, Field(max_length=1000)]
    part: Annotated[int, Field(ge=0)]
    parts: Annotated[int, Field(ge=1, le=1000)]
    actor: Annotated[str, Field(max_length=200)] = ""


class PieceMessage(_Said):
    """A piece of evidence without a file (a document's number), or one that is taken back by its reference."""

    type: Literal["piece"]
    client: Client
    item: Annotated[str, Field(max_length=200)]
    kind: Literal["attached", "detached"]
    reference: Annotated[str, Field(min_length=1, max_length=1000)]
    made: Day = ""
    valid_from: Day = ""
    valid_to: Day = ""
    actor: Annotated[str, Field(max_length=200)] = ""


class SubmitMessage(_Said):
    """The visit is over: the record is closed, and the minutes are written."""

    type: Literal["submit"]
    client: Client
    actor: Annotated[str, Field(max_length=200)] = ""


class HistoryMessage(_Said):
    """Asks for everything that was recorded of one item."""

    type: Literal["history"]
    item: Annotated[str, Field(max_length=200)]
    client: str = ""


FormMessage = HelloMessage | EntryMessage | SubmitMessage | FileMessage | PieceMessage | HistoryMessage
_ANY: TypeAdapter[FormMessage] = TypeAdapter(Annotated[FormMessage, Field(discriminator="type")])


def read_message(content: object) -> FormMessage:
    """A message of the form, or a :class:`FormMessageError` that says what does not fit."""
    try:
        return _ANY.validate_python(content)
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


class HeadState(_Said):
    """A response that stands: what it says, and who said it when."""

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


class PieceState(_Said):
    """A piece of evidence of an item. ``thumbnail`` is a data URL or empty; ``remarks`` say what was noticed; days in ISO."""

    reference: str
    name: str
    thumbnail: str = ""
    made: str = ""
    valid_from: str = ""
    valid_to: str = ""
    remarks: list[str] = []


class Judgement(_Said):
    """What the rule says of the item now."""

    outcome: str
    label: str
    reason: str
    points: str


class ItemState(_Said):
    """One item as it stands in the record."""

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


class States(_Said):
    """Items as they stand; ``whole`` when these are all of them."""

    type: Literal["states"] = "states"
    items: list[ItemState]
    whole: bool
    submitted: str = ""


class Acknowledged(_Said):
    """The record is committed; ``part`` is the last part of a file that has come, None when the whole is recorded."""

    type: Literal["saved"] = "saved"
    client: str
    part: int | None = None


class Refused(_Said):
    """Not recorded, and why: `invalid`, `conflict` or `store` (worth sending again)."""

    type: Literal["refused"] = "refused"
    client: str
    why: Literal["invalid", "conflict", "store"]
    text: str
    remedy: str
    items: list[str]


class HistoryRow(_Said):
    """One event of an item, in words."""

    who: str
    machine: str
    when: str
    what: str
    source: str
    was: str
    becomes: str
    note: str


class HistorySaid(_Said):
    """Everything that was recorded of one item, oldest first."""

    type: Literal["history"] = "history"
    item: str
    rows: list[HistoryRow]


class MinutesSaid(_Said):
    """Where the minutes were written, from the folder of the workbench."""

    type: Literal["minutes"] = "minutes"
    files: list[str]


Reply = MinutesSaid | States | Acknowledged | Refused | HistorySaid
