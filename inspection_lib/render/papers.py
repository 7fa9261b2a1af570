"""Papers of an inspection as files: the minutes as a page and as a Word file."""

from __future__ import annotations

import io
import zipfile
from itertools import count
from pathlib import Path

from inspection_lib.errors import StoreError
from inspection_lib.files import os_errors_as, write_whole
from inspection_lib.language import Catalogue, message
from inspection_lib.render.minutes import minutes_page
from inspection_lib.report import Report


def write_minutes(report: Report, folder: Path, catalogue: Catalogue) -> tuple[Path, Path]:
    """Write the minutes of a report into a folder as .html and .docx; gives both paths. No .docx is ever replaced."""
    from inspection_lib.render.word import minutes_word  # on use: only this paper needs python-docx

    stem = f"bien-ban.{report.campaign.id}.{report.unit.code}"
    content = minutes_word(report, catalogue)
    page = folder / f"{stem}.html"
    with os_errors_as(
        StoreError, message("The minutes cannot be written to {path}: {cause}.", path=str(folder))
    ):
        word = _free(folder, stem, content)
        write_whole(page, minutes_page(report, catalogue))
        write_whole(word, content)
    return page, word


def _free(folder: Path, stem: str, content: bytes) -> Path:
    """A name for the Word file. People fill it in by hand: one with another content is left as it is."""
    for number in count(1):
        path = folder / (f"{stem}.docx" if number == 1 else f"{stem}-{number}.docx")
        if not path.exists() or _text_of(path.read_bytes()) == _text_of(content):
            return path
    raise AssertionError(stem)


def _text_of(word: bytes) -> bytes:
    """What a Word file says; its archive also holds the time of writing. A file that is none says its bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(word)) as archive:
            return archive.read("word/document.xml")
    except (zipfile.BadZipFile, KeyError):
        return word


def write_paper(content: str | bytes, path: Path) -> None:
    """Write a form, whole or not at all."""
    with os_errors_as(StoreError, message("The form cannot be written to {path}: {cause}.", path=str(path))):
        write_whole(path, content)
