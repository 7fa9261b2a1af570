"""The sample data is what `python -m tools.samples` writes, and agrees with the conference report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import ValidationError

from inspection_lib.answers import parse_answer
from inspection_lib.imports.response_rows import WHOLE_INSPECTION, read_rows
from inspection_lib.judging import assess
from inspection_lib.model import (
    ITEM_OUTCOMES,
    Assessment,
    Campaign,
    Cause,
    Checklist,
    Choice,
    Inspection,
    NotApplicable,
    Outcome,
    Ratio,
    ScoreState,
    Severity,
)
from inspection_lib.record import EventStore
from inspection_lib.workbench import Workbench, load_inspection
from tests.conftest import CAMPAIGN, CAMPAIGN_2026, ROOT
from tools.samples import write_samples
from tools.samples.values import Range, read_csv

RESPONSES = ROOT / "checklists" / "responses" / CAMPAIGN


@pytest.fixture(scope="module")
def inspections(workbench: Workbench, campaign: Campaign, sample_store: EventStore) -> dict[str, Inspection]:
    """The inspections of all units by code."""
    return {
        unit.code: load_inspection(workbench, sample_store, campaign, unit.code) for unit in campaign.units
    }


@pytest.fixture(scope="module")
def assessments(inspections: dict[str, Inspection]) -> dict[str, Assessment]:
    """What the rules say of all units, by code."""
    return {code: assess(inspection) for code, inspection in inspections.items()}


def ratios(inspections: dict[str, Inspection], item: str) -> Iterator[Ratio]:
    """The inspectors' figures of one item, unit by unit."""
    for inspection in inspections.values():
        answer = inspection.answers.get(item)
        if answer and answer.finding and isinstance(answer.finding.value, Ratio):
            yield answer.finding.value


def test_the_generator_writes_exactly_the_files_that_are_kept(tmp_path: Path) -> None:
    """The seed is fixed: the same files with the same bytes every time."""
    written = write_samples(tmp_path)
    kept = {
        path
        for folder in ("responses", "registers")
        for campaign in (CAMPAIGN, CAMPAIGN_2026)
        for path in (ROOT / "checklists" / folder / campaign).glob("*.csv")
    }
    assert {path.relative_to(tmp_path) for path in written} == {
        path.relative_to(ROOT / "checklists") for path in kept
    }
    for path in written:
        assert path.read_bytes() == (ROOT / "checklists" / path.relative_to(tmp_path)).read_bytes(), path.name


def test_a_wrong_column_of_a_data_file_is_named() -> None:
    """A column that a file should not have is an error: what somebody wrote there is not dropped silently."""
    with pytest.raises(ValidationError, match="paper"):
        read_csv(Range, "items.csv")


def test_every_row_answers_its_item(campaign: Campaign, checklists: dict[str, Checklist]) -> None:
    """Every value parses for its item, n/a says why, and only the inspectors name causes."""
    for path in sorted(RESPONSES.glob("*.csv")):
        table = read_rows(path)
        assert list(table.problems) == []
        for cells in (row.cells for row in table.rows if row.cells["item"] != WHOLE_INSPECTION):
            unit = campaign.unit(cells["unit"])
            item = checklists[unit.kind].item(cells["item"]) if unit else None
            assert item is not None, cells
            assert not isinstance(parse_answer(item, cells["value"]), NotApplicable) or cells["note"], cells
            assert not cells["cause"] or cells["source"] == "inspector", cells


def test_a_submission_is_the_last_row_of_its_unit() -> None:
    """Nothing follows `*`; the inspectors answer inside the visits of the plan, the units before."""
    for path in sorted(RESPONSES.glob("*.csv")):
        rows = [row.cells for row in read_rows(path).rows]
        for row, following in pairwise(rows):
            assert row["item"] != WHOLE_INSPECTION or row["unit"] != following["unit"], row
        inspectors = [row["answered_at"] for row in rows if row["source"] == "inspector"]
        assert min(inspectors) >= "2017-05-22"
        assert max(inspectors) < "2017-06-17"


def test_all_units_but_one_are_answered(inspections: dict[str, Inspection]) -> None:
    """148 of 149: 136 submitted, 10 unfinished, 2 with a claim alone; of one unit nothing is known."""
    answered = {code: inspection for code, inspection in inspections.items() if inspection.answers}
    found = {code for code, one in answered.items() if any(answer.finding for answer in one.answers.values())}
    submitted = {code for code, one in answered.items() if one.submitted}
    assert (len(inspections), len(answered), len(found), len(submitted)) == (149, 148, 146, 136)
    assert "060" in submitted


