"""The lines of items: both answers, and answers that contradict each other."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from inspection_lib.judging.assessment import assess
from inspection_lib.language.messages import Language
from inspection_lib.model import Campaign, Checklist, Source
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import create_store
from inspection_lib.render.sections import SECTIONS, draw_section
from inspection_lib.report import Report, build_report, report_from_json, report_schema, report_to_json
from inspection_lib.workbench import Workbench, load_inspection
from tests.report.conftest import MADE_AT


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_section_of_every_kind_of_report_draws(reports: dict[str, Report], language: str) -> None:
    """Good, bad, unfinished and empty reports draw in both languages, with the demonstration mark."""
    for report in list(reports.values())[::12]:
        drawn = "".join(draw_section(report, name, Language(language)) for name in SECTIONS)
        assert 'class="demonstration"' in drawn


def test_undecided_answers_are_shown_wherever_a_reader_looks(
    tmp_path: Path, workbench: Workbench, campaign: Campaign, checklists: dict[str, Checklist]
) -> None:
    """Summary, items and findings show both answers, who gave them and who decides; the JSON has them too."""
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
        assert "Các câu trả lời khác nhau:" in page
        assert "chờ Trưởng đoàn quyết định" in page
        assert "<i>one" not in page
    for text in ("15/1/2017", "20/2/2017", "&lt;i&gt;one", "&lt;i&gt;two"):
        assert text in draw_section(report, "items", Language.VI)
    written = report_to_json(report)
    assert report_from_json(written) == report
    assert written.count('"rivals"') == 1
    jsonschema.validate(json.loads(written), json.loads(report_schema()))
