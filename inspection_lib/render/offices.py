"""The name of an inspected office, and the anchor of its row in the index."""

from __future__ import annotations

import re

from inspection_lib.language import Text
from inspection_lib.model import UnitKind

_PLACE = re.compile(r"[\w.-]+", re.ASCII)


def office_name(kind: UnitKind, name: Text) -> Text:
    """The office that is inspected: "UBND huyện Na Rì" for the unit "Huyện Na Rì".

    A province, a district and a commune are places; their People's Committee is inspected. A department is an
    office itself. A name that says its committee already stays as it is.
    """
    if kind is UnitKind.DEPARTMENT or name.vi.casefold().startswith(("ubnd", "ủy ban", "uỷ ban")):
        return name
    vi = f"UBND {name.vi[:1].lower()}{name.vi[1:]}" if name.vi else ""
    return Text(vi, f"People's Committee of {name.en}" if name.en else "")


def row_anchor(code: str) -> str:
    """The id of a unit's row in the index: `unit-060`."""
    return f"unit-{code}"


def index_link(code: str) -> str:
    """The link from a unit's page to its row in the index; to the index alone for an unusual code."""
    return f"../index.html#{row_anchor(code)}" if _PLACE.fullmatch(code) else "../index.html"
