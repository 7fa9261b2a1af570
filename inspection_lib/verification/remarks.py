"""What a check says: differences, what could not be checked, and what people should know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from inspection_lib.errors import InspectionError, InvalidFilesError
from inspection_lib.language import EMPTY_MESSAGE, Message, Text, message

LONGEST_VALUE = 120
"""A value in a sentence is cut to as many characters."""


class RemarkKind(StrEnum):
    """A difference is wrong; of what is unchecked nobody can say here; a note is no judgement."""

    DIFFERENCE = "difference"
    UNCHECKED = "unchecked"
    NOTE = "note"


class Status(IntEnum):
    """The exit status of `inspection verify`. 2 is left to mistakes in the command line."""

    RIGHT = 0
    DIFFERENT = 1
    UNCHECKED = 3


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about a file. ``place`` names the file, "" for the whole of what was named."""

    kind: RemarkKind
    place: str
    text: Message


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of one path. ``what`` says in words what it is; ``done`` what was compared."""

    path: str
    what: Message
    remarks: tuple[Remark, ...]
    done: Message = EMPTY_MESSAGE

    def of_kind(self, kind: RemarkKind) -> list[Remark]:
        """The remarks of one kind, the most telling first."""
        return [remark for remark in self.remarks if remark.kind is kind]

    @property
    def status(self) -> Status:
        """A difference outweighs what was not checked."""
        if self.of_kind(RemarkKind.DIFFERENCE):
            return Status.DIFFERENT
        return Status.UNCHECKED if self.of_kind(RemarkKind.UNCHECKED) else Status.RIGHT


def difference(place: str, text: Message) -> Remark:
    """A difference that is told in one sentence."""
    return Remark(RemarkKind.DIFFERENCE, place, text)


def unchecked(place: str, text: Message) -> Remark:
    """Something that could not be checked, and why."""
    return Remark(RemarkKind.UNCHECKED, place, text)


def note(place: str, text: Message) -> Remark:
    """Something that people should know."""
    return Remark(RemarkKind.NOTE, place, text)


def standing(where: Text, stands: str, should: str) -> Message:
    """Where a difference is, what stands there and what should stand there; "" is nothing."""
    return message(
        "{where}: it says {stands}; it should say {should}.",
        where=where,
        stands=quoted(stands),
        should=quoted(should),
    )


def quoted(value: str) -> Text:
    """A value in quotes, cut to a readable length; in words where there is none."""
    if not value:
        return Text(vi="(không có)", en="(nothing)")
    short = value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…"
    return Text(vi=f"“{short}”", en=f"“{short}”")


def known_since(day: str) -> Message:
    """That a record is known whole since a day (ISO) only."""
    return message(
        "The record was begun by an earlier version: what was taken out before {day} nobody can say.",
        day=date.fromisoformat(day),
    )


def of_error(kind: RemarkKind, place: str, error: InspectionError) -> list[Remark]:
    """An error as a remark; what to do about it, or each problem of files, follows as a note."""
    remedy = [note(place, error.remedy)] if error.remedy else []
    problems = error.problems if isinstance(error, InvalidFilesError) else ()
    remedy += [note(f"{one.file}:{one.line}", one.fault.message) for one in problems]
    return [Remark(kind, place, error.message), *remedy]


def softened(remarks: Iterable[Remark], text: Message) -> list[Remark]:
    """The remarks without differences: they become something not checked, for the reason ``text``."""
    found = list(remarks)
    differences = [remark for remark in found if remark.kind is RemarkKind.DIFFERENCE]
    if not differences:
        return found
    first = differences[0]
    rest = [remark for remark in found if remark.kind is not RemarkKind.DIFFERENCE]
    return [unchecked(first.place, text), note(first.place, first.text), *rest]