def test_sums_over_the_province_are_those_of_the_report(inspections: dict[str, Inspection]) -> None:
    """25 persons downsized in round 1; a little over 45,000 electronic documents and 700 certificates."""
    assert sum(figures.numerator for figures in ratios(inspections, "E02")) == 25
    assert 45_000 < sum(figures.numerator for figures in ratios(inspections, "G02")) < 46_000
    assert 700 < sum(figures.denominator for figures in ratios(inspections, "G05")) < 730


def test_units_and_inspectors_agree_on_who_was_downsized(inspections: dict[str, Inspection]) -> None:
    """E02 reads the same in the claim and in the finding."""
    for code, inspection in inspections.items():
        answer = inspection.answers.get("E02")
        if answer and answer.claim and answer.finding:
            assert answer.claim.raw == answer.finding.raw, code


def test_no_district_has_a_modern_one_stop_in_operation(inspections: dict[str, Inspection]) -> None:
    """Limitation 1 of the report: all 8 districts stand at one of the two lowest levels of C09."""
    districts = [one for one in inspections.values() if one.unit.kind == "district"]
    assert len(districts) == 8
    for inspection in districts:
        item, finding = inspection.checklist.item("C09"), inspection.answers["C09"].finding
        assert item is not None
        assert finding is not None
        assert isinstance(finding.value, Choice)
        assert finding.value.key in {key for key, _ in item.levels[-2:]}


def test_pac_nam_claims_more_than_its_register_shows(inspections: dict[str, Inspection]) -> None:
    """C14 of unit 060: 1,200 of 1,210 claimed, 1,190 found, 1,052 in the one-stop register."""
    answer, measures = inspections["060"].answers["C14"], inspections["060"].measures
    register = next(measure for measure in measures if measure.name == "settled_on_time")
    assert answer.claim is not None
    assert answer.finding is not None
    assert (answer.claim.raw, answer.finding.raw) == ("1200/1210", "1190/1210")
    assert (register.numerator, register.denominator) == (1052, 1210)


def test_one_stop_registers_disagree_in_three_districts_alone(assessments: dict[str, Assessment]) -> None:
    """Unit 060 and two others; the other registers are within 2 % of what the inspectors found."""
    assert {
        code for code, one in assessments.items() if any(check.id == "C14.register" for check in one.checks)
    } == {
        "060",
        "062",
        "066",
    }


def test_every_cause_and_every_severity_appear(
    inspections: dict[str, Inspection], assessments: dict[str, Assessment]
) -> None:
    """All causes that the report names and 'other', and defects of every severity."""
    answers = [answer for one in inspections.values() for answer in one.answers.values()]
    assert {answer.finding.cause for answer in answers if answer.finding and answer.finding.cause} == set(
        Cause
    )
    defects = [
        finding for one in assessments.values() for finding in one.findings if finding.outcome is Outcome.FAIL
    ]
    assert {finding.severity for finding in defects} == set(Severity)


def test_every_outcome_that_answers_can_make_appears(
    inspections: dict[str, Inspection], assessments: dict[str, Assessment]
) -> None:
    """All but a broken rule; unanswered before and after submission; contradictions and missing evidence."""
    outcomes = {
        (finding.outcome, inspections[code].submitted)
        for code, one in assessments.items()
        for finding in one.findings
        if inspections[code].answers
    }
    assert {outcome for outcome, _ in outcomes} == set(ITEM_OUTCOMES) - {Outcome.ERROR}
    assert {(Outcome.UNANSWERED, True), (Outcome.UNANSWERED, False)} <= outcomes
    checks = {check.id for one in assessments.values() for check in one.checks}
    assert {"K1", "K2", "K3", "C14.evidence"} <= checks


def test_every_band_and_every_cap_appear(assessments: dict[str, Assessment]) -> None:
    """The communes reach all five bands; each knock-out item fails somewhere, and two of them lower a grade.

    C14 fails only in units whose points alone give no better grade than its cap, so nobody is told of it.
    """
    final = [one.scorecard for one in assessments.values() if one.scorecard.total.state is ScoreState.FINAL]
    assert {card.band.id for card in final if card.band} == {"excellent", "good", "fair", "average", "weak"}
    assert {item for card in final for item in card.capped_by} == {"A09", "C05"}
    assert "C14" in {
        found.item_id for one in assessments.values() for found in one.findings if found.points == 0
    }
    assert assessments["06.SKHDT"].scorecard.total.index == Decimal("95.43")


def test_the_files_are_small(workbench: Workbench) -> None:
    """All sample files together stay below 2.5 MB."""
    folders = (workbench.folder / "checklists" / name / CAMPAIGN for name in ("responses", "registers"))
    assert sum(path.stat().st_size for folder in folders for path in folder.glob("*.csv")) < 2_500_000
