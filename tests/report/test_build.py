"""The report as a value: golden, documented, exact."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from inspection_lib.judging.assess import assess
from inspection_lib.language.messages import Language
from inspection_lib.model import Campaign, Checklist, Outcome, ScoreState, Severity, Source, UnitKind
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import EventStore, create_store
from inspection_lib.render.sections import SECTIONS, draw_section
from inspection_lib.report import Report, build_report, report_from_json, report_schema, report_to_json
from inspection_lib.workbench import Workbench, load_inspection
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden" / "report-060.json"
MADE_AT = "2017-06-30T00:00:00+00:00"


@pytest.fixture(scope="module")
def reports(workbench: Workbench, campaign: Campaign, sample_store: EventStore) -> dict[str, Report]:
    """The reports of all 149 units."""
    made = {}
    for unit in campaign.units:
        inspection = load_inspection(workbench, sample_store, campaign, unit.code)
        made[unit.code] = build_report(inspection, assess(inspection), made_at=MADE_AT, library_version="0")
    return made


def without_chain(text: str) -> dict[str, object]:
    """A report without what depends on the clock of the recording."""
    content: dict[str, object] = json.loads(text)
    provenance = content["provenance"]
    assert isinstance(provenance, dict)
    provenance["chain_head"] = ""
    return content


def test_the_events_of_060_give_exactly_the_golden_report(reports: dict[str, Report]) -> None:
    """Every value of the report of unit 060, but the digest of the chain, which holds the time of recording.

    After a wanted change, write the new report with `python -m tests.renew_golden` and read the difference line by line.
    """
    assert without_chain(report_to_json(reports["060"])) == without_chain(GOLDEN.read_text(encoding="utf-8"))


def test_a_report_goes_to_json_and_back_and_fits_its_schema(reports: dict[str, Report]) -> None:
    """The JSON is the whole value, and the published schema describes it."""
    schema = json.loads(report_schema())
    for code in ("060", "06.SNV"):
        text = report_to_json(reports[code])
        assert report_from_json(text) == reports[code]
        jsonschema.validate(json.loads(text), schema)


def test_no_number_in_a_report_is_binary(reports: dict[str, Report]) -> None:
    """Points and figures stand as exact decimal text; no float is anywhere."""

    def refuse(text: str) -> float:
        raise AssertionError(f"a float: {text}")

    json.loads(report_to_json(reports["060"]), parse_float=refuse)


def test_every_printed_total_can_be_recomputed_from_the_printed_points(reports: dict[str, Report]) -> None:
    """The points of the items that count add up to each area and to the total."""
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
    """149 reports hold every outcome that data can make, every severity, finished and unfinished ones, and caps."""
    outcomes = {item.outcome for report in reports.values() for item in report.items}
    severities = {finding.severity for report in reports.values() for finding in report.findings}
    states = {report.total.state for report in reports.values()}
    assert len(reports) == 149
    assert outcomes == set(Outcome) - {Outcome.ERROR}
    assert severities == set(Severity)
    assert {ScoreState.FINAL, ScoreState.RANGE} <= states
    assert any(report.capped_by for report in reports.values())
    assert all(report.campaign.demonstration for report in reports.values())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_section_of_every_kind_of_report_draws(reports: dict[str, Report], language: str) -> None:
    """Good, bad, unfinished and empty reports draw in both languages, with the demonstration mark."""
    from inspection_lib.language.messages import Language

    for report in list(reports.values())[::12]:
        drawn = "".join(draw_section(report, name, Language(language)) for name in SECTIONS)
        assert 'class="demonstration"' in drawn


def test_the_golden_file_is_of_the_unit_it_names() -> None:
    """The golden report is the one of Pác Nặm district."""
    assert report_from_json(Path(GOLDEN).read_text(encoding="utf-8")).unit.code == "060"


def test_answers_that_nobody_decided_between_stand_in_words_where_a_reader_looks(
    tmp_path: Path, workbench: Workbench, campaign: Campaign, checklists: dict[UnitKind, Checklist]
) -> None:
    """Summary, list of items and finding name both answers, who gave them, and who has to decide; the JSON holds them."""
    store = create_store("sqlite:///s.db", tmp_path)
    for name, raw in (("one", "20/2/2017"), ("two", "15/1/2017")):
        other = create_store(f"sqlite:///{name}.db", tmp_path)
        Recorder(other, campaign, checklists, f"m-{name}").answer(
            "060", "A01", Source.INSPECTOR, raw, actor=f"<i>{name}</i>"
        )
        store.add_chains(other.events(campaign.id, "060"))
    inspection = load_inspection(workbench, store, campaign, "060")
    report = build_report(inspection, assess(inspection), made_at=MADE_AT, library_version="0")
    for section in ("summary", "items", "findings"):
        page = draw_section(report, section, Language.VI)
        assert "Các đoàn viên trả lời khác nhau:" in page
        assert "chờ Trưởng đoàn quyết định" in page
        assert "<i>" not in page
    for said in ("15/1/2017", "20/2/2017", "&lt;i&gt;one", "&lt;i&gt;two"):
        assert said in draw_section(report, "items", Language.VI)
    text = report_to_json(report)
    assert report_from_json(text) == report
    assert text.count('"rivals"') == 1
    jsonschema.validate(json.loads(text), json.loads(report_schema()))
