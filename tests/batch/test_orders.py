"""The order of a run: its units, its place, the job of each unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.batch import choose_units, make_order, plan_job
from inspection_lib.batch.inputs import Inputs
from inspection_lib.errors import NotFoundError
from inspection_lib.language import Language
from inspection_lib.workbench import Workbench, place_of
from tests.conftest import CAMPAIGN


def test_a_file_url_is_the_folder_it_names(workbench: Workbench, tmp_path: Path) -> None:
    """Not a folder called `file:` in the workbench's."""
    assert place_of(workbench, f"file://{tmp_path}", CAMPAIGN) == str(tmp_path / CAMPAIGN)


def test_units_are_chosen_by_kind_and_code(workbench: Workbench) -> None:
    """Both must fit; nothing chosen means all; what fits nothing is refused."""
    campaign = workbench.campaign(CAMPAIGN)
    assert choose_units(campaign, (), ()) == campaign.units
    districts = choose_units(campaign, ["district"], ())
    assert {unit.kind for unit in districts} == {"district"}
    assert [unit.code for unit in choose_units(campaign, (), ["060"])] == ["060"]
    with pytest.raises(NotFoundError, match="'06O'"):
        choose_units(campaign, (), ["06O"])
    with pytest.raises(NotFoundError, match="--kind or --unit"):
        choose_units(campaign, ["commune"], ["060"])


def test_a_job_has_what_its_unit_needs(workbench: Workbench) -> None:
    """Its digests, and an engine that does not fork a second time."""
    campaign = workbench.campaign(CAMPAIGN)
    (unit,) = choose_units(campaign, (), ["060"])
    order = make_order(workbench, campaign, "sqlite:///x.db", "out", Language.EN, "inprocess")
    inputs = Inputs((("plan", "p"),), {unit.kind: "c"}, {"060": "e"}, {"060": "r"}, {})
    job = plan_job(order, unit, inputs)
    assert (job.unit_code, job.campaign_id, job.store_url) == ("060", CAMPAIGN, "sqlite:///x.db")
    assert job.inputs == (
        ("events", "e"),
        ("checklist", "c"),
        ("registers", "r"),
        ("previous", ""),
        ("plan", "p"),
    )
    assert job.engine == "thisprocess"
