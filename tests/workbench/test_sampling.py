"""The cases of a unit's register, found in the workbench."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError, NotFoundError
from inspection_lib.workbench import load_cases
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_workbench

ROW = "dossier,procedure,received,due,returned,apology\n1,p,2017-01-03,2017-01-05,,\n"


def test_the_register_of_a_unit_is_found(tmp_path: Path) -> None:
    """By its name; without it the nearest one is named, and a file that nobody would read is told."""
    workbench = a_workbench(tmp_path)
    campaign, folder = workbench.campaign(CAMPAIGN), workbench.registers(CAMPAIGN)
    folder.mkdir(parents=True)
    (folder / "060.one_stop.csv").write_text(ROW, encoding="utf-8")
    assert len(load_cases(workbench, campaign, "060", "one_stop").rows) == 1
    with pytest.raises(NotFoundError, match="no register 'documents'"):
        load_cases(workbench, campaign, "060", "documents")
    (folder / "060.one_stopp.csv").write_text(ROW, encoding="utf-8")
    with pytest.raises(InvalidFilesError):
        load_cases(workbench, campaign, "060", "one_stop")
