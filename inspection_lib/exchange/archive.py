"""A zip archive from somebody else.

It may be cut, forged or made to harm, so it is checked before anything is used.

A zip file says itself how large its members are and where they belong, and both may be lies. So names that
lead out of a folder, links and encrypted members are refused by the list of members, and while a member is
unpacked its real size is counted: a bomb (some kilobytes that unpack to many gigabytes) is stopped at the
limit.
"""

from __future__ import annotations

import stat
import unicodedata
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import BundleError
from inspection_lib.files import DAMAGED_ZIP, open_zip
from inspection_lib.language import Message, message
from inspection_lib.model import limits

MAX_TOTAL_BYTES = limits.ARCHIVE_BYTES
MAX_RATIO = limits.ARCHIVE_RATIO
"""A member that unpacks to more than this many times its packed size is a bomb.

Text packs to about a tenth.
"""
SMALL_BYTES = 65_536
"""The ratio is not applied to the first bytes of a member: a few bytes may well unpack to so many."""
_SAYS_UTF_8 = 0x800
"""The flag of a member whose name is in UTF-8."""
ASK_AGAIN: Message = message("Nothing was recorded. Ask the sender to make the file again.")
TOO_MUCH: Message = message("The archive has too many files or would unpack to more than 2 GB.")


def refuse(name: str, why: Message, remedy: Message | None = None) -> BundleError:
    """The error with which a whole archive is refused. ``name`` is the file, for people."""
    return BundleError(why, remedy or ASK_AGAIN, name)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose list of members was checked. A member never unpacks to more than the list says.

    ``folder`` is "", or the folder with its last "/" whose members alone are those of this archive.
    """

    name: str
    zip: zipfile.ZipFile
    folder: str = ""

    def open(self, member: str) -> bytes:
        """The content of a member. Raises BundleError if it is missing, damaged or too large."""
        try:
            info = self.zip.getinfo(self.folder + member)
        except KeyError as error:
            raise refuse(self.name, message("Its part {part} is missing.", part=member)) from error
        limit = min(limits.ARCHIVE_MEMBER_BYTES, MAX_RATIO * info.compress_size + SMALL_BYTES)
        try:
            with self.zip.open(info) as opened:
                content = opened.read(limit + 1)
                if len(content) > limit:
                    raise refuse(self.name, message("Its part {part} is too large.", part=member))
        except DAMAGED_ZIP as error:
            raise refuse(self.name, message("Its part {part} is damaged.", part=member)) from error
        return content

    def names(self) -> set[str]:
        """The names of all members."""
        start = len(self.folder)
        return {name[start:] for name in self.zip.namelist() if name.startswith(self.folder)}

    def within(self, folder: str) -> Archive:
        """The members of a folder as an archive of its own. Its name says which folder it is."""
        return Archive(f"{self.name} [{folder}]", self.zip, f"{self.folder}{folder}/")

    def files(self) -> dict[str, str]:
        """The members that are files, by their names for people: NFC, as the sender wrote them.

        macOS writes names in UTF-8 (and NFD) without saying that it is UTF-8, so that they are read in the
        code page that a zip has by default. Folders have entries of their own, which are left out.
        """
        members = [member for member in self.zip.infolist() if not member.is_dir()]
        return {_name_for_people(member): member.filename for member in members}

    def check_names(self, expected: set[str]) -> None:
        """Raise BundleError unless the archive holds exactly the ``expected`` members."""
        for name in sorted(self.names() ^ expected):
            if name in expected:
                raise refuse(self.name, message("Its part {part} is missing.", part=name[:80]))
            raise refuse(
                self.name, message("It holds a part {part} that does not belong to it.", part=name[:80])
            )


def _name_for_people(member: zipfile.ZipInfo) -> str:
    name = member.filename
    if not member.flag_bits & _SAYS_UTF_8:
        with suppress(UnicodeError):  # it really is in the code page, as Windows writes it
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)


def read_archive(name: str, source: bytes | Path) -> Archive:
    """The archive in some bytes or in a file, whose members are read when they are asked for.

    Raises BundleError if it is cut, too large, or has names or members that are not allowed, and OSError if
    there is no file or it may not be read.
    """
    if isinstance(source, Path) and source.stat().st_size > MAX_TOTAL_BYTES:
        raise refuse(name, TOO_MUCH)
    try:
        opened = open_zip(source)
    except PermissionError:
        raise
    except DAMAGED_ZIP as error:
        raise refuse(name, message("It is not a whole zip archive.")) from error
    members = opened.infolist()
    if len(members) > limits.ARCHIVE_MEMBERS or sum(member.file_size for member in members) > MAX_TOTAL_BYTES:
        raise refuse(name, TOO_MUCH)
    if len({member.filename for member in members}) != len(members):
        raise refuse(name, message("It holds two parts of one name."))
    for member in members:
        _check_member(name, member)
    return Archive(name, opened)


def _check_member(name: str, member: zipfile.ZipInfo) -> None:
    is_folder = member.is_dir() and not member.file_size  # programs that pack a folder add an entry for it
    parts = (member.filename[:-1] if is_folder else member.filename).split("/")
    if (
        member.filename.startswith("/")
        or "\\" in member.filename
        or ".." in parts
        or ":" in parts[0]
        or not all(parts)
    ):
        raise refuse(
            name,
            message(
                "It holds a part named {part}, which would be written outside the folder.",
                part=repr(member.filename)[:80],
            ),
        )
    if stat.S_ISLNK(member.external_attr >> 16) or member.flag_bits & 0x1:
        raise refuse(name, message("It holds a link or an encrypted part."))
    # LZMA and others allocate the memory that their header asks for, which may be gigabytes, before they
    # unpack a byte.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refuse(name, message("Its part {part} is packed in an unusual way.", part=member.filename[:80]))
    if member.file_size > min(limits.ARCHIVE_MEMBER_BYTES, MAX_RATIO * member.compress_size + SMALL_BYTES):
        raise refuse(name, message("Its part {part} is too large.", part=member.filename[:80]))
