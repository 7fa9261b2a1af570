"""Which items a unit is asked."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.answers.asked import Asked, questions
from inspection_lib.model import Answer, Condition, Exemption, Item, Response, Source
from tests.builders import A_TEXT, a_checklist, a_unit, an_item, no, yes


def steered(item_id: str, by: str) -> Item:
    return replace(an_item(item_id), applies_when=Condition(by, ("yes",)))


CHAIN = a_checklist([[steered("C", "B"), steered("B", "A"), an_item("A")]])
"""C depends on B, B on A; the checklist has them in the other order."""


def asked(**found: Response) -> dict[str, Asked]:
    answers = {item: Answer(item, finding=response) for item, response in found.items()}
    given = questions(CHAIN, a_unit(), answers, Source.INSPECTOR)
    return {item: question.asked for item, question in given.items()}


def test_an_item_waits_for_the_one_that_it_depends_on() -> None:
    """Nothing is known of an item before the answer, and before what that one depends on is known."""
    assert asked() == {"A": Asked.YES, "B": Asked.UNKNOWN, "C": Asked.UNKNOWN}
    assert asked(A=yes()) == {"A": Asked.YES, "B": Asked.YES, "C": Asked.UNKNOWN}
    assert asked(B=yes()) == {"A": Asked.YES, "B": Asked.UNKNOWN, "C": Asked.UNKNOWN}
    assert asked(A=yes(), B=yes()) == dict.fromkeys("ABC", Asked.YES)


def test_what_follows_an_item_that_does_not_apply_does_not_apply() -> None:
    """Whatever was answered there before."""
    assert asked(A=no(), B=yes()) == {"A": Asked.YES, "B": Asked.NO, "C": Asked.NO}


def test_the_other_sources_answer_does_not_count() -> None:
    """What the unit claims does not decide what the inspectors ask."""
    given = questions(CHAIN, a_unit(), {"A": Answer("A", claim=yes())}, Source.INSPECTOR)
    assert given["B"].asked is Asked.UNKNOWN


def test_an_exempt_unit_is_not_asked() -> None:
    """Other units are."""
    exempt = replace(an_item("A"), exemptions=(Exemption(("060",), A_TEXT),))
    checklist = a_checklist([[exempt]])
    assert questions(checklist, a_unit("060"), {}, Source.SELF)["A"].asked is Asked.NO
    assert questions(checklist, a_unit("061"), {}, Source.SELF)["A"].asked is Asked.YES


def test_items_that_depend_on_each_other_are_asked() -> None:
    """The checks of a checklist refuse such a circle; here it does not hang."""
    circle = a_checklist([[steered("A", "B"), steered("B", "A")]])
    found = questions(circle, a_unit(), {}, Source.SELF)
    assert {item: question.asked for item, question in found.items()} == dict.fromkeys("AB", Asked.YES)
