"""Take a file from a stick into the store, whatever of the two kinds it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from inspection_lib.errors import KeyFileError, NotFoundError
from inspection_lib.exchange.archive import MOST_BYTES, read_archive, refuse
from inspection_lib.exchange.bundle import Merged, merge_bundle, read_bundle
from inspection_lib.exchange.keys import decrypt_here, trusted_keys
from inspection_lib.exchange.tablet_package import is_package, merge_package, read_package
from inspection_lib.language import message
from inspection_lib.record import EventStore, EvidenceFolder
from inspection_lib.workbench import Workbench, open_recorder

AGE = b"age-encryption.org/"


def merge_file(
    workbench: Workbench,
    store: EventStore,
    evidence: EvidenceFolder,
    path: Path,
    passphrase: Callable[[], str],
) -> Merged:
    """Take in a bundle or a package; ``passphrase`` is asked for only if the bundle is encrypted.

    All is checked before anything is kept: a file is taken in whole or refused whole (:class:`BundleError`).
    """
    archive = read_archive(str(path), _plain(path, passphrase))
    try:
        if is_package(archive):
            package = read_package(archive)
            return merge_package(
                package,
                open_recorder(workbench, workbench.campaign(package.manifest.campaign), store),
                evidence,
                str(path),
            )
        bundle = read_bundle(archive, trusted_keys())
        recorder = open_recorder(workbench, workbench.campaign(bundle.manifest.campaign), store)
        return merge_bundle(bundle, recorder, evidence, str(path))
    except NotFoundError as error:
        raise refuse(str(path), error.message, error.remedy) from error


def _plain(path: Path, passphrase: Callable[[], str]) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise refuse(str(path), message("It unpacks to too much."))
        content = path.read_bytes()
        return decrypt_here(content, passphrase()) if content.startswith(AGE) else content
    except OSError as error:
        raise refuse(str(path), message("There is no such file."), message("Check the name.")) from error
    except KeyFileError as error:
        raise refuse(str(path), error.message, error.remedy) from error
