"""What the unit did about a finding, and when an acceptance counts."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from inspection_lib.model import FactField, Inspection, Mended, MendingDecision, Noted, VisitFacts
from inspection_lib.report import MendingState, acceptance_fault, mending_fault
from inspection_lib.report.mending import mending_of
from tests.builders import a_checklist, an_inspection, an_item, no

VALUE = "what stands in the record"
DIGEST = hashlib.sha256(VALUE.encode()).hexdigest()
FOUND = an_inspection(a_checklist([[an_item("A")]]), {"A": no()}, submitted=True)


def with_facts(made: date, accepted: MendingDecision | None = None, actor: str = "Trưởng đoàn") -> Inspection:
    """The unit's office answered; ``actor`` decided, if there is a decision."""
    noted = {("A", FactField.MENDED): Noted(VALUE, "Văn phòng", "2017-09-01", "m")}
    if accepted:
        noted["A", FactField.ACCEPTED] = Noted("{}", actor, "2017-09-02", "m")
    facts = VisitFacts(
        noted=noted,
        mended={"A": Mended("Đã ban hành", "12/QĐ-UBND", made)},
        accepted={"A": accepted} if accepted else {},
    )
    return replace(FOUND, visit=facts)


YES = MendingDecision(accepted=True, reason="", of=DIGEST)
NEW, OLD = date(2017, 8, 1), date(2017, 5, 22)


@pytest.mark.parametrize(
    ("made", "decision", "actor", "state", "doubt"),
    [
        (NEW, None, "", MendingState.ANSWERED, ""),
        (NEW, YES, "Trưởng đoàn", MendingState.ACCEPTED, ""),
        (NEW, YES, " văn PHÒNG ", MendingState.ANSWERED, "The role that mended"),
        (OLD, YES, "Trưởng đoàn", MendingState.ANSWERED, "The evidence is of"),
        (NEW, replace(YES, of="0" * 64), "Trưởng đoàn", MendingState.ANSWERED, ""),
        (NEW, replace(YES, accepted=False, reason="Thiếu"), "Trưởng đoàn", MendingState.RETURNED, ""),
    ],
)
def test_an_acceptance_counts_by_another_role_on_newer_evidence(
    made: date, decision: MendingDecision | None, actor: str, state: MendingState, doubt: str
) -> None:
    """One that does not count is kept, and the reason is told; one of an earlier answer says nothing."""
    found = mending_of(with_facts(made, decision, actor), "A")
    assert found is not None
    assert found.state is state
    assert found.doubt.text.startswith(doubt)
    assert bool(found.doubt.text) == bool(doubt)


def test_what_is_refused_at_the_door() -> None:
    """An open record has no finding yet; evidence of the day of the visit is too old; nobody answered."""
    mended = Mended("Đã ban hành", "12/QĐ-UBND", NEW)
    assert mending_fault(FOUND, "A", mended, "Văn phòng") is None
    assert mending_fault(FOUND, "A", replace(mended, made=OLD), "Văn phòng") is not None
    assert mending_fault(FOUND, "A", mended, " ") is not None
    assert mending_fault(replace(FOUND, submitted_at=""), "A", mended, "Văn phòng") is not None
    assert acceptance_fault(FOUND, "A", "Trưởng đoàn") is not None
    assert mending_of(FOUND, "A") is None
