"""What several pages share: the inspected office, anchors and links that stay."""

from __future__ import annotations

import re

from inspection_lib.language import Text
from inspection_lib.report import Report

_PLACE = re.compile(r"[\w.-]+", re.ASCII)


def office_of(report: Report) -> Text:
    """The office that a report is about: "UBND huyện Na Rì" for the unit "Huyện Na Rì"."""
    return report.office.office_name(report.unit.kind, report.unit.name)


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
