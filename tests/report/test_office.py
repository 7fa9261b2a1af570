"""The office that a report keeps, and what `report.json` says of it."""

from __future__ import annotations

import json
from dataclasses import replace

from inspection_lib.language import Text
from inspection_lib.model import Colours, Office, UnitKind
from inspection_lib.report import Report, report_from_json, report_to_json
from inspection_lib.report.office import is_of_before, office_of_before, office_shown
from inspection_lib.workbench import Workbench

WARD = UnitKind("ward", Text("Phường", "Ward"), Text("Các phường", "Wards"))

SCHOOL = Office(
    subject=Text("công tác an toàn", "safety"),
    kinds=(UnitKind("district", Text("Trường", "School"), Text("Các trường", "Schools"), above=()),),
    time_zone="Europe/Paris",
    colours=Colours("#1d4e79", "#8a5a0b"),
    logo="data:image/png;base64,AAAA",
)


def test_this_repository_is_a_workbench_whose_pages_stay_as_they_were(workbench: Workbench) -> None:
    """Its kinds of 2017 and its subject are those of version 0.1.0: reports of 2017 stay equal."""
    settings = workbench.settings()
    assert is_of_before(office_shown(settings.office, ["province", "department", "district", "commune"]))
    assert settings.name.en.startswith("Department of Home Affairs")


def test_a_report_names_only_an_office_that_differs(reports: dict[str, Report]) -> None:
    """It is read again as it was written, so that a page can be drawn from `report.json` alone."""
    report = reports["060"]
    assert "office" not in json.loads(report_to_json(report))
    other = replace(report, office=SCHOOL)
    assert report_from_json(report_to_json(other)) == other
    assert report_from_json(report_to_json(report)).office == office_of_before()


def test_a_kind_that_other_campaigns_inspect_changes_no_report_of_before() -> None:
    """`report.json` of the campaign of 2017 stays as it was when the workbench learns the kinds of 2026."""
    before = office_of_before()
    now = replace(before, kinds=(*before.kinds, WARD))
    assert is_of_before(office_shown(now, ["commune", "district"]))


def test_a_report_of_a_new_kind_keeps_the_office() -> None:
    """Its page needs the name of the kind."""
    before = office_of_before()
    now = replace(before, kinds=(*before.kinds, WARD))
    assert office_shown(now, ["ward", "province"]) == now


def test_another_subject_is_kept() -> None:
    """The subject stands on every page."""
    now = replace(office_of_before(), subject=Text("công tác y tế", "health care"))
    assert office_shown(now, ["commune"]) == now
