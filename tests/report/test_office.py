"""The office of version 0.1.0, and what `report.json` says of another one."""

from __future__ import annotations

import json
from dataclasses import replace

from inspection_lib.language import Text
from inspection_lib.model import Colours, Office, UnitKind
from inspection_lib.report import Report, office_of_before, report_from_json, report_to_json
from inspection_lib.workbench import Workbench

SCHOOL = Office(
    subject=Text("công tác an toàn", "safety"),
    kinds=(UnitKind("district", Text("Trường", "School"), Text("Các trường", "Schools"), above=()),),
    time_zone="Europe/Paris",
    colours=Colours("#1d4e79", "#8a5a0b"),
    logo="data:image/png;base64,AAAA",
)


def test_this_repository_is_a_workbench_whose_pages_stay_as_they_were(workbench: Workbench) -> None:
    """Its kinds and its subject are those of version 0.1.0: reports of 2017 stay equal."""
    assert workbench.settings().office == office_of_before()
    assert workbench.settings().name.en.startswith("Department of Home Affairs")


def test_a_report_names_only_an_office_that_differs(reports: dict[str, Report]) -> None:
    """It is read again as it was written, so that a page can be drawn from `report.json` alone."""
    sample_report = reports["060"]
    assert "office" not in json.loads(report_to_json(sample_report))
    other = replace(sample_report, office=SCHOOL)
    assert report_from_json(report_to_json(other)) == other
    assert report_from_json(report_to_json(sample_report)).office == office_of_before()
