"""The messages that the form sends. Each is validated; `replies` has the other half.

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
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Moment = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d))?$")]
Seen = Annotated[list[Digest], Field(max_length=50)]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")]


class _Message(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)


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
    answered_at: Moment = ""
    seen: Seen = []


class FactMessage(_Message):
    """A fact of the visit. ``item`` is its name: the item, "" for the whole visit, "#" and the field.

    An empty ``value`` takes it back. ``seen`` are the digests of the events that the form showed.
    """

    type: Literal["fact"]
    client: Client
    item: Annotated[str, Field(pattern=r"^[^#]{0,200}#[a-z_]{1,40}$")]
    value: LongText
    actor: Annotated[str, Field(max_length=200)] = ""
    answered_at: Moment = ""
    seen: Seen = []


class FileMessage(_Message):
    """One part of a file, counted from 0. Its bytes are the buffers of the message.

    ``drawn_on`` is the SHA-256 of the photo on which the file was drawn, or empty.
    """

    type: Literal["file"]
    client: Client
    item: Annotated[str, Field(max_length=200)]
    name: Annotated[str, Field(max_length=1000)]
    part: Annotated[int, Field(ge=0)]
    parts: Annotated[int, Field(ge=1, le=1000)]
    actor: Annotated[str, Field(max_length=200)] = ""
    drawn_on: Digest | Literal[""] = ""


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


class ContentMessage(_Message):
    """Ask for one part, counted from 0, of a file of evidence, to look at it or to listen to it."""

    type: Literal["content"]
    sha256: Digest
    part: Annotated[int, Field(ge=0)] = 0
    client: str = ""


FormMessage = (
    HelloMessage
    | EntryMessage
    | FactMessage
    | SubmitMessage
    | FileMessage
    | PieceMessage
    | HistoryMessage
    | ContentMessage
)


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
