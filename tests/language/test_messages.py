"""Messages keep their values apart from their text; in English they read as sentences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.language import open_catalogue
from inspection_lib.language.messages import (
    Fault,
    Language,
    Message,
    Text,
    in_english,
    inside,
    message,
    percent_of,
    short_digest,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("060", "060"),
        (1052, "1052"),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+3"), "1000"),
        (Fraction(526, 605), "86.94%"),
        (date(2017, 5, 15), "2017-05-15"),
        (Text("huyện", "district"), "district"),
        (Text("Ba Bể", ""), "Ba Bể"),
    ],
)
def test_a_value_is_plain_in_english(
    value: str | int | Decimal | Fraction | date | Text, written: str
) -> None:
    """Logs and tracebacks need no catalogue."""
    assert in_english(message("{value}", value=value)) == written


def test_a_text_without_values_may_hold_braces() -> None:
    """What people wrote is never taken for a template."""
    assert in_english(Message("{not a placeholder}")) == "{not a placeholder}"


def test_a_value_is_not_taken_for_a_template() -> None:
    """Braces in a value stay as they are."""
    assert in_english(message("{value}", value="{other}")) == "{other}"


def test_messages_with_the_same_text_and_values_are_equal() -> None:
    """They are values: a report that is read back equals the one that was written."""
    assert (
        message("{a} of {b}", a=1, b=2) == message("{a} of {b}", a=1, b=2) != message("{a} of {b}", a=2, b=2)
    )


@pytest.mark.parametrize(
    ("share", "percent"), [("1/3", "33.33"), ("1/800", "0.13"), ("2/3", "66.67"), ("1", "100")]
)
def test_a_share_is_a_percentage_with_two_decimals_half_up(share: str, percent: str) -> None:
    """1/800 is 0.125 %: half a hundredth is rounded up."""
    assert percent_of(Fraction(share)) == Decimal(percent)


@pytest.mark.parametrize(
    ("share", "others", "percent"),
    [
        ("0.7996", ["0.8"], "79.96"),
        ("0.79996", ["0.8"], "79.996"),
        ("0.79996", [], "79.996"),
        ("0.799999999", [], "79.9999999"),
        ("0.80001", ["0.8"], "80.001"),
        ("0.8", ["0.8"], "80"),
        ("0.87506", [], "87.51"),
        ("0.87506", ["0.8751"], "87.506"),
        ("0.8751", ["0.87506"], "87.51"),
        ("999999999999999/1000000000000000", [], "99.9999999999999"),
        ("0.66667", ["0.666672"], "66.667"),
        ("2/3", ["0.6667", "0.95"], "66.667"),
    ],
)
def test_a_share_has_as_many_decimals_as_tell_it_from_the_others(
    share: str, others: list[str], percent: str
) -> None:
    """A share below a threshold is never written like the threshold, nor like a whole percent."""
    assert percent_of(Fraction(share), *map(Fraction, others)) == Decimal(percent)


@given(st.fractions(0, 1, max_denominator=10**15), st.integers(0, 10_000))
def test_two_shares_that_differ_are_never_written_alike(share: Fraction, hundredths: int) -> None:
    """And the larger one is written as the larger number."""
    threshold = Fraction(hundredths, 10_000)
    written, other = percent_of(share, threshold), percent_of(threshold, share)
    assert (written < other, written == other) == (share < threshold, share == threshold)


def test_people_compare_the_first_16_digits_of_a_digest_in_groups() -> None:
    """Fewer digits give fewer groups."""
    assert short_digest("0123456789abcdef0123") == "0123 4567 89ab cdef"
    assert short_digest("01234") == "0123 4"


def test_words_inside_a_sentence_begin_with_a_small_letter() -> None:
    """An abbreviation keeps its letters; no words stay none."""
    said = ("Báo cáo chậm", "Đơn vị", "CCHC và TTHC", "a", "")
    assert [inside(words) for words in said] == ["báo cáo chậm", "đơn vị", "CCHC và TTHC", "a", ""]


def test_a_fault_is_its_message_and_its_remedy() -> None:
    """Where nothing can be done it is the message alone."""
    assert str(Fault(Message("The disk is full."), Message("Make room."))) == "The disk is full. Make room."
    assert str(Fault(Message("The disk is full."))) == "The disk is full."


def test_a_text_has_both_languages() -> None:
    """The page chooses."""
    text = Text("huyện", "district")
    assert [text.in_language(language) for language in (Language.VI, Language.EN)] == ["huyện", "district"]


@pytest.mark.parametrize("name", ["event", "line", "port", "row", "year"])
def test_a_number_that_names_something_is_never_grouped(name: str) -> None:
    """Line 1646 is no quantity; 1.646 dossiers are one."""
    text = message(f"{{{name}}}, {{count}}", **{name: 1646, "count": 1646})
    assert open_catalogue(Language.VI).format(text) == "1646, 1.646"
