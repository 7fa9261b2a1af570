"""The questions of an XLSForm: what a phone asks about each item of a checklist.

An item becomes a group of questions: a control for its answer, a remark, the number of a document and a
photo. Names of questions come from item ids, so that a submission finds its items again: :mod:`odk` reads
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from inspection_lib.language import Catalogue, Language, Message, Text, message, open_catalogue
from inspection_lib.model import Checklist, Item, ItemKind, Money, NaPolicy

NOT_APPLICABLE = "na"
UNIT_LABEL: Message = message("Unit that is inspected")
ROLE_LABEL: Message = message("Recorded by (role)")
CELLS_OF_ITEM = ("", "_a", "_b", "_na", "_state", "_note", "_doc", "_photo")
"""The endings of the names of an item's questions."""
OWN_QUESTIONS = ("start", "end", "checklist", "campaign", "demonstration", "unit", "actor")
"""The names of the form's own questions."""
DONE, NOT_DONE = "done", "not_done"
Row = dict[str, str | Message | Text]
"""A row of a sheet by the names of its columns. Texts for people are written in both languages."""
VI, EN = open_catalogue(Language.VI), open_catalogue(Language.EN)


def name_of(item: Item) -> str:
    """The name of an item's question: letters, digits and underscores, beginning with a letter."""
    name = re.sub(r"\W", "_", item.id, flags=re.ASCII)
    return name if name[0].isalpha() else f"q{name}"


def question_names(item: Item) -> tuple[str, ...]:
    """The names of all questions of an item, and of their group."""
    name = name_of(item)
    return (*(f"{name}{ending}" for ending in CELLS_OF_ITEM), f"{name}_g")


def question_rows(checklist: Checklist, item: Item) -> Iterable[Row]:
    """The rows of the sheet `survey` for one item."""
    name = name_of(item)
    yield {
        "type": "begin_group",
        "name": f"{name}_g",
        "label": Text(f"{item.id} {item.question.vi}", f"{item.id} {item.question.en or item.question.vi}"),
        "relevant": _relevant(checklist, item),
    }
    yield from _answer_rows(item, name)
    yield {
        "type": "text",
        "name": f"{name}_note",
        "label": message("Remark"),
        "hint": _note_hint(item),
        "required": _needs_note(item, name),
    }
    yield {
        "type": "text",
        "name": f"{name}_doc",
        "label": message("Number of a document"),
        "hint": message("This item demands evidence.") if item.evidence_required else "",
    }
    yield {
        "type": "image",
        "name": f"{name}_photo",
        "label": message("Photo of the evidence"),
        "parameters": "max-pixels=2048",
    }
    yield {"type": "end_group"}


def takes_na(item: Item) -> bool:
    """Whether the form offers "not applicable" for an item."""
    return item.na is not NaPolicy.NO


def _is_not_applicable(item: Item, name: str) -> str:
    """The XPath condition that an item was answered as not applicable."""
    match item.kind:
        case ItemKind.YES_NO | ItemKind.LEVEL:
            return f"${{{name}}} = 'na'"
        case ItemKind.DATE:
            return f"${{{name}_state}} = 'na'"
        case _:
            return f"${{{name}_na}} = 'na'"


def _note_hint(item: Item) -> str | Message:
    if item.kind is ItemKind.POINTS:
        return message("Write why the points are below the maximum, or why the item does not apply.")
    return message("If it does not apply, write why.") if takes_na(item) else ""


def _needs_note(item: Item, name: str) -> str:
    """The XPath condition under which the remark must be written; empty: never."""
    parts = [_is_not_applicable(item, name)] if takes_na(item) else []
    if item.kind is ItemKind.POINTS:
        needed = "!= 0" if item.outside else f"< {item.points:f}"
        parts.append(f"(${{{name}}} != '' and ${{{name}}} {needed})")
    return " or ".join(parts)


def _relevant(checklist: Checklist, item: Item) -> str:
    """The XPath condition under which an item is asked; empty: always."""
    parts = [f"${{unit}} != '{code}'" for exemption in item.exemptions for code in exemption.units]
    if item.applies_when:
        steering = checklist.item(item.applies_when.item_id)
        if steering:
            keys = " or ".join(f"${{{name_of(steering)}}} = '{key}'" for key in item.applies_when.keys)
            parts.append(f"({keys})")
    return " and ".join(parts)


