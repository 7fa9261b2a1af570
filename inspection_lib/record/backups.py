"""Make a backup of a store while others write to it, and put one back.

A backup is never put in the place of a store without a word: where the store has events that the backup has
not, their units are named, and what was there is kept beside under another name.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from inspection_lib.errors import InspectionError, StoreError, UnknownMachineError
from inspection_lib.files import (
    file_mode,
    give_new_name,
    machine_origin,
    make_folder,
    os_errors_as,
    renew_origin,
    set_mode,
)
from inspection_lib.keys import known_machines, machine_key
from inspection_lib.language import first_names, message
from inspection_lib.record.address import is_sqlite_file, shown_address, without_secrets_of
from inspection_lib.record.backup_files import (
    EVIDENCE,
    STORE,
    Backup,
    BackupList,
    BackupWriter,
    open_backup,
)
from inspection_lib.record.evidence import EvidenceFolder, evidence_folder
from inspection_lib.record.storage import copying, open_store
from inspection_lib.record.storage.engines import cause_of, database_url, is_refused, kept_engine, new_engine
from inspection_lib.record.storage.roles import is_postgresql, set_tables_aside
from inspection_lib.record.store_faults import evidence_named, evidence_state, record_faults

LOCK_WAIT = 30.0
"""Seconds to wait until nobody writes to a store that will be replaced."""
UNITS_NAMED = 20
"""A message names at most this many units."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. ``lost`` are the units with events that only the replaced store has.

    ``kept_as`` is where the replaced store lies now, "" for none. ``new_name`` is the name under
    which this machine writes from now on, "" for the same as before.
    """

    made: BackupList
    lost: tuple[str, ...]
    kept_as: str
    new_name: str


def make_backup(store_url: str, folder: Path, path: Path) -> BackupList:
    """Back a store up into a new file, with its evidence. Others may write meanwhile.

    Raises StoreError if the file exists or the disk fails, and NotFoundError if there is no store. A record
    that is damaged is backed up as it is; `inspection store check` names what is wrong.
    """
    store = open_store(store_url, folder)
    url, evidence = database_url(store_url, folder), evidence_folder(store_url, folder)
    if path.exists():
        raise StoreError(
            message("There is a file {path} already.", path=str(path)), message("Name another file.")
        )
    text = message("The backup cannot be written to {path}: {cause}.", path=str(path))
    errors = os_errors_as(StoreError, text)
    with _database_errors(url), errors, _new_file(path) as archive, _scratch(path.parent) as scratch:
        writer = BackupWriter(archive)
        copy = scratch / STORE
        copying.copy_to_file(url, copy)
        writer.add(STORE, copy)
        # After the record: a file is kept before the event that names it, so none is missing.
        missing, damaged = _add_evidence(writer, copy, evidence)
        units, events = _counts(copy)
        made = BackupList(_now(), store.name, units, events, writer.parts, missing, damaged)
        writer.add_list(made, machine_key())
    return made


@contextmanager
def _database_errors(url: URL) -> Iterator[None]:
    """An error of a database becomes a StoreError."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = without_secrets_of(url, cause_of(error) if isinstance(error, SQLAlchemyError) else str(error))
        remedy = message("Look what is wrong: inspection store check.")
        if is_refused(error):
            remedy = message("Ask the store's owner for the right, or to run: inspection store create.")
        text = message("The store {store} fails: {cause}.", store=shown_address(url), cause=cause)
        raise StoreError(text, remedy) from error


