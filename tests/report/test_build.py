"""The report as a value: equal to the golden one, and exact."""

from __future__ import annotations

import json
from pathlib import Path

from inspection_lib.model import ITEM_OUTCOMES, Outcome, ScoreState, Severity
from inspection_lib.report import Report, report_from_json, report_to_json
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden" / "report-060.json"


def without_chain(text: str) -> dict[str, object]:
    """A report without the digest that depends on the time of recording."""
    content: dict[str, object] = json.loads(text)
    provenance = content["provenance"]
    assert isinstance(provenance, dict)
    provenance["chain_head"] = ""
    return content


def test_the_events_of_060_give_exactly_the_golden_report(reports: dict[str, Report]) -> None:
    """Every value of unit 060's report, except the digest of the chain, which holds the time of recording.

    After a change on purpose, write the new report with `python -m tests.renew_golden`, and read the
    difference line by line.
    """
    assert without_chain(report_to_json(reports["060"])) == without_chain(GOLDEN.read_text(encoding="utf-8"))


def test_every_printed_total_can_be_recomputed_from_the_printed_points(reports: dict[str, Report]) -> None:
    """The points of the items add up to the points of each area and to the total."""
    for report in reports.values():
        if report.total.state is not ScoreState.FINAL:
            continue
        counted = [item for item in report.items if item.points is not None]
        assert sum(item.points for item in counted if item.points is not None) == report.total.points
        assert sum(item.maximum for item in counted) == report.total.maximum
        for area in report.areas:
            points = [item.points for item in counted if item.area_id == area.id and item.points is not None]
            assert area.score.points is None or sum(points) == area.score.points


def test_the_sample_shows_every_outcome_severity_and_state(reports: dict[str, Report]) -> None:
    """The 149 reports have every outcome except errors, every severity, open and final scores, and caps."""
    outcomes = {item.outcome for report in reports.values() for item in report.items}
    severities = {finding.severity for report in reports.values() for finding in report.findings}
    states = {report.total.state for report in reports.values()}
    assert len(reports) == 149
    assert outcomes == set(ITEM_OUTCOMES) - {Outcome.ERROR}
    assert severities == set(Severity)
    assert {ScoreState.FINAL, ScoreState.RANGE} <= states
    assert any(report.capped_by for report in reports.values())
    assert all(report.campaign.demonstration for report in reports.values())


def test_the_golden_file_is_of_the_unit_it_names() -> None:
    """The golden report is the one of Pác Nặm district."""
    assert report_from_json(Path(GOLDEN).read_text(encoding="utf-8")).unit.code == "060"
