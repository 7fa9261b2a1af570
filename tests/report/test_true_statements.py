"""The statements of version 2 are true of the answers behind them, over generated inspections.

Each statement is read a second time here, from the printed text back to the numbers, with code of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import zip_longest

import pytest

from inspection_lib.judging import (
    DateDeadline,
    Levels,
    NumberBounds,
    RatioLinear,
    RatioSteps,
    RatioThreshold,
    assess,
    text_for,
)
from inspection_lib.language import Language
from inspection_lib.model import (
    AnswerValue,
    Choice,
    Day,
    FreeText,
    Item,
    ItemKind,
    Number,
    Outcome,
    Ratio,
    Response,
)
from inspection_lib.report.findings import finding_lines
from inspection_lib.report.values import FindingLine
from tests.builders import a_response, an_inspection
from tests.makers.definitions import Shipped

NEW = Shipped(("commune", "department", "district"), 2)
OUTCOMES = (Outcome.FAIL, Outcome.PARTIAL, Outcome.UNANSWERED)
DUE_IN = 2017
NOT_DONE = {Language.VI: "chưa thực hiện", Language.EN: "not done"}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def responses(item: Item) -> Iterator[Response]:
    """Answers that reach every outcome of the item, on both sides of each limit."""
    match item.kind:
        case ItemKind.YES_NO:
            values: Sequence[AnswerValue] = [Choice("yes"), Choice("no")]
        case ItemKind.LEVEL:
            assert isinstance(item.rule, Levels)
            values = [Choice(level.key) for level in item.rule.levels]
        case ItemKind.RATIO | ItemKind.COUNT:
            pairs = [(n, of) for of in (1, 2, 3, 7, 30) for n in range(of + 1)]
            limits = (*range(5, 100, 5), 98)  # percent: every step, threshold and end of a line is among them
            pairs += [(n * 1000 + step, 100_000) for n in limits for step in (-1, 0, 1)]
            values = [Ratio(Decimal(n), Decimal(of)) for n, of in pairs]
        case ItemKind.OCCURRENCES:
            values = [Number(Decimal(count)) for count in range(25)]
        case ItemKind.DATE:
            assert isinstance(item.rule, DateDeadline)
            due = item.rule.due_day(DUE_IN)
            values = [Day(due + timedelta(days)) for days in (-9, 0, 1, 15, 16, 30, 31, 300)] + [Day(None)]
        case ItemKind.NUMBER:
            values = [Number(Decimal(text)) for text in ("0", "12.5", "39.9", "40", "79.99", "80", "200")]
        case ItemKind.TEXT:
            yield a_response(FreeText("Mã QR tra cứu hồ sơ"), evidence=("12/BC-UBND",))
            values = [FreeText("Mã QR tra cứu hồ sơ"), FreeText("Không có")]
    yield from (a_response(value) for value in values)


@cache
def lines_of(kind: str) -> list[tuple[Item, Response | None, FindingLine]]:
    """The findings of many generated inspections: one has no answers, the n-th each item's n-th answer."""
    checklist = NEW[kind]
    steering = {item.id for item in checklist.items if item.rule_name == "recorded"}
    nothing = (None,) * len(checklist.items)
    made = []
    for row in (nothing, *zip_longest(*(responses(item) for item in checklist.items))):
        found = {item.id: given for item, given in zip(checklist.items, row, strict=True) if given}
        found |= dict.fromkeys(steering, a_response(Choice("yes")))
        inspection = an_inspection(checklist, found, submitted=True)
        for line in finding_lines(inspection, assess(inspection)):
            item = checklist.item(line.item_id)
            assert item is not None
            if line.scored:
                made.append((item, found.get(item.id), line))
    return made


@pytest.mark.parametrize("kind", NEW)
def test_the_generated_answers_reach_every_outcome_that_has_a_text(kind: str) -> None:
    """A text exists exactly where the rule can give its outcome; every item can stay unanswered."""
    reached = {(item.id, line.outcome) for item, _, line in lines_of(kind)}
    written = {
        (item.id, outcome)
        for item in NEW[kind].items
        for outcome in OUTCOMES
        if text_for(item.finding_texts, outcome)
        and not (item.rule_name == "recorded" and outcome is Outcome.UNANSWERED)
    }
    assert reached == written
    assert all(item.finding_texts.unanswered for item in NEW[kind].items)