def _hint(item: Item) -> Text:
    """What to look at on site, and the legal basis; it is marked where nobody has verified it yet."""
    return Text(*(" ".join(_hints(item, catalogue)) for catalogue in (VI, EN)))


def _hints(item: Item, t: Catalogue) -> Iterable[str]:
    if item.evidence:
        texts = "; ".join(t.write(text) for text in item.evidence)
        yield f"{t.format(message('What to look at on site'))}: {texts}."
    for basis in item.legal_basis:
        parts = [
            f"{t.write(basis.document.kind)} {basis.document.number}",
            t.write(basis.article) if basis.article else "",
        ]
        mark = "" if basis.verified else f" ({t.format(message('to be verified'))})"
        yield ", ".join(part for part in parts if part) + mark + "."


def _answer_rows(item: Item, name: str) -> Iterable[Row]:
    """The controls for the answer, by the kind of item."""
    hint = _hint(item)
    match item.kind:
        case ItemKind.YES_NO:
            yield _choice_row("yes_no" if takes_na(item) else "yes_no_always", name, hint)
        case ItemKind.LEVEL:
            yield _choice_row(f"levels_{name}", name, hint)
        case ItemKind.DATE:
            yield _choice_row("done" if takes_na(item) else "done_always", f"{name}_state", hint)
            relevant = f"${{{name}_state}} = '{DONE}'"
            yield {"type": "date", "name": name, "label": message("Day"), "relevant": relevant}
        case ItemKind.RATIO | ItemKind.COUNT:
            yield from _excuse_rows(item, name)
            yield from _two_number_rows(item, name, hint)
        case ItemKind.OCCURRENCES | ItemKind.NUMBER | ItemKind.POINTS:
            yield from _excuse_rows(item, name)
            yield _number_row(item, name, hint)
        case ItemKind.COMPUTED:
            return
        case ItemKind.TEXT | ItemKind.CASES:
            yield from _excuse_rows(item, name)
            yield {
                "type": "text",
                "name": name,
                "label": message("Answer"),
                "hint": hint,
                "relevant": _needed(item, name),
            }


def _needed(item: Item, name: str) -> str:
    return f"${{{name}_na}} != 'na'" if takes_na(item) else ""


def _choice_row(choices: str, name: str, hint: Text) -> Row:
    return {"type": f"select_one {choices}", "name": name, "label": message("Answer"), "hint": hint}


def _excuse_rows(item: Item, name: str) -> Iterable[Row]:
    if takes_na(item):
        yield {"type": "select_one excused", "name": f"{name}_na", "label": message("Not applicable?")}


def _two_number_rows(item: Item, name: str, hint: Text) -> Iterable[Row]:
    labels, whole = dict(item.labels), message("Write a whole number.")
    yield {
        "type": "integer",
        "name": f"{name}_a",
        "label": labels.get("numerator", labels.get("done", message("Numerator"))),
        "hint": hint,
        "constraint": ". >= 0",
        "relevant": _needed(item, name),
        "constraint_message": whole,
    }
    is_ratio = item.kind is ItemKind.RATIO  # of a count, more may be done than was planned
    yield {
        "type": "integer",
        "name": f"{name}_b",
        "label": labels.get("denominator", labels.get("target", message("Denominator"))),
        "relevant": _needed(item, name),
        "constraint": f". >= 0 and . >= ${{{name}_a}}" if is_ratio else ". >= 0",
        "constraint_message": message("The first number is larger than the second.") if is_ratio else whole,
    }


def _number_row(item: Item, name: str, hint: Text) -> Row:
    labels = dict(item.labels)
    is_given = item.kind is ItemKind.POINTS
    return {
        "type": "integer" if item.kind is ItemKind.OCCURRENCES or item.money is Money.DONG else "decimal",
        "name": name,
        "label": message("Points, at most {most}", most=item.most_points)
        if is_given
        else labels.get("occurrence", labels.get("unit", message("Answer"))),
        "hint": hint,
        "relevant": _needed(item, name),
        "constraint": f". >= {item.least_points:f} and . <= {item.most_points:f}"
        if is_given
        else ""
        if item.negative
        else ". >= 0",
        "constraint_message": message(
            "Write points from {least} to {most}.", least=item.least_points, most=item.most_points
        )
        if is_given
        else message("Write a whole number."),
    }
