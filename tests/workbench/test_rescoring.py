"""Which items ask the same in two checklists."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inspection_lib.language import Text
from inspection_lib.workbench import Workbench
from inspection_lib.workbench.rescoring import same_items
from tests.builders import a_checklist, a_ratio_item, an_item


def test_items_mean_the_same_by_kind_question_and_levels() -> None:
    """Points and rules may differ: these are what is to be told apart from the unit."""
    old = a_checklist([[an_item("A"), an_item("B"), an_item("C"), an_item("D")]])
    other = replace(an_item("C"), question=Text("Câu khác", "Another question"))
    new = a_checklist([[replace(an_item("A"), points=Decimal(9)), a_ratio_item("B"), other, an_item("E")]])
    assert same_items(old, new) == {"A"}


def test_versions_two_and_three_of_a_checklist_share_their_questions(workbench: Workbench) -> None:
    """Most of them: a campaign under the next version can be compared."""
    before, after = (workbench.checklist(f"par-commune.v{version}") for version in (1, 2))
    assert len(same_items(before, after)) > len(after.items) / 2
