"""Citations of legal documents become links to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.checklist.broken import assert_reported, problems_after


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("document: QD225", "document: QD252", "not listed"),
        ("id: QD225", "id: QD09", "listed twice"),
    ],
)
def test_a_citation_that_leads_nowhere_is_reported(tmp_path: Path, old: str, new: str, text: str) -> None:
    """A document that is not listed, or listed twice."""
    assert_reported(problems_after(tmp_path, old, new), text)
