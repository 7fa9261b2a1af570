"""Remarks and evidence beside answers: each is on the page, in a finding or in the table of all items."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.render.remarks import remarks_beside
from inspection_lib.render.sections import draw_section
from inspection_lib.report import Report, ShownAnswer, public_report
from tests.render.samples import good, untouched


def shown_on(report: Report, *sections: str) -> str:
    """What some sections say, in Vietnamese."""
    drawn = " ".join(draw_section(report, name, Language.VI) for name in sections)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", re.sub(r"</?(small|q)>", "", drawn))).split())


def answers_of(report: Report) -> list[ShownAnswer]:
    """Both answers of all items, those that are there."""
    return [one for item in report.items for one in (item.claim, item.finding) if one is not None]


@pytest.mark.parametrize("report", [good(), untouched()], ids=["inspected", "claim alone"])
def test_everything_that_was_written_beside_an_answer_is_on_the_page(report: Report) -> None:
    """Also of items that lost no points, and the unit's own remark where the inspectors wrote another."""
    said = shown_on(report, "findings", "not_applicable", "items")
    written = [text for answer in answers_of(report) for text in (answer.note, *answer.evidence) if text]
    assert len(written) > 40
    assert [text for text in written if text not in said] == []


def test_the_item_says_whose_remark_it_is_and_of_when() -> None:
    """Remark and evidence in one line under the question, with who, when, and drawings."""
    passed = next(one for one in good().items if one.finding and not finding_ids(one.id))
    assert passed.finding is not None
    drawing = message("{drawing}: drawing on the photo {photo}", drawing="ve.png", photo="anh.jpg")
    written = ("Tăng 12 % so với năm 2016", ("Ảnh chụp 01", "Kế hoạch số 15/KH"))
    finding = replace(passed.finding, note=written[0], evidence=written[1], drawings=(drawing,))
    line = replace(passed, claim=None, finding=replace(finding, actor="Thành viên", answered_at="2017-05-25"))
    report = replace(good(), items=tuple(line if one.id == line.id else one for one in good().items))
    assert (
        "Ghi chú: Tăng 12 % so với năm 2016. Tài liệu kiểm chứng: Ảnh chụp 01; Kế hoạch số 15/KH "
        f"({open_catalogue(Language.VI).format(drawing)}) (Thành viên, 25/5/2017)"
    ) in shown_on(report, "items")


def finding_ids(item_id: str) -> list[str]:
    """The findings of an item of the golden report."""
    return [one.id for one in good().findings if one.item_id == item_id]


def test_what_a_finding_shows_is_not_repeated_and_a_public_copy_has_nothing_of_it() -> None:
    """A page says a thing once."""
    for item in good().items:
        findings = [one for one in good().findings if one.item_id == item.id]
        told = {text for one in findings for text in (one.note, *one.evidence)}
        for remark in remarks_beside(item, findings):
            assert not told.intersection((remark.note, *remark.evidence))
    public = public_report(good(), ())
    assert all(remarks_beside(item, ()) == () for item in public.items)
    elsewhere = "tài liệu khác của từng nội dung có trên trang điện tử"
    assert [elsewhere in shown_on(report, "items") for report in (good(), public)] == [True, False]
