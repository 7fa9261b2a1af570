"""What stands where in a form: its columns, its rows, and the hidden sheet by which it is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from inspection_lib.answers import fold_word, show_answer
from inspection_lib.excel_forms.guidance import guidance
from inspection_lib.language import Catalogue, Message, Text, message
from inspection_lib.model import Answer, Campaign, Checklist, Item, ItemKind, Reduce, Source, Unit
from inspection_lib.report import OpenWork, open_finding_words, open_work_head

HIDDEN_SHEET = "_inspection_form"
"""The hidden sheet that says what the form is, with a copy of all that people must not change."""
LISTS_SHEET = "_inspection_lists"
"""The hidden sheet with the words of the dropdowns."""
EDITION, WITH_CASES = "1", "2"
"""The editions of this layout: without and with rows of drawn cases. A reader refuses all others."""


class FormColumn(StrEnum):
    """The columns of a form. Those of `ANSWERED` are filled in, the others are locked."""

    UNIT = "unit"
    ITEM = "item"
    QUESTION = "question"
    GUIDANCE = "guidance"
    POINTS = "points"
    CLAIM = "claim"
    VALUE = "value"
    SECOND = "second"
    NOTE = "note"
    EVIDENCE = "evidence"
    CAUSE = "cause"


ANSWERED = (FormColumn.VALUE, FormColumn.SECOND, FormColumn.NOTE, FormColumn.EVIDENCE, FormColumn.CAUSE)


class RowKind(StrEnum):
    """What a row of a form is."""

    TITLE = "title"
    FIELD = "field"
    HEAD = "head"
    GROUP = "group"
    CRITERION = "criterion"
    ITEM = "item"
    CASE = "case"


_HOW: Message = message(
    "Write into the yellow cells only. Choose from the list where a cell offers one. Do not add, move or "
    "remove rows, columns or sheets; what does not fit a cell goes into the remark."
)
_CASES_BELOW: Message = message(
    "The cases drawn by lot stand below, each on a row. Here write further cases only."
)
ACTOR, DAY = "actor", "day"
"""The fields of the whole form: who fills it in (a role), and when."""


@dataclass(frozen=True, slots=True)
class DrawnCases:
    """Cases that were drawn by lot for an item: the names of their rows, and of how many cases."""

    names: tuple[str, ...]
    population: int


@dataclass(frozen=True, slots=True)
class FormUnit:
    """A unit in a form, the checklist that its record stands on, and what is recorded of it so far."""

    unit: Unit
    checklist: Checklist
    answers: Mapping[str, Answer]
    open_work: OpenWork | None = None
    """The findings that are open, of a form that has only their items; None: it has all."""
    drawn: Mapping[str, DrawnCases] = field(default_factory=dict)
    """By item the cases that were drawn for it: the inspectors' form has a row for each."""

    def cases_of(self, item: Item, order: FormOrder) -> DrawnCases | None:
        """The cases that the form asks for row by row; None where it does not."""
        if order.source is not Source.INSPECTOR or not item.cases or item.cases.reduce is not Reduce.SHARE:
            return None
        return self.drawn.get(item.id)

    def asked(self, order: FormOrder) -> frozenset[str]:
        """The items of the form: those that the unit need not answer, or others appraise, are not in it."""
        return frozenset(
            item.id
            for item in self.checklist.items
            if item.kind is not ItemKind.COMPUTED
            and (self.open_work is None or item.id in self.open_work.shown)
            and not any(self.unit.code in exemption.units for exemption in item.exemptions)
            and (
                not order.appraisers
                or order.campaign.appraiser(self.checklist.around(item.id), item.appraiser)
                in order.appraisers
            )
        )


