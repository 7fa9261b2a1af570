"""One citation in a report."""

from __future__ import annotations

from datetime import date

from inspection_lib.model import LegalState
from inspection_lib.report import LegalLine
from tests.builders import A_TEXT


def test_a_document_is_known_by_its_number_and_its_date() -> None:
    """Two articles of one document have one key."""
    line = LegalLine(
        A_TEXT, "30/2020/NĐ-CP", date(2020, 3, 5), A_TEXT, None, LegalState.VERIFIED, LegalState.VERIFIED
    )
    assert line.key == ("30/2020/NĐ-CP", date(2020, 3, 5))
