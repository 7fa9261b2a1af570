"""Evidence in the form: its days, and files that change while they wait."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import in_order
from tests.accessibility import violations
from tests.browser.conftest import CAMPAIGN, card, unfold
from tests.browser.form_page import (
    UNIT,
    Visit,
    an_item,
    choose,
    is_saved,
    visit_fixture,  # noqa: F401  (pytest finds the fixture here)
)


def test_a_document_gets_its_three_days(visit: Visit) -> None:
    """Three days of a piece of evidence are kept with it. A period that ends before it begins is refused."""
    page = visit.open()
    item = an_item(page)
    here = unfold(page.locator(card(page, item)), "Tài liệu")
    here.locator(".number input").fill("12/KH-UBND")
    here.locator(".number input").press("Enter")
    here.get_by_role("button", name="Ngày tài liệu: 12/KH-UBND").click()
    for name, day in (
        ("lập ngày", "5/1/2017"),
        ("có giá trị từ", "1/2/2017"),
        ("có giá trị đến", "1/1/2017"),
    ):
        here.get_by_label(name, exact=True).fill(day)
    here.get_by_role("button", name="Ghi ngày").click()
    here.get_by_text("kết thúc trước khi bắt đầu").wait_for()
    assert violations(page) == []
    here.get_by_label("có giá trị đến", exact=True).fill("31/12/2017")
    here.get_by_role("button", name="Ghi ngày").click()
    here.get_by_text("lập ngày 5/1/2017; có giá trị 1/2/2017 - 31/12/2017").wait_for()
    events = in_order(visit.desk.recorder.store.events(CAMPAIGN, UNIT))
    (piece,) = fold_attachments(events)[item, "inspector"]
    assert (piece.number, piece.made, piece.valid_from, piece.valid_to) == (
        "12/KH-UBND",
        "2017-01-05",
        "2017-02-01",
        "2017-12-31",
    )
    assert piece.received


def test_a_file_that_was_moved_is_kept_and_an_odd_one_is_told(visit: Visit, tmp_path: Path) -> None:
    """A chosen file is kept although it was deleted. One of another kind is refused with the reason."""
    page = visit.open()
    item = an_item(page)
    here = unfold(page.locator(card(page, item)), "Tài liệu")
    good, odd = tmp_path / "quét.pdf", tmp_path / "ảnh.gif"
    good.write_bytes(b"%PDF-1.7 demo")
    odd.write_bytes(b"GIF89a demo")
    visit.cut = True
    here.locator("input[type=file]").set_input_files(good)
    here.locator(".pieces li.waiting").wait_for()
    good.unlink()
    choose(page, item, 0)
    here.locator("input[type=file]").set_input_files(odd)
    here.get_by_text("Loại tệp này không nhận").wait_for()
    visit.cut = False
    is_saved(page, item)
    events = in_order(visit.desk.recorder.store.events(CAMPAIGN, UNIT))
    (piece,) = fold_attachments(events)[item, "inspector"]
    assert visit.desk.evidence.open(piece.sha256) == b"%PDF-1.7 demo"
    assert visit.stands(item) == ["yes"]
