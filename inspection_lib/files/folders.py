"""Write files so that no reader ever sees half of one: in a folder of this machine, or at a URL."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from inspection_lib.files.remote import RemoteFolder, is_url


def write_whole(path: Path, content: str | bytes) -> None:
    """Write bytes, or a text as UTF-8, under a temporary name beside ``path``, flush to the disk, and rename into place.

    A failure leaves what was there before and no temporary file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


class Folder(Protocol):
    """A place for files, wherever it is. Names may hold slashes; missing folders are made on writing."""

    @property
    def place(self) -> str:
        """The folder's path or URL."""
        ...

    def write(self, name: str, text: str) -> None:
        """Put a whole text under a name, or leave what was there."""
        ...

    def read(self, name: str) -> str | None:
        """The text under a name, None where there is none."""
        ...

    def size(self, name: str) -> int | None:
        """The bytes under a name, None where there are none."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away; it need not be there."""
        ...

    def names(self, name: str) -> list[str]:
        """The names of the files in a folder below; empty where there is none."""
        ...

    def ahead(self, names: Iterable[str]) -> Readable:
        """The folder as it is now, for reading these files and asking for lengths: many at once, where each takes its time."""
        ...

    def sweep(self, name: str) -> None:
        """Take away what writers that were killed left under temporary names in a folder below, "" for this one."""
        ...


class Readable(Protocol):
    """What files hold and how long they are."""

    def read(self, name: str) -> str | None:
        """The text under a name, None where there is none."""
        ...

    def size(self, name: str) -> int | None:
        """The bytes under a name, None where there are none."""
        ...


class LocalFolder:
    """A folder of this machine, or one that it shares with others."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def place(self) -> str:
        """The folder's path."""
        return str(self.path)

    def write(self, name: str, text: str) -> None:
        """Write under a temporary name, flush, rename."""
        write_whole(self.path / name, text)

    def read(self, name: str) -> str | None:
        """The file's text."""
        try:
            return (self.path / name).read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None

    def size(self, name: str) -> int | None:
        """The file's bytes."""
        try:
            return os.stat(self.path / name).st_size
        except (FileNotFoundError, NotADirectoryError):
            return None

    def remove(self, name: str) -> None:
        """Delete the file."""
        (self.path / name).unlink(missing_ok=True)

    def names(self, name: str) -> list[str]:
        """The names of the files in a folder below."""
        folder = self.path / name
        return sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []

    def ahead(self, names: Iterable[str]) -> Readable:
        """The folder itself: a file is at hand at once."""
        return self

    def sweep(self, name: str) -> None:
        """Delete the temporary files of `write_whole`. For the folder's only writer."""
        for left in (self.path / name).glob(".*.tmp"):
            left.unlink(missing_ok=True)


def open_folder(place: str) -> Folder:
    """The folder at a path or URL; a URL needs fsspec and its package for that kind of store (ImportError without)."""
    return RemoteFolder(place) if is_url(place) else LocalFolder(Path(place.removeprefix("file://")))
