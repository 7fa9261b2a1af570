"""What a path is, and who checks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from inspection_lib.batch import ACCOUNT
from inspection_lib.errors import InspectionError, InvalidFilesError, Problem
from inspection_lib.exchange import AGE
from inspection_lib.files import Folder, is_url, open_folder, os_errors_as, read_limited
from inspection_lib.language import Fault, message
from inspection_lib.model import limits
from inspection_lib.record import open_store
from inspection_lib.unit_report import FILES, RECORD
from inspection_lib.verification.archive_check import check_archive, check_backup_file, is_backup
from inspection_lib.verification.campaign_check import (
    INDEX,
    check_campaign,
    check_unit_folder,
    follows_record,
    outputs_of,
)
from inspection_lib.verification.lone_files import check_lone_file
from inspection_lib.verification.reference import Reference
from inspection_lib.verification.remarks import Checked, RemarkKind, of_error, unchecked
from inspection_lib.verification.store_check import check_store_at, refused_store
from inspection_lib.verification.unit_check import MARKS, PAGE_MARK
from inspection_lib.workbench import REGISTER_ROWS

_OF_A_UNIT = {RECORD, REGISTER_ROWS, *FILES}
_STORES = ("sqlite:", "postgresql:", "postgres:", "postgresql+", "env:", "file:")
_SQLITE = b"SQLite format 3\0"
_STORE_SUFFIXES = (".db", ".sqlite", ".sqlite3")
_ARCHIVE_SUFFIXES = (".zip", ".age")


def check_path(path: str, reference: Reference, passphrase: Callable[[], str]) -> Iterator[Checked]:
    """Everything that is found at a path or URL, checked.

    A campaign's folder gives one value for its list and one for each unit; any other folder one for each
    store, archive and page in it, and all campaigns below. ``passphrase`` is called for an encrypted bundle
    only. Raises InvalidFilesError where nothing is, ParameterError for an address that
    cannot be used.
    """
    if path.startswith(_STORES):
        yield _check_store(path, reference)
    elif is_url(path):
        yield from _check_folder(open_folder(path), reference)
    elif (local := Path(path)).is_dir():
        yield from _check_local_folder(local.resolve(), reference, passphrase)
    elif local.is_file():
        yield from _check_file(local, reference, passphrase)
    else:
        fault = Fault(message("There is no such file."), message("Check the name."))
        raise InvalidFilesError([Problem(path, 0, fault)])


def _check_store(url: str, reference: Reference) -> Checked:
    folder = reference.workbench.folder if reference.workbench else Path.cwd()
    try:
        store = open_store(url, folder)
    except InspectionError as error:
        return refused_store(url, error)
    return check_store_at(url, store, reference)


def _check_local_folder(path: Path, reference: Reference, passphrase: Callable[[], str]) -> Iterator[Checked]:
    """A unit's folder, a campaign's, one with anything that can be checked, or a workbench: its outputs."""
    if any((path / name).is_file() for name in MARKS):
        yield check_unit_folder(open_folder(str(path.parent)), path.name, reference)
        return
    path = outputs_of(path)
    yield from _check_folder(open_folder(str(path)), reference, _check_files(path, reference, passphrase))


def _check_folder(folder: Folder, reference: Reference, files: Iterable[Checked] = ()) -> Iterator[Checked]:
    """The folder of a campaign, or of several; ``files`` are those that lie beside several, checked."""
    below = folder.folders()
    units = [name for name in below if MARKS & set(folder.names(name))]
    if units or set(folder.names("")) & {ACCOUNT, INDEX}:
        yield from check_campaign(folder, units, reference)
        return
    campaigns = [name for name in below if {ACCOUNT, INDEX} & set(folder.names(name))]
    is_empty = not campaigns
    for checked in files:
        is_empty = False
        yield checked
    for name in campaigns:
        yield from _check_folder(open_folder(f"{folder.place}/{name}"), reference)
    if is_empty:
        text = message("It holds no report, list, bundle or store that can be checked.")
        yield Checked(folder.place, message("Folder"), (unchecked("", text),))


def _check_files(folder: Path, reference: Reference, passphrase: Callable[[], str]) -> Iterator[Checked]:
    """The stores, archives and pages of reports in a folder. One that cannot be read stops no other."""
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        try:
            if _is_known(path):
                yield _check_content(path, reference, passphrase)
        except InspectionError as error:
            yield Checked(str(path), message("File"), tuple(of_error(RemarkKind.UNCHECKED, "", error)))


def _is_known(path: Path) -> bool:
    """Whether a file can be checked by itself. A zip without its suffix may be anything, such as a table."""
    if path.suffix in (*_STORE_SUFFIXES, *_ARCHIVE_SUFFIXES):
        return True
    with _reading(path):
        if path.suffix == ".html":
            return PAGE_MARK.encode() in read_limited(path, limits.JSON_BYTES)
        return _first_bytes(path).startswith((_SQLITE, AGE))


def _check_file(path: Path, reference: Reference, passphrase: Callable[[], str]) -> Iterator[Checked]:
    """A file; one that belongs to a report or to a list is checked with all of it."""
    whole = path.resolve()
    beside = whole.parent
    if whole.name in _OF_A_UNIT and (beside / RECORD).is_file():
        yield check_unit_folder(open_folder(str(beside.parent)), beside.name, reference)
    elif (whole.name in (ACCOUNT, INDEX) or follows_record(whole.name)) and (beside / ACCOUNT).is_file():
        yield from _check_folder(open_folder(str(beside)), reference)
    elif beside.name == "index" and (beside.parent / ACCOUNT).is_file():
        yield from _check_folder(open_folder(str(beside.parent)), reference)
    else:
        yield _check_content(path, reference, passphrase)


def _check_content(path: Path, reference: Reference, passphrase: Callable[[], str]) -> Checked:
    """A file by itself. Its first bytes say what it is."""
    with _reading(path):
        first = _first_bytes(path)
        if first.startswith(_SQLITE) or path.suffix in _STORE_SUFFIXES:
            return _check_store(f"sqlite:///{path.resolve()}", reference)
        if is_backup(path):
            return check_backup_file(path, reference)
        is_archive = first.startswith((AGE, b"PK")) or path.suffix == ".zip"
        content = b"" if is_archive else read_limited(path, limits.JSON_BYTES)
    if is_archive:
        return check_archive(path, reference, passphrase)
    return check_lone_file(str(path), content, reference)


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(AGE) + len(_SQLITE))


def _reading(path: Path) -> AbstractContextManager[None]:
    return os_errors_as(InspectionError, message("{file} cannot be read: {cause}.", file=str(path)))
