"""An answer by its source, evidence by its reference."""

from __future__ import annotations

from inspection_lib.model import (
    Answer,
    Attachment,
    Source,
)
from tests.builders import no, yes


def test_an_answer_has_a_response_of_each_source() -> None:
    """The unit's claim and the inspectors' response are never mixed."""
    answer = Answer("A", claim=yes(), finding=no())
    assert (answer.by(Source.SELF), answer.by(Source.INSPECTOR)) == (yes(), no())


def test_evidence_is_referred_to_by_number_or_by_name_and_digest() -> None:
    """The digest tells two files of one name apart."""
    assert Attachment(number="12/KH-UBND").reference == "12/KH-UBND"
    assert Attachment(sha256="0123456789abcdef", name="a.pdf").reference == "a.pdf (sha256:0123456789ab)"