SIGNS = {
    Language.VI: {
        "pair": r"(?<![\d/])(?P<numerator>\d[\d.]*)/(?P<denominator>\d[\d.]*)(?![\d/.])",
        "none": r"^(Không có|Chưa) .*\bnào trong (?P<none>[\d.]+) ",
        "share": r"^Chỉ (?P<share>[\d.,]+)\s?%|\((?P<share_too>[\d.,]+)\s?%\)",
        "minimum": r"(mức yêu cầu|mức tối thiểu) (?P<minimum>[\d.,]+)\s?(%$|m²$)",
        "value": r"^(Có|Phát hiện) (?P<value>[\d.,]+) | là (?P<value_too>[\d.,]+) m²",
        "days": r"(ban hành ngày|ngày ban hành:) (?P<day>[^,;]+)[,;].*thời hạn:? (?P<due>[\d/]+)",
    },
    Language.EN: {
        "pair": r"(?<![\d.,])(?P<numerator>\d[\d,]*) of (?P<denominator>\d[\d,]*)",
        "none": r": none of (?P<none>[\d,]+)",
        "share": r"^Only (?P<share>[\d.,]+)%|\((?P<share_too>[\d.,]+)%\)",
        "minimum": r"(?P<minimum>[\d.,]+)% is required$|minimum of (?P<minimum_too>[\d.,]+) m²$",
        "value": r": (?P<value>[\d.,]+)$|is (?P<value_too>[\d.,]+) m²",
        "days": r"(issued on|issued:) (?P<day>[^,;]+)[,;].*due( day|:) (?P<due>[^)]+)",
    },
}
"""How the sentences say a figure. The texts of the checklists are not looked at."""


def read_back(printed: str, language: Language) -> dict[str, str]:
    """The figures that a sentence states."""
    found = (re.search(sign, printed) for sign in SIGNS[language].values())
    parts = [match.groupdict() for match in found if match]
    return {name.removesuffix("_too"): text for part in parts for name, text in part.items() if text}


def number(printed: str, language: Language) -> Fraction:
    """A printed number: `1.234,5` in Vietnamese, `1,234.5` in English."""
    group, point = (".", ",") if language is Language.VI else (",", ".")
    return Fraction(printed.replace(group, "").replace(point, "."))


def half_a_digit(printed: str, language: Language) -> Fraction:
    """Half a unit of the last digit of a printed percentage, as a share."""
    point = "," if language is Language.VI else "."
    return Fraction(1, 200 * 10 ** len(printed.partition(point)[2]))


def required(item: Item) -> Fraction | None:
    """From where the item gives full points."""
    match item.rule:
        case RatioSteps(steps=steps):
            return Fraction(max(step.at for step in steps))
        case RatioLinear(full_at=at) | RatioThreshold(full_from=at):
            return Fraction(at)
        case NumberBounds(minimum=minimum) if minimum is not None:
            return Fraction(minimum)
    return None


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", NEW)
def test_the_figures_of_a_statement_are_those_of_the_answer(kind: str, language: Language) -> None:
    """Every sentence on a figure states it, as the answer has it, and on the right side of the minimum."""
    for item, response, line in lines_of(kind):
        printed = line.statement.in_language(language)
        assert not set(printed) & set("{}?")
        if response is None:
            assert line.outcome is Outcome.UNANSWERED
            continue
        got = read_back(printed, language)
        match response.value:
            case Ratio(numerator, denominator):
                _check_shares(item, Fraction(numerator), Fraction(denominator), got, language)
            case Number(value):
                assert number(got["value"], language) == value
                if item.kind is ItemKind.NUMBER:
                    assert value < number(got["minimum"], language) == required(item)
            case Day(day):
                assert isinstance(item.rule, DateDeadline)
                due = item.rule.due_day(DUE_IN)
                assert _day(got["due"], language) == due
                if day is None:
                    assert line.outcome is Outcome.FAIL
                    assert got["day"] == NOT_DONE[language]
                else:
                    assert _day(got["day"], language) == day > due
            case Choice(key) if "{level}" in (_text(item, line.outcome) or ""):
                assert isinstance(item.rule, Levels)
                label = next(level.label for level in item.rule.levels if level.key == key)
                assert printed.endswith(f": {label.in_language(language)}")


def _text(item: Item, outcome: Outcome) -> str | None:
    text = text_for(item.finding_texts, outcome)
    return text.vi if text else None


def _check_shares(
    item: Item, numerator: Fraction, denominator: Fraction, got: dict[str, str], language: Language
) -> None:
    share = numerator / denominator
    if "none" in got:
        assert numerator == 0, item.id
        assert number(got["none"], language) == denominator, item.id
    else:
        assert number(got["numerator"], language) == numerator, (item.id, got)
        assert number(got["denominator"], language) == denominator, item.id
    if item.kind is ItemKind.COUNT or "none" in got:
        assert "minimum" not in got
        return
    printed = number(got["share"], language) / 100
    assert abs(printed - share) <= half_a_digit(got["share"], language), (item.id, numerator, denominator)
    if "minimum" in got:
        least = number(got["minimum"], language) / 100
        assert least == required(item)
        assert printed < least, (item.id, numerator, denominator, got)


def _day(printed: str, language: Language) -> date:
    if language is Language.VI:
        day, month, year = (int(part) for part in printed.split("/"))
        return date(year, month, day)
    found = re.fullmatch(r"(\d+) (\w{3})\w* (\d{4})", printed)
    assert found, printed
    return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
