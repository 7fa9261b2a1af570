"""A folder at a URL, through fsspec, and what can be wrong with one."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class Trouble(StrEnum):
    """What keeps a place at a URL from being used, as far as its library tells."""

    MISSING = "missing"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    OTHER = "other"


class RemoteError(OSError):
    """A place at a URL cannot be read or written. ``said`` is what its library said, in English and without secrets."""

    def __init__(self, place: str, trouble: Trouble, said: str) -> None:
        super().__init__(f"{place}: {said}")
        self.place = place
        self.trouble = trouble
        self.said = said


class RemoteFolder:
    """A folder at a URL, through fsspec. An object store shows an object when it is whole, so no renaming is needed.

    Nothing that was listed is remembered: other processes write here too. A fork of a process that holds one may use it;
    the connections are opened anew, for they belong to the process that opened them.
    """

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._opened: Any = None
        self._process = 0
        self._path = ""
        self._files()

    def _files(self) -> Any:
        import fsspec  # an extra: imported on use

        if self._process != os.getpid():
            with self._told():
                self._opened, self._path = fsspec.core.url_to_fs(self._url, skip_instance_cache=True)
            self._process = os.getpid()
        self._opened.invalidate_cache()
        return self._opened

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Say what goes wrong as a RemoteError. Each kind of store has errors of its own, which have no common root."""
        try:
            yield
        except (ImportError, MemoryError, RemoteError):
            raise
        except Exception as error:
            raise RemoteError(
                self._url, trouble_of(error), without_secrets(f"{error}" or type(error).__name__)
            ) from error

    @property
    def place(self) -> str:
        """The folder's URL."""
        return self._url

    def write(self, name: str, text: str) -> None:
        """Put the object; folders below the first part of the path are made where the store has such, buckets are not."""
        with self._told():
            files, path = self._files(), f"{self._path}/{name}"
            try:
                files.pipe_file(path, text.encode(), **_headers(files, name))
            except FileNotFoundError:
                self._make_folders(name)
                files.pipe_file(path, text.encode(), **_headers(files, name))

    def _make_folders(self, name: str) -> None:
        parts = f"{self._path}/{name}".split("/")
        for count in range(2, len(parts)):
            with contextlib.suppress(FileExistsError):
                self._opened.mkdir("/".join(parts[:count]), create_parents=False)

    def read(self, name: str) -> str | None:
        """The object's text."""
        with self._told():
            try:
                files = self._files()
                content: bytes = files.cat_file(f"{self._path}/{name}", **_in_one(files))
            except FileNotFoundError:
                return None
        return content.decode()

    def size(self, name: str) -> int | None:
        """The object's bytes."""
        with self._told():
            try:
                return int(self._files().size(f"{self._path}/{name}"))
            except FileNotFoundError:
                return None

    def remove(self, name: str) -> None:
        """Delete the object."""
        with self._told(), contextlib.suppress(FileNotFoundError):
            self._files().rm_file(f"{self._path}/{name}")

    def names(self, name: str) -> list[str]:
        """The names of the files in a folder below."""
        with self._told():
            try:
                found = self._files().ls(f"{self._path}/{name}", detail=False)
                return sorted(str(one).rpartition("/")[2] for one in found)
            except FileNotFoundError:
                return []

    def ahead(self, names: Iterable[str]) -> Seen:
        """What is there by one listing, a request for a thousand files, and these files' texts by requests side by side."""
        with self._told():
            files, start = self._files(), f"{self._path}/"
            found = files.find(self._path, detail=True).items()
            sizes = {str(path).removeprefix(start): int(entry["size"]) for path, entry in found}
            there = [name for name in names if name in sizes]
            contents = files.cat([start + name for name in there], on_error="return") if there else {}
            for content in contents.values():
                if isinstance(content, Exception) and not isinstance(content, FileNotFoundError):
                    raise content
            read = {str(path).removeprefix(start): content for path, content in contents.items()}
        return Seen(
            {name: content.decode() for name, content in read.items() if isinstance(content, bytes)}, sizes
        )

    def sweep(self, name: str) -> None:
        """Nothing is put under a temporary name."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What lay in a distant folder at one moment."""

    texts: Mapping[str, str]
    sizes: Mapping[str, int]

    def read(self, name: str) -> str | None:
        """The text, of the files that were read."""
        return self.texts.get(name)

    def size(self, name: str) -> int | None:
        """The bytes, of any file."""
        return self.sizes.get(name)


_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".ipynb": "application/x-ipynb+json",
}


def _headers(files: Any, name: str) -> dict[str, str]:
    """What an S3 store is told of a file, so that a browser shows a page instead of saving it."""
    known = _TYPES.get(Path(name).suffix)
    return {"ContentType": known} if known and "s3" in files.protocol else {}


def _in_one(files: Any) -> dict[str, int]:
    """An S3 store is asked for an object at once, not for its length first and, where there is none, for a folder."""
    return {"max_concurrency": 1} if "s3" in files.protocol else {}


def trouble_of(error: Exception) -> Trouble:
    """What an error of fsspec, or of the library below it, comes to; by name where it has no root of Python's."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return Trouble.MISSING
    if isinstance(error, PermissionError) or any("Credential" in name for name in names):
        return Trouble.REFUSED
    if names & {"ConnectionError", "TimeoutError", "HTTPClientError", "ClientConnectionError", "gaierror"}:
        return Trouble.UNREACHABLE
    if isinstance(error, OSError) and error.errno in (errno.EBUSY, getattr(errno, "EREMOTEIO", errno.EIO)):
        return Trouble.UNREACHABLE
    return Trouble.OTHER


def without_secrets(text: str) -> str:
    """The first line of a text, without passwords in URLs and without values of variables whose name says secret."""
    line = re.sub(r"://[^/\s\"']*@", "://***@", text.strip().partition("\n")[0])
    for name, value in os.environ.items():
        if len(value) > 3 and re.search("SECRET|PASSW|TOKEN|CREDENTIAL|KEY$", name.upper()):
            line = line.replace(value, "***")
    return line


def holds_secret(url: str) -> bool:
    """Whether a URL has a password or a query, which is where keys are put; no message may show such a one."""
    beyond = url.partition("://")[2]
    return is_url(url) and ("?" in beyond or ":" in beyond.rpartition("@")[0])


def load_remote(url: str) -> None:
    """Load what a URL needs, without opening anything: for a process that forks."""
    import fsspec

    fsspec.get_filesystem_class(url.partition("://")[0].rpartition("::")[2])


def is_url(place: str) -> bool:
    """Whether a place is a URL of another machine's or store's, not a path."""
    return "://" in place and not place.startswith("file://")
