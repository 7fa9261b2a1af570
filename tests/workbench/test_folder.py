"""The workbench's folder: how it is found, and what is read from it."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError, NotFoundError
from inspection_lib.language import Text, in_english
from inspection_lib.model import NO_CALENDAR, Campaign
from inspection_lib.workbench import (
    Workbench,
    file_digest,
    find_unit,
    find_units,
    latest_campaign,
    open_workbench,
)
from tests.builders import a_checklist
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_workbench


def test_a_workbench_is_found_from_a_folder_inside_of_it(tmp_path: Path) -> None:
    """The search goes upwards; outside of a workbench it fails."""
    workbench = a_workbench(tmp_path / "home")
    assert open_workbench(str(workbench.folder / "checklists" / "plans")) == workbench
    with pytest.raises(NotFoundError, match="no workbench"):
        open_workbench(str(tmp_path))


def test_an_edited_plan_is_read_again(tmp_path: Path) -> None:
    """Parsed files are cached by their content, so that a change is never missed."""
    workbench = a_workbench(tmp_path / "home")
    before = workbench.campaign(CAMPAIGN)
    assert workbench.campaign(CAMPAIGN) is before
    path = workbench.folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("concluded_on: 2017-06-30", "concluded_on: 2017-07-15"), encoding="utf-8")
    assert workbench.campaign(CAMPAIGN).concluded_on.isoformat() == "2017-07-15"


def test_a_units_file_with_a_name_that_no_file_can_have_is_refused_in_words(tmp_path: Path) -> None:
    """By every command that reads the plan, and not by `check` alone."""
    workbench = a_workbench(tmp_path)
    path = workbench.folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    plan = path.read_text(encoding="utf-8")
    path.write_text(plan.replace("../units/backan-2017.csv", '"../units/\\0.csv"'), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != plan
    with pytest.raises(InvalidFilesError, match="This is no file"):
        workbench.campaign(CAMPAIGN)


def test_an_unknown_name_is_refused_with_the_nearest_one(workbench: Workbench) -> None:
    """A campaign and a checklist."""
    with pytest.raises(NotFoundError, match=CAMPAIGN):
        workbench.campaign("2017-dot-11")
    with pytest.raises(NotFoundError, match=r"par-district\.v1"):
        workbench.checklist("par-distrikt.v1")


@pytest.mark.parametrize("unit_code", ["060", 60])
def test_a_number_finds_the_unit_of_its_digits(campaign: Campaign, unit_code: str | int) -> None:
    """`papermill -p unit 060` passes the number 60."""
    assert find_unit(campaign, unit_code).code == "060"


@pytest.mark.parametrize("unit_code", ["0600", 600])
def test_a_unit_that_is_not_inspected_is_refused(campaign: Campaign, unit_code: str | int) -> None:
    """The error names the campaign."""
    with pytest.raises(NotFoundError, match=CAMPAIGN):
        find_unit(campaign, unit_code)


@pytest.mark.parametrize(
    "name", ["Sở Nội vụ", "sở nội vụ", "so noi vu", " SO NOI VU ", "Department of Home Affairs", "06.SNV"]
)
def test_a_unit_is_found_by_its_name(campaign: Campaign, name: str) -> None:
    """In either language, without marks and capital letters too."""
    assert find_unit(campaign, name).code == "06.SNV"


@pytest.mark.parametrize(
    ("units", "codes"),
    [("061", ["061"]), (61, ["061"]), ("061, 062,", ["061", "062"]), (["061", 62], ["061", "062"]), ("", [])],
    ids=str,
)
def test_units_are_found_as_papermill_passes_them(
    campaign: Campaign, units: str | int | list[str | int], codes: list[str]
) -> None:
    """Case 60: `-p units 061` passes the number 61; a list is as a notebook or a script has it."""
    assert [unit.code for unit in find_units(campaign, units)] == codes


def test_a_name_of_two_units_is_refused_with_both_codes(campaign: Campaign) -> None:
    """The unit above each says which is which; a name that is written exactly as one of them is enough."""
    first, second = campaign.units[0], campaign.units[1]
    twin = replace(second, name=first.name)
    both = replace(campaign, units=(first, twin, *campaign.units[2:]))
    with pytest.raises(NotFoundError) as refused:
        find_unit(both, first.name.vi)
    remedy = in_english(refused.value.fault.remedy)
    assert first.code in remedy
    assert twin.code in remedy
    spelt = replace(second, name=Text(first.name.vi.upper(), ""))
    apart = replace(campaign, units=(first, spelt, *campaign.units[2:]))
    assert find_unit(apart, first.name.vi).code == first.code
    assert find_unit(apart, first.name.vi.upper()).code == second.code
    with pytest.raises(NotFoundError, match="Several units"):
        find_unit(apart, first.name.vi.lower())


def test_a_name_that_fits_no_unit_is_refused_with_the_nearest(campaign: Campaign) -> None:
    """A slip of a letter, and nothing that is guessed."""
    with pytest.raises(NotFoundError) as refused:
        find_unit(campaign, "Sở Nội vụu")
    assert "'Sở Nội vụ'" in in_english(refused.value.fault.remedy)


def test_the_latest_campaign_of_a_checklist(workbench: Workbench) -> None:
    """The campaign that uses it; a checklist without a campaign is refused."""
    checklist = workbench.checklists(workbench.campaign(CAMPAIGN))["district"]
    assert latest_campaign(workbench, checklist).id == CAMPAIGN
    with pytest.raises(NotFoundError, match="No campaign uses"):
        latest_campaign(workbench, a_checklist([]))


def test_paths_are_shortened_inside_of_the_folder_only(workbench: Workbench, tmp_path: Path) -> None:
    """A path elsewhere stays whole."""
    assert workbench.short(workbench.folder / "checklists" / "units") == "checklists/units"
    assert workbench.short(tmp_path) == str(tmp_path)


def test_the_working_days_are_read_from_the_folder_and_read_again_when_they_change(tmp_path: Path) -> None:
    """The file is named; without it no year is known."""
    workbench = a_workbench(tmp_path)
    calendar = workbench.calendar()
    assert (calendar.file, calendar.is_working_day(date(2017, 9, 4))) == ("checklists/holidays.csv", False)
    text = workbench.holidays.read_text(encoding="utf-8")
    workbench.holidays.write_text(text.replace("2017-09-04,", "2017-09-05,"), encoding="utf-8")
    assert workbench.calendar().is_working_day(date(2017, 9, 4)) is True
    workbench.holidays.unlink()
    assert workbench.calendar() == NO_CALENDAR


def test_a_large_file_is_compared_without_being_kept_in_memory(tmp_path: Path) -> None:
    """Whether a file has changed is asked before its size is looked at."""
    path = tmp_path / "holidays.csv"
    with path.open("wb") as file:
        file.truncate(64 * 2**20)
    tracemalloc.start()
    try:
        assert len(file_digest(path)) == 64
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()
    assert file_digest(tmp_path / "missing") == ""
