"""The form in which a unit scores itself, as one file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from inspection_lib.keys import new_form_secret
from inspection_lib.language import in_english
from inspection_lib.model import Source
from inspection_lib.record.chain import in_order
from inspection_lib.record.evidence import evidence_folder
from inspection_lib.record.fold import fold_answers
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import create_store
from inspection_lib.render.papers import write_paper
from inspection_lib.visit import offline_page, open_desk, self_definition, self_states
from inspection_lib.workbench import Workbench
from tests.accessibility import violations
from tests.browser.conftest import CAMPAIGN, Visitor
from tests.browser.offline_file import (
    STORE,
    UNIT,
    form_fixture,  # noqa: F401
    opened,
    saved_package,
    workbench_fixture,  # noqa: F401
)
from tests.browser.units_file import choose, is_chosen
from tests.exchange.merging import merge_into

INSPECTORS = ["Đúng như đơn vị", "Chữ ký", "Buổi kiểm tra", "Ghi vị trí", "Ký trên giấy", "Nguyên nhân"]


@pytest.fixture(name="self_form")
def self_form_fixture(workbench: Workbench, tmp_path: Path) -> Path:
    desk = open_desk(workbench, STORE, CAMPAIGN, UNIT)
    definition = replace(self_definition(desk), actor="Văn phòng")
    secret = new_form_secret(CAMPAIGN, UNIT, definition.digest, Source.SELF)
    path = tmp_path / "self.html"
    write_paper(offline_page(definition, self_states(desk), secret), path)
    return path


def test_a_unit_scores_itself_beside_the_inspectors_on_one_tablet(
    workbench: Workbench, self_form: Path, form: Path, visitor: Visitor, tmp_path: Path
) -> None:
    """Both forms in one browser keep apart; the package is named as self-score and overrides nobody."""
    page = opened(visitor, self_form)
    assert "PHIẾU ĐƠN VỊ TỰ CHẤM" in page.locator(".masthead").inner_text()
    assert violations(page) == []
    item = page.locator("article:has(input[value=yes])").first.get_attribute("data-item")
    assert item
    choose(page, item, 0)
    page.get_by_role("button", name="Kết thúc tự chấm").click()
    end = page.locator(".end")
    expect(end).to_contain_text("Trước khi nộp")
    assert [text for text in INSPECTORS if text in page.locator("#form").inner_text()] == []
    assert violations(page) == []
    page.get_by_role("button", name="Quay lại phiếu").click()
    package = saved_package(page, tmp_path)
    assert "tu-cham" in package.name
    team = opened(visitor, form)
    assert not is_chosen(team, item, 0)
    choose(team, item, 1)
    store, evidence = create_store(STORE, workbench.folder), evidence_folder(STORE, workbench.folder)
    merge_into(workbench, store, evidence, saved_package(team, tmp_path))
    merged = merge_into(workbench, store, evidence, package)
    assert merged.package
    assert in_english(merged.package).startswith("SELF-SCORE of unit 060")
    plan = workbench.campaign(CAMPAIGN)
    checklist = Recorder(store, plan, workbench.checklists(plan)).checklist_of(UNIT)
    answer = fold_answers(checklist, in_order(store.events(CAMPAIGN, UNIT)))[item]
    assert answer.claim
    assert answer.finding
    assert (answer.claim.raw, answer.finding.raw, answer.claim.actor) == ("yes", "no", "Văn phòng")
    assert visitor.errors == []
