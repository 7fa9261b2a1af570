"""Papers of an inspection as files: the minutes as a page and as a Word file."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.errors import StoreError
from inspection_lib.files import write_whole
from inspection_lib.messages import message
from inspection_lib.render.i18n import Catalogue
from inspection_lib.render.minutes import minutes_page
from inspection_lib.report import Report


def write_minutes(report: Report, folder: Path, catalogue: Catalogue) -> tuple[Path, Path]:
    """Write the minutes of a report into a folder as .html and .docx; gives both paths."""
    from inspection_lib.render.word import minutes_word  # on use: only this paper needs python-docx

    stem = f"bien-ban.{report.campaign.id}.{report.unit.code}"
    page, word = folder / f"{stem}.html", folder / f"{stem}.docx"
    try:
        write_whole(page, minutes_page(report, catalogue))
        write_whole(word, minutes_word(report, catalogue))
    except OSError as error:
        raise StoreError(
            message("The minutes cannot be written to {path}: {cause}.", path=str(folder), cause=str(error)),
            message("Check the folder's rights and the disk's free space."),
        ) from error
    return page, word


def write_paper(content: str | bytes, path: Path) -> None:
    """Write a form, whole or not at all."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise StoreError(
            message("The form cannot be written to {path}: {cause}.", path=str(path), cause=str(error)),
            message("Check the folder's rights and the disk's free space."),
        ) from error
