"""A rule of an extension lets nothing through that is no verdict."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from inspection_lib.language import Text, in_english
from inspection_lib.model import Case, ExtensionOrigin, FreeText, OfficeRule, Verdict, in_words

REASON = in_words(Text("vì", "why"))
CASE = Case(FreeText("x"), (), "", 2017)


class Gives:
    """A rule that gives some value, or raises it."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def judge(self, case: Case) -> Verdict:
        """Whatever it was made with."""
        if isinstance(self.value, BaseException):
            raise self.value
        found: Verdict = self.value
        return found

    def best_points(self) -> None:
        """None."""


def judged(value: Any) -> Verdict:
    """What a rule of an extension gives."""
    return OfficeRule("own.x", Gives(value), None, Text("", ""), ExtensionOrigin("own", "1", "")).judge(CASE)


def test_a_verdict_passes() -> None:
    """As it is; its reason is in the words of the extension."""
    verdict = Verdict(Fraction(1, 2), REASON)
    assert judged(verdict) is verdict
    assert in_english(verdict.reason) == "why"


@pytest.mark.parametrize(
    "value",
    [
        None,
        1,
        Verdict(Fraction(3, 2), REASON),
        Verdict(0.5, REASON),  # type: ignore[arg-type]
        Verdict(Fraction(1), "why"),  # type: ignore[arg-type]
    ],
)
def test_anything_else_is_an_error(value: object) -> None:
    """It becomes an error of the item, not a wrong score."""
    with pytest.raises(TypeError):
        judged(value)


def test_a_rule_does_not_end_the_program() -> None:
    """Its exit is an error like any other."""
    with pytest.raises(RuntimeError, match="ended the program"):
        judged(SystemExit(0))
