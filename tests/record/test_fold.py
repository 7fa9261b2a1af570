"""What events add up to: latest answers, contradictions, decisions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inspection_lib.model import (
    CasesTerms,
    Choice,
    Entry,
    EventKind,
    ItemKind,
    Reduce,
    ResponseEvent,
    Source,
)
from inspection_lib.record.chain import in_order, next_event
from inspection_lib.record.fold import find_contradictions, fold_answers, is_contradictory, standing_responses
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


ROWS = replace(an_item("X", kind=ItemKind.CASES), cases=CasesTerms(Reduce.SHARE))


def observed(origin: str, *raws: str) -> list[ResponseEvent]:
    """The answers of one machine, one after the other."""
    chain: list[ResponseEvent] = []
    for minute, raw in enumerate(raws):
        entry = Entry("060", EventKind.ANSWERED, "X", "inspector", raw)
        last = chain[-1] if chain else None
        chain.append(next_event(last, "c", origin, entry, f"2017-05-22T10:0{minute}"))
    return chain


def test_cases_of_two_laptops_are_put_together() -> None:
    """Nothing is lost, nobody has to decide, and adding a case is no correction."""
    one = observed("one", "cases 1/9: A=yes", "cases 2/9: A=yes; B=no")
    two = observed("two", "cases 1/9: C=yes")
    checklist = a_checklist([[ROWS]])
    for events in (in_order([*one, *two]), in_order([*two, *one])):
        finding = fold_answers(checklist, events)["X"].finding
        assert finding is not None
        assert finding.raw == "cases 3/9: A=yes; B=no; C=yes"
        assert (finding.contradicting, finding.revisions) == ((), 0)
        assert find_contradictions(checklist, events) == []
        assert not is_contradictory(standing_responses(events)[KEY])


def test_a_case_with_two_results_is_for_people_to_decide() -> None:
    """Both answers stand, as any that contradict each other; a removed case is a correction."""
    events = in_order(
        [*observed("one", "cases 2: A=yes; B=no", "cases 1: A=yes"), *observed("two", "cases 1: A=no")]
    )
    finding = fold_answers(a_checklist([[ROWS]]), events)["X"].finding
    assert finding is not None
    assert {finding.raw, *(rival.raw for rival in finding.contradicting)} == {
        "cases 1: A=yes",
        "cases 1: A=no",
    }
    assert finding.revisions == 2
    assert is_contradictory(standing_responses(events)[KEY])
