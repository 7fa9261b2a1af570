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
        word = free_path(folder, stem, "docx", content)
        write_whole(page, minutes_page(report, catalogue))
        write_whole(word, content)
    return page, word


def free_path(folder: Path, stem: str, ending: str, content: bytes) -> Path:
    """A path for a file: the first name that is free, or whose file has the same content.

    People complete Word files by hand and sign PDFs. A file with another content may hold their work and is
    never replaced.
    """
    for number in count(1):
        path = folder / (f"{stem}.{ending}" if number == 1 else f"{stem}-{number}.{ending}")
        if not path.exists() or _parts(path.read_bytes()) == _parts(content):
            return path
    raise AssertionError(stem)


def _parts(content: bytes) -> bytes | dict[str, bytes]:
    """The parts of a file of Word or Excel without those that hold the time of writing.

    The bytes themselves when it is no such file.
    """
    try:
        with open_zip(content) as archive:
            names = [name for name in archive.namelist() if not name.startswith("docProps/")]
            return {name: archive.read(name) for name in names}
    except DAMAGED_ZIP:
        return content


def write_paper(content: str | bytes, path: Path) -> None:
    """Write a form, whole or not at all. Raises StoreError."""
    with os_errors_as(StoreError, message("The form cannot be written to {path}: {cause}.", path=str(path))):
        write_whole(path, content)
