"""The lines of papers: Word files, workbooks, PDFs and pages, each with its place in the file."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import ParseError

from inspection_lib.errors import InspectionError
from inspection_lib.files import DAMAGED_ZIP, open_zip
from inspection_lib.language import message
from inspection_lib.model import PaperFormat, limits
from inspection_lib.verification.page_texts import ShownLine, visible_texts

_READER = "pdftotext"
"""The program of poppler that reads PDFs; its brother `pdfinfo` reads their keywords."""
_SECONDS = 60
_PAGE_KEYWORDS = re.compile(r'<meta name="keywords" content="([^"]*)">')
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNREADABLE = (*DAMAGED_ZIP, ParseError, KeyError, ValueError, TypeError, AttributeError, LookupError)


def paper_lines(content: bytes, one: PaperFormat) -> list[ShownLine]:
    """The lines of a paper in their order. Raises InspectionError for a file that cannot be read here."""
    if one is PaperFormat.PDF:
        return list(_pdf_lines(content))
    if one is PaperFormat.HTML:
        return visible_texts(content.decode(errors="replace"))
    _check_size(content)
    try:
        return list(_word_lines(content) if one is PaperFormat.DOCX else _book_lines(content))
    except _UNREADABLE as error:
        raise _unreadable(type(error).__name__) from error


def paper_units(content: bytes, one: PaperFormat) -> tuple[str, ...]:
    """The codes of the units that a paper says it is about; empty where it names none.

    Raises InspectionError for a file that cannot be read here.
    """
    if one is PaperFormat.PDF:
        found = [line for line in _run("pdfinfo", content).splitlines() if line.startswith("Keywords:")]
        return tuple(found[0].removeprefix("Keywords:").split()) if found else ()
    if one is PaperFormat.HTML:
        named = _PAGE_KEYWORDS.search(content.decode(errors="replace"))
        return tuple(unescape(named[1]).split()) if named else ()
    _check_size(content)
    try:
        words = _word_keywords(content) if one is PaperFormat.DOCX else _book_keywords(content)
    except _UNREADABLE as error:
        raise _unreadable(type(error).__name__) from error
    return tuple(words.split())


def _unreadable(cause: str) -> InspectionError:
    return InspectionError(message("The file cannot be read: {cause}.", cause=cause))


def _check_size(content: bytes) -> None:
    try:
        with open_zip(content) as archive:
            size = sum(each.file_size for each in archive.infolist())
    except DAMAGED_ZIP as error:
        raise _unreadable(type(error).__name__) from error
    if size > limits.JSON_BYTES:
        raise _unreadable("size")


def _word_lines(content: bytes) -> Iterator[ShownLine]:
    """The paragraphs of body, heads, feet and notes, also those in tables and text boxes."""
    from docx import Document  # on use: python-docx takes long to load
    from docx.opc.part import XmlPart

    main = Document(io.BytesIO(content)).part
    others = (each.target_part for each in main.rels.values() if not each.is_external)
    parts = [main, *(part for part in others if isinstance(part, XmlPart) and _is_text(str(part.partname)))]
    for part in parts:
        name = "" if part is main else Path(str(part.partname)).stem
        for number, paragraph in enumerate(part.element.iter(f"{_WORD}p"), start=1):
            text = "".join(_piece(element.tag, element.text or "") for element in paragraph.iter())
            yield ShownLine(name, str(number), "", text)


def _is_text(name: str) -> bool:
    return Path(name).stem.rstrip("0123456789") in ("header", "footer", "footnotes", "endnotes")


def _piece(tag: object, text: str) -> str:
    if tag == f"{_WORD}t":
        return text
    return {f"{_WORD}tab": "\t", f"{_WORD}br": " "}.get(str(tag), "")


def _word_keywords(content: bytes) -> str:
    from docx import Document

    return Document(io.BytesIO(content)).core_properties.keywords or ""


def _book_lines(content: bytes) -> Iterator[ShownLine]:
    from openpyxl import load_workbook  # on use: openpyxl takes long to load

    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        yield ShownLine(sheet.title, "", "", sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield ShownLine(sheet.title, cell.coordinate, "", str(cell.value))


def _book_keywords(content: bytes) -> str:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content), read_only=True).properties.keywords or ""


def _pdf_lines(content: bytes) -> Iterator[ShownLine]:
    for page, text in enumerate(_run(_READER, content, "-layout").split("\f"), start=1):
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield ShownLine("", f"{page}.{number}", "", " ".join(line.split()))


def _run(name: str, content: bytes, *options: str) -> str:
    """What a program of poppler says of a PDF. Raises InspectionError where it is missing or fails."""
    program = shutil.which(name)
    if program is None:
        raise InspectionError(
            message("PDF files are read with {program}, which is not installed.", program=name),
            message("Install poppler (on Debian: apt install poppler-utils), or check the .docx."),
        )
    ending = ["-"] if name == _READER else []
    try:
        ran = subprocess.run(  # noqa: S603  (a program found in the path, and a file on its input)
            [program, *options, "-", *ending],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise _unreadable(type(error).__name__) from error
    return ran.stdout.decode(errors="replace")
