"""Give each row of a table its id, made of its number, so that a table always gives the same ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from inspection_lib.checklist_tables.outline import Node, TableDecision
from inspection_lib.language import Fault, message
from inspection_lib.model import LONGEST_ID

_NO_ID = re.compile(r"[^A-Za-z0-9_.-]+")
_ROOM = 16
"""Characters that are kept free for what is added to an id."""


def give_ids(nodes: Iterable[Node]) -> list[TableDecision]:
    """Give each row its id, and list the rows whose id is not simply their number.

    A number that does not hold the numbers around it stands behind them: a in 1 in I is `I.1.a`.
    """
    taken: set[str] = set()
    return [decision for node in nodes for decision in _give(node, "", taken)]


def _give(node: Node, around: str, taken: set[str]) -> Iterator[TableDecision]:
    own = _NO_ID.sub("-", node.number.replace("Đ", "DD").replace("đ", "dd")).strip(".-_")
    wanted = own if not around or "." in own else f"{around}.{own}"
    if not own or len(wanted) > LONGEST_ID - _ROOM:
        row = f"r{node.place.row}"
        wanted = f"{around}.{row}" if around and len(around) < LONGEST_ID - 2 * _ROOM else row
        said = message("The row has no number of its own; its id is made of its place: {id}.", id=wanted)
        yield TableDecision(node.place, Fault(said, message("Give it an id that stays.")), wanted)
    node.id = wanted
    at = 2
    while _folded(node.id) in taken:
        node.id, at = f"{wanted}-{at}", at + 1
    if node.id != wanted:
        said = message(
            "The number {number} stands twice; the id of this row is {id}.", number=node.number, id=node.id
        )
        yield TableDecision(node.place, Fault(said, message("Correct the number of one of them.")), node.id)
    taken.add(_folded(node.id))
    for child in node.children:
        yield from _give(child, node.id, taken)


def _folded(name: str) -> str:
    """The id as forms on phones have it, where 1.1 and 1_1 are one name."""
    return re.sub(r"[.-]", "_", name).lower()
