"""Letterheads, numbers, days, addressees and recipients after Decree 30/2020/NĐ-CP."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from inspection_lib.language import Text
from inspection_lib.model import PaperForm, PaperFormat, PaperKind, PaperSettings
from inspection_lib.render.official import Frame, Template, make_papers, paper_content
from inspection_lib.render.official.frame import (
    addressees,
    ended,
    legal_bases,
    letterhead,
    recipients,
    sentence,
    signatures,
)
from inspection_lib.report import Report
from tests.render.official.reading import VI, page_text, pdf_pages

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


def test_each_legal_basis_has_a_line(worst: Report) -> None:
    """Those of the plan, then the decision; all end with a semicolon, and the last with a full stop."""
    bases = [block.text for block in legal_bases(worst, VI)]
    assert [line[-1] for line in bases] == [";", "."]
    assert bases[0].startswith("Căn cứ Nghị quyết số 30c/NQ-CP")
    assert bases[1] == "Căn cứ Quyết định số ...... ngày ...... tháng ...... năm ......."
    known = replace(
        worst.campaign,
        decision_number="9/QĐ-UBND",
        decision_date=date(2017, 2, 3),
        decision_about=Text("của UBND tỉnh về việc thành lập đoàn", ""),
        bases=(),
    )
    (line,) = legal_bases(replace(worst, campaign=known), VI)
    assert line.text == (
        "Căn cứ Quyết định số 9/QĐ-UBND ngày 03 tháng 02 năm 2017 của UBND tỉnh về việc thành lập đoàn."
    )


def test_boxes_ten_to_thirteen_come_from_the_settings(
    worst: Report, template: Template, tmp_path: Path
) -> None:
    """Stamps below the number, the drafter's mark below the recipients, the office's address at the foot."""
    form = PaperForm(
        secrecy=Text("Mật", ""),
        urgency=Text("Thượng khẩn", ""),
        circulation=Text("Lưu hành nội bộ", ""),
        drafter="cchc.(10)",
        contact=(Text("Địa chỉ: phường A", ""),),
    )
    (named,) = make_papers(PaperKind.NOTICE, [worst], with_form(form), VI)
    words = ("MẬT", "THƯỢNG KHẨN", "LƯU HÀNH NỘI BỘ", "CCHC.(10)", "Địa chỉ: phường A")
    document = Document(io.BytesIO(paper_content(named, PaperFormat.DOCX, template)))
    foot = document.sections[0].first_page_footer
    cells = "\n".join(cell.text for table in document.tables for cell in table._cells)
    pages = pdf_pages(paper_content(named, PaperFormat.PDF, template), tmp_path)
    texts = (
        cells + "\n".join(each.text for each in foot.paragraphs),
        pages[0] + pages[-1],
        page_text(paper_content(named, PaperFormat.HTML, template).decode()),
    )
    for text in texts:
        assert [word for word in words if word not in text] == []


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
