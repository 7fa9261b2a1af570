"""Ids of campaigns and units as names of files: checked where a path is made of them."""

from __future__ import annotations

from inspection_lib.errors import InspectionError
from inspection_lib.language import Message, message
from inspection_lib.model import LONGEST_ID, is_id

ID_RULE: Message = message(
    "Write letters from A to Z, digits, '.', '-' and '_' only, with a letter or digit first, no '..', "
    "no dot at the end, and at most {count} characters.",
    count=LONGEST_ID,
)
_LONGEST_SHOWN = 80


def check_id(text: str) -> str:
    """The id itself, for a path. Raises InspectionError when it is none: the path could lead elsewhere."""
    if not is_id(text):
        raise InspectionError(
            message("'{id}' cannot be a name of a file.", id=text[:_LONGEST_SHOWN]), ID_RULE
        )
    return text
