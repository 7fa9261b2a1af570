"""Check the rows of a table of answers that lacks a needed column, as far as its other columns go.

Such a table is refused. Whoever corrects it should learn in one round all that is wrong with it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from inspection_lib.imports.response_rows import WHOLE_INSPECTION
from inspection_lib.model import Checklist

CLOSING = {"item": WHOLE_INSPECTION, "value": "submitted"}
"""The cells of a row that closes an inspection: it fits every unit and needs no item."""
_ANY_SOURCE = "self"


def row_to_check(
    cells: Mapping[str, str], missing: Collection[str], checklist: Checklist | None
) -> Mapping[str, str]:
    """The cells of a row, with cells that fit in place of those whose columns are ``missing``.

    So every fault that reading the row gives is one of the cells that are there. Without the ``checklist``
    of the row, and where item or value is missing, a known answer stands in for both; an item that is not in
    the checklist stays.
    """
    checked = dict(cells)
    if "source" in missing:
        checked["source"] = _ANY_SOURCE
    is_wrong_item = checklist is not None and not (
        cells["item"] == WHOLE_INSPECTION or checklist.item(cells["item"])
    )
    if checklist is None or "item" in missing or ("value" in missing and not is_wrong_item):
        checked |= CLOSING
    return checked
