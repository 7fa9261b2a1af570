"""A checklist as an XLSForm for ODK Collect and KoboToolbox (the format of xlsform.org), in Vietnamese and English.

Question names come from item ids, so that a submission finds its items again; :mod:`odk` reads submissions back.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence

from inspection_lib.language import Catalogue, Language, Message, Text, message, open_catalogue
from inspection_lib.model import Campaign, Checklist, Item, ItemKind

VI, EN = open_catalogue(Language.VI), open_catalogue(Language.EN)
_LANGUAGES = (("Tiếng Việt (vi)", VI), ("English (en)", EN))
NOT_APPLICABLE = "na"
DONE, NOT_DONE = "done", "not_done"
SURVEY = (
    *("type", "name", "label", "hint", "required", "relevant"),
    *("constraint", "constraint_message", "appearance", "calculation", "parameters"),
)
_SPOKEN = ("label", "hint", "constraint_message")
Row = dict[str, str | Message | Text]


def name_of(item: Item) -> str:
    """The name of an item's question: letters, digits and underscores."""
    name = re.sub(r"\W", "_", item.id, flags=re.ASCII)
    return name if name[0].isalpha() else f"q{name}"


def version_of(checklist: Checklist) -> str:
    """What a submission says of the checklist it answers: its name and the first digits of its digest."""
    return f"{checklist.name} {checklist.digest[:16]}"


def xlsform(checklist: Checklist, campaign: Campaign) -> bytes:
    """The form as an .xlsx file. The units to choose from are those of the campaign that the checklist is for."""
    from openpyxl import Workbook  # on use: it takes a while, and most commands need none

    book = Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    for row in _sheet(SURVEY, _survey(checklist, campaign)):
        survey.append(row)
    choices = book.create_sheet("choices")
    for row in _sheet(("list_name", "name", "label"), _choices(checklist, campaign)):
        choices.append(row)
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version", "default_language", "instance_name"])
    title = f"{VI.write(checklist.title)} - {VI.write(campaign.title)}"
    settings.append(
        [
            title,
            f"{checklist.id}_{campaign.id}",
            version_of(checklist),
            _LANGUAGES[0][0],
            "concat(${unit}, ' ', today())",
        ]
    )
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(columns: Sequence[str], rows: Iterable[Row]) -> Iterable[list[str]]:
    """Rows of plain cells: texts for people stand in one column a language."""
    yield [head for column in columns for head in _heads(column)]
    for row in rows:
        yield [cell for column in columns for cell in _cells(column, row.get(column, ""))]


def _heads(column: str) -> list[str]:
    return [f"{column}::{name}" for name, _ in _LANGUAGES] if column in _SPOKEN else [column]


def _cells(column: str, value: str | Message | Text) -> list[str]:
    if column not in _SPOKEN:
        assert isinstance(value, str)
        return [value]
    return [_plain(_spoken(catalogue, value)) for _, catalogue in _LANGUAGES]


def _spoken(catalogue: Catalogue, value: str | Message | Text) -> str:
    match value:
        case Message():
            return catalogue.format(value)
        case Text():
            return catalogue.write(value)
        case _:
            return value


def _plain(text: str) -> str:
    """A label in which nothing is taken for a reference or for markup."""
    return text.replace("${", "$ {").replace("<", "\N{FULLWIDTH LESS-THAN SIGN}") if text else text


def _survey(checklist: Checklist, campaign: Campaign) -> Iterable[Row]:
    yield {"type": "start", "name": "start"}
    yield {"type": "end", "name": "end"}
    yield {"type": "calculate", "name": "checklist", "calculation": f"'{version_of(checklist)}'"}
    yield {"type": "calculate", "name": "campaign", "calculation": f"'{campaign.id}'"}
    if campaign.demonstration:
        yield {"type": "note", "name": "demonstration", "label": message("Demonstration data")}
    unit = message("Unit that is inspected")
    yield {
        "type": "select_one units",
        "name": "unit",
        "label": unit,
        "required": "yes",
        "appearance": "minimal autocomplete",
    }
    yield {"type": "text", "name": "actor", "label": message("Recorded by (role)"), "required": "yes"}
    for number, area in enumerate(checklist.areas, start=1):
        yield {"type": "begin_group", "name": f"area_{number}", "label": area.title}
        for item in area.items:
            yield from _question(checklist, item)
        yield {"type": "end_group"}


def _question(checklist: Checklist, item: Item) -> Iterable[Row]:
    name = name_of(item)
    yield {
        "type": "begin_group",
        "name": f"{name}_g",
        "label": _title(item),
        "relevant": _relevant(checklist, item),
    }
    yield from _control(item, name)
    excused = (
        f"${{{name}}} = 'na'"
        if item.kind in (ItemKind.YES_NO, ItemKind.LEVEL, ItemKind.DATE)
        else f"${{{name}_na}} = 'na'"
    )
    if item.kind is ItemKind.DATE:
        excused = f"${{{name}_state}} = 'na'"
    yield {
        "type": "text",
        "name": f"{name}_note",
        "label": message("Remark"),
        "hint": _WHY,
        "required": excused,
    }
    yield {
        "type": "text",
        "name": f"{name}_doc",
        "label": message("Number of a document"),
        "hint": _needs(item),
    }
    yield {
        "type": "image",
        "name": f"{name}_photo",
        "label": message("Photo of the evidence"),
        "parameters": "max-pixels=2048",
    }
    yield {"type": "end_group"}


