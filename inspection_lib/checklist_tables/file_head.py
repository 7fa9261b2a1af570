"""The head of a checklist file made of a table, and what a person must decide about the file as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from inspection_lib.answers import fold_word
from inspection_lib.checklist_tables.outline import RowPlace, TableDecision
from inspection_lib.definitions import Tree, YamlPath, node_at
from inspection_lib.language import Fault, Message, message

WHOLE_FILE = RowPlace()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is known beside the table: the id of the checklist, the day, and for which kind of unit it is.

    ``kinds`` are the ids of all kinds, each with its name, once for each language. ``unit_kinds`` is empty
    where nobody said which of them it is.
    """

    id: str
    today: date
    kinds: tuple[tuple[str, str], ...]
    unit_kinds: tuple[str, ...] = ()


Comment = RowPlace | Message | str
"""A line above a value of the file: the row it comes from, what the value means, or words of the table."""


@dataclass(slots=True)
class Built:
    """The tree of the file, the comments above its values, and everything to decide, in order of rows."""

    tree: dict[str, Tree] = field(default_factory=dict)
    comments: dict[YamlPath, list[Comment]] = field(default_factory=dict)
    decisions: list[TableDecision] = field(default_factory=list)


def head_of(title: str, wishes: Wishes, built: Built) -> dict[str, Tree]:
    """The first fields of the file: its id, title, status, kinds of unit and first day in force."""
    kinds = wishes.unit_kinds or (_kind(title, wishes.kinds),)
    if not wishes.unit_kinds:
        said = message("Nobody said for which kind of unit the checklist is: {kind} is taken.", kind=kinds[0])
        built.decisions.append(TableDecision(WHOLE_FILE, Fault(said, _other_kinds(wishes))))
    return {
        "id": wishes.id,
        "version": "1",
        "title": title,
        "status": "Dự thảo để trao đổi",
        "unit_kind": kinds[0] if len(kinds) == 1 else list(kinds),
        "valid_from": wishes.today.replace(month=1, day=1).isoformat(),
    }


def _other_kinds(wishes: Wishes) -> Message:
    """What to do where nobody named the kinds, with the line for all kinds of the workbench."""
    known = list(dict.fromkeys(kind for kind, _ in wishes.kinds))
    if len(known) < 2:
        return message("Correct unit_kind, or give --kind.")
    return message(
        "Correct unit_kind, or give --kind. For all kinds of this workbench the line is: {line}",
        line=f"unit_kind: [{', '.join(known)}]",
    )


def _kind(title: str, kinds: tuple[tuple[str, str], ...]) -> str:
    """The kind whose name stands in the title, otherwise the first one."""
    folded = _words(title)
    named = (kind for kind, name in kinds if _words(name) in folded)
    return next(named, kinds[0][0] if kinds else "unit")


def _words(text: str) -> str:
    """The words of a text in small letters without marks, with a blank before and after each."""
    return f" {re.sub(r'[^a-z0-9]+', ' ', fold_word(text)).strip()} "


def decide_on_file(built: Built) -> None:
    """What no table says and every file needs: status, day, bands, defaults and law."""
    said = message("'from' is a percentage of the most points that apply: 'from: 90' means from 90 %.")
    built.comments["bands",] = [said]
    for said, remedy in (
        (
            message(
                "The table does not say what the checklist is: every report prints '{status}'.",
                status=str(built.tree["status"]),
            ),
            message("Correct status, such as the number of the decision that issues it."),
        ),
        (
            message(
                "The table does not say from when the checklist is in force: {day} is taken.",
                day=str(built.tree["valid_from"]),
            ),
            message("Correct valid_from."),
        ),
        (
            message("The table has no bands: from 90, 80, 70 and 50 % of the most points are taken."),
            message("Correct the bands. They are percent, also where the points do not add up to 100."),
        ),
        (
            message(
                "The table does not say how grave a finding is and by when it is mended: see 'defaults'."
            ),
            message("Correct the defaults; an area, a criterion or an item may have its own."),
        ),
        (
            message("The table names no legal basis that the file could cite."),
            message("Add legal_documents and cite them."),
        ),
    ):
        built.decisions.append(TableDecision(WHOLE_FILE, Fault(said, remedy)))


def decide_on_items(built: Built) -> None:
    """What holds for items that do not say it themselves: who appraises, and whether they may not apply."""
    items = list(_items_below(built.tree["areas"]))
    if not all("appraiser" in item for item in items):
        said = message(
            "The table does not say who appraises: '{office}' stands for the office, in every finding.",
            office=str(node_at(built.tree, ("defaults", "appraiser"))),
        )
        remedy = message("Write the office at appraiser in 'defaults'.")
        built.decisions.append(TableDecision(WHOLE_FILE, Fault(said, remedy)))
    said = message("Every item may be answered with 'does not apply' and does not count then.")
    remedy = message(
        "Write 'na: no' at items that apply to every unit, 'na: with_note' where a reason is needed."
    )
    built.decisions.append(TableDecision(WHOLE_FILE, Fault(said, remedy)))


def _items_below(groups: Tree) -> Iterator[dict[str, Tree]]:
    """All items in areas, criteria or groups, whatever their depth."""
    for group in mappings_in(groups):
        yield from mappings_in(group.get("items"))
        for name in ("criteria", "groups"):
            yield from _items_below(group.get(name) or [])


def mappings_in(value: Tree | None) -> list[dict[str, Tree]]:
    """The mappings of a list; none of anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
