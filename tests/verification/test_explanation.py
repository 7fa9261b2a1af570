"""How a number came about: rule, answers, file and row, register rows, clause; made again from the record."""

from __future__ import annotations

import json
from pathlib import Path

from inspection_lib.files import open_folder
from inspection_lib.language import in_english
from inspection_lib.verification import Explanation, Recomputed, explain
from inspection_lib.workbench import open_workbench
from tests.conftest import CAMPAIGN
from tests.verification.office import UNIT, Office

ITEM = "C14"
"""An item with a register and with a clause."""


def explained(office: Office, item_id: str = ITEM) -> Explanation:
    workbench, folder = open_workbench(str(office.workbench)), open_folder(str(office.out))
    return explain(workbench, office.store_url, folder, CAMPAIGN, UNIT, item_id)


def changed(path: Path, item_id: str, points: str) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    next(item for item in content["items"] if item["id"] == item_id)["points"] = points
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def test_an_item_names_rule_answer_register_and_clause(office: Office) -> None:
    """And its points are those of `report.json`."""
    found = explained(office)
    (item,) = found.items
    assert found.result is Recomputed.SAME
    assert item.line.rule == "ratio_steps"
    assert "at: 0.98" in {each.name: each.value for each in item.settings}["steps"]
    assert item.line.finding is not None
    assert item.line.finding.actor == "Đoàn kiểm tra - Sở Nội vụ"
    assert [measure.name for measure in item.measures] == ["settled_on_time"]
    assert item.measures[0].rows
    assert [basis.number for basis in item.line.legal_basis] == ["09/2015/QĐ-TTg"]


def test_a_changed_report_is_told_with_the_place(office: Office) -> None:
    """The item's own number; another item of the same report is explained as before."""
    changed(office.file("report.json"), ITEM, "4.49")
    found = explained(office)
    assert found.result is Recomputed.DIFFERENT
    assert found.difference is not None
    assert f"item {ITEM}, points: it says “4.49”" in in_english(found.difference)
    assert explained(office, "A01").result is Recomputed.SAME
    assert explained(office, "").result is Recomputed.DIFFERENT


def test_without_a_report_nothing_is_compared(office: Office) -> None:
    """The number is made from the record all the same."""
    office.file("report.json").unlink()
    found = explained(office, "")
    assert found.result is Recomputed.MISSING
    assert len(found.items) > 50
    assert found.total.points == sum(area.score.points or 0 for area in found.areas)
