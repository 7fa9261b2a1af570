"""Checklists that do not fit the campaign whose plan names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.record import EventStore
from inspection_lib.workbench import (
    Workbench,
    check_paths,
    earlier_inspections,
    load_inspection,
    load_shared,
    open_recorder,
)
from inspection_lib.workbench.sampling import item_of_sample
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_workbench
from tests.workbench.conftest import LATER, UNIT

APPRAISERS = "\nappraisers: {Z: Sở Tư pháp}\nteam:\n"
FOR_COMMUNES = "district: par-commune.v2"


def change(workbench: Workbench, name: str, old: str, new: str) -> Path:
    """Change a file of the checklists."""
    path = workbench.folder / "checklists" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def refused(workbench: Workbench, campaign_id: str = CAMPAIGN) -> tuple[Problem, ...]:
    """What the checklists of a campaign are refused for."""
    with pytest.raises(InvalidFilesError) as error:
        workbench.found_checklists(workbench.campaign(campaign_id))
    return error.value.problems


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            f"plans/{CAMPAIGN}.yaml",
            "district: par-district.v2",
            FOR_COMMUNES,
            "If this one is for both, write into its file: unit_kind: [commune, district]",
        ),
        (f"plans/{CAMPAIGN}.yaml", "\nteam:\n", APPRAISERS, "appraises 'Z'"),
    ],
)
def test_what_does_not_fit_is_refused_in_the_words_of_the_check(
    tmp_path: Path, file: str, old: str, new: str, words: str
) -> None:
    """With the file and the line; a plan that fits is not refused."""
    workbench = a_workbench(tmp_path)
    assert workbench.checklists(workbench.campaign(CAMPAIGN))
    change(workbench, file, old, new)
    (problem,) = refused(workbench)
    plan = workbench.folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    assert (problem.file, problem.line > 1, problem.warning) == (f"checklists/plans/{plan.name}", True, False)
    assert words in str(problem)
    assert problem in check_paths(workbench, [plan])
    with pytest.raises(InvalidFilesError):
        workbench.checklists(workbench.campaign(CAMPAIGN))


def test_a_version_that_came_into_force_later_is_told_by_the_check_alone(tmp_path: Path) -> None:
    """It may be a correction in the middle of a campaign: nobody is kept from working."""
    workbench = a_workbench(tmp_path)
    change(workbench, "definitions/par-district.v2.yaml", "valid_to: 2018-06-21", "valid_to: 2017-05-22")
    plan = workbench.folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    assert ["is not in force on" in str(problem) for problem in check_paths(workbench, [plan])] == [True]
    assert "district" in workbench.checklists(workbench.campaign(CAMPAIGN))


def test_an_unknown_office_is_not_told_while_a_checklist_is_missing(tmp_path: Path) -> None:
    """It may appraise an area of the one that is missing, which stops its own units only."""
    workbench = a_workbench(tmp_path)
    change(workbench, f"plans/{CAMPAIGN}.yaml", "\nteam:\n", APPRAISERS)
    change(workbench, f"plans/{CAMPAIGN}.yaml", "par-district.v2", "par-distrikt.v2")
    assert "district" not in workbench.found_checklists(workbench.campaign(CAMPAIGN))


def test_no_answer_and_no_report_of_a_campaign_that_does_not_fit(
    two_campaigns: tuple[Workbench, EventStore],
) -> None:
    """Its recorder, its inspections and its samples are refused alike."""
    workbench, store = two_campaigns
    change(workbench, f"plans/{LATER}.yaml", "district: par-district.v2", FOR_COMMUNES)
    campaign, problems = workbench.campaign(LATER), refused(workbench, LATER)
    unit = campaign.unit(UNIT)
    assert unit is not None
    for attempt in (
        lambda: open_recorder(workbench, campaign, store),
        lambda: load_inspection(workbench, store, campaign, UNIT),
        lambda: item_of_sample(workbench, campaign, unit, "A07", 1),
        lambda: load_shared(workbench, LATER),
    ):
        with pytest.raises(InvalidFilesError) as error:
            attempt()
        assert error.value.problems == problems


def test_an_earlier_campaign_that_does_not_fit_keeps_nobody_from_working(
    two_campaigns: tuple[Workbench, EventStore],
) -> None:
    """Its results still stand beside those of the present one."""
    workbench, store = two_campaigns
    change(workbench, f"plans/{CAMPAIGN}.yaml", "commune: par-commune.v2", "commune: par-district.v2")
    assert refused(workbench)
    load_shared(workbench, LATER)
    assert earlier_inspections(workbench, store, workbench.campaign(LATER), UNIT).own is not None
