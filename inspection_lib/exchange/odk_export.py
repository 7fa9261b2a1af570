"""The files that ODK Central and KoboToolbox export: tables of submissions, alone or in a zip, and photos."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from inspection_lib.errors import BundleError, InvalidFilesError, Problem
from inspection_lib.exchange.archive import Archive, read_archive
from inspection_lib.exchange.manifest import MANIFEST
from inspection_lib.exchange.odk_media import MediaFile, files_in_archive, files_in_folder
from inspection_lib.exchange.odk_table import EXPORT_AGAIN, WITH_NAMES, has_labels, missing_columns
from inspection_lib.files import digest_of_file, read_limited, too_large
from inspection_lib.language import Fault, Message, message
from inspection_lib.model import limits
from inspection_lib.record import is_of_the_system
from inspection_lib.tables import TABLE_SUFFIXES, LeftOut, LeftOutKind, RawTable, read_raw_sheets


@dataclass(frozen=True, slots=True)
class Export:
    """The table of submissions of an export, and the files beside it.

    The account in the table is that of the whole file, with the other tables that were not read.
    """

    table: RawTable
    files: tuple[MediaFile, ...]


def open_export(path: Path, media: Path | None = None) -> Export:
    """The table and the photos of an export.

    Photos lie in the zip, in a folder `media` beside a single table, or at ``media``, a folder or a zip.
    Raises InvalidFilesError.
    """
    try:
        files = _media_at(media) if media else []
        if path.suffix.lower() != ".zip":
            content = read_limited(path, limits.TABLE_BYTES)
            sha256 = hashlib.sha256(content).hexdigest()
            tables = _tables(path, path.name, content)
            files = files or files_in_folder(path.parent / "media")
        else:
            archive = read_archive(str(path), path)
            sha256 = digest_of_file(path)
            names = table_names(archive)
            if len(names) > limits.EXPORT_TABLES:
                text = message("It holds more than {count} tables.", count=limits.EXPORT_TABLES)
                raise invalid(path, text)
            tables = {}
            for name in names:
                tables |= _tables(path, name, archive.open(archive.files()[name]))
            files = [*files_in_archive(archive, names), *files]
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise invalid(path, too_large(limits.TABLE_BYTES)) from error
        cause = error.strerror or type(error).__name__
        raise invalid(path, message("The file cannot be read: {error}.", error=cause)) from error
    except BundleError as error:
        raise invalid(path, error.message) from error
    table = _choose(path, tables)
    if table.problems:
        raise InvalidFilesError(table.problems)
    left_out = [_left_out(name, other) for name, other in tables.items() if other is not table]
    account = replace(table.account, file=path.name, sha256=sha256)
    return Export(replace(table, account=account.with_more(left_out)), tuple(files))


def invalid(path: Path, text: Message, line: int = 0, remedy: Message = EXPORT_AGAIN) -> InvalidFilesError:
    """The error with which a whole export is refused."""
    return InvalidFilesError([Problem(str(path), line, Fault(text, remedy))])


def _choose(path: Path, tables: Mapping[str, RawTable]) -> RawTable:
    """The one table of submissions. Raises InvalidFilesError if there is none, or more than one."""
    found = [name for name, table in tables.items() if not missing_columns(table)]
    if len(found) > 1:
        names = ", ".join(found)
        raise invalid(path, message("It holds several tables of submissions: {names}.", names=names))
    if found:
        return tables[found[0]]
    if any(has_labels(table) for table in tables.values()):
        raise invalid(path, message("The table has labels in place of names."), remedy=WITH_NAMES)
    if unreadable := [
        problem for table in tables.values() if not table.headings for problem in table.problems
    ]:
        raise InvalidFilesError(unreadable)
    if not tables:
        raise invalid(path, message("It holds no table."))
    nearest = min(tables.values(), key=lambda table: len(missing_columns(table)))
    missing = "; ".join(missing_columns(nearest))
    raise invalid(path, message("The table has no column {column}.", column=missing), nearest.header_line)


def _left_out(name: str, table: RawTable) -> LeftOut:
    kind = LeftOutKind.OTHER_SHEET if table.account.sheet else LeftOutKind.FILE
    text = message("Left out, because it is no table of submissions: {table}.", table=name)
    return LeftOut(kind, 0, text)


def _media_at(path: Path) -> list[MediaFile]:
    if path.is_dir():
        return files_in_folder(path)
    return files_in_archive(read_archive(str(path), path))


def is_export(archive: Archive) -> bool:
    """Whether an archive may be an export of submissions: it holds a table, and no manifest of a bundle."""
    return MANIFEST not in archive.names() and bool(table_names(archive))


def table_names(archive: Archive) -> list[str]:
    """The names of the tables in an export, sorted."""
    return [name for name in sorted(archive.files()) if _is_table(name)]


def _is_table(name: str) -> bool:
    is_macos = name.startswith("__MACOSX/") or is_of_the_system(name.rpartition("/")[2])
    return name.lower().endswith(tuple(TABLE_SUFFIXES)) and not is_macos


def _tables(path: Path, name: str, content: bytes) -> dict[str, RawTable]:
    """The tables of a file, by their names for people. ``name`` is that of the file in the export."""
    shown = str(path) if name == path.name else f"{path} ({name})"
    tables = read_raw_sheets(Path(name), name=shown, content=content)
    return {
        f"{name} ({table.account.sheet})" if table.account.sheet else name: table
        for table in tables
        if table.headings or table.problems
    }
