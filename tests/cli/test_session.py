"""The preamble of the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.cli.session import open_session, workbench_or_empty
from inspection_lib.errors import InspectionError, NotFoundError
from inspection_lib.language import Language
from inspection_lib.record import create_store, open_store
from inspection_lib.workbench import DEFAULT_STORE, Workbench
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_workbench


def test_everything_is_opened_from_the_same_folder(tmp_path: Path) -> None:
    """The store and its evidence lie in the workbench's folder, and the checklist is the unit's."""
    workbench = a_workbench(tmp_path)
    session = open_session(create_store, DEFAULT_STORE, CAMPAIGN, str(tmp_path), Language.VI)
    assert session.workbench == workbench
    assert session.campaign.id == CAMPAIGN
    assert session.checklist_of("060").name == "par-district.v2"
    assert session.evidence().folder.is_relative_to(tmp_path)
    with pytest.raises(NotFoundError):
        session.checklist_of("999")
    assert (tmp_path / "outputs" / "inspection.db").is_file()


def test_a_missing_store_is_created_only_by_commands_that_may_start_one(tmp_path: Path) -> None:
    """Reading from a store that does not exist is a mistake of the user."""
    a_workbench(tmp_path)
    with pytest.raises(InspectionError):
        open_session(open_store, DEFAULT_STORE, CAMPAIGN, str(tmp_path), Language.VI)
    assert not (tmp_path / "outputs" / "inspection.db").exists()


def test_an_empty_folder_is_a_workbench_to_be(tmp_path: Path) -> None:
    """The home page opens there and takes in what the office prepared; a folder of other things is none."""
    assert workbench_or_empty(str(tmp_path)) == Workbench(tmp_path)
    (tmp_path / "outputs").mkdir()
    assert workbench_or_empty(str(tmp_path)) == Workbench(tmp_path)
    (tmp_path / "ảnh").mkdir()
    with pytest.raises(NotFoundError):
        workbench_or_empty(str(tmp_path))