_WHY = message("If it does not apply, write why.")


def _title(item: Item) -> Text:
    return Text(f"{item.id} {item.question.vi}", f"{item.id} {item.question.en or item.question.vi}")


def _needs(item: Item) -> str | Message:
    return message("This item demands evidence.") if item.evidence_required else ""


def _hint(item: Item) -> Text:
    """What to look at on site, and the legal basis with the mark of what is not verified."""
    return Text(*(" ".join(_hints(item, catalogue)) for catalogue in (VI, EN)))


def _hints(item: Item, t: Catalogue) -> Iterable[str]:
    if item.evidence:
        yield f"{t.format(message('What to look at on site'))}: {'; '.join(t.write(text) for text in item.evidence)}."
    for basis in item.legal_basis:
        parts = [
            f"{t.write(basis.document.kind)} {basis.document.number}",
            t.write(basis.article) if basis.article else "",
        ]
        mark = "" if basis.verified else f" ({t.format(message('to be verified'))})"
        yield ", ".join(part for part in parts if part) + mark + "."


def _control(item: Item, name: str) -> Iterable[Row]:
    hint, whole = _hint(item), message("Write a whole number.")
    labels = dict(item.labels)
    needed = f"${{{name}_na}} != 'na'"
    excuse: Row = {"type": "select_one excused", "name": f"{name}_na", "label": message("Not applicable?")}
    match item.kind:
        case ItemKind.YES_NO:
            yield {"type": "select_one yes_no", "name": name, "label": message("Answer"), "hint": hint}
        case ItemKind.LEVEL:
            yield {
                "type": f"select_one levels_{name}",
                "name": name,
                "label": message("Answer"),
                "hint": hint,
            }
        case ItemKind.DATE:
            yield {
                "type": "select_one done",
                "name": f"{name}_state",
                "label": message("Answer"),
                "hint": hint,
            }
            relevant = f"${{{name}_state}} = '{DONE}'"
            yield {"type": "date", "name": name, "label": message("Day"), "relevant": relevant}
        case ItemKind.RATIO | ItemKind.COUNT:
            first = labels.get("numerator", labels.get("done", message("Numerator")))
            second = labels.get("denominator", labels.get("target", message("Denominator")))
            more: Row = {"relevant": needed, "constraint_message": whole}
            yield excuse
            yield {
                "type": "integer",
                "name": f"{name}_a",
                "label": first,
                "hint": hint,
                "constraint": ". >= 0",
                **more,
            }
            order = f". >= 0 and . >= ${{{name}_a}}" if item.kind is ItemKind.RATIO else ". >= 0"
            smaller = (
                message("The first number is larger than the second.")
                if item.kind is ItemKind.RATIO
                else whole
            )
            about: Row = {"relevant": needed, "constraint": order, "constraint_message": smaller}
            yield {"type": "integer", "name": f"{name}_b", "label": second, **about}
        case ItemKind.OCCURRENCES | ItemKind.NUMBER:
            kind = "integer" if item.kind is ItemKind.OCCURRENCES else "decimal"
            label = labels.get("value", labels.get("unit", message("Answer")))
            about = {"relevant": needed, "constraint": ". >= 0", "constraint_message": whole}
            yield excuse
            yield {"type": kind, "name": name, "label": label, "hint": hint, **about}
        case ItemKind.TEXT:
            yield excuse
            yield {"type": "text", "name": name, "label": message("Answer"), "hint": hint, "relevant": needed}


def _relevant(checklist: Checklist, item: Item) -> str:
    parts = [f"${{unit}} != '{code}'" for exemption in item.exemptions for code in exemption.units]
    if item.applies_when:
        steering = checklist.item(item.applies_when.item_id)
        if steering:
            keys = " or ".join(f"${{{name_of(steering)}}} = '{key}'" for key in item.applies_when.keys)
            parts.append(f"({keys})")
    return " and ".join(parts)


def _choices(checklist: Checklist, campaign: Campaign) -> Iterable[Row]:
    for unit in campaign.units:
        if unit.kind is checklist.unit_kind:
            yield {"list_name": "units", "name": unit.code, "label": unit.name}
    excused: Row = {"name": NOT_APPLICABLE, "label": message("Not applicable")}
    yield {"list_name": "yes_no", "name": "yes", "label": message("Yes")}
    yield {"list_name": "yes_no", "name": "no", "label": message("No")}
    yield {"list_name": "yes_no", **excused}
    yield {"list_name": "done", "name": DONE, "label": message("Done")}
    yield {"list_name": "done", "name": NOT_DONE, "label": message("Not done")}
    yield {"list_name": "done", **excused}
    yield {"list_name": "excused", **excused}
    for item in checklist.items:
        if item.kind is ItemKind.LEVEL:
            for key, label in item.levels:
                yield {"list_name": f"levels_{name_of(item)}", "name": key, "label": label}
            yield {"list_name": f"levels_{name_of(item)}", **excused}
