"""Files that no reader ever sees half written: in a folder of this machine, or at a URL."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from inspection_lib.files.modes import file_mode, make_folder, set_mode
from inspection_lib.files.names import check_portable
from inspection_lib.files.reading import digest_of_file, read_limited
from inspection_lib.files.remote import RemoteFolder, is_url
from inspection_lib.model import limits
from inspection_lib.system import replace_file


def write_whole(path: Path, content: str | bytes, *, mode: int | None = None) -> None:
    """Write bytes, or a text as UTF-8, so that ``path`` holds either its old content or all of the new one.

    ``mode`` says who may read the file, None: see :mod:`inspection_lib.files.modes`. Nobody else could read
    the temporary one at any moment.

    The content goes into a temporary file in the same folder, which is flushed to the disk and then renamed:
    a rename within one file system cannot be seen half done, and the flush keeps a power cut from leaving an
    empty file under the final name. Missing folders are made. After a failure (OSError) no temporary file is
    left.
    """
    name = _temporary_file(path, content, mode)
    try:
        replace_file(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def write_first(path: Path, content: bytes, *, mode: int | None = None) -> bytes:
    """Write the file as :func:`write_whole` does, unless it exists; gives what it then holds.

    Of processes that call it at the same time one wins, and all get its content: the finished temporary file
    gets its name by a hard link, which fails where the name exists. A file system without hard links (FAT)
    takes a renamed file instead; there two processes at one moment could each get their own content.
    """
    name = _temporary_file(path, content, mode)
    try:
        give_new_name(name, path)
    except FileExistsError:
        pass
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)
    return path.read_bytes()


def give_new_name(temporary: str | Path, path: Path) -> None:
    """Give a finished file its name, which must be free: else FileExistsError.

    The file is renamed where the file system has no hard links, such as FAT on a stick.
    """
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(path) from None
        replace_file(temporary, path)


def _temporary_file(path: Path, content: str | bytes, mode: int | None) -> str:
    """Write a temporary file beside ``path`` and flush it to the disk; gives its path.

    A failure leaves no file. Raises InspectionError for a name that Windows cannot have.
    """
    check_portable(path)
    make_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        set_mode(name, file_mode() if mode is None else mode)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return name


class Folder(Protocol):
    """A folder, wherever it is. Names of files may hold slashes; missing folders are made on writing."""

    @property
    def place(self) -> str:
        """The folder's path or URL."""
        ...

    def write(self, name: str, content: str | bytes) -> None:
        """Write a text, or bytes, whole or not at all."""
        ...

    def read(self, name: str) -> str | None:
        """The text of a file; None if there is no such file."""
        ...

    def read_bytes(self, name: str) -> bytes | None:
        """The bytes of a file that the workbench itself wrote; None if there is no such file."""
        ...

    def size(self, name: str) -> int | None:
        """The size of a file in bytes; None if there is no such file."""
        ...

    def remove(self, name: str) -> None:
        """Delete a file; it need not exist."""
        ...

    def names(self, name: str) -> list[str]:
        """The sorted names of the files in a folder below this one; empty if there is no such folder."""
        ...

    def digest(self, name: str) -> str | None:
        """As :meth:`Readable.digest`."""
        ...

    def md5(self, name: str) -> str | None:
        """As :meth:`Readable.md5`."""
        ...

    def folders(self) -> list[str]:
        """The sorted names of the folders in this one."""
        ...

    def prefetch(self, names: Iterable[str]) -> Readable:
        """The folder as it is now, with the texts of these files.

        A distant folder fetches them side by side.
        """
        ...

    def remove_temporary_files(self, name: str) -> None:
        """Delete what killed writers left in a folder below this one; "" is this one.

        Only for the folder's sole writer.
        """
        ...


class Readable(Protocol):
    """Files that can be read and measured, not written."""

    def read(self, name: str) -> str | None:
        """The text of a file; None if there is no such file."""
        ...

    def size(self, name: str) -> int | None:
        """The size of a file in bytes; None if there is no such file."""
        ...

    def digest(self, name: str) -> str | None:
        """The SHA-256 of a file; None if there is no such file, or if it lies on another machine.

        A distant file would have to be fetched whole, and a country has 12 GB of them.
        """
        ...

    def md5(self, name: str) -> str | None:
        """The MD5 of a file as the listing of an object store gives it; None where nothing is given."""
        ...


class LocalFolder:
    """A folder in the file system of this machine; it may be shared with other machines."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def place(self) -> str:
        """The folder's path."""
        return str(self.path)

    def write(self, name: str, content: str | bytes) -> None:
        """Write the file with :func:`write_whole`."""
        write_whole(self.path / name, content)

    def read(self, name: str) -> str | None:
        """The file's text, with the ends of lines as they are. Raises OSError, UnicodeDecodeError."""
        try:
            return read_limited(self.path / name, limits.JSON_BYTES).decode()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def read_bytes(self, name: str) -> bytes | None:
        """The file's bytes. Raises OSError."""
        try:
            return (self.path / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def size(self, name: str) -> int | None:
        """The file's size in bytes."""
        try:
            return os.stat(self.path / name).st_size
        except (FileNotFoundError, NotADirectoryError):
            return None

    def digest(self, name: str) -> str | None:
        """The SHA-256 of the file's bytes. Reading and digesting the 80 MB of 149 units takes 70 ms."""
        try:
            return digest_of_file(self.path / name)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def md5(self, _name: str) -> str | None:
        """None: the SHA-256 of a local file is known."""
        return None

    def remove(self, name: str) -> None:
        """Delete the file."""
        (self.path / name).unlink(missing_ok=True)

    def names(self, name: str) -> list[str]:
        """The sorted names of the files in a folder below this one."""
        folder = self.path / name
        return sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []

    def folders(self) -> list[str]:
        """The sorted names of the folders in this one, without hidden ones."""
        found = (path for path in self.path.iterdir() if path.is_dir())
        return sorted(path.name for path in found if not path.name.startswith("."))

    def prefetch(self, names: Iterable[str]) -> Readable:
        """The folder itself: reading a local file is fast enough."""
        return self

    def remove_temporary_files(self, name: str) -> None:
        """Delete the temporary files of :func:`write_whole`."""
        for left in (self.path / name).glob(".*.tmp"):
            left.unlink(missing_ok=True)


def open_folder(place: str) -> Folder:
    """The folder at a path or URL.

    A URL needs fsspec and its package for that kind of store (ImportError without).
    """
    return RemoteFolder(place) if is_url(place) else LocalFolder(Path(place.removeprefix("file://")))
