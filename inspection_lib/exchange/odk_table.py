"""The files that ODK Central and KoboToolbox export: a CSV of submissions, alone or in a zip with photos."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import BundleError, EvidenceError, InvalidFilesError, Problem
from inspection_lib.exchange.archive import Archive, read_archive
from inspection_lib.language import Fault, Message, message
from inspection_lib.record import safe_name

ReadPhoto = Callable[[str], bytes | None]
"""Gives the content of a photo by its name; None if it is not there."""
EXPORT_AGAIN: Message = message("Export the submissions again as CSV, or as a zip with media files.")


@dataclass(frozen=True, slots=True)
class Submission:
    """One filled-in form: its line in the table, its own id, and its cells by the names of questions."""

    line: int
    instance: str
    cells: Mapping[str, str]


def open_export(path: Path) -> tuple[str, ReadPhoto]:
    """The text of the table, and how to read a photo: from `media/` beside a CSV, or from the zip.

    InvalidFilesError.
    """
    try:
        if path.suffix.lower() != ".zip":
            folder = path.parent / "media"
            return path.read_text(encoding="utf-8-sig"), lambda name: _beside(folder / safe_name(name))
        archive = read_archive(str(path), path.read_bytes())
        tables = sorted(name for name in archive.names() if name.lower().endswith(".csv"))
        if len(tables) != 1:
            raise _invalid(path, message("The zip holds {count} tables.", count=len(tables)))
        return archive.open(tables[0]).decode("utf-8-sig"), lambda name: _in_archive(archive, name)
    except (OSError, UnicodeDecodeError) as error:
        raise _invalid(
            path, message("The file cannot be read: {cause}.", cause=type(error).__name__)
        ) from error
    except BundleError as error:
        raise _invalid(path, error.message) from error


def _invalid(path: Path, text: Message, line: int = 0) -> InvalidFilesError:
    return InvalidFilesError([Problem(str(path), line, Fault(text, EXPORT_AGAIN))])


def _in_archive(archive: Archive, name: str) -> bytes | None:
    """A photo by its name, in any folder of the archive.

    Two of one name are an error: one is of another submission.
    """
    found = [member for member in archive.names() if member.rsplit("/", 1)[-1] == name]
    if len(found) > 1:
        raise EvidenceError(
            message("The zip holds {count} files of the name {name}.", count=len(found), name=name),
            EXPORT_AGAIN,
        )
    return archive.open(found[0]) if found else None


def _beside(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def read_submissions(path: Path, table: str) -> Iterable[Submission]:
    """The rows of a table.

    Raises InvalidFilesError if it has no column for the unit or for the submission's id.

    Columns are called `area_1-A01_g-A01` or `area_1/A01_g/A01`: the last part is the name of the question.
    Kobo separates cells by semicolons.
    """
    first = table.split("\n", 1)[0]
    rows = csv.DictReader(io.StringIO(table), delimiter=";" if first.count(";") > first.count(",") else ",")
    names = {column: re.split(r"[-/]", column)[-1] for column in rows.fieldnames or ()}
    instance = next(
        (column for column in ("KEY", "meta-instanceID", "meta/instanceID", "_uuid") if column in names), ""
    )
    if not instance or "unit" not in names.values():
        missing = "unit" if instance else "KEY, meta-instanceID, _uuid"
        raise _invalid(path, message("The table has no column {column}.", column=missing), line=1)
    for row in rows:
        cells = {name: (row[column] or "").strip() for column, name in names.items()}
        yield Submission(rows.line_num, row[instance] or "", cells)
