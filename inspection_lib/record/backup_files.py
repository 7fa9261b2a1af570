"""The file of a backup: a zip archive with a copy of the store, its evidence, and a signed list of both.

| member | what it is |
|---|---|
| `store.db` | the store at one moment as an SQLite file: events, texts, forks, signed ends of all chains |
| `evidence/SHA256` | the files of evidence, each under its digest |
| `backup.json` | when and from what it was made, size and SHA-256 of every member, signed by its machine |

The file is not trusted when it is read: names, sizes and digests must be those of the list, and only then
anything is unpacked. It is not encrypted, and holds all that the store holds, so it has the mode of a store.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from pydantic import TypeAdapter, ValidationError

from inspection_lib.errors import StoreError
from inspection_lib.files import DAMAGED_ZIP
from inspection_lib.keys import MachineKey, is_signed
from inspection_lib.language import Message, message
from inspection_lib.record.encoding import canonical_json

LIST, STORE, EVIDENCE = "backup.json", "store.db", "evidence/"
_PART = re.compile(r"store\.db|evidence/[0-9a-f]{64}")
MAX_LIST_BYTES = 256 * 2**20
"""The list has 150 bytes for a file of evidence."""
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Part:
    """A member of the archive: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BackupList:
    """What a backup says of itself. ``made_at`` is an ISO time in UTC, ``store`` the address without secrets.

    ``units`` and ``events`` are numbers. ``missing`` and ``damaged`` are files of evidence, by their digests,
    that the record names and the backup has not, or has with another content.
    """

    made_at: str
    store: str
    units: int
    events: int
    parts: Mapping[str, Part]
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    format: int = 1
    key: str = ""
    signature: str = field(default="", compare=False)

    def signed_content(self) -> bytes:
        """The bytes that the machine signs."""
        content = {name: value for name, value in asdict(self).items() if name != "signature"}
        return b"inspection-backup/1\n" + canonical_json(content).encode()


_LIST_TYPE = TypeAdapter(BackupList)


class BackupWriter:
    """Writes the members of a backup one by one, and its list at the end."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.parts: dict[str, Part] = {}

    def add(self, name: str, path: Path) -> Part:
        """Add a file as it is on the disk."""
        digest, size = hashlib.sha256(), 0
        kind = zipfile.ZIP_DEFLATED if name == STORE else zipfile.ZIP_STORED  # photos and PDFs are packed
        info = zipfile.ZipInfo(name)
        info.compress_type = kind
        with path.open("rb") as source, self._archive.open(info, "w", force_zip64=True) as member:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)
        self.parts[name] = Part(size, digest.hexdigest())
        return self.parts[name]

    def add_list(self, made: BackupList, machine: MachineKey) -> None:
        """Sign the list and add it. Nothing can be added after it."""
        content = asdict(made) | {"key": machine.key}
        unsigned = _LIST_TYPE.validate_python(content)
        content["signature"] = machine.sign(unsigned.signed_content()).hex()
        self._archive.writestr(LIST, json.dumps(content, ensure_ascii=False, indent=1))


@dataclass(frozen=True, slots=True)
class Backup:
    """An open backup whose list was checked: it is complete, and signed by the machine with ``made.key``."""

    path: Path
    made: BackupList
    _archive: zipfile.ZipFile

    def unpack(self, name: str, target: IO[bytes]) -> None:
        """Write a member into an open file. Raises StoreError if its size or digest is not as listed."""
        part = self.made.parts[name]
        digest, left = hashlib.sha256(), part.size
        with _read_errors(self.path), self._archive.open(name) as member:
            while chunk := member.read(min(_CHUNK, left + 1)):
                left -= len(chunk)
                if left < 0:
                    break
                digest.update(chunk)
                target.write(chunk)
        if left or digest.hexdigest() != part.sha256:
            raise damaged_backup(self.path, name)

    def evidence(self) -> list[str]:
        """The digests of the files of evidence, sorted."""
        return sorted(name.removeprefix(EVIDENCE) for name in self.made.parts if name != STORE)


@contextmanager
def open_backup(path: Path) -> Iterator[Backup]:
    """Open a backup and check its list. Raises StoreError for what is none, or is damaged or forged."""
    with _read_errors(path):
        archive = zipfile.ZipFile(path)
    with archive:
        with _read_errors(path):
            infos = {info.filename: info for info in archive.infolist()}
            if LIST not in infos or infos[LIST].file_size > MAX_LIST_BYTES:
                raise damaged_backup(path, LIST)
            with archive.open(LIST) as member:
                content = member.read(MAX_LIST_BYTES + 1)
        made = _read_list(path, content)
        if infos.keys() != made.parts.keys() | {LIST} or len(infos) != len(archive.infolist()):
            raise damaged_backup(path, LIST)
        for name, part in made.parts.items():
            if not _PART.fullmatch(name) or infos[name].file_size != part.size:
                raise damaged_backup(path, name)
        yield Backup(path, made, archive)


def _read_list(path: Path, content: bytes) -> BackupList:
    try:
        made = _LIST_TYPE.validate_json(content)
        signature = bytes.fromhex(made.signature)
    except (ValidationError, ValueError) as error:
        raise damaged_backup(path, LIST) from error
    if (
        made.format != 1
        or STORE not in made.parts
        or not is_signed(made.signed_content(), signature, made.key)
    ):
        raise damaged_backup(path, LIST)
    return made


@contextmanager
def _read_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            message("The backup {path} cannot be read: {cause}.", path=str(path), cause=str(error)),
            message("Check the name and the file's rights."),
        ) from error
    except DAMAGED_ZIP as error:
        raise damaged_backup(path, "") from error


def damaged_backup(path: Path, part: str) -> StoreError:
    """The error about a file that is no backup, or one that was changed."""
    text: Message = (
        message("The part {part} of the backup {path} is damaged or was changed.", part=part, path=str(path))
        if part
        else message("{path} is no backup, or it is damaged.", path=str(path))
    )
    return StoreError(text, message("Nothing was restored. Take another backup."))
