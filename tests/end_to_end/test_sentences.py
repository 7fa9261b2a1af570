"""No page says anything untrue: a second reading checks every sentence against the result.

`tests/sentences` reads the drawn HTML with patterns, arithmetic and a calendar of its own, over the sample, over
random inspections and over edges made by hand. A piece of a page that states something and that no pattern knows
fails as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.model import (
    Answer,
    Campaign,
    EventKind,
    Inspection,
    Measure,
    NaPolicy,
    NotApplicable,
    Ratio,
    Source,
    UnitKind,
)
from inspection_lib.record import EventStore, Recorder, create_store
from inspection_lib.record.entries import Entry
from inspection_lib.report import Report
from inspection_lib.workbench import Workbench, load_inspection
from inspection_lib.workbench.reports import report_of
from tests.conftest import ROOT
from tests.sentences.figures import is_worked
from tests.sentences.inspections import Office, best, random_inspection, response, worst
from tests.sentences.pages import MADE_AT, complaints_of, complaints_of_index
from tests.sentences.truth import HOLIDAYS, Truth, items_of, read_checklist
from tests.trials import Trials

Edge = Callable[[Office], Inspection]
LANGUAGES = ("vi", "en")
NAMES = sorted(path.stem for path in (ROOT / "checklists" / "definitions").glob("*.v*.yaml"))
ALWAYS = ("060", "066", "058", "06.SGTVT", "01876", "02164", "02182", "01840")
"""Units with contradictions, caps, an open record, no answers."""
EVERYDAY = 32


def report(inspection: Inspection) -> Report:
    return report_of(inspection, made_at=MADE_AT)


@pytest.fixture(scope="module")
def offices(workbench: Workbench, campaign: Campaign) -> dict[str, Office]:
    """One office for each checklist that the workbench holds, of both versions."""
    made = {}
    for name in NAMES:
        kind = UnitKind(name.partition("-")[2].partition(".")[0])
        unit = next(unit for unit in campaign.units if unit.kind is kind)
        made[name] = Office(
            unit, campaign, workbench.checklist(name), read_checklist(name), workbench.calendar()
        )
    return made


def test_no_page_of_the_sample_says_anything_untrue(
    workbench: Workbench, campaign: Campaign, sample_store: EventStore, trials: Trials
) -> None:
    """All 149 units in both languages in the long run; in the everyday run some units, one language each."""
    codes = [unit.code for unit in campaign.units]
    if not trials.full:
        others = [code for code in codes if code not in ALWAYS]
        codes = [*ALWAYS, *trials.random().sample(others, EVERYDAY - len(ALWAYS))]
    inspections, reports, found = {}, {}, []
    for place, code in enumerate(codes):
        inspections[code] = load_inspection(workbench, sample_store, campaign, code)
        reports[code] = report(inspections[code])
        for language in LANGUAGES if trials.full or code in ALWAYS[:2] else (LANGUAGES[place % 4 == 3],):
            whole = trials.full or code in ALWAYS[:4]
            untrue = complaints_of(inspections[code], reports[code], language, whole=whole)
            found += [f"{code} {language} {complaint}" for complaint in untrue]
    for language in LANGUAGES:
        found += complaints_of_index(campaign, inspections, reports, language)
    assert found == []


@given(name=st.sampled_from(NAMES), seed=st.integers(0, 10**9), language=st.sampled_from(LANGUAGES))
def test_no_page_of_a_random_inspection_says_anything_untrue(
    offices: dict[str, Office], name: str, seed: int, language: str
) -> None:
    """Any answers, registers, states, days of conclusion, under checklists of both versions."""
    part, inspection = random_inspection(offices[name], Random(seed))
    assert complaints_of(inspection, report(inspection), language, part.file) == []


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
    return {**answers, item: Answer(item, answers[item].claim, replace(found, **new))}  # type: ignore[arg-type]


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


EDGES = (
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


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: str(edge.__name__))
def test_no_page_of_an_edge_says_anything_untrue(
    offices: dict[str, Office], edge: Edge, trials: Trials
) -> None:
    """Each edge under the checklists of districts, both versions (all checklists in the long run)."""
    for place, (name, office) in enumerate(offices.items()):
        if trials.full or name.startswith("par-district"):
            inspection = edge(office)
            for language in LANGUAGES if trials.full else (LANGUAGES[place % 2],):
                found = complaints_of(inspection, report(inspection), language, office.file)
                assert found == [], f"{name} {language}"


def test_edges_are_what_they_are_called(offices: dict[str, Office]) -> None:
    """The second reading itself sees the states that the edges are made for."""
    office = offices["par-district.v1"]
    seen = {edge.__name__: edge_truth(edge, office) for edge in EDGES}
    states = {name: truth.state for name, truth in seen.items()}
    assert [states[name] for name in ("no_answers", "no_answers_closed", "only_a_claim")] == [
        "not_inspected"
    ] * 3
    assert states["all_good_open"] == states["unfinished"] == "unfinished"
    assert states["provisional"] == states["contradicting"] == "provisional"
    assert not seen["all_good_closed"].findings
    assert seen["capped"].grades is not None
    assert seen["capped"].grades[0] != seen["capped"].grades[1]
    assert seen["all_bad"].caps
    assert seen["all_bad"].grades is not None
    assert seen["all_bad"].grades[0] == seen["all_bad"].grades[1]
    assert not seen["nothing_applies"].sum_of().maximum
    assert seen["provisional"].at_register is not None
    for name in ("due_on_days_off", "due_at_new_year"):
        truth = seen[name]
        first = truth.inspection.campaign.concluded_on
        given = [
            first + timedelta(days=int(truth.asked[line["item_id"]]["days_to_mend"]))
            for line in truth.findings
        ]
        assert any(not is_worked(day, HOLIDAYS) for day in given)
        assert all(is_worked(truth.due(line), HOLIDAYS) for line in truth.findings)


def edge_truth(edge: Edge, office: Office) -> Truth:
    inspection = edge(office)
    return Truth(inspection, report(inspection), "vi", office.file)


def test_a_withdrawn_answer_leaves_nothing_on_the_page(
    workbench: Workbench, campaign: Campaign, tmp_path: Path
) -> None:
    """An answer that was given and taken back: the unit counts as not inspected again."""
    unit = campaign.unit("060")
    assert unit is not None
    recorder = Recorder(
        create_store(f"sqlite:///{tmp_path}/s.db", workbench.folder), campaign, workbench.checklists(campaign)
    )
    for entry in (
        Entry(unit.code, EventKind.ANSWERED, "A09", Source.INSPECTOR, raw="d", note="Ít chỉ đạo"),
        Entry(unit.code, EventKind.WITHDRAWN, "A09", Source.INSPECTOR),
    ):
        recorder.record([entry])
    inspection = load_inspection(workbench, recorder.store, campaign, unit.code)
    assert inspection.events >= 2
    truth = Truth(inspection, report(inspection), "vi")
    assert truth.state == "not_inspected"
    for language in LANGUAGES:
        assert complaints_of(inspection, report(inspection), language) == []
