"""`inspection indicators`: claim, finding and export of the portal side by side."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.cli.conftest import Command
from tests.conftest import CAMPAIGN_2026, ROOT

WARD = "01843"
OFFICE = "19.SNNMT"
"""A department whose export of the portal differs from what the inspectors found."""


@pytest.fixture
def filled(command: Command) -> Command:
    """A workbench with the index, the exports and the answers of two units."""
    for name in ("indices", f"registers/{CAMPAIGN_2026}"):
        target = command.folder / "checklists" / name
        shutil.copytree(ROOT / "checklists" / name, target, dirs_exist_ok=True)
    rows: list[str] = []
    for path in sorted((ROOT / "checklists" / "responses" / CAMPAIGN_2026).glob("*.csv")):
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        rows = rows or [header]
        rows += [line for line in lines if line.partition(",")[0] in (WARD, OFFICE)]
    table = command.folder / "two.csv"
    table.write_text("\n".join([*rows, ""]), encoding="utf-8")
    command.good("import", CAMPAIGN_2026, str(table))
    return command


def test_the_groups_of_a_unit_stand_side_by_side(filled: Command) -> None:
    """A ward lacks the 12 points that the portal computes for the province: they are named, not 0."""
    said = filled.good("indicators", CAMPAIGN_2026, WARD, "--index", "766")
    assert "Total: claim" in said
    assert "of 88" in said
    assert "Not known by the inspectors: announced, published, complete." in said


def test_a_unit_without_answers_has_no_points(filled: Command) -> None:
    """A dash, and the other units of the campaign after it."""
    lines = filled.good("indicators", CAMPAIGN_2026).splitlines()
    place = lines.index("19.SNV Department of Home Affairs")
    assert lines[place + 1].split(": ", 1)[1].startswith("claim \N{EN DASH}, finding \N{EN DASH}")


def test_the_export_stands_beside_the_answers(filled: Command) -> None:
    """As JSON, with what is missing."""
    (ward,) = json.loads(filled.good("indicators", CAMPAIGN_2026, WARD, "--json"))
    publicity = ward["groups"][0]
    assert (publicity["id"], publicity["points"], publicity["export"]["maximum"]) == ("publicity", "18", "6")
    assert publicity["finding"]["missing"] == ["announced", "published", "complete"]
    (office,) = json.loads(filled.good("indicators", CAMPAIGN_2026, OFFICE, "--json"))
    progress = office["groups"][1]
    assert float(progress["export"]["points"]) < float(progress["finding"]["points"])


def test_an_index_that_is_not_there_is_named(filled: Command) -> None:
    """With the nearest name."""
    assert "There is no index of indicators '892'" in filled.bad(
        "indicators", CAMPAIGN_2026, "--index", "892"
    )
