"""Read papers back: the text of Word files, PDFs and pages, and the numbers in a text."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from html import unescape
from pathlib import Path

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from inspection_lib.language import Language, Text, open_catalogue
from inspection_lib.model import PaperSettings
from inspection_lib.render.official import Frame
from inspection_lib.render.official.content import Paper

VI = open_catalogue(Language.VI)
PLAIN = Frame(Text("", ""), Text("", ""), PaperSettings())
"""The frame of an office that has set nothing."""
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def numbers(text: str) -> Counter[str]:
    """All numbers of a text, with how often each stands there."""
    return Counter(NUMBER.findall(text))


def word_text(content: bytes) -> str:
    """The text of a Word file's body, tables included, in order."""
    lines = []
    for block in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += [cell.text for row in block.rows for cell in row.cells]
    return "\n".join(lines)


def pdf_pages(content: bytes, folder: Path) -> list[str]:
    """The text of each page of a PDF, without the numbers of the pages."""
    path = folder / "paper.pdf"
    path.write_bytes(content)
    ran = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    pages = ran.stdout.split("\f")[:-1]
    return [
        re.sub(rf"\A\s*{number}\s*\n", "", page) if number > 1 else page
        for number, page in enumerate(pages, start=1)
    ]


def page_text(html: str) -> str:
    """The text of a page."""
    return unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<(style|script)\b.*?</\1>", " ", html, flags=re.S)))


def lines_of(paper: Paper) -> list[str]:
    """The texts of a paper's paragraphs."""
    return [block.text for block in paper.blocks if hasattr(block, "text")]
