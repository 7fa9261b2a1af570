"""The files that ODK Central and KoboToolbox export: tables of submissions, alone or in a zip, and photos."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import BundleError, InvalidFilesError, Problem
from inspection_lib.exchange.archive import read_archive
from inspection_lib.exchange.odk_media import MediaFile, files_in_archive, files_in_folder
from inspection_lib.exchange.odk_table import (
    EXPORT_AGAIN,
    WITH_NAMES,
    ExportTable,
    has_labels,
    missing_columns,
)
from inspection_lib.language import Fault, Message, message
from inspection_lib.record import is_of_the_system

_TABLES = (".csv", ".xlsx")


@dataclass(frozen=True, slots=True)
class Export:
    """The table of submissions of an export, the files beside it, and what was not read."""

    table: ExportTable
    files: tuple[MediaFile, ...]
    left_out: tuple[Message, ...]


def open_export(path: Path, media: Path | None = None) -> Export:
    """The table and the photos of an export.

    Photos lie in the zip, in a folder `media` beside a single table, or at ``media``, a folder or a zip.
    Raises InvalidFilesError.
    """
    try:
        beside = _media_at(media) if media else []
        if path.suffix.lower() != ".zip":
            tables = _tables(path.name, path.read_bytes())
            files = beside or files_in_folder(path.parent / "media")
        else:
            archive = read_archive(str(path), path.read_bytes())
            names = [name for name in archive.files() if _is_table(name)]
            tables = [
                table
                for name in sorted(names)
                for table in _tables(name, archive.open(archive.files()[name]))
            ]
            files = [*files_in_archive(archive, names), *beside]
    except OSError as error:
        raise invalid(
            path, message("The file cannot be read: {cause}.", cause=type(error).__name__)
        ) from error
    except BundleError as error:
        raise invalid(path, error.message) from error
    table, others = _choose(path, tables)
    left_out = [
        message("Left out, because it is no table of submissions: {table}.", table=other.name)
        for other in others
    ]
    return Export(table, tuple(files), tuple(left_out))


def invalid(path: Path, text: Message, line: int = 0, remedy: Message = EXPORT_AGAIN) -> InvalidFilesError:
    """The error with which a whole export is refused."""
    return InvalidFilesError([Problem(str(path), line, Fault(text, remedy))])


def _choose(path: Path, tables: list[ExportTable]) -> tuple[ExportTable, list[ExportTable]]:
    """The table of submissions, and the others. Raises InvalidFilesError unless it is one."""
    found = [table for table in tables if not missing_columns(table)]
    if len(found) > 1:
        names = ", ".join(table.name for table in found)
        raise invalid(path, message("It holds several tables of submissions: {names}.", names=names))
    if found:
        return found[0], [table for table in tables if table is not found[0]]
    if any(has_labels(table) for table in tables):
        raise invalid(path, message("The table has labels in place of names."), remedy=WITH_NAMES)
    if not tables:
        raise invalid(path, message("It holds no table."))
    nearest = min(tables, key=lambda table: len(missing_columns(table)))
    missing = "; ".join(missing_columns(nearest))
    raise invalid(path, message("The table has no column {column}.", column=missing), nearest.header_line)


def _media_at(path: Path) -> list[MediaFile]:
    if path.is_dir():
        return files_in_folder(path)
    return files_in_archive(read_archive(str(path), path.read_bytes()))


def _is_table(name: str) -> bool:
    last = name.rpartition("/")[2]
    return name.lower().endswith(_TABLES) and not name.startswith("__MACOSX/") and not is_of_the_system(last)


def _tables(name: str, content: bytes) -> list[ExportTable]:
    if name.lower().endswith(".csv"):
        text = content.decode("utf-8-sig")
        first = text.split("\n", 1)[0]
        reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
        lines = [(reader.line_num, row) for row in reader]
        return [ExportTable(name, 1, lines[0][1], lines[1:])] if lines else []
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), data_only=True)
    found = []
    for sheet in book.worksheets:
        rows = [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
        if rows:
            found.append(
                ExportTable(f"{name} ({sheet.title})", 1, rows[0], list(enumerate(rows[1:], start=2)))
            )
    return found
