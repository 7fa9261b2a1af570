"""Check a store: chains are whole, checklists are those that were answered, evidence is unchanged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from inspection_lib.errors import EvidenceError, InspectionError, UnknownMachineError
from inspection_lib.language import Message, message
from inspection_lib.record import (
    EventStore,
    EvidenceFolder,
    Faults,
    attached_files,
    evidence_folder,
    table_faults,
)
from inspection_lib.verification.reference import Reference
from inspection_lib.verification.remarks import (
    Checked,
    Remark,
    RemarkKind,
    difference,
    known_since,
    note,
    of_error,
    unchecked,
)
from inspection_lib.workbench import check_store

_STORE: Message = message("Store of answers")


def check_store_at(store_url: str, store: EventStore, reference: Reference) -> Checked:
    """What is wrong with the records of all campaigns in a store, and with their evidence."""
    remarks: list[Remark] = []
    try:
        remarks.extend(_check(store_url, store, reference))
    except UnknownMachineError as error:
        remarks += of_error(RemarkKind.UNCHECKED, "", error)
    except InspectionError as error:
        remarks += of_error(RemarkKind.DIFFERENCE, "", error)
    return Checked(store.name if "@" in store_url else store_url, _STORE, tuple(remarks))


def refused_store(store_url: str, error: InspectionError) -> Checked:
    """A store that cannot be opened. Its address is not shown when it may hold a password."""
    path = "" if "@" in store_url else store_url
    return Checked(path, _STORE, tuple(of_error(RemarkKind.DIFFERENCE, "", error)))


def _check(store_url: str, store: EventStore, reference: Reference) -> Iterator[Remark]:
    store.check_integrity()
    units = events = 0
    attached: set[str] = set()
    folder = reference.workbench.folder if reference.workbench else Path.cwd()
    for missing in table_faults(store_url, folder):
        yield from of_error(RemarkKind.DIFFERENCE, "", missing)
    campaign_ids = store.campaign_ids()
    for campaign_id in campaign_ids:
        faults: Faults = {}
        days: set[str] = set()
        for code, chains in store.campaign_events(campaign_id, faults):
            days.add(store.unit_ends(campaign_id, code).known_since)
            attached.update(attached_files(chains))
            units += 1
            events += len(chains)
        if day := max(days, default=""):
            yield note("", known_since(day))
        for fault in faults.values():
            kind = RemarkKind.UNCHECKED if isinstance(fault, UnknownMachineError) else RemarkKind.DIFFERENCE
            yield from of_error(kind, "", fault)
    if units:
        text = message("{events} entries of {units} units: every chain is whole.", events=events, units=units)
        yield note("", text)
    elif not campaign_ids:
        yield unchecked("", message("The store holds no entry: it is new, or it was emptied."))
    if reference.workbench is None:
        text = message("Answers were not compared with their checklists: there is no workbench here.")
        yield unchecked("", text)
        return
    for problem in check_store(reference.workbench, store, ""):
        kind = RemarkKind.NOTE if problem.warning else RemarkKind.DIFFERENCE
        yield Remark(kind, "", problem.fault.message)
    evidence = evidence_folder(store_url, reference.workbench.folder)
    yield from _check_evidence(evidence, sorted(attached))


def _check_evidence(folder: EvidenceFolder, digests: list[str]) -> Iterator[Remark]:
    missing = 0
    for sha256 in digests:
        if not folder.holds(sha256):
            missing += 1
            continue
        try:
            content = folder.open(sha256)
        except EvidenceError as error:
            yield from of_error(RemarkKind.DIFFERENCE, sha256[:12], error)
            continue
        if hashlib.sha256(content).hexdigest() != sha256:
            yield difference(
                sha256[:12], message("The evidence file was changed: its digest is another one.")
            )
    if missing:
        text = message("{count} files of evidence are not here and were not checked.", count=missing)
        yield unchecked("", text)
