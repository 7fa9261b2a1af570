"""Ids of campaigns and units as names of files: checked where a path is made of them."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.errors import InspectionError
from inspection_lib.language import Message, message
from inspection_lib.model import LONGEST_ID, is_id, is_portable_name

ID_RULE: Message = message(
    "Write letters from A to Z, digits, '.', '-' and '_' only, with a letter or digit first, no '..', "
    "no dot at the end, and at most {count} characters. "
    "Windows keeps names such as CON, NUL and COM1 for itself.",
    count=LONGEST_ID,
)
_LONGEST_SHOWN = 80


_PORTABLE_RULE: Message = message(
    "Windows keeps names such as CON, NUL and COM1 for itself, and drops a dot or a space at the end."
)


def check_portable(path: Path) -> None:
    """Raise InspectionError where Windows could not have a file of this name. Its folders are not checked."""
    if path.name and not is_portable_name(path.name):
        raise InspectionError(
            message("'{id}' cannot be a name of a file.", id=path.name[:_LONGEST_SHOWN]), _PORTABLE_RULE
        )


def check_id(text: str) -> str:
    """The id itself, for a path. Raises InspectionError when it is none: the path could lead elsewhere."""
    if not is_id(text):
        raise InspectionError(
            message("'{id}' cannot be a name of a file.", id=text[:_LONGEST_SHOWN]), ID_RULE
        )
    return text
