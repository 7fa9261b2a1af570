"""What the leadership's sheet says in sentences: of all units of a kind; an example says that it is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from inspection_lib.judging import required_figure
from inspection_lib.language import (
    Catalogue,
    Message,
    MessageValue,
    Text,
    ValueKind,
    inside,
    message,
    percent,
)
from inspection_lib.model import Checklist, Item, ItemKind, Office, OwnCause, UnitKind, cause_words
from inspection_lib.report import CommonShortfall, LeadershipSheet, NoLonger, Period, ToldOf, UnitFact

_ASKED = " là bao nhiêu?"
"""How Vietnamese questions for a figure end; a statement about the figure does without."""
_STEP = Decimal("0.01")
MOST_NAMED = 4
"""Units that one sentence of what needs attention names; the others are counted."""


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What a sheet is about: whose, for which period, the checklists by name. ``year`` is inspected."""

    title: Text
    period: Period | None
    checklists: Mapping[str, Checklist]
    year: int
    office: Office
    provinces: Mapping[str, Text] = field(default_factory=dict)
    """The names of provinces by their page, on a sheet of several: a unit is then named with its own."""

    causes: tuple[OwnCause, ...] = ()
    """The causes that the province added to the article's."""

    later: tuple[str, ...] = ()
    """Campaigns after this one, by id: what they found of its tasks is not on its sheet."""

    def cause(self, cause: str, t: Catalogue) -> str:
        """A cause inside a sentence."""
        return inside(cause_words(cause, self.causes, t))

    def item(self, checklist: str, item_id: str) -> Item | None:
        """An item of one of the checklists."""
        found = self.checklists.get(checklist)
        return found.item(item_id) if found else None


