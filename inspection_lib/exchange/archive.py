"""A zip archive from somebody else, which may be cut, forged or made to harm: it is checked before anything is used."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass, field

from inspection_lib.errors import BundleError
from inspection_lib.language import Message, message

MOST_MEMBERS = 20_000
MOST_BYTES = 2 * 2**30
MOST_OF_ONE = 64 * 2**20
MOST_RATIO = 200
"""More bytes out than in, times this, is a bomb; text compresses to about a tenth."""
ASK_AGAIN: Message = message("Nothing was taken in. Ask the sender to make it again.")


def refuse(name: str, why: Message, remedy: Message | None = None) -> BundleError:
    """The error that refuses an archive whole."""
    return BundleError(why, remedy or ASK_AGAIN, name)


@dataclass
class Archive:
    """An archive whose list of members is sound. Members are read within limits, whatever their headers say."""

    name: str
    zip: zipfile.ZipFile
    left: int = field(default=MOST_BYTES)

    def open(self, member: str) -> bytes:
        """The content of a member."""
        try:
            about = self.zip.getinfo(member)
        except KeyError as error:
            raise refuse(self.name, message("Its part {part} is missing.", part=member)) from error
        most = min(MOST_OF_ONE, self.left, MOST_RATIO * about.compress_size + 65_536)
        try:
            with self.zip.open(about) as opened:
                content = opened.read(most + 1)
                if len(content) > most:
                    raise refuse(self.name, message("Its part {part} is too large.", part=member))
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise refuse(self.name, message("Its part {part} is damaged.", part=member)) from error
        self.left -= len(content)
        return content

    def names(self) -> set[str]:
        """The names of all members."""
        return set(self.zip.namelist())

    def check_names(self, known: set[str]) -> None:
        """Refuse members that nobody announced, and members that are missing."""
        for odd in sorted(self.names() ^ known):
            if odd in known:
                raise refuse(self.name, message("Its part {part} is missing.", part=odd[:80]))
            raise refuse(
                self.name, message("It holds a part {part} that does not belong to it.", part=odd[:80])
            )


def read_archive(name: str, content: bytes) -> Archive:
    """An archive out of its bytes, or a :class:`BundleError`: not a zip, cut, odd names, links, encrypted parts, too much."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise refuse(name, message("It is not a whole zip archive.")) from error
    members = opened.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
        raise refuse(name, message("It unpacks to too much."))
    if len({member.filename for member in members}) != len(members):
        raise refuse(name, message("It holds two parts of one name."))
    for member in members:
        _check_member(name, member)
    return Archive(name, opened)


def _check_member(name: str, member: zipfile.ZipInfo) -> None:
    parts = member.filename.split("/")
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
                "It holds a part with the name {part}, which leads elsewhere.",
                part=repr(member.filename)[:80],
            ),
        )
    if stat.S_ISLNK(member.external_attr >> 16) or member.flag_bits & 0x1:
        raise refuse(name, message("It holds a link or an encrypted part."))
    if member.compress_type not in (
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    ):  # others may ask for gigabytes to begin with
        raise refuse(name, message("Its part {part} is packed in an unusual way.", part=member.filename[:80]))
    if member.file_size > MOST_OF_ONE or member.file_size > MOST_RATIO * member.compress_size + 65_536:
        raise refuse(name, message("Its part {part} is too large.", part=member.filename[:80]))
