"""One item against its checklist."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.checklist.broken import assert_reported, problems_after


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("is: [yes]", "is: [perhaps]", "cannot be answered"),
        ("item: C00", "item: C99", "does not exist"),
        ("item: C00", "item: C14", "carries points"),
        ("cap: average", "cap: averag", "does not exist"),
        ("measure: settled_on_time", "measure: settled", "no measure"),
        ("valid_from: 2015-05-15", "valid_from: 2017-05-16", "not in force"),
        ("decimals: 2", "decimals: 0", "overshot"),
        ("kind: number", "kind: ratio", "does not judge answers"),
    ],
)
def test_an_item_that_does_not_fit_its_checklist_is_reported(
    tmp_path: Path, old: str, new: str, text: str
) -> None:
    """Conditions, caps, registers, points, labels and the dates of the law."""
    assert_reported(problems_after(tmp_path, old, new), text)
