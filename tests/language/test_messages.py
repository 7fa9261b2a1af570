"""Messages keep their values apart from their text; in English they read as sentences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from inspection_lib.language.messages import (
    Fault,
    Language,
    Message,
    Text,
    in_english,
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


def test_people_compare_the_first_16_digits_of_a_digest_in_groups() -> None:
    """Fewer digits give fewer groups."""
    assert short_digest("0123456789abcdef0123") == "0123 4567 89ab cdef"
    assert short_digest("01234") == "0123 4"


def test_a_fault_is_its_message_and_its_remedy() -> None:
    """Where nothing can be done it is the message alone."""
    assert str(Fault(Message("The disk is full."), Message("Make room."))) == "The disk is full. Make room."
    assert str(Fault(Message("The disk is full."))) == "The disk is full."


def test_a_text_has_both_languages() -> None:
    """The page chooses."""
    text = Text("huyện", "district")
    assert [text.in_language(language) for language in (Language.VI, Language.EN)] == ["huyện", "district"]
