"""Files of this machine that are handed in as evidence: which of them are kept, passed over or refused.

One file that does not fit keeps no other back, and none is left out unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import EvidenceError
from inspection_lib.files import os_error_fault, os_errors_as
from inspection_lib.language import Fault, Message, message
from inspection_lib.model import Attachment
from inspection_lib.record.evidence import EvidenceFolder
from inspection_lib.record.file_kinds import MAX_FILE_BYTES, too_large

_OF_THE_SYSTEM = re.compile(
    r"Thumbs\.db(:.*)?|ehthumbs(_vista)?\.db|desktop\.ini"  # Explorer
    r"|\.DS_Store|\._.*|Icon\r"  # Finder
    r"|~\$.*|~WR[DL]\d+\.tmp|\.~lock\..*#|.*\.lock",  # locks and half files of Word, Excel, LibreOffice
    re.IGNORECASE | re.DOTALL,
)
_UNREADABLE: Message = message("The file {path} cannot be read: {cause}.")
_RIGHTS: Message = message("Check the file's rights.")


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The ``files`` at some paths, in the order of the paths and by name within a folder.

    ``passed_over`` are files that a system or a program wrote for itself, ``folders`` those inside a folder,
    which are not looked into. ``missing`` are paths at which there is no file, with the reason.
    """

    files: tuple[Path, ...]
    passed_over: tuple[Path, ...]
    folders: tuple[Path, ...]
    missing: tuple[tuple[Path, Fault], ...]


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """The attachments of the files that were kept, and the refused files with the reason of each."""

    pieces: tuple[Attachment, ...]
    refused: tuple[tuple[Path, Fault], ...]


def is_of_the_system(name: str) -> bool:
    """Whether a file of this name was written by a system or a program for itself and is no evidence."""
    return bool(_OF_THE_SYSTEM.fullmatch(name))


def find_files(paths: Iterable[Path]) -> FoundFiles:
    """The files at some paths: a file itself, or the files of a folder without hidden ones."""
    files: list[Path] = []
    passed_over: list[Path] = []
    folders: list[Path] = []
    missing: list[tuple[Path, Fault]] = []
    for path in paths:
        try:
            inside = sorted(path.iterdir()) if path.is_dir() else [path]
        except OSError as error:
            missing.append((path, os_error_fault(error, _UNREADABLE, _RIGHTS, values={"path": str(path)})))
            continue
        before = len(files) + len(missing)
        for file in inside:
            if is_of_the_system(file.name) or (file is not path and file.name.startswith(".")):
                passed_over.append(file)
            elif file.is_file():
                files.append(file)
            elif file.is_dir():
                folders.append(file)
            else:  # there is none, or it is a link to nothing
                missing.append((file, _missing(file)))
        if path.is_dir() and len(files) + len(missing) == before:
            missing.append((path, _empty(path)))
    return FoundFiles(tuple(files), tuple(passed_over), tuple(folders), tuple(missing))


def _missing(path: Path) -> Fault:
    return Fault(message("There is no file {path}.", path=str(path)), message("Check the name."))


def _empty(path: Path) -> Fault:
    return Fault(message("There is no file in {path}.", path=str(path)), message("Choose the folder again."))


def keep_files(
    folder: EvidenceFolder, files: Iterable[Path], received: str, made: str, valid_from: str, valid_to: str
) -> KeptFiles:
    """Keep files of this machine; days as in :func:`inspection_lib.record.evidence.describe`.

    Raises StoreError if the disk fails: then the next file would fail as well.
    """
    pieces: list[Attachment] = []
    refused: list[tuple[Path, Fault]] = []
    for file in files:
        try:
            pieces.append(_keep_file(folder, file, received, made, valid_from, valid_to))
        except EvidenceError as error:
            refused.append((file, error.fault))
    return KeptFiles(tuple(pieces), tuple(refused))


def _keep_file(
    folder: EvidenceFolder, path: Path, received: str, made: str, valid_from: str, valid_to: str
) -> Attachment:
    with os_errors_as(EvidenceError, _UNREADABLE, _RIGHTS, values={"path": str(path)}):
        if path.stat().st_size > MAX_FILE_BYTES:  # checked first: a long video must not fill the memory
            raise too_large(path.name)
        content = path.read_bytes()
    return folder.keep(
        path.name, content, received=received, made=made, valid_from=valid_from, valid_to=valid_to
    )
