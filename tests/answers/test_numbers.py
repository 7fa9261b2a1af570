"""Numbers below 0 and amounts of money, as people write them. The form's test reads the same figures."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inspection_lib.answers.numbers import amount_in, is_ambiguous, parse_number, parse_signed, split_amount
from inspection_lib.answers.parse import canonical, parse_answer
from inspection_lib.errors import AnswerError
from inspection_lib.model import Item, ItemKind, Money, Number
from tests.builders import an_item

FIGURES = json.loads((Path(__file__).parents[1] / "data" / "figures.json").read_text("utf-8"))["figures"]


def a_number(negative: bool = False, money: str = "") -> Item:
    item = an_item("X", kind=ItemKind.NUMBER)
    return replace(item, negative=negative, money=Money(money) if money else None)


@pytest.mark.parametrize(("raw", "settings", "expected"), FIGURES)
def test_a_figure_is_read_exactly_or_refused(
    raw: str, settings: dict[str, str], expected: str | None
) -> None:
    """What is read is held in the item's unit; what may mean two things, or no figure, is refused."""
    item = a_number(bool(settings.get("negative")), settings.get("money", ""))
    if expected is None:
        with pytest.raises(AnswerError):
            parse_answer(item, raw)
    else:
        value = parse_answer(item, raw)
        assert value == Number(Decimal(expected))
        assert parse_answer(item, canonical(value)) == value


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3), st.booleans())
def test_what_is_recorded_is_read_back(number: Decimal, has_comma: bool) -> None:
    """The canonical text of any number below or above 0 gives the number, also with a decimal comma."""
    item, value = a_number(negative=True), Number(abs(number) if number == 0 else number)
    raw = canonical(value)
    assert parse_answer(item, raw.replace(".", ",") if has_comma else raw) == value


@given(st.integers(0, 10**15 - 1), st.sampled_from(Money), st.sampled_from(["nghìn", "triệu", "tỷ", "đồng"]))
def test_an_amount_is_the_same_in_every_unit(dong: int, unit: Money, word: str) -> None:
    """Whatever units the text and the item have, the amount in đồng is the one that was written."""
    zeros = {"đồng": 0, "nghìn": 3, "triệu": 6, "tỷ": 9}[word]
    text = f"{Decimal(dong).scaleb(-zeros):f}".replace(".", ",")
    split = split_amount(f"{text} {word}")
    assert split is not None
    assume(not is_ambiguous(split[0]))
    figure = parse_number(split[0])
    assert figure is not None
    amount = amount_in(unit, figure, split[1])
    power = {Money.DONG: 0, Money.THOUSAND: 3, Money.MILLION: 6, Money.BILLION: 9}[unit]
    assert amount is not None
    assert amount.scaleb(power) == dong


def test_only_one_sign_is_a_sign() -> None:
    """`-5` is below 0; two signs, or a sign at the end, are no number."""
    assert [parse_signed(text) for text in ("-5", "5", "--5", "5-", "-")] == [-5, 5, None, None, None]
