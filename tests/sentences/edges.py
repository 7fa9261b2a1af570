"""Edges made by hand: states of an inspection in which pages are tempted to say something untrue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from inspection_lib.model import (
    Answer,
    Choice,
    Entry,
    EventKind,
    Inspection,
    ItemKind,
    Measure,
    NaPolicy,
    NotApplicable,
    Ratio,
    ResponseEvent,
    Source,
)
from inspection_lib.record import next_event
from tests.sentences.basics import items_of
from tests.sentences.inspections import Office, best, response, worst

Edge = Callable[[Office], Inspection]
Answers = dict[str, Answer]
GOOD_EVIDENCE = ("Báo cáo 12/BC-UBND",)


def all_good(office: Office) -> Answers:
    """Full points everywhere, with evidence: an inspection without a finding."""
    files = items_of(office.file)
    none_late = {
        str(check["equals"]).partition(".")[0]: Ratio(Decimal(0), Decimal(0))
        for check in office.file["checks"]
        if check["rule"] == "difference_equals"
    }
    return {
        item.id: Answer(
            item.id,
            None,
            response(none_late.get(item.id, best(item, files[item.id])), evidence=GOOD_EVIDENCE),
        )
        for item in office.checklist.items
    }


def changed(answers: Answers, item: str, **new: object) -> Answers:
    """The same answers with other fields of the inspectors' one to an item."""
    found = answers[item].finding
    assert found is not None
    other = replace(found, **new)  # type: ignore[arg-type]
    return {**answers, item: Answer(item, answers[item].claim, other)}


def no_answers(office: Office) -> Inspection:
    return office.inspection({}, closed=False)


def no_answers_closed(office: Office) -> Inspection:
    return office.inspection({}, closed=True)


def only_a_claim(office: Office) -> Inspection:
    claims = {name: Answer(name, answer.finding, None) for name, answer in all_good(office).items()}
    return office.inspection(claims, closed=True)


def all_good_open(office: Office) -> Inspection:
    """Every item answered, and nobody closed the record."""
    return office.inspection(all_good(office), closed=False)


def all_good_closed(office: Office) -> Inspection:
    return office.inspection(all_good(office), closed=True)


def unfinished(office: Office) -> Inspection:
    good = all_good(office)
    return office.inspection(dict(list(good.items())[::3]), closed=False)


def closed_with_gaps(office: Office) -> Inspection:
    good = all_good(office)
    return office.inspection(dict(list(good.items())[::3]), closed=True)


def all_bad(office: Office) -> Inspection:
    """Every knock-out item fails, and the grade is the worst already: no cap lowers it."""
    files = items_of(office.file)
    bad = {
        item.id: Answer(item.id, None, response(worst(item, files[item.id])))
        for item in office.checklist.items
    }
    return office.inspection(bad, closed=True)


def capped(office: Office) -> Inspection:
    """One knock-out item fails; by points the grade would be the best."""
    item = next(item for item in office.checklist.items if item.cap)
    value = worst(item, items_of(office.file)[item.id])
    return office.inspection(changed(all_good(office), item.id, value=value), closed=True)


def provisional(office: Office) -> Inspection:
    """A register contradicts a share of the inspectors."""
    item = next(item for item in office.checklist.items if item.cross_check)
    assert item.cross_check is not None
    answers = changed(all_good(office), item.id, value=Ratio(Decimal(1190), Decimal(1210)))
    rows = tuple(range(2, 160))
    check = item.cross_check
    measure = Measure(check.register, check.measure, 1052, 1210, rows, "so.csv", "0" * 64)
    return office.inspection(answers, closed=True, measures=(measure,))


def nothing_applies(office: Office) -> Inspection:
    """Each item that may be is marked as not applicable: under version 1 all of them."""
    given = {
        item.id: Answer(item.id, None, response(NotApplicable(), note="Đơn vị không có nhiệm vụ này"))
        for item in office.checklist.items
        if item.na is not NaPolicy.NO
    }
    return office.inspection(given, closed=True)


def contradicting(office: Office) -> Inspection:
    """Two inspectors answered differently."""
    item = next(item for item in office.checklist.items if item.points)
    other = response(worst(item, items_of(office.file)[item.id]))
    return office.inspection(changed(all_good(office), item.id, contradicting=(other,)), closed=True)


def evidence_of_the_unit(office: Office) -> Inspection:
    """Only the unit named evidence; half of the items have lost points."""
    files = items_of(office.file)
    answers = {}
    for place, item in enumerate(office.checklist.items):
        value = (worst if place % 2 else best)(item, files[item.id])
        claim = response(best(item, files[item.id]), evidence=("Quyết định 5/QĐ-UBND", "Ảnh niêm yết"))
        answers[item.id] = Answer(item.id, claim, response(value))
    return office.inspection(answers, closed=True)


def younger_documents(office: Office) -> Inspection:
    """Documents that were made after the inspected period."""
    files = items_of(office.file)
    late = ("Báo cáo 77/BC-UBND ngày 20/12/2018", "Báo cáo 3/BC-UBND")
    answers = {
        item.id: Answer(item.id, None, response(worst(item, files[item.id]), evidence=late))
        for item in office.checklist.items
    }
    return office.inspection(answers, closed=True)


def due_on_days_off(office: Office) -> Inspection:
    """90 and 30 days after 3 June 2017 are the National Day (a Saturday) and a Monday."""
    inspection = all_bad(office)
    return replace(inspection, campaign=replace(inspection.campaign, concluded_on=date(2017, 6, 4)))


def due_at_new_year(office: Office) -> Inspection:
    """Deadlines in the week of the lunar new year of 2018."""
    inspection = all_bad(office)
    return replace(inspection, campaign=replace(inspection.campaign, concluded_on=date(2018, 1, 17)))


def no_demonstration(office: Office) -> Inspection:
    """A real campaign: no mark anywhere."""
    inspection = closed_with_gaps(office)
    return replace(inspection, campaign=replace(inspection.campaign, demonstration=False))


def corrected_with_a_reason(office: Office) -> Inspection:
    """Somebody chose the wrong answer, and a role corrected it and wrote why; elsewhere without a reason."""
    answers = all_good(office)
    yes_no = [item.id for item in office.checklist.items if item.kind is ItemKind.YES_NO]
    for name, last in zip(yes_no[:2], (EventKind.DECIDED, EventKind.ANSWERED), strict=True):
        first = _event(name, 1, EventKind.ANSWERED, "no")
        steps = (first, _event(name, 2, last, "yes"))
        answers = changed(answers, name, value=Choice("yes"), raw="yes", revisions=1, history=steps)
    return office.inspection(answers, closed=True)


def _event(item: str, number: int, kind: EventKind, raw: str) -> ResponseEvent:
    at = f"2017-05-24T0{number}:00:00+00:00"
    note = "Đoàn ghi nhầm; đã xem lại quyết định (bản gốc)"
    entry = Entry("060", kind, item, Source.INSPECTOR.value, raw, note, actor="Trưởng đoàn")
    return next_event(None, "2017-dot-1", "office", entry, at)


EDGES = (
    corrected_with_a_reason,
    no_answers,
    no_answers_closed,
    only_a_claim,
    all_good_open,
    all_good_closed,
    unfinished,
    closed_with_gaps,
    all_bad,
    capped,
    provisional,
    nothing_applies,
    contradicting,
    evidence_of_the_unit,
    younger_documents,
    due_on_days_off,
    due_at_new_year,
    no_demonstration,
)
