"""Answers as people write them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.answers.parse import canonical, parse_answer
from inspection_lib.answers.show import show_answer
from inspection_lib.errors import AnswerError
from inspection_lib.language import Text
from inspection_lib.model import Choice, Item, ItemKind
from tests.builders import an_item


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        (ItemKind.YES_NO, "Có", "yes"),
        (ItemKind.YES_NO, "không", "no"),
        (ItemKind.RATIO, "1.052/1.210", "1052/1210"),
        (ItemKind.RATIO, " 0 / 0 ", "0/0"),
        (ItemKind.COUNT, "9/7", "9/7"),
        (ItemKind.OCCURRENCES, "1.646", "1646"),
        (ItemKind.DATE, "15/5/2017", "2017-05-15"),
        (ItemKind.DATE, "2017-05-15", "2017-05-15"),
        (ItemKind.DATE, "chưa", "not_done"),
        (ItemKind.NUMBER, "92,5", "92.5"),
        (ItemKind.NUMBER, "1.646,5", "1646.5"),
        (ItemKind.NUMBER, "0,125", "0.125"),
        (ItemKind.NUMBER, "0.125", "0.125"),
        (ItemKind.NUMBER, "1,2340", "1.2340"),
        (ItemKind.NUMBER, "0001.234", "1.2340"),
        (ItemKind.YES_NO, "co\u0301", "yes"),
        (ItemKind.DATE, "2017-05-15T08:30:00", "2017-05-15"),
        (ItemKind.TEXT, "  Một cửa  ", "Một cửa"),
        (ItemKind.RATIO, "Không áp dụng", "n/a"),
        (ItemKind.DATE, "15052017", "2017-05-15"),
        (ItemKind.DATE, "15/5/17", "2017-05-15"),
        (ItemKind.TEXT, "Nà", "Nà"),
        (ItemKind.TEXT, "Na", "Na"),
        (ItemKind.TEXT, "không áp dụng", "không áp dụng"),
        (ItemKind.TEXT, "N/A", "n/a"),
        (ItemKind.TEXT, "n/a", "n/a"),
    ],
)
def test_an_answer_is_understood_as_people_write_it(kind: ItemKind, raw: str, expected: str) -> None:
    """FreeText, grouped digits, decimal commas and days become one canonical text."""
    item = an_item("X", kind=kind)
    value = parse_answer(item, raw)
    assert canonical(value) == expected
    assert parse_answer(item, expected) == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (ItemKind.YES_NO, "maybe"),
        (ItemKind.RATIO, "5/4"),
        (ItemKind.RATIO, "1,5/2"),
        (ItemKind.RATIO, "-1/2"),
        (ItemKind.OCCURRENCES, "1,5"),
        (ItemKind.DATE, "31/2/2017"),
        (ItemKind.NUMBER, "1.234"),
        (ItemKind.TEXT, "   "),
        (ItemKind.OCCURRENCES, "0.123"),
        (ItemKind.OCCURRENCES, "1" * 40),
        (ItemKind.DATE, "2017-05-155"),
        (ItemKind.DATE, "2017-05-15abc"),
        (ItemKind.NUMBER, "1e3"),
    ],
)
def test_a_misfit_is_refused_with_a_remedy(kind: ItemKind, raw: str) -> None:
    """What does not fit, or can be read in two ways, is refused, and the remedy tells what to write."""
    with pytest.raises(AnswerError) as refused:
        parse_answer(an_item("X", kind=kind), raw)
    assert refused.value.remedy is not None


def a_level_item(*levels: tuple[str, str]) -> Item:
    labelled = tuple((key, Text(label, label)) for key, label in levels)
    return replace(an_item("X", kind=ItemKind.LEVEL), levels=labelled)


@pytest.mark.parametrize(
    ("levels", "raw", "key"),
    [
        ((("a", "Tốt"), ("b", "Kém")), "B", "b"),
        ((("a", "Tốt"), ("b", "Kém")), "tot", "a"),
        ((("d", "Dở"), ("đ", "Đúng")), "đ", "đ"),
        ((("d", "Dở"), ("đ", "Đúng")), "d", "d"),
        ((("a", "Một"), ("A", "Hai")), "A", "A"),
        ((("1", "2"), ("2", "3")), "2", "2"),
        ((("NA", "Nà Phặc"), ("b", "Khác")), "NA", "NA"),
    ],
)
def test_a_level_is_found_by_its_exact_key_first(
    levels: tuple[tuple[str, str], ...], raw: str, key: str
) -> None:
    """Then by key or label without marks and capitals."""
    assert parse_answer(a_level_item(*levels), raw) == Choice(key)


def test_a_word_that_fits_two_levels_is_refused() -> None:
    """Taking the first one would be a guess."""
    with pytest.raises(AnswerError):
        parse_answer(a_level_item(("d", "Dở"), ("đ", "Đúng")), "D")


@given(
    st.sampled_from(list(ItemKind)), st.text(max_size=30) | st.from_regex(r"[0-9.,/ -]{1,40}", fullmatch=True)
)
def test_whatever_is_typed_is_refused_or_can_be_read_again(kind: ItemKind, raw: str) -> None:
    """No text raises anything but AnswerError. The canonical form of an accepted text has the same value."""
    item = an_item("X", kind=kind)
    try:
        value = parse_answer(item, raw)
    except AnswerError:
        return
    assert parse_answer(item, canonical(value)) == value
    assert show_answer(item, value)
