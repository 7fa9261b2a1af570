"""Rules on evidence: text, evidence, mark."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from inspection_lib.answers import EvidenceOfAnswer
from inspection_lib.judging.rules.evidence import TextWithEvidence, evidence_given
from inspection_lib.language import in_english
from inspection_lib.model import Case, FreeText
from tests.judging.rules.cases import mark

RULE = TextWithEvidence("text_with_evidence", Decimal(1), Decimal("0.5"))


@pytest.mark.parametrize(
    ("text", "evidence", "expected"),
    [
        ("x", ("12/KH",), "1"),
        ("x", (), "1/2"),
        ("", ("12/KH",), "0"),
        (" ", (), "0"),
        ("Không có", ("12/KH",), "0"),
        ("-", (), "0"),
    ],
)
def test_evidence_lifts_a_text_to_full_points(text: str, evidence: tuple[str, ...], expected: str) -> None:
    """A text alone has the points without evidence; evidence without a text has none."""
    assert mark(RULE, FreeText(text), *evidence) == Fraction(expected)


def test_evidence_that_only_the_unit_named_counts_and_is_marked() -> None:
    """The inspectors have not looked at it."""
    verdict = RULE.judge(Case(FreeText("x"), ("12/KH",), "", 2017, evidence_seen=False))
    assert verdict.mark == 1
    assert "not looked at" in in_english(verdict.reason)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (EvidenceOfAnswer(("12/KH",)), 1),
        (EvidenceOfAnswer(("12/KH",), seen=False), 1),
        (EvidenceOfAnswer(), 0),
        (EvidenceOfAnswer(rejected="not accepted, because old"), 0),
    ],
)
def test_evidence_that_is_demanded_is_there_or_not(evidence: EvidenceOfAnswer, expected: int) -> None:
    """Seen or not; a refusal is repeated in the reason."""
    verdict = evidence_given(evidence)
    assert verdict.mark == expected
    assert evidence.rejected in in_english(verdict.reason)