@dataclass(frozen=True, slots=True)
class FormOrder:
    """The form that is to be written: for whose answers, and of which units. It is never without a unit.

    ``appraisers`` are the names of the one office that fills it in, for the items that it appraises: a plan
    and a checklist may write it in other languages. Empty: all items.
    """

    campaign: Campaign
    source: Source
    units: tuple[FormUnit, ...]
    appraisers: tuple[Text, ...] = ()

    @property
    def columns(self) -> tuple[FormColumn, ...]:
        """The columns, in their order: inspectors see the unit's claim, and say the cause of a defect."""
        inspects = self.source is Source.INSPECTOR
        return tuple(
            column
            for column in FormColumn
            if (column is not FormColumn.UNIT or len(self.units) > 1)
            and (column not in (FormColumn.CLAIM, FormColumn.CAUSE) or inspects)
        )


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row before it is written. ``name`` is the item's id or the field's name, ``unit`` the unit's code.

    Of a drawn case ``name`` is the item's id, a space, and the number of all cases. ``texts`` are the locked
    cells from the first column on; points are numbers.
    """

    kind: RowKind
    texts: tuple[str | Decimal, ...]
    name: str = ""
    unit: str = ""
    item: Item | None = None
    filled: str = ""
    """What is written into the free cell of a field beforehand."""


def form_rows(order: FormOrder, t: Catalogue) -> Iterator[FormRow]:
    """All rows of a form from the first on; each of them begins with a text."""
    yield from _title_rows(order, t)
    office = t.write(order.appraisers[0]) if order.appraisers else ""
    label = t.format(message("Filled in by (role, no name):"))
    yield FormRow(RowKind.FIELD, (label,), ACTOR, filled=office)
    yield FormRow(RowKind.FIELD, (t.format(message("Filled in on (day/month/year):")),), DAY)
    yield FormRow(RowKind.HEAD, tuple(_heading(column, order.source, t) for column in order.columns))
    for one in order.units:
        yield from _unit_rows(order, one, t)


def _title_rows(order: FormOrder, t: Catalogue) -> Iterator[FormRow]:
    claims = order.source is Source.SELF
    name = message("SELF-ASSESSMENT FORM") if claims else message("INSPECTORS' FORM")
    yield FormRow(RowKind.TITLE, (t.format(name),), "title")
    yield FormRow(RowKind.TITLE, (t.write(order.campaign.title),), "campaign")
    if order.appraisers:
        shown = message("Appraised by: {office}", office=order.appraisers[0])
        yield FormRow(RowKind.TITLE, (t.format(shown),), "unit")
    for title in dict.fromkeys(t.write(one.checklist.title) for one in order.units):
        yield FormRow(RowKind.TITLE, (title,), "checklist")
    if order.campaign.demonstration:
        yield FormRow(RowKind.TITLE, (t.format(message("DEMONSTRATION DATA")),), "demonstration")
    if len(order.units) == 1:
        unit = order.units[0].unit
        shown = message("Unit: {name} (code {code})", name=unit.name, code=unit.code)
        yield FormRow(RowKind.TITLE, (t.format(shown),), "unit")
    yield from _open_rows(order, t)
    yield FormRow(RowKind.TITLE, (t.format(_HOW),), "how")


def _open_rows(order: FormOrder, t: Catalogue) -> Iterator[FormRow]:
    """What is open, where the form has only that: each finding on a row of its own."""
    for one in order.units:
        if one.open_work is None:
            continue
        code = f"{one.unit.code}: " if len(order.units) > 1 else ""
        yield FormRow(RowKind.TITLE, (code + open_work_head(one.open_work, t),), "demonstration")
        for item, line in one.open_work.lines:
            yield FormRow(RowKind.TITLE, (f"• {code}{open_finding_words(item, line, t)}",), "how")


def _heading(column: FormColumn, source: Source, t: Catalogue) -> str:
    headings = {
        FormColumn.UNIT: message("Code of unit"),
        FormColumn.ITEM: message("Code"),
        FormColumn.QUESTION: message("Criterion"),
        FormColumn.GUIDANCE: message("How to answer, how points are given"),
        FormColumn.POINTS: message("Maximum points"),
        FormColumn.CLAIM: message("The unit's own answer"),
        FormColumn.VALUE: message("Own answer of the unit")
        if source is Source.SELF
        else message("Answer of the inspectors"),
        FormColumn.SECOND: message("Out of (second number)"),
        FormColumn.NOTE: message("Remark, reason"),
        FormColumn.EVIDENCE: message("Evidence (each on a line of its own)"),
        FormColumn.CAUSE: message("Cause"),
    }
    return t.format(headings[column])


def _unit_rows(order: FormOrder, one: FormUnit, t: Catalogue) -> Iterator[FormRow]:
    t = t.with_decimals(one.checklist.rounding.decimals)
    asked = one.asked(order)
    for area in one.checklist.areas:
        if asked.isdisjoint(item.id for item in area.items):
            continue
        title = f"{area.id}. {t.write(area.title)} ({t.points(area.points)} {t.format(message('points'))})"
        if FormColumn.UNIT in order.columns:
            title = f"{one.unit.code} {t.write(one.unit.name)} – {title}"
        yield FormRow(RowKind.GROUP, (title,), area.id, one.unit.code)
        for group in area.parts:
            items = [item for item in group.items if item.id in asked]
            # A criterion of a scoring table is often its only item, with the same words.
            says_more = [t.write(item.question) for item in items] != [t.write(group.title)]
            if items and says_more and FormColumn.UNIT not in order.columns:
                yield FormRow(RowKind.CRITERION, (t.write(group.title),), group.id, one.unit.code)
            for item in group.own_items:
                if item.id in asked:
                    yield _item_row(order, one, item, t)
                    yield from _case_rows(order, one, item, t)


def _case_rows(order: FormOrder, one: FormUnit, item: Item, t: Catalogue) -> Iterator[FormRow]:
    """A row for each case that was drawn for an item."""
    drawn = one.cases_of(item, order)
    if drawn is None:
        return
    for place, name in enumerate(drawn.names, start=1):
        by_lot = message("Drawn by lot, {place} of {size}.", place=place, size=len(drawn.names))
        locked = {
            FormColumn.UNIT: one.unit.code,
            FormColumn.ITEM: f"{item.id}/{place}",
            FormColumn.QUESTION: name,
            FormColumn.GUIDANCE: t.format(by_lot),
        }
        texts = tuple(locked.get(column, "") for column in order.columns if column not in ANSWERED)
        yield FormRow(RowKind.CASE, texts, f"{item.id} {drawn.population}", one.unit.code, item)


def _item_row(order: FormOrder, one: FormUnit, item: Item, t: Catalogue) -> FormRow:
    locked: dict[FormColumn, str | Decimal] = {
        FormColumn.UNIT: one.unit.code,
        FormColumn.ITEM: item.id,
        FormColumn.QUESTION: t.write(item.question),
        FormColumn.GUIDANCE: "\n".join(
            [
                *([t.format(_CASES_BELOW)] if one.cases_of(item, order) else []),
                *guidance(one.checklist, item, order.campaign.period_from.year, t),
            ]
        ),
        FormColumn.POINTS: item.points,
        FormColumn.CLAIM: _claim(one, item, t),
    }
    texts = tuple(locked[column] for column in order.columns if column not in ANSWERED)
    return FormRow(RowKind.ITEM, texts, item.id, one.unit.code, item)


def _claim(one: FormUnit, item: Item, t: Catalogue) -> str:
    """What the unit said of itself, with its remark and its evidence; a dash where it said nothing."""
    answer = one.answers.get(item.id)
    claim = answer.claim if answer else None
    if claim is None:
        return "–"
    return "\n".join(
        piece
        for piece in (t.format(show_answer(item, claim.value)).strip(), claim.note, *claim.evidence)
        if piece
    )


def form_name(order: FormOrder) -> str:
    """The file of a form in plain letters: the unit's code, its name and the source, or the appraiser."""
    if order.appraisers:
        return f"tham-dinh_{_plain(order.appraisers[0])}.xlsx"
    unit = order.units[0].unit
    ending = "tu-cham" if order.source is Source.SELF else "tham-dinh"
    if order.units[0].open_work is not None:
        ending = "con-mo"
    return "_".join(part for part in (unit.code, _plain(unit.name), ending) if part) + ".xlsx"


def _plain(name: Text) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold_word(name.vi or name.en)).strip("-")[:60].strip("-")
