"""What a file on a stick says of itself, so that people find theirs in a list. Nothing is checked.

Anybody can write anything into a file. So a label is shown and decides nothing: what a file is and whose it
is comes out when it is taken in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from inspection_lib.errors import InspectionError
from inspection_lib.exchange.archive import Archive, read_archive
from inspection_lib.exchange.manifest import MANIFEST
from inspection_lib.exchange.merge import AGE
from inspection_lib.exchange.package_file import is_package
from inspection_lib.exchange.package_set import LIST, is_package_set
from inspection_lib.exchange.preparation import is_preparation
from inspection_lib.files import parse_object
from inspection_lib.keys import LONGEST_NAME, tidy_name

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(Z|[+-]\d\d:\d\d)?")
_PARTS_READ = 200
"""Packages of one file that are looked at."""
_NAMES_SHOWN = 20


class SentKind(StrEnum):
    """What a file says that it is."""

    BUNDLE = "bundle"
    PACKAGE = "package"
    SELF_SCORE = "self_score"
    PREPARATION = "preparation"
    ENCRYPTED = "encrypted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FileLabel:
    """What a file says: its kind, units by code, the machines that made it or that it is for, and roles.

    ``made_at`` is an ISO moment, or "" where it names none; ``campaign`` is an id.
    """

    kind: SentKind
    campaign: str = ""
    units: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    made_at: str = ""


def label_of(path: Path) -> FileLabel:
    """The label of a file. One that cannot be read, or is none of ours, is unknown."""
    with suppress(InspectionError, ValueError, OSError):
        with path.open("rb") as opened:
            if opened.read(len(AGE)) == AGE:
                return FileLabel(SentKind.ENCRYPTED)
        archive = read_archive(path.name, path)
        with archive.zip:
            return _label(archive)
    return FileLabel(SentKind.UNKNOWN)


def _label(archive: Archive) -> FileLabel:
    if is_package_set(archive):
        folders = parse_object(archive.open(LIST)).get("folders")
        named = folders[:_PARTS_READ] if isinstance(folders, list) else []
        return _together([_package(archive.within(folder)) for folder in named if isinstance(folder, str)])
    if is_package(archive):
        return _package(archive)
    said = parse_object(archive.open(MANIFEST))
    if is_preparation(archive):
        invited = _names(said.get("invitations"), "machine")
        return FileLabel(
            SentKind.PREPARATION, _first(said.get("campaigns")), machines=invited, made_at=_made_at(said)
        )
    own = {str(end.get("origin")) for end in _tables(said.get("chains")) if end.get("own") is True}
    named = [one for one in _tables(said.get("machines")) if str(one.get("origin")) in own]
    introduced = _names([said.get("introduction")], "machine")
    return FileLabel(
        SentKind.BUNDLE,
        _text(said.get("campaign")),
        _texts(said.get("units")),
        introduced or _names(named, "name"),
        _texts([said.get("role")]),
        _made_at(said),
    )


def _package(archive: Archive) -> FileLabel:
    said = parse_object(archive.open(MANIFEST))
    kind = SentKind.SELF_SCORE if said.get("source") == "self" else SentKind.PACKAGE
    units, roles = _texts([said.get("unit")]), _texts([said.get("actor")])
    return FileLabel(kind, _text(said.get("campaign")), units, (), roles, _made_at(said))


def _together(parts: list[FileLabel]) -> FileLabel:
    if not parts:
        return FileLabel(SentKind.UNKNOWN)
    roles = tuple(dict.fromkeys(role for part in parts for role in part.roles))
    units = tuple(unit for part in parts for unit in part.units)
    return FileLabel(parts[0].kind, parts[0].campaign, units, (), roles, max(part.made_at for part in parts))


def _text(value: object) -> str:
    """A short text without letters that turn or hide what stands beside them."""
    short = value[: 2 * LONGEST_NAME] if isinstance(value, str) else ""
    return tidy_name("".join(letter if letter.isprintable() else " " for letter in short))


def _texts(values: object) -> tuple[str, ...]:
    listed = values[:_PARTS_READ] if isinstance(values, list) else []
    return tuple(text for text in map(_text, listed) if text)


def _first(values: object) -> str:
    return next(iter(_texts(values)), "")


def _tables(values: object) -> list[dict[str, object]]:
    return [one for one in values if isinstance(one, dict)] if isinstance(values, list) else []


def _names(tables: object, key: str) -> tuple[str, ...]:
    found: Iterable[str] = _texts([table.get(key) for table in _tables(tables)][:_NAMES_SHOWN])
    return tuple(dict.fromkeys(found))


def _made_at(said: dict[str, object]) -> str:
    written = _text(said.get("made_at"))
    return written if _MOMENT.fullmatch(written) else ""
