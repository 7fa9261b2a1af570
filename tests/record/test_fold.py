"""What events add up to: latest answers, contradictions, decisions."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.model import Choice, Entry, EventKind, Source
from inspection_lib.record.chain import in_order, next_event
from inspection_lib.record.fold import fold_answers, is_contradictory, standing_responses
from tests.builders import a_checklist, an_item
from tests.record.machines import CHECKLIST, KEY, a_chain, a_recorder, an_answer, share, standing


def test_two_laptops_that_did_not_see_each_other_stand_side_by_side_until_one_decides(tmp_path: Path) -> None:
    """Both answers stand. A decision replaces both, on every machine that receives it."""
    one, two = a_recorder(tmp_path, "one"), a_recorder(tmp_path, "two")
    one.record([an_answer("yes")])
    two.record([an_answer("no")])
    share(one, two)
    share(two, one)
    events = in_order(one.store.events("c", "060"))
    assert is_contradictory(standing_responses(events)[KEY])
    finding = fold_answers(CHECKLIST, events)["X"].finding
    assert finding
    assert {finding.raw, *(other.raw for other in finding.contradicting)} == {"yes", "no"}
    one.decide("060", "X", Source.INSPECTOR, "yes", actor="Trưởng đoàn kiểm tra")
    share(two, one)
    assert standing(one) == standing(two) == ("yes",)


def test_a_later_answer_that_saw_the_other_replaces_it(tmp_path: Path) -> None:
    """An answer given in the sight of another machine's answer is a correction, not a contradiction."""
    one, two = a_recorder(tmp_path, "one"), a_recorder(tmp_path, "two")
    one.record([an_answer("yes")])
    share(two, one)
    two.record([an_answer("no")])
    share(one, two)
    assert standing(one) == ("no",)
    one.record([an_answer("yes")])
    assert standing(one) == ("yes",)


def test_the_latest_answer_counts_and_corrections_are_counted() -> None:
    """Four answers to one item fold into the last one, with three revisions."""
    answers = fold_answers(a_checklist([[an_item("X")]]), a_chain())
    finding = answers["X"].by(Source.INSPECTOR)
    assert finding is not None
    assert (finding.value, finding.revisions) == (Choice("yes"), 3)


def test_a_withdrawn_answer_is_absent() -> None:
    """Taking an answer back leaves the item unanswered."""
    chain = a_chain()
    taken = next_event(
        chain[-1], "c", "office", Entry("060", EventKind.WITHDRAWN, "X", "inspector"), "2017-05-23"
    )
    assert fold_answers(a_checklist([[an_item("X")]]), [*chain, taken])["X"].finding is None


def test_a_clock_set_back_does_not_bring_back_an_older_answer() -> None:
    """In one chain the later event counts, whatever the clock says."""
    first = next_event(
        None, "c", "laptop", Entry("060", EventKind.ANSWERED, "X", "inspector", "no"), "2017-05-22T10:00"
    )
    later = next_event(
        first, "c", "laptop", Entry("060", EventKind.ANSWERED, "X", "inspector", "yes"), "2017-05-22T09:00"
    )
    finding = fold_answers(a_checklist([[an_item("X")]]), in_order([later, first]))["X"].finding
    assert finding is not None
    assert finding.value == Choice("yes")


def test_answers_of_two_machines_are_put_in_order_by_time() -> None:
    """The answer recorded last counts, whichever machine's chain is read first."""
    office = next_event(
        None, "c", "office", Entry("060", EventKind.ANSWERED, "X", "inspector", "no"), "2017-05-22T10:00"
    )
    laptop = next_event(
        None, "c", "laptop", Entry("060", EventKind.ANSWERED, "X", "inspector", "yes"), "2017-05-22T11:00"
    )
    finding = fold_answers(a_checklist([[an_item("X")]]), in_order([laptop, office]))["X"].finding
    assert finding is not None
    assert (finding.value, finding.revisions) == (Choice("yes"), 1)