def _add_evidence(
    writer: BackupWriter, copy: Path, evidence: EvidenceFolder
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Add all files of evidence; gives those that the record names and are missing, and damaged ones."""
    named, damaged = set(evidence_named(kept_url(copy))), []
    for sha256 in evidence.digests():
        part = writer.add(f"{EVIDENCE}{sha256}", evidence.path_of(sha256))
        named.discard(sha256)
        if part.sha256 != sha256:
            damaged.append(sha256)
    return tuple(sorted(named)), tuple(damaged)


def restore_backup(path: Path, store_url: str, folder: Path, *, replace: bool = False) -> Restored:
    """Put a backup in the place of a store, SQLite or PostgreSQL, whatever it was made from.

    Where there is a store already, ``replace`` must be given; the old one is kept beside under another name.
    Raises StoreError otherwise, with the units whose events the backup has not, and if the backup is damaged
    or was made by a machine that is not known here. Nobody else may write to the store meanwhile.
    """
    url, evidence = database_url(store_url, folder), evidence_folder(store_url, folder)
    if not is_sqlite_file(url) and not is_postgresql(url):
        raise StoreError(message("The store's URL cannot be used: {kind}.", kind="memory"))
    target = Path(str(url.database)).parent if is_sqlite_file(url) else folder / "outputs"
    text = message("The store {store} cannot be restored: {cause}.", store=shown_address(url))
    errors = os_errors_as(StoreError, text)
    with _database_errors(url), errors, open_backup(path) as backup, _scratch(target) as scratch:
        _require_known(backup)
        copy = scratch / STORE
        with copy.open("wb") as file:
            backup.unpack(STORE, file)
        set_mode(copy, file_mode())
        open_store(f"sqlite:///{copy}", folder).check_integrity()
        there, lost, origins = _compare(url, copy)
        if there and not replace:
            raise _refusal(shown_address(url), backup.made, lost)
        _put_evidence(backup, evidence)
        kept_as = _put_store(url, copy, there=there)
    new_name = renew_origin() if machine_origin() in origins else ""
    return Restored(backup.made, lost, kept_as, new_name)


def check_backup(path: Path, folder: Path) -> list[InspectionError]:
    """What is wrong with the record in a backup. Every member is read.

    Raises StoreError for a damaged one.
    """
    text = message("The backup {path} cannot be read: {cause}.", path=str(path))
    with os_errors_as(StoreError, text), open_backup(path) as backup, _scratch(path.parent) as scratch:
        _require_known(backup)
        copy = scratch / STORE
        with copy.open("wb") as file:
            backup.unpack(STORE, file)
        for sha256 in backup.evidence():
            with open(os.devnull, "wb") as nowhere:
                backup.unpack(f"{EVIDENCE}{sha256}", nowhere)
        store_url = f"sqlite:///{copy}"
        open_store(store_url, folder).check_integrity()
        state = evidence_state(backup.made.missing, backup.made.damaged)
        return [*record_faults(store_url, folder), *state]


def kept_url(path: Path) -> URL:
    """The address of a copy of a store."""
    return copying.sqlite_url(path)


def _require_known(backup: Backup) -> None:
    key = backup.made.key
    if key != machine_key().key and key not in known_machines():
        raise UnknownMachineError(
            message(
                "The backup {path} was made by machine {key}, which is not known here.",
                path=str(backup.path),
                key=key[:16],
            ),
            message(
                "If it is one of your machines: inspection key trust-machine {key} --name NAME.", key=key
            ),
            key,
        )


def _compare(url: URL, copy: Path) -> tuple[bool, tuple[str, ...], set[str]]:
    """Whether there is a store at the address, its units with events that the copy lacks, the copy's origins.

    An empty database of a server is no store.
    """
    engine = new_engine(kept_url(copy))
    with engine.connect() as connection:
        ours = copying.ends_of(connection)
    origins = {origin for _, _, origin in ours}
    if is_sqlite_file(url) and not Path(str(url.database)).exists():
        return False, (), origins
    try:
        with kept_engine(url).connect() as connection:
            theirs = copying.ends_of(connection)
    except SQLAlchemyError:
        # A file that is damaged, or another program's: it is kept beside too.
        return is_sqlite_file(url), (), origins
    lost = {place[:2] for place, end in theirs.items() if _is_ahead(end, ours.get(place))}
    units = tuple(f"{unit} ({campaign})" for campaign, unit in sorted(lost))
    return bool(theirs) or is_sqlite_file(url), units, origins


def _is_ahead(end: tuple[int, str], other: tuple[int, str] | None) -> bool:
    """Whether a chain has events that another copy of it has not."""
    return other is None or end[0] > other[0] or (end[0] == other[0] and end[1] != other[1])


def _refusal(store: str, made: BackupList, lost: Sequence[str]) -> StoreError:
    remedy = message(
        "Restore into another store, or give --replace: the store that is there is kept under another name."
    )
    if not lost:
        return StoreError(message("There is a store at {store} already.", store=store), remedy)
    return StoreError(
        message(
            "The backup of {moment} is older than the store {store}: {count} units have events there that it "
            "has not: {units}.",
            moment=made.made_at,
            store=store,
            count=len(lost),
            units=first_names(lost, UNITS_NAMED),
        ),
        remedy,
    )


def _put_evidence(backup: Backup, evidence: EvidenceFolder) -> None:
    for sha256 in backup.evidence():
        if sha256 in backup.made.damaged:
            continue
        with tempfile.SpooledTemporaryFile(max_size=2**24) as file:
            backup.unpack(f"{EVIDENCE}{sha256}", file)
            file.seek(0)
            evidence.put(sha256, file.read())


def _put_store(url: URL, copy: Path, *, there: bool) -> str:
    """Put the copy in its place; gives where the store lies that was there."""
    mark = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
    if is_postgresql(url):
        kept_as = set_tables_aside(kept_engine(url), f"replaced_{mark}") if there else ""
        copying.copy_from_file(copy, url)
        return kept_as
    place = Path(str(url.database))
    kept = place.with_name(f"{place.name}.replaced-{mark}")
    if there:
        _wait_for_writers(place)
    for suffix in ("", "-wal", "-shm"):  # a log may lie there also where the file itself was deleted
        if (left := Path(f"{place}{suffix}")).exists():
            left.rename(f"{kept}{suffix}")
    Path(f"{place}.checked").unlink(missing_ok=True)
    give_new_name(copy, place)  # fails where another process made a store at this moment
    return str(kept) if there else ""


def _wait_for_writers(place: Path) -> None:
    """Wait until nobody writes, and empty the log. A damaged file is left as it is."""
    connection = sqlite3.connect(place, timeout=LOCK_WAIT, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreError(
                message("Somebody writes to the store {store}.", store=str(place)),
                message("Stop the other programs, and restore again."),
            ) from error
    except sqlite3.DatabaseError:
        pass
    finally:
        connection.close()


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder for a copy, on the disk where it will lie."""
    make_folder(folder)
    with tempfile.TemporaryDirectory(prefix=".inspection-", dir=folder) as name:
        yield Path(name)


@contextmanager
def _new_file(path: Path) -> Iterator[zipfile.ZipFile]:
    """A new archive that gets its name when it is whole and on the disk."""
    make_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", allowZip64=True) as archive:
                yield archive
            file.flush()
            os.fsync(file.fileno())
        set_mode(name, file_mode())
        give_new_name(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def _counts(copy: Path) -> tuple[int, int]:
    connection = sqlite3.connect(copy)
    try:
        units = connection.execute(
            "SELECT count(*) FROM (SELECT DISTINCT campaign, unit FROM events)"
        ).fetchone()
        events = connection.execute("SELECT count(*) FROM events").fetchone()
    finally:
        connection.close()
    return int(units[0]), int(events[0])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
