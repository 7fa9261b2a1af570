"""No page says anything untrue: a second reading checks every sentence against the result.

`tests/sentences` reads the drawn HTML with patterns, arithmetic and a calendar of its own, over the sample,
over random inspections and over edges made by hand. A piece of a page that states something and that no
pattern knows fails as well.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.model import (
    Campaign,
    Entry,
    EventKind,
    Inspection,
    Source,
)
from inspection_lib.record import EventStore, Recorder, create_store
from inspection_lib.report import Report
from inspection_lib.workbench import Workbench, load_inspection
from inspection_lib.workbench.judged import report_of
from tests.conftest import ROOT
from tests.sentences.basics import HOLIDAYS, read_checklist
from tests.sentences.edges import EDGES, Edge
from tests.sentences.figures import is_worked
from tests.sentences.inspections import Office, random_inspection
from tests.sentences.pages import MADE_AT, complaints_of, complaints_of_index
from tests.sentences.sheets import complaints_of_sheet
from tests.sentences.truth import Truth
from tests.trials import Trials

LANGUAGES = ("vi", "en")
NAMES = sorted(path.stem for path in (ROOT / "checklists" / "definitions").glob("*.v*.yaml"))
ALWAYS = ("060", "066", "058", "06.SGTVT", "01876", "02164", "02182", "01840")
"""Units with contradictions, caps, an open record, no answers."""
EVERYDAY = 20


def report(inspection: Inspection) -> Report:
    return report_of(inspection, made_at=MADE_AT)


@pytest.fixture(scope="module")
def offices(workbench: Workbench, campaign: Campaign) -> dict[str, Office]:
    """One office for each checklist that the workbench holds, of both versions."""
    made = {}
    for name in NAMES:
        kind = name.partition("-")[2].partition(".")[0]
        unit = next(unit for unit in campaign.units if unit.kind == kind)
        made[name] = Office(
            unit, campaign, workbench.checklist(name), read_checklist(name), workbench.calendar()
        )
    return made


def test_no_page_of_the_sample_says_anything_untrue(
    workbench: Workbench,
    campaign: Campaign,
    sample_store: EventStore,
    trials: Trials,
    tmp_path: Path,
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
        found += complaints_of_sheet(workbench, campaign, tmp_path, reports, language)
    assert found == []


@given(name=st.sampled_from(NAMES), seed=st.integers(0, 10**9), language=st.sampled_from(LANGUAGES))
def test_no_page_of_a_random_inspection_says_anything_untrue(
    offices: dict[str, Office], name: str, seed: int, language: str
) -> None:
    """Any answers, registers, states, days of conclusion, under checklists of both versions."""
    part, inspection = random_inspection(offices[name], Random(seed))
    assert complaints_of(inspection, report(inspection), language, part.file) == []


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
