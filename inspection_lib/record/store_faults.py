"""What is wrong with a whole store: chains and their signed ends, tables, evidence, and who may read it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import URL

from inspection_lib.errors import EvidenceError, InspectionError, StoreError
from inspection_lib.files import digest_of_file, others_rights
from inspection_lib.language import Message, message
from inspection_lib.model import EventKind
from inspection_lib.record.address import is_sqlite_file
from inspection_lib.record.attachments import read_attachment
from inspection_lib.record.chain import verify_chain
from inspection_lib.record.evidence import EvidenceFolder, evidence_folder
from inspection_lib.record.storage import open_store
from inspection_lib.record.storage.base import Faults
from inspection_lib.record.storage.creating import lacks
from inspection_lib.record.storage.engines import database_url, kept_engine
from inspection_lib.record.storage.tables import ENDS, EVENTS, TEXTS


def check_store_files(store_url: str, folder: Path) -> list[InspectionError]:
    """Everything that is wrong with a store and its evidence; all of it is read.

    Raises NotFoundError if there is no store, and StoreError if its database cannot be read at all.
    """
    evidence = evidence_folder(store_url, folder)
    open_store(store_url, folder).check_integrity()
    return [
        *record_faults(store_url, folder),
        *evidence_faults(store_url, folder, evidence),
        *rights_faults(store_url, folder, evidence),
    ]


def record_faults(store_url: str, folder: Path) -> list[InspectionError]:
    """What is wrong with the records of all campaigns in a store, unit by unit; every event is read."""
    store = open_store(store_url, folder)
    found = table_faults(store_url, folder)
    with kept_engine(database_url(store_url, folder)).connect() as connection:
        named = [select(table.c.campaign_id).distinct() for table in (EVENTS, ENDS)]
        campaigns = {str(name) for query in named for name in connection.scalars(query) if name}
    for campaign_id in sorted(campaigns):
        faults: Faults = {}
        try:
            for _, events in store.campaign_events(campaign_id, faults):
                try:
                    verify_chain(events)
                except InspectionError as error:
                    found.append(error)
        except InspectionError as error:
            found.append(error)
        found += faults.values()
    return found


def table_faults(store_url: str, folder: Path) -> list[InspectionError]:
    """The tables and triggers that a store lacks: without its triggers, raw SQL can change events."""
    store = open_store(store_url, folder)
    with kept_engine(database_url(store_url, folder)).connect() as connection:
        return [
            StoreError(
                message("The store {store} lacks its {name}.", store=store.name, name=name),
                message("Make it again as the store's owner: inspection store create."),
            )
            for name in lacks(connection)
        ]


def evidence_named(url: URL) -> list[str]:
    """The digests of the files that a record ever attached, sorted. Texts that were taken out name none."""
    query = (
        select(TEXTS.c.content)
        .join_from(
            EVENTS,
            TEXTS,
            (EVENTS.c.campaign_id == TEXTS.c.campaign_id)
            & (EVENTS.c.unit_code == TEXTS.c.unit_code)
            & (EVENTS.c.origin == TEXTS.c.origin)
            & (EVENTS.c.number == TEXTS.c.number)
            & (TEXTS.c.name == "raw"),
        )
        .where(EVENTS.c.kind == EventKind.ATTACHED.value)
    )
    old = select(EVENTS.c.raw).where(EVENTS.c.kind == EventKind.ATTACHED.value, EVENTS.c.raw != "")
    found = set()
    with kept_engine(url).connect() as connection:
        for raw in [*connection.scalars(query), *connection.scalars(old)]:
            try:
                found.add(read_attachment(raw).sha256)
            except (ValueError, TypeError):
                continue  # its chain does not verify: `record_faults` names it
    return sorted(found - {""})


def evidence_faults(store_url: str, folder: Path, evidence: EvidenceFolder) -> list[InspectionError]:
    """Files of evidence that the record names and that are missing, and files that were changed."""
    named = evidence_named(database_url(store_url, folder))
    there = evidence.digests()
    damaged = [sha256 for sha256 in there if digest_of_file(evidence.path_of(sha256)) != sha256]
    return evidence_state(sorted(set(named) - set(there)), damaged)


def evidence_state(missing: Iterable[str], damaged: Iterable[str]) -> list[InspectionError]:
    """The errors about files of evidence, by their digests."""
    lost = message("Merge the bundle that holds it, or attach the file again.")
    changed = message("Restore the file from the last copy, or from the bundle that brought it.")
    return [
        *(
            EvidenceError(message("The evidence {digest} is missing.", digest=sha256[:12]), lost)
            for sha256 in missing
        ),
        *(
            EvidenceError(message("The evidence {digest} was changed.", digest=sha256[:12]), changed)
            for sha256 in damaged
        ),
    ]


def rights_faults(store_url: str, folder: Path, evidence: EvidenceFolder) -> list[InspectionError]:
    """What of the store and of its evidence people can read who should not: one error for each of the two."""
    url = database_url(store_url, folder)
    found: list[InspectionError] = []
    if is_sqlite_file(url) and others_rights(place := Path(str(url.database))):
        found.append(StoreError(message("Others can read {path}.", path=str(place)), _closed(place)))
    files = [evidence.path_of(sha256) for sha256 in evidence.digests()]
    count = sum(bool(others_rights(file)) for file in files)
    if count or others_rights(evidence.folder):
        text = message(
            "Others can read {count} of the files of evidence in {folder}.",
            count=count,
            folder=str(evidence.folder),
        )
        found.append(StoreError(text, _closed(evidence.folder)))
    return found


def _closed(place: Path) -> Message:
    return message(
        "Take their rights away: chmod -R go= {path}; for a shared folder see docs/operations.md.",
        path=str(place),
    )
