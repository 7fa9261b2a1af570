"""A checklist as an XLSForm for ODK Collect and KoboToolbox (see xlsform.org), in Vietnamese and English."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from inspection_lib.exchange.xlsform_questions import (
    DONE,
    EN,
    NOT_APPLICABLE,
    NOT_DONE,
    ROLE_LABEL,
    UNIT_LABEL,
    VI,
    Row,
    name_of,
    question_rows,
    takes_na,
)
from inspection_lib.language import Catalogue, Message, Text, for_cell, message
from inspection_lib.model import Campaign, Checklist, Criterion, ItemKind

_LANGUAGES = (("Tiếng Việt (vi)", VI), ("English (en)", EN))
_EDITION = "2"
"""The edition of this layout: a server takes a form that changed under a new version only. 2 has groups."""
SURVEY = (
    *("type", "name", "label", "hint", "required", "relevant"),
    *("constraint", "constraint_message", "appearance", "calculation", "parameters"),
)
_TRANSLATED = ("label", "hint", "constraint_message")


def version_of(checklist: Checklist) -> str:
    """How a submission names the checklist that it answers: by name and the first digits of the digest."""
    return f"{checklist.name} {checklist.digest[:16]}"


def xlsform(checklist: Checklist, campaign: Campaign) -> bytes:
    """The form as an .xlsx file.

    The units to choose from are those of the campaign that the checklist is for.
    """
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
            for_cell(title),
            f"{checklist.id}_{campaign.id}",
            f"{version_of(checklist)} {_EDITION}",
            _LANGUAGES[0][0],
            "concat(${unit}, ' ', today())",
        ]
    )
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(columns: Sequence[str], rows: Iterable[Row]) -> Iterable[list[str]]:
    """The head and the rows as plain cells. A text for people has a column for each language."""
    yield [head for column in columns for head in _heads(column)]
    for row in rows:
        yield [cell for column in columns for cell in _cells(column, row.get(column, ""))]


def _heads(column: str) -> list[str]:
    return [f"{column}::{name}" for name, _ in _LANGUAGES] if column in _TRANSLATED else [column]


def _cells(column: str, value: str | Message | Text) -> list[str]:
    if column not in _TRANSLATED:
        assert isinstance(value, str)
        return [for_cell(value)]
    return [for_cell(_plain(_in_language(catalogue, value))) for _, catalogue in _LANGUAGES]


def _in_language(catalogue: Catalogue, value: str | Message | Text) -> str:
    match value:
        case Message():
            return catalogue.format(value)
        case Text():
            return catalogue.write(value)
        case _:
            return value


def _plain(text: str) -> str:
    """A label in which ODK finds no reference (`${...}`) and no markup."""
    return text.replace("${", "$ {").replace("<", "\N{FULLWIDTH LESS-THAN SIGN}") if text else text


def _survey(checklist: Checklist, campaign: Campaign) -> Iterable[Row]:
    yield {"type": "start", "name": "start"}
    yield {"type": "end", "name": "end"}
    yield {"type": "calculate", "name": "checklist", "calculation": f"'{version_of(checklist)}'"}
    yield {"type": "calculate", "name": "campaign", "calculation": f"'{campaign.id}'"}
    if campaign.demonstration:
        yield {"type": "note", "name": "demonstration", "label": message("Demonstration data")}
    yield {
        "type": "select_one units",
        "name": "unit",
        "label": UNIT_LABEL,
        "required": "yes",
        "appearance": "minimal autocomplete",
    }
    yield {"type": "text", "name": "actor", "label": ROLE_LABEL, "required": "yes"}
    for number, area in enumerate(checklist.areas, start=1):
        yield {"type": "begin_group", "name": f"area_{number}", "label": area.title}
        for place, criterion in enumerate(area.criteria, start=1):
            yield from _group(checklist, criterion, f"area_{number}_{place}")
        yield {"type": "end_group"}


def _group(checklist: Checklist, group: Criterion, name: str) -> Iterable[Row]:
    """A group under its heading, with the groups in it. One that only repeats its question is left out."""
    asked = [item for item in group.items if item.kind is not ItemKind.COMPUTED]
    if not asked:
        return
    says_more = [item.question for item in asked] != [group.title]
    if says_more:
        yield {"type": "begin_group", "name": name, "label": group.title}
    for item in group.own_items:
        if item.kind is not ItemKind.COMPUTED:
            yield from question_rows(checklist, item)
    for place, inner in enumerate(group.groups, start=1):
        yield from _group(checklist, inner, f"{name}_{place}")
    if says_more:
        yield {"type": "end_group"}


def _choices(checklist: Checklist, campaign: Campaign) -> Iterable[Row]:
    for unit in campaign.units:
        if unit.kind in checklist.unit_kinds:
            yield {"list_name": "units", "name": unit.code, "label": unit.name}
    excused: Row = {"name": NOT_APPLICABLE, "label": message("Not applicable")}
    for ending in ("", "_always"):  # an item that always applies is never "not applicable"
        yield {"list_name": f"yes_no{ending}", "name": "yes", "label": message("Yes")}
        yield {"list_name": f"yes_no{ending}", "name": "no", "label": message("No")}
        yield {"list_name": f"done{ending}", "name": DONE, "label": message("Done")}
        yield {"list_name": f"done{ending}", "name": NOT_DONE, "label": message("Not done")}
    yield {"list_name": "yes_no", **excused}
    yield {"list_name": "done", **excused}
    yield {"list_name": "excused", **excused}
    for item in checklist.items:
        if item.kind is ItemKind.LEVEL:
            for key, label in item.levels:
                yield {"list_name": f"levels_{name_of(item)}", "name": key, "label": label}
            if takes_na(item):
                yield {"list_name": f"levels_{name_of(item)}", **excused}