def period_words(period: Period) -> Message:
    """The period's name."""
    year = MessageValue("year", ValueKind.TEXT, str(period.first.year))
    if period.quarter:
        return message("Quarter {quarter} of {year}", quarter=(period.first.month + 2) // 3, year=year)
    return message("Month {month} of {year}", month=str(period.first.month), year=year)


def kind_in_text(kind: UnitKind) -> Text:
    """The kind inside a sentence: "111 xã", "111 communes"."""
    vi, en = kind.name.vi, kind.plural.en or kind.plural.vi
    return Text(f"{vi[:1].lower()}{vi[1:]}", f"{en[:1].lower()}{en[1:]}")


def shortfall_sentence(found: CommonShortfall, head: SheetHead) -> Message:
    """How many units of the kind do not meet the item, and what is required."""
    item = head.item(found.checklist, found.item_id)
    required = required_figure(item, head.year) if item else None
    values: dict[str, int | Text | MessageValue] = {
        "short": found.short,
        "judged": found.judged,
        "kind": kind_in_text(found.kind),
        "topic": topic(item) if item else Text(found.item_id, found.item_id),
    }
    if item and item.kind is ItemKind.OCCURRENCES:
        return message("{short} of {judged} {kind} had such cases: {topic}", **values)
    if required is None:
        return message("{short} of {judged} {kind} do not fully meet: {topic}", **values)
    values["required"] = required
    if required.name == "minimum":
        return message("{short} of {judged} {kind} do not reach the required {required}: {topic}", **values)
    if required.name == "maximum":
        return message("{short} of {judged} {kind} are above the allowed {required}: {topic}", **values)
    return message(
        "{short} of {judged} {kind} were later than {required}, or have not done it: {topic}", **values
    )


def topic(item: Item) -> Text:
    """What an item is about: its question, without the words that only ask for a figure."""
    return Text(item.question.vi.removesuffix(_ASKED), item.question.en)


def shortfall_details(found: CommonShortfall, head: SheetHead, t: Catalogue) -> tuple[str, ...]:
    """Median, degree, points lost and main cause, each a phrase."""
    item = head.item(found.checklist, found.item_id)
    phrases = []
    if found.median is not None and item:
        phrases.append(message("median {figure}", figure=_figure(item, found.median, head, t)))
    phrases += [
        message(
            "no points: {failed}; a part of the points: {partial}",
            failed=found.failed,
            partial=found.short - found.failed,
        ),
        _lost(found, item, t),
    ]
    if found.cause:
        cause = message(
            "main cause: {cause} ({times} of {short})",
            cause=head.cause(found.cause, t),
            times=found.with_cause,
            short=found.short,
        )
        phrases.append(cause)
    else:
        phrases.append(message("no cause is recorded"))
    return tuple(map(t.format, phrases))


def _lost(found: CommonShortfall, item: Item | None, t: Catalogue) -> Message:
    """The points of all, and beside the mean what a unit could have."""
    mean = (found.lost / found.judged).quantize(_STEP, ROUND_HALF_UP)
    lost = {"lost": t.points(found.lost), "mean": t.points(mean)}
    if item is None:
        return message("{lost} points lost in all, {mean} a unit", **lost)
    most = t.points(item.points)
    return message("{lost} points lost in all, {mean} of {most} a unit", **lost, most=most)


def example_sentence(found: CommonShortfall, head: SheetHead, t: Catalogue) -> str:
    """The unit that lost most, said to be one unit; "" without one."""
    if found.example is None:
        return ""
    item = head.item(found.checklist, found.item_id)
    unit = office_of(found.example, head)
    if found.figure is None or item is None:
        return t.format(message("An example of a unit that lost most: {unit}", unit=unit))
    text = message(
        "An example of a unit that lost most: {unit} ({figure})",
        unit=unit,
        figure=_figure(item, found.figure, head, t),
    )
    return t.format(text)


def office_of(unit: UnitFact, head: SheetHead) -> Text:
    """How the inspected office of a unit is called, with its province where there are several."""
    return _with_province(head.office.office_name(unit.kind, unit.name), unit, head)


def name_of(unit: UnitFact, head: SheetHead) -> Text:
    """The unit's own name, shorter than its office's in a list; with its province where there are several."""
    return _with_province(unit.name, unit, head)


def _with_province(name: Text, unit: UnitFact, head: SheetHead) -> Text:
    above = head.provinces.get(unit.page)
    if above is None or above == unit.name:
        return name
    en = f"{name.en or name.vi}, {above.en or above.vi}"
    return Text(f"{name.vi}, {above.vi}", en)


def _figure(item: Item, figure: Decimal, head: SheetHead, t: Catalogue) -> str:
    """A figure as the item's answers are written: a share as a percentage, else a number with its unit."""
    if item.kind in (ItemKind.RATIO, ItemKind.COUNT, ItemKind.CASES):
        required = required_figure(item, head.year)
        is_share = required is not None and required.kind is ValueKind.PERCENT
        beside = [Fraction(Decimal(required.value)) / 100] if required and is_share else []
        return t.value(percent(Fraction(figure) / 100, *beside))
    unit = dict(item.labels).get("unit")
    words = t.number(figure.normalize() if figure else figure)
    return f"{words} {t.write(unit)}" if unit else words


def no_longer_sentence(one: NoLonger, head: SheetHead, t: Catalogue) -> str:
    """What was told, and what is so now."""
    kind = kind_in_text(one.kind)
    now = t.points(one.now) if one.now is not None else "\N{EN DASH}"
    if one.what is ToldOf.MEDIAN:
        then = t.points(one.then)
        return t.format(message("Median of {kind}: {then} then, {now} now", kind=kind, then=then, now=now))
    if one.what is ToldOf.WEAK and one.unit:
        weak = message(
            "{unit}: {then} then, {now} now; no longer among the weakest {kind}",
            unit=office_of(one.unit, head),
            kind=kind,
            then=t.points(one.then),
            now=now,
        )
        return t.format(weak)
    item = head.item(one.checklist, one.item_id)
    shown = message(
        "{then} of {judged_then} {kind} then, {now} of {judged_now} now: {item} {topic}",
        item=one.item_id,
        topic=topic(item) if item else Text("", ""),
        kind=kind,
        then=int(one.then),
        judged_then=one.judged_then,
        now=int(one.now or 0),
        judged_now=one.judged_now,
    )
    return t.format(shown)


def coverage_sentence(sheet: LeadershipSheet, t: Catalogue) -> str:
    """How many units are inspected, and in words how many nobody visited."""
    found = sheet.coverage
    text = message(
        "{concluded} of {units} units are inspected; {begun} are not finished; "
        "nobody has visited {not_visited} units",
        concluded=found.concluded,
        units=found.units,
        begun=found.begun,
        not_visited=found.not_visited,
    )
    return t.format(text)


def attention_sentences(sheet: LeadershipSheet, head: SheetHead, t: Catalogue) -> tuple[str, ...]:
    """Which units are not visited, not finished, or wait for a decision; nothing of what there is none of."""
    waiting, lines = sheet.waiting, []
    if some := waiting.not_visited:
        units = _names(some, head, t)
        lines.append(message("Nobody has visited ({count}): {units}", count=len(some), units=units))
    if some := waiting.begun:
        units = _names(some, head, t)
        lines.append(message("Not finished ({count}): {units}", count=len(some), units=units))
    if some := waiting.contradicted:
        text = message(
            "Figures that contradict a register, or answers recorded differently, wait for a decision; "
            "scores with '?' may still change ({count}): {units}",
            count=len(some),
            units=_names(some, head, t),
        )
        lines.append(text)
    return tuple(map(t.format, lines))


def _names(units: Sequence[UnitFact], head: SheetHead, t: Catalogue) -> str:
    """The first units by name, and how many there are besides."""
    named = ", ".join(t.write(name_of(unit, head)) for unit in units[:MOST_NAMED])
    more = len(units) - MOST_NAMED
    return t.format(message("{units} and {count} more", units=named, count=more)) if more > 0 else named
