"""What a checklist finds in itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from inspection_lib.language import Text
from inspection_lib.model import (
    LegalBasis,
    LegalDocument,
    LegalState,
)
from tests.builders import a_checklist, an_item


@pytest.mark.parametrize(
    ("document", "citation", "verified"),
    [
        (LegalState.VERIFIED, LegalState.VERIFIED, True),
        (LegalState.VERIFIED, LegalState.TO_BE_VERIFIED, False),
        (LegalState.TO_BE_VERIFIED, LegalState.VERIFIED, False),
    ],
)
def test_a_citation_is_verified_with_its_document(
    document: LegalState, citation: LegalState, verified: bool
) -> None:
    """An article of a document that nobody has read is not verified."""
    text = Text("Quyết định", "Decision")
    cited = LegalDocument("Q", "09/2015/QĐ-TTg", text, date(2015, 3, 25), text, None, None, document, "")
    assert LegalBasis(cited, text, citation).verified is verified


def test_a_checklist_finds_its_items_in_the_order_of_the_file() -> None:
    """The name is what plans use."""
    checklist = a_checklist([[an_item("A"), an_item("B")], [an_item("C", Decimal(2))]])
    assert [item.id for item in checklist.items] == ["A", "B", "C"]
    assert checklist.item("C") == checklist.areas[1].items[0]
    assert checklist.item("D") is None
    assert checklist.name == f"{checklist.id}.v{checklist.version}"
