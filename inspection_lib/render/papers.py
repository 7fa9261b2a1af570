"""Write the papers of an inspection: the minutes as a page and as a Word file, and forms."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from inspection_lib.errors import StoreError
from inspection_lib.files import DAMAGED_ZIP, check_id, open_zip, os_errors_as, write_whole
from inspection_lib.language import Catalogue, message
from inspection_lib.render.minutes import minutes_page
from inspection_lib.report import Report


def write_minutes(report: Report, folder: Path, catalogue: Catalogue) -> tuple[Path, Path]:
    """Write the minutes into a folder as .html and .docx, and return both paths. Raises StoreError.

    The .html is replaced. A .docx that people changed is not: the new one gets a free name.
    """
    from inspection_lib.render.word import minutes_word  # on use: python-docx takes long to load

    stem = f"bien-ban.{check_id(report.campaign.id)}.{check_id(report.unit.code)}"
    content = minutes_word(report, catalogue)
    page = folder / f"{stem}.html"
    with os_errors_as(
        StoreError, message("The minutes cannot be written to {path}: {cause}.", path=str(folder))
    ):
        word = _free_path(folder, stem, content)
        write_whole(page, minutes_page(report, catalogue))
        write_whole(word, content)
    return page, word


def _free_path(folder: Path, stem: str, content: bytes) -> Path:
    """A path for the Word file: the first name that is free, or whose file has the same text.

    People complete the Word file by hand. A file with a different text may hold their work and is never
    replaced.
    """
    for number in count(1):
        path = folder / (f"{stem}.docx" if number == 1 else f"{stem}-{number}.docx")
        if not path.exists() or _document_xml(path.read_bytes()) == _document_xml(content):
            return path
    raise AssertionError(stem)


def _document_xml(word: bytes) -> bytes:
    """The text part of a Word file.

    The whole archive differs each time, because it holds the time of writing.

    The bytes themselves when they are not a Word file.
    """
    try:
        with open_zip(word) as archive:
            return archive.read("word/document.xml")
    except DAMAGED_ZIP:
        return word


def write_paper(content: str | bytes, path: Path) -> None:
    """Write a form, whole or not at all. Raises StoreError."""
    with os_errors_as(StoreError, message("The form cannot be written to {path}: {cause}.", path=str(path))):
        write_whole(path, content)
