"""Take a file from a stick into the store: a bundle of another machine, or the package of a tablet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from inspection_lib.errors import BundleError, KeyFileError, LockedFileError, NotFoundError, StoreError
from inspection_lib.exchange.acceptance import (
    Merged,
    Warn,
    accept,
    check_checklists,
    forks_of,
    wrong_clocks_of,
)
from inspection_lib.exchange.archive import MAX_TOTAL_BYTES, TOO_MUCH, Archive, read_archive, refuse
from inspection_lib.exchange.bundle_reader import Bundle, read_bundle, read_manifest
from inspection_lib.exchange.introductions import confirmed_newcomer
from inspection_lib.exchange.package_file import is_package, read_package
from inspection_lib.exchange.package_set import is_package_set, merge_package_set
from inspection_lib.exchange.preparation import Preparation, is_preparation, read_preparation
from inspection_lib.exchange.tablet_package import merge_package
from inspection_lib.files import os_errors_as
from inspection_lib.keys import admit, decrypt_here, keep_names, trusted_keys
from inspection_lib.language import Message, message
from inspection_lib.model import EventKind
from inspection_lib.record import EvidenceFolder, Recorder

AGE = b"age-encryption.org/"
"""The first bytes of an encrypted bundle."""
_NO_FILE: Message = message("There is no such file.")
_NOT_DECRYPTED: Message = message("The bundle cannot be decrypted: {cause}.")
_MAKE_ROOM: Message = message("See that the folder for temporary files has free space.")
_CHECK_NAME: Message = message("Check the name.")
_PREPARES: Message = message("This file of the office prepares a machine; it brings no results.")
_TAKE_IN: Message = message("Take it in on the home page, or alone with: inspection merge FILE.")


def merge_file(
    path: Path,
    recorder_of: Callable[[str], Recorder],
    evidence: EvidenceFolder,
    passphrase: Callable[[], str],
    known_from: Iterable[str] = (),
    *,
    warn: Warn,
    restore_own: bool = False,
    confirmed: str = "",
) -> Merged:
    """Take in a bundle or a package, either whole or not at all. The same one again adds nothing.

    ``warn`` is told, before anything is kept, which new texts look like personal data.

    ``known_from`` are the roles whose packages are taken in though no form of this machine saved them.

    ``recorder_of`` gives the recorder of a campaign by its id, which only the file says, or raises
    NotFoundError. ``passphrase`` is called only if the file is encrypted. ``restore_own``: take back what
    this machine recorded and its store has lost. ``confirmed`` is the code of a new machine, as somebody
    typed it: see `introductions`. Raises :class:`BundleError` if anything is wrong with the file,
    UnconfirmedMachineError for a new machine without its code, UnnamedRolesError for a package whose roles
    nobody named, LockedFileError for an encrypted file that cannot be opened, StoreError if the disk or the
    database fails.
    """
    file = str(path)
    archive = open_archive(path, passphrase)
    try:
        if is_package(archive):
            package = read_package(archive)
            recorder = recorder_of(package.manifest.campaign)
            return merge_package(package, recorder, evidence, file, known_from, warn=warn)
        if is_package_set(archive):
            return merge_package_set(archive, recorder_of, evidence, known_from, warn=warn)
        if is_preparation(archive):
            raise refuse(file, _PREPARES, _TAKE_IN)
        manifest = read_manifest(archive)
        recorder = recorder_of(manifest.campaign)
        newcomer = confirmed_newcomer(manifest, confirmed, recorder.now(), file)
        trusted = trusted_keys() | ({manifest.key: newcomer.signer} if newcomer else {})
        bundle = read_bundle(archive, trusted)
        merged = merge_bundle(bundle, recorder, evidence, file, warn=warn, restore_own=restore_own)
        if newcomer is None:
            return merged
        admit(newcomer)
        return replace(merged, introduced=newcomer.name)
    except (NotFoundError, KeyFileError) as error:
        raise refuse(file, error.message, error.remedy) from error


def merge_bundle(
    bundle: Bundle,
    recorder: Recorder,
    evidence: EvidenceFolder,
    file: str,
    *,
    warn: Warn,
    restore_own: bool = False,
) -> Merged:
    """Take a bundle in that was read from ``file``. Raises as :func:`merge_file`."""
    manifest = bundle.manifest
    check_checklists(manifest.checklists, recorder, manifest.units, file)
    accepted = accept(
        bundle.events,
        bundle.files,
        recorder,
        evidence,
        file,
        bundle.ends,
        warn=warn,
        restore_own=restore_own,
    )
    keep_names(bundle.names)
    missing = tuple(sha256 for sha256 in manifest.missing if not evidence.holds(sha256))
    return Merged(
        manifest.campaign,
        tuple(manifest.units),
        len(accepted.events),
        accepted.files,
        missing,
        clocks=wrong_clocks_of(recorder, accepted.events),
        removals=tuple(event for event in accepted.events if event.kind is EventKind.REDACTED),
        forks=forks_of(accepted),
        unsigned=() if bundle.ends else tuple(sorted({event.origin for event in accepted.events})),
    )


def found_preparation(path: Path) -> Preparation | None:
    """The preparation in a file; None where the file is something else. Raises BundleError.

    An encrypted file is something else: a preparation is not encrypted, for its taker has no key yet.
    """
    if not _looks_packed(path):
        return None
    archive = open_archive(path, str)
    return read_preparation(archive) if is_preparation(archive) else None


def _looks_packed(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return path.is_file() and file.read(2) == b"PK"
    except OSError:
        return False


def open_archive(path: Path, passphrase: Callable[[], str]) -> Archive:
    """The archive in a file, decrypted if it is encrypted: then ``passphrase`` is called.

    What is decrypted lies in a file without a name while the archive is open, and never in memory as a whole.
    Raises BundleError if it cannot be read, cannot be decrypted here, or is no archive.
    """
    file = str(path)
    with os_errors_as(partial(BundleError, file=file), _NO_FILE, _CHECK_NAME):
        if path.exists() and not path.is_file():  # a pipe would never end
            raise refuse(file, _NO_FILE, _CHECK_NAME)
        if path.stat().st_size > MAX_TOTAL_BYTES:
            raise refuse(file, TOO_MUCH)
        with path.open("rb") as source:
            if source.read(len(AGE)) != AGE:
                return read_archive(file, path)
            source.seek(0)
            return _decrypted(file, source, passphrase)


def _decrypted(file: str, source: BinaryIO, passphrase: Callable[[], str]) -> Archive:
    with os_errors_as(StoreError, _NOT_DECRYPTED, _MAKE_ROOM), NamedTemporaryFile() as plain:
        try:
            decrypt_here(source, plain, passphrase())
        except KeyFileError as error:
            raise LockedFileError(error.message, error.remedy, file) from error
        plain.flush()
        return read_archive(file, Path(plain.name))
