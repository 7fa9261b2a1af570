"""The open findings on a unit by the items that ask about them, and what forms say of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import NO_CALENDAR, Condition
from inspection_lib.report import (
    MendingState,
    OpenWork,
    follow_actions,
    open_finding_words,
    open_work_head,
    open_work_on,
)
from inspection_lib.report.mending import Mending
from tests.builders import a_checklist, an_item
from tests.report.test_actions import LIST, a_line, a_round, a_visit

EN = open_catalogue(Language.EN)
NEXT = replace(
    a_checklist(
        [
            [
                replace(an_item("A1"), replaces=("A",)),
                replace(an_item("A2"), replaces=("A",), applies_when=Condition("C", ("yes",))),
                an_item("C"),
                an_item("D"),
            ]
        ]
    ),
    version=LIST.version + 1,
)


def work_of(*ids: str) -> OpenWork:
    """The open work where the first visit found defects on these items of the old version."""
    visit = a_visit(LIST, [a_line(one, date(2017, 12, 29)) for one in ids])
    actions = follow_actions([a_round(2017, {"060": visit})], lambda _: [LIST, NEXT])
    return open_work_on(NEXT, actions, lambda _: [LIST, NEXT], date(2018, 1, 2), NO_CALENDAR)


def test_a_split_item_is_asked_at_each_part_with_what_decides_it() -> None:
    """C is shown because A2 is asked by its answer; D has nothing to do with it."""
    work = work_of("A")
    assert list(work.by_item) == ["A1", "A2"]
    assert work.shown == {"A1", "A2", "C"}
    assert open_work_head(work, EN) == (
        "ONLY WHAT IS OPEN: 1 findings, 3 of 4 items. The other items are not shown here, and their answers "
        "stay as they are."
    )


def test_a_finding_that_no_item_continues_is_counted() -> None:
    """No form can ask about B: the head says that it is there."""
    work = work_of("A", "B")
    assert [line.item_id for line in work.without_item] == ["B"]
    assert open_work_head(work, EN).endswith(
        "no item for 1 more findings that are open: inspection actions lists them."
    )


def test_what_was_mended_is_not_open() -> None:
    """A later visit found nothing."""
    rounds = [a_round(2017, {"060": a_visit(LIST, [a_line("A")])}), a_round(2018, {"060": a_visit(LIST, [])})]
    actions = follow_actions(rounds, lambda _: [LIST])
    assert not open_work_on(LIST, actions, lambda _: [LIST], date(2019, 1, 1), NO_CALENDAR).by_item


def test_a_line_says_what_by_whom_by_when_and_what_the_unit_did() -> None:
    """And why it was returned."""
    ((item, line), *_) = work_of("A").lines
    said = Mending(MendingState.RETURNED, "Plan", "12/KH", date(2018, 1, 1), "unit", "", reason="Not signed")
    words = open_finding_words(item, replace(line, mending=said), EN)
    assert words.startswith("A1 ")
    assert "to be mended by 29 December 2017; overdue" in words
    assert words.endswith("Plan (12/KH, 1 January 2018); Not signed")
