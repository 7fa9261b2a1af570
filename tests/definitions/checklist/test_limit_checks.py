"""Limits that name what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.checklist.broken import assert_reported
from tests.definitions.checklist.schemes import scheme_after

FIRST = "{group: TC1, below: 0.5}, band_at_most: not-reached"


@pytest.mark.parametrize(
    ("new", "text"),
    [
        ("{group: TC9, below: 0.5}, band_at_most: not-reached", "'TC9' is no area or criterion"),
        ("{group: TC1, below: 0.5}, band_at_most: not-reachd", "The band 'not-reachd' does not exist"),
        ("{item: TC1, below: 5}, band_at_most: not-reached", "'TC1' is no item whose answer is a figure"),
        ("{group: TC1}, band_at_most: not-reached", "one subject and one figure"),
        ("{group: TC1, from: 1, below: 0.5}, band_at_most: not-reached", "one subject and one figure"),
        ("{group: TC1, item: I1, below: 0.5}, band_at_most: not-reached", "one subject and one figure"),
        ("{below: 0.5}, band_at_most: not-reached", "one subject and one figure"),
        ("[{group: TC1, below: 0.5}, {item: I1}], band_at_most: not-reached", "one subject and one figure"),
        ("{findings: grave, from: 1}, band_at_most: not-reached", "findings"),
    ],
)
def test_a_limit_that_makes_no_sense_is_reported(tmp_path: Path, new: str, text: str) -> None:
    """Names that do not exist, and conditions that say too little or too much."""
    assert_reported(scheme_after(tmp_path, "tiep-can-phap-luat", (FIRST, new)), text)


@pytest.mark.parametrize(
    "new",
    [
        "{item: I1, below: 5}, band_at_most: not-reached",
        "[{group: A, below: 0.5}, {item: I1, from: 2}], band_at_most: not-reached",
        "{findings: critical, from: 1}, band_at_most: not-reached",
    ],
)
def test_a_limit_may_look_at_groups_items_and_findings(tmp_path: Path, new: str) -> None:
    """One condition or several."""
    assert scheme_after(tmp_path, "tiep-can-phap-luat", (FIRST, new)) == []
