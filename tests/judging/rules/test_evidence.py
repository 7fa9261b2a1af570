"""Rules on evidence: text, evidence, mark."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from inspection_lib.judging.rules.evidence import TextWithEvidence, evidence_given
from inspection_lib.model import Case, Choice, FreeText
from tests.judging.rules.cases import mark

RULE = TextWithEvidence("text_with_evidence", Decimal(1), Decimal("0.5"))


@pytest.mark.parametrize(
    ("text", "evidence", "expected"),
    [("x", ("12/KH",), "1"), ("x", (), "1/2"), ("", ("12/KH",), "0"), (" ", (), "0")],
)
def test_evidence_lifts_a_text_to_full_points(text: str, evidence: tuple[str, ...], expected: str) -> None:
    """A text alone has the points without evidence; evidence without a text has none."""
    assert mark(RULE, FreeText(text), *evidence) == Fraction(expected)


@pytest.mark.parametrize(("evidence", "expected"), [(("12/KH",), 1), ((), 0)])
def test_evidence_that_is_demanded_is_there_or_not(evidence: tuple[str, ...], expected: int) -> None:
    """The check looks at nothing else."""
    assert evidence_given(Case(Choice("yes"), evidence, "", 2017)).mark == expected
