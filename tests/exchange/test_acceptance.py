"""Refusals of what a file brought name the file."""

from __future__ import annotations

import pytest

from inspection_lib.errors import (
    AnswerError,
    BundleError,
    ChainError,
    EvidenceError,
    InspectionError,
    StoreError,
)
from inspection_lib.exchange.acceptance import refusals_naming
from inspection_lib.language.messages import message

WHY, REMEDY = message("Why."), message("What to do.")


@pytest.mark.parametrize("kind", [ChainError, AnswerError, EvidenceError, InspectionError])
def test_an_error_about_the_content_names_the_file(kind: type[InspectionError]) -> None:
    """Message and remedy stay."""
    with pytest.raises(BundleError) as caught, refusals_naming("visit.zip"):
        raise kind(WHY, REMEDY)
    assert (caught.value.file, caught.value.message, caught.value.remedy) == ("visit.zip", WHY, REMEDY)


def test_a_store_that_fails_is_not_the_senders_fault() -> None:
    """A full disk stays a StoreError. A bundle that is refused already keeps its own reason."""
    for error in (StoreError(WHY, REMEDY), BundleError(WHY, REMEDY, "inner.zip")):
        with pytest.raises(type(error)) as caught, refusals_naming("visit.zip"):
            raise error
        assert caught.value is error
