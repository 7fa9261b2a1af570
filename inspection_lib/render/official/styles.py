"""The styles of official papers after Decree 30/2020/NĐ-CP, and the Word document that has them.

`inspection paper-template` writes this document into the workbench; the office changes it in Word. Its
styles are found by their names, which therefore must stay.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from inspection_lib.language import Catalogue, message

FONT = "Times New Roman"
MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 15}
"""In mm: top and bottom 20 to 25, left 30 to 35, right 15 to 20."""
TEXT_WIDTH = 210 - MARGINS["left"] - MARGINS["right"]


class Style(StrEnum):
    """The names of the styles."""

    ABOVE = "VB Cơ quan cấp trên"
    ISSUER = "VB Cơ quan ban hành"
    STATE = "VB Quốc hiệu"
    MOTTO = "VB Tiêu ngữ"
    RULE = "VB Đường kẻ"
    NUMBER = "VB Số ký hiệu"
    DAY = "VB Địa danh, ngày tháng"
    STAMP = "VB Dấu mật, khẩn, lưu hành"
    TITLE = "VB Tên loại"
    SUBJECT = "VB Trích yếu"
    ADDRESSEE = "VB Kính gửi"
    ATTACHED = "VB Kèm theo"
    BASIS = "VB Căn cứ"
    HEADING = "VB Đề mục I"
    SUBHEADING = "VB Đề mục 1"
    TEXT = "VB Nội dung"
    POINT = "VB Gạch đầu dòng"
    BLANK = "VB Dòng trống"
    WARNING = "VB Cảnh báo"
    CAPTION = "VB Tên bảng"
    HEAD_CELL = "VB Đầu bảng"
    CELL = "VB Ô bảng"
    CENTRED_CELL = "VB Ô bảng giữa"
    SIGNATORY = "VB Chức vụ người ký"
    NAME = "VB Họ tên người ký"
    HINT = "VB Ghi chú chữ ký"
    RECIPIENTS = "VB Nơi nhận"
    RECIPIENT = "VB Danh sách nơi nhận"
    DRAFTER = "VB Ký hiệu người soạn thảo"
    CONTACT = "VB Địa chỉ cơ quan"
    SEAL = "VB Trạng thái hồ sơ"
    PAGE_NUMBER = "VB Số trang"
    MARK = "VB Dấu minh họa"


@dataclass(frozen=True, slots=True)
class Look:
    """How a style looks. Sizes and distances in points, ``indent`` of the first line in mm."""

    size: float
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER
    before: float = 0
    after: float = 0
    indent: float = 0
    with_next: bool = False
    level: int = 0


JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
LOOKS = {
    Style.ABOVE: Look(12),
    Style.ISSUER: Look(12, bold=True),
    Style.STATE: Look(12, bold=True),
    Style.MOTTO: Look(13, bold=True),
    Style.RULE: Look(2, before=3, after=4),
    Style.NUMBER: Look(13),
    Style.DAY: Look(13, italic=True),
    Style.STAMP: Look(13, bold=True, before=6),
    Style.TITLE: Look(14, bold=True, before=12, with_next=True),
    Style.SUBJECT: Look(14, bold=True, with_next=True),
    Style.ADDRESSEE: Look(13, before=6, after=6),
    Style.ATTACHED: Look(13, italic=True, after=6),
    Style.BASIS: Look(13, italic=True, align=JUSTIFY, after=6, indent=10),
    Style.HEADING: Look(13, bold=True, align=JUSTIFY, after=6, indent=10, with_next=True, level=1),
    Style.SUBHEADING: Look(13, bold=True, align=JUSTIFY, after=6, indent=10, with_next=True, level=2),
    Style.TEXT: Look(13, align=JUSTIFY, after=6, indent=10),
    Style.POINT: Look(13, align=JUSTIFY, after=6, indent=10),
    Style.BLANK: Look(13, align=LEFT, after=6),
    Style.WARNING: Look(13, bold=True, align=JUSTIFY, after=6, indent=10),
    Style.CAPTION: Look(13, bold=True, before=6, after=6, with_next=True),
    Style.HEAD_CELL: Look(11, bold=True),
    Style.CELL: Look(11, align=LEFT),
    Style.CENTRED_CELL: Look(11),
    Style.SIGNATORY: Look(13, bold=True, with_next=True),
    Style.NAME: Look(13, bold=True, with_next=True),
    Style.HINT: Look(12, italic=True, with_next=True),
    Style.RECIPIENTS: Look(12, bold=True, italic=True, align=LEFT, with_next=True),
    Style.RECIPIENT: Look(11, align=LEFT, with_next=True),
    Style.DRAFTER: Look(11, align=LEFT, with_next=True),
    Style.CONTACT: Look(11),
    Style.SEAL: Look(10, italic=True, align=LEFT, before=6),
    Style.PAGE_NUMBER: Look(13),
    Style.MARK: Look(11, bold=True),
}


def template_document(catalogue: Catalogue) -> bytes:
    """The document with all styles. Its text shows each of them; papers do not take it over."""
    document = Document()
    _lay_out(document)
    for style, look in LOOKS.items():
        _add_style(document, style, look)
    words = catalogue.format(
        message(
            "change this style in Word; its name has to stay. Papers take styles, margins, header and footer "
            "from this document, and none of its text."
        )
    )
    for style in Style:
        document.add_paragraph(f"{style.value}: {words}", style=style.value)
    section = document.sections[0]
    _number_pages(section.header.paragraphs[0])
    section.header.paragraphs[0].style = document.styles[Style.PAGE_NUMBER]
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _lay_out(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(MARGINS["top"]), Mm(MARGINS["bottom"])
    section.left_margin, section.right_margin = Mm(MARGINS["left"]), Mm(MARGINS["right"])
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.name, normal.font.size = FONT, Pt(13)


def _add_style(document: WordDocument, name: Style, look: Look) -> None:
    style = document.styles.add_style(name.value, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(look.size)
    style.font.bold, style.font.italic = look.bold, look.italic
    form = style.paragraph_format
    form.alignment = look.align
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing = 1.0
    form.first_line_indent = Mm(look.indent)
    form.keep_with_next, form.widow_control = look.with_next, True
    if look.level:  # so that Word's navigation and screen readers know the headings
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(look.level - 1))
        style.element.get_or_add_pPr().append(outline)


def _number_pages(paragraph: Paragraph) -> None:
    """The page number in the top margin; the first page has none, since its header is another one."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number = paragraph.add_run("2")
    field.append(number._r)
    paragraph._p.append(field)
