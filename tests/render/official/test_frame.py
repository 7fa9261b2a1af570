"""Letterheads, numbers, days, addressees and recipients after Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inspection_lib.language import Text
from inspection_lib.model import PaperForm, PaperKind, PaperSettings
from inspection_lib.render.official import Frame
from inspection_lib.render.official.frame import (
    addressees,
    ended,
    letterhead,
    recipients,
    sentence,
    signatures,
)
from inspection_lib.report import Report
from tests.render.official.reading import VI

BARE = Frame(Text("Sở Nội vụ", ""), Text("Bắc Kạn", ""), PaperSettings())


def with_form(form: PaperForm) -> Frame:
    return replace(BARE, settings=PaperSettings(((PaperKind.NOTICE, form),)))


def test_bodies_stand_in_capitals_with_number_and_symbol(worst: Report, frame: Frame) -> None:
    """The team's paper is below the body that leads, the office's below the province."""
    minutes = letterhead(PaperKind.MINUTES, worst, frame, VI)
    assert (minutes.above, minutes.issuer, minutes.number) == ("SỞ NỘI VỤ", "ĐOÀN KIỂM TRA", "Số: 05/BB-ĐKT")
    assert minutes.day == ""
    notice = letterhead(PaperKind.NOTICE, worst, frame, VI)
    assert (notice.above, notice.issuer) == ("UBND TỈNH BẮC KẠN", "SỞ NỘI VỤ")
    assert notice.motto == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2017, 2, 3), "Bắc Kạn, ngày 03 tháng 02 năm 2017"),
        (date(2017, 7, 30), "Bắc Kạn, ngày 30 tháng 7 năm 2017"),
        (None, "Bắc Kạn, ngày ...... tháng ...... năm ......"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_zero(
    worst: Report, day: date | None, written: str
) -> None:
    """Unknown days are dotted, and so are unknown numbers."""
    head = letterhead(PaperKind.NOTICE, worst, replace(BARE, day=day), VI)
    assert (head.day, head.number) == (written, "Số: ....../TB-")


def test_addressees_stand_on_one_line_or_in_a_list() -> None:
    """One on the line of "Kính gửi"; several with dashes, semicolons and a last full stop."""
    one = with_form(PaperForm(addressees=(Text("Chủ tịch UBND tỉnh", ""),)))
    assert addressees(PaperKind.NOTICE, one, VI) == ("Kính gửi: Chủ tịch UBND tỉnh",)
    two = with_form(PaperForm(addressees=(Text("Sở A", ""), Text("Sở B", ""))))
    assert addressees(PaperKind.NOTICE, two, VI) == ("Kính gửi:", "- Sở A;", "- Sở B.")


def test_recipients_come_from_the_settings() -> None:
    """`{unit}` is the inspected office; without settings the given ones, and the archives."""
    form = with_form(PaperForm(recipients=(Text("{unit}", ""), Text("Lưu: VT, CCHC", ""))))
    told = recipients(PaperKind.NOTICE, form, ["UBND huyện Na Rì"], [], VI)
    assert told == ("Nơi nhận:", "- UBND huyện Na Rì;", "- Lưu: VT, CCHC.")
    assert recipients(PaperKind.NOTICE, BARE, [], ["Sở A"], VI) == ("Nơi nhận:", "- Sở A;", "- Lưu: VT.")


def test_the_signatory_is_authority_and_office() -> None:
    """Each on a line; nobody's name."""
    form = with_form(PaperForm(signed_by=(Text("KT. GIÁM ĐỐC", ""), Text("PHÓ GIÁM ĐỐC", ""))))
    (place,) = signatures(PaperKind.NOTICE, form, VI).places
    assert place.title == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"


def test_sentences_end_and_papers_do() -> None:
    """A full stop where there is no mark; the mark of official texts at the end."""
    assert (sentence("Đạt"), sentence("Đạt?"), ended("Hết.")) == ("Đạt.", "Đạt?", "Hết./.")
