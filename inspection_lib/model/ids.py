"""The one pattern of the ids of campaigns, units and checklists: they become names of files and folders."""

from __future__ import annotations

import re

LONGEST_ID = 64
"""Characters of an id at most. A bundle has a file for each unit, and names of files end at 255 bytes."""
ID_PATTERN = r"^[A-Za-z0-9](\.?[A-Za-z0-9_-])*$"
"""Letters of English, digits, `.`, `-` and `_`; a letter or a digit first, no two dots, no dot at the end.

Written so that pydantic and editors (JSON Schema) read it as well. `is_id` also looks at the length.
"""
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_RESERVED = frozenset({"con", "prn", "aux", "nul", *_PORTS})
"""Names that Windows keeps for devices, whatever stands behind their first dot and in capitals or not."""
_ID = re.compile(ID_PATTERN.removeprefix("^").removesuffix("$"))


def is_id(text: str) -> bool:
    """Whether a text is an id, so that a path made of it stays in its folder, on every system."""
    return len(text) <= LONGEST_ID and _ID.fullmatch(text) is not None and is_portable_name(text)


def is_portable_name(name: str) -> bool:
    """Whether every system can have a file of this name; other letters than an id's are not looked at.

    Windows keeps `CON`, `nul.txt` and others for devices, and drops a dot or a space at the end.
    """
    return name.split(".")[0].rstrip().lower() not in _RESERVED and not name.endswith((".", " "))
