"""Names and anchors that several pages share: the inspected office, links that stay."""

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


def anchor(name: str, before: str = "") -> str:
    """The anchor of an item or a finding: its id, so that a link such as `report.html#C14` stays right.

    Characters that are special in links are written as `_` and their code in hex.
    """
    plain = "".join(letter if _PLACE.fullmatch(letter) else f"_{ord(letter):x}" for letter in name)
    return f"{before}{plain}"


def row_anchor(code: str) -> str:
    """The id of a unit's row in the index: `unit-060`."""
    return anchor(code, "unit-")


def index_link(code: str) -> str:
    """The link from a unit's page to its row in the index."""
    return f"../index.html#{row_anchor(code)}"
