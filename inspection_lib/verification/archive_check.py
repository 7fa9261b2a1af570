"""Check what machines hand each other: bundles, and the packages that the one-file form saves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from inspection_lib.errors import (
    BundleError,
    InspectionError,
    KeyFileError,
    NotFoundError,
    StoreError,
    UnknownMachineError,
)
from inspection_lib.exchange import (
    Archive,
    Bundle,
    Package,
    is_export,
    is_package,
    is_package_set,
    open_archive,
    packages_of,
    read_bundle,
    read_package,
)
from inspection_lib.files import DAMAGED_ZIP, open_zip
from inspection_lib.keys import Signer, machine_called
from inspection_lib.language import Message, message
from inspection_lib.record import check_backup, check_chains
from inspection_lib.verification.reference import Reference, no_store
from inspection_lib.verification.remarks import (
    Checked,
    Remark,
    RemarkKind,
    difference,
    note,
    of_error,
    unchecked,
)
from inspection_lib.verification.signatures import who_signed
from inspection_lib.verification.submissions_check import check_submissions
from inspection_lib.workbench import open_recorder

_ARCHIVE: Message = message("Archive")


def check_archive(path: Path, reference: Reference, passphrase: Callable[[], str]) -> Checked:
    """A bundle, a package or an export of submissions; ``passphrase`` is called if it is encrypted."""
    what = _ARCHIVE
    try:
        archive = open_archive(path, passphrase)
        if is_package_set(archive):
            what = message("Packages of tablets' forms")
            _, packages = packages_of(archive)
            remarks = [remark for one in packages for remark in _check_package(read_package(one), reference)]
        elif is_package(archive):
            what = message("Package of a tablet's form")
            remarks = _check_package(read_package(archive), reference)
        elif is_export(archive):
            what = message("Export of submissions of ODK or KoboToolbox")
            remarks = check_submissions(path, reference)
        else:
            what = message("Bundle")
            remarks = _check_bundle(archive, reference)
    except BundleError as error:
        is_closed = isinstance(error.__cause__, KeyFileError)  # encrypted, and not for this machine
        kind = RemarkKind.UNCHECKED if is_closed and what is _ARCHIVE else RemarkKind.DIFFERENCE
        remarks = of_error(kind, "", error)
    return Checked(str(path), what, tuple(remarks))


def is_backup(path: Path) -> bool:
    """Whether a file is a backup of a store, judged by the names of its members."""
    try:
        with open_zip(path) as archive:
            return "backup.json" in archive.namelist()
    except DAMAGED_ZIP:
        return False


def check_backup_file(path: Path, reference: Reference) -> Checked:
    """A backup of a store: every member, its list, and the record in it."""
    folder = reference.workbench.folder if reference.workbench else Path.cwd()
    remarks: list[Remark] = []
    try:
        for fault in check_backup(path, folder):
            remarks += of_error(RemarkKind.DIFFERENCE, "", fault)
    except UnknownMachineError as error:
        remarks += of_error(RemarkKind.UNCHECKED, "", error)
    except InspectionError as error:
        remarks += of_error(RemarkKind.DIFFERENCE, "", error)
    return Checked(str(path), message("Backup of a store"), tuple(remarks))


def _check_bundle(archive: Archive, reference: Reference) -> list[Remark]:
    signer = _signer(archive)
    bundle = read_bundle(archive, {signer.key: signer})
    manifest = bundle.manifest
    remarks = [who_signed("", manifest.role, manifest.key, manifest.made_at, reference.trusted)]
    text = message(
        "{events} entries of {units} units, {files} files: every digest and every chain is right.",
        events=len(bundle.events),
        units=len(manifest.units),
        files=len(bundle.files),
    )
    remarks.append(note("", text))
    if manifest.missing:
        text = message(
            "{count} files of evidence are not here and were not checked.", count=len(manifest.missing)
        )
        remarks.append(unchecked("", text))
    remarks += _check_versions(manifest.checklists, reference)
    return remarks + _compare_with_store(bundle, reference)


def _signer(archive: Archive) -> Signer:
    """Who says to have signed: whether that is true is checked by `read_bundle`."""
    try:
        found = json.loads(archive.open("manifest.json"))
        return Signer(str(found["role"]), str(found["key"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return Signer("", "")


def _check_versions(checklists: dict[str, str], reference: Reference) -> list[Remark]:
    """The checklists that were answered are the ones of this workbench."""
    if reference.workbench is None:
        return [unchecked("", message("Checklists were not compared: there is no workbench here."))]
    remarks = []
    for name, digest in checklists.items():
        try:
            known = reference.workbench.checklist(name).digest
        except InspectionError as error:
            remarks += of_error(RemarkKind.UNCHECKED, "", error)
            continue
        if known != digest:
            text = message(
                "It was made with another version of checklist {checklist} than the one here.", checklist=name
            )
            remarks.append(difference("", text))
    return remarks


def _compare_with_store(bundle: Bundle, reference: Reference) -> list[Remark]:
    """Whether the store would take the bundle in, and how many of its events are new to it."""
    if reference.store is None or reference.workbench is None:
        fault = no_store(reference)
        why = [note("", part) for part in (fault.message, fault.remedy) if part]
        return [unchecked("", message("It was not compared with a store.")), *why]
    campaign_id = bundle.manifest.campaign
    try:
        campaign = reference.workbench.campaign(campaign_id)
        recorder = open_recorder(reference.workbench, campaign, reference.store)
        check_chains(recorder, bundle.events, bundle.ends)
        known = {
            (event.unit_code, event.origin, event.number): event.digest
            for unit_code in bundle.manifest.units
            for event in reference.store.events(campaign_id, unit_code)
        }
    except InspectionError as error:
        is_about_here = type(error) in (StoreError, UnknownMachineError, NotFoundError)
        kind = RemarkKind.UNCHECKED if is_about_here else RemarkKind.DIFFERENCE
        return of_error(kind, "", error)
    return list(_events_unlike(bundle, known))


def _events_unlike(bundle: Bundle, known: Mapping[tuple[str, str, int], str]) -> Iterator[Remark]:
    """How many events of a bundle are new to the store, and each chain that contradicts the store's."""
    new = 0
    contradicting: dict[tuple[str, str], int] = {}
    for event in bundle.events:
        here = known.get((event.unit_code, event.origin, event.number))
        new += here is None
        if here not in (None, event.digest):
            contradicting.setdefault((event.unit_code, event.origin), event.number)
    for (unit_code, origin), number in contradicting.items():
        text = message(
            "Unit {unit}: from event {event} on, the file contradicts the chain of {machine} in the store.",
            unit=unit_code,
            event=number,
            machine=machine_called(origin),
        )
        yield difference("", text)
    if new:
        yield note("", message("{count} of its entries are not in the store yet.", count=new))


def _check_package(package: Package, reference: Reference) -> list[Remark]:
    manifest = package.manifest
    text = message(
        "{count} entries about unit {unit} in {campaign}, {files} files: every digest is right.",
        count=len(package.entries),
        unit=manifest.unit,
        campaign=manifest.campaign,
        files=len(package.files),
    )
    remarks = [note("", text)]
    if not package.is_recognised:
        unsigned = message("It is not signed: ask who used the tablet before you take it in.")
        remarks.append(unchecked("", unsigned))
    remarks += _check_versions({manifest.checklist: manifest.digest}, reference)
    if reference.workbench is not None:
        try:
            campaign = reference.workbench.campaign(manifest.campaign)
            if campaign.unit(manifest.unit) is None:
                text = message("Unit {unit} is not inspected in this campaign.", unit=manifest.unit)
                remarks.append(difference("", text))
        except NotFoundError as error:
            remarks += of_error(RemarkKind.UNCHECKED, "", error)
    return remarks
