"""What a new version of a checklist touches."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from inspection_lib.judging import assess
from inspection_lib.model import Source
from inspection_lib.record import create_store
from inspection_lib.workbench import (
    ItemImpact,
    Workbench,
    find_impact,
    load_inspection,
    open_recorder,
)
from inspection_lib.workbench.impact import ItemChange
from tests.conftest import CAMPAIGN
from tests.definitions.checklist.schemes import scheme
from tests.makers.workbenches import a_workbench

STORE = "sqlite:///outputs/inspection.db"
QUESTION = "vi: Có bao nhiêu trường hợp yêu cầu thêm thủ tục"


@pytest.fixture
def answered(tmp_path: Path) -> Workbench:
    """A workbench with answers of a district, and a version of its checklist with three changes."""
    workbench = a_workbench(tmp_path)
    definitions = workbench.folder / "checklists" / "definitions"
    text = (definitions / "par-district.v2.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("\nversion: 2\n", "\nversion: 9\n"),
        (QUESTION, f"{QUESTION} trong năm"),
        ("days_to_mend: 30", "days_to_mend: 29"),
        ("at: 0.98", "at: 0.99"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    (definitions / "par-district.v9.yaml").write_text(text, encoding="utf-8")
    recorder = open_recorder(workbench, workbench.campaign(CAMPAIGN), create_store(STORE, tmp_path))
    for item_id, raw in (("A01", "20/2/2017"), ("C05", "0"), ("C00", "yes"), ("C14", "985/1000")):
        recorder.answer("060", item_id, Source.INSPECTOR, raw, actor="Thư ký")
    return workbench


def test_groups_that_count_otherwise_are_named(tmp_path: Path) -> None:
    """However deep: another weight, another minimum. A new group, and an area as it was, are not."""
    before = scheme("bon-cap")
    criterion, other = before.areas[0].criteria
    heavier = replace(criterion.groups[0], weight=Decimal(3))
    lower, new = replace(criterion.groups[1], minimum=Decimal("0.4")), replace(criterion.groups[0], id="new")
    changed = replace(criterion, groups=(heavier, lower, new))
    after = replace(before, areas=(replace(before.areas[0], criteria=(changed, other)),))
    assert find_impact(a_workbench(tmp_path), None, before, after).groups == ("1.1.1", "1.1.2")


def test_items_and_units_that_a_version_touches_are_listed(answered: Workbench) -> None:
    """Only what differs; a unit with the answers that have to be given again."""
    before, after = (answered.checklist(f"par-district.v{number}") for number in (2, 9))
    found = find_impact(answered, create_store(STORE, answered.folder), before, after)
    changes = {item.item_id: item.changes for item in found.items}
    assert changes["C05"] == (ItemChange.QUESTION,)
    assert (ItemChange.RULE,) in changes.values()
    assert (ItemChange.OTHER,) in changes.values()
    assert len(changes) == 3
    (unit,) = found.units
    assert [answer.item_id for answer in unit.again] == ["C05"]
    assert found.areas == ()


def test_the_score_is_that_which_the_unit_has_after_it_moved(answered: Workbench) -> None:
    """Looking records nothing; `amend` then gives the score that was shown."""
    campaign, store = answered.campaign(CAMPAIGN), create_store(STORE, answered.folder)
    before, after = (answered.checklist(f"par-district.v{number}") for number in (2, 9))
    (shown,) = find_impact(answered, store, before, after).units
    now = assess(load_inspection(answered, store, campaign, "060")).scorecard.total
    assert shown.score_before == now
    open_recorder(answered, campaign, store).amend(["060"], after, actor="Trưởng đoàn")
    moved = assess(load_inspection(answered, store, campaign, "060")).scorecard.total
    assert shown.score_after == moved != now
    assert find_impact(answered, store, before, after).units == ()


def test_new_and_dropped_items_have_points_in_one_version(answered: Workbench) -> None:
    """And their areas other points. Without a store no unit is looked at."""
    commune, district = answered.checklist("par-commune.v2"), answered.checklist("par-district.v2")
    found = find_impact(answered, None, commune, district)
    added = [item for item in found.items if item.changes == (ItemChange.ADDED,)]
    known = {item.id: item.points for item in district.items}
    assert added
    assert all(item == ItemImpact(item.item_id, item.changes, None, known[item.item_id]) for item in added)
    points = {area.id: area.points for area in district.areas}
    assert found.areas
    assert all(area.points_after == points.get(area.area_id) for area in found.areas)
    assert all(isinstance(area.points_before, Decimal | None) for area in found.areas)
    assert found.units == ()
