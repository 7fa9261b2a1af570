"""A folder at a URL, through fsspec, and the errors that its libraries raise."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class RemoteErrorKind(StrEnum):
    """Why a folder at a URL cannot be used, as far as its library's error shows."""

    MISSING = "missing"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    OTHER = "other"


class RemoteError(OSError):
    """A folder at a URL cannot be read or written.

    ``detail`` is its library's text, in English and without secrets.
    """

    def __init__(self, place: str, kind: RemoteErrorKind, detail: str) -> None:
        super().__init__(f"{place}: {detail}")
        self.place = place
        self.kind = kind
        self.detail = detail


class RemoteFolder:
    """A folder at a URL, through fsspec.

    An object store shows an object only when all of it has arrived, so that no temporary name and no renaming
    is needed. Listings are not cached: other processes write to the same folder. After a fork the child may
    go on to use the object; it opens connections of its own, because those that it inherited belong to its
    parent.
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
            with self._translated_errors():
                self._opened, self._path = fsspec.core.url_to_fs(self._url, skip_instance_cache=True)
            self._process = os.getpid()
        self._opened.invalidate_cache()
        return self._opened

    @contextlib.contextmanager
    def _translated_errors(self) -> Iterator[None]:
        """Raise any error as a RemoteError.

        Each kind of store has error classes of its own without a common root.
        """
        try:
            yield
        except (ImportError, MemoryError, RemoteError):
            raise
        except Exception as error:
            raise RemoteError(
                self._url, kind_of_error(error), without_secrets(f"{error}" or type(error).__name__)
            ) from error

    @property
    def place(self) -> str:
        """The folder's URL."""
        return self._url

    def write(self, name: str, content: str | bytes) -> None:
        """Write the object.

        Missing folders are made where the store has folders; a missing bucket is not made.
        """
        with self._translated_errors():
            files, path = self._files(), f"{self._path}/{name}"
            given = content.encode() if isinstance(content, str) else content
            try:
                files.pipe_file(path, given, **_headers(files, name))
            except FileNotFoundError:
                self._make_folders(name)
                files.pipe_file(path, given, **_headers(files, name))

    def _make_folders(self, name: str) -> None:
        parts = f"{self._path}/{name}".split("/")
        for count in range(2, len(parts)):
            with contextlib.suppress(FileExistsError):
                self._opened.mkdir("/".join(parts[:count]), create_parents=False)

    def read(self, name: str) -> str | None:
        """The object's text; None if there is no such object."""
        content = self.read_bytes(name)
        return None if content is None else content.decode()

    def read_bytes(self, name: str) -> bytes | None:
        """The object's bytes; None if there is no such object."""
        with self._translated_errors():
            try:
                files = self._files()
                content: bytes = files.cat_file(f"{self._path}/{name}", **_in_one(files))
            except FileNotFoundError:
                return None
        return content

    def size(self, name: str) -> int | None:
        """The object's size in bytes; None if there is no such object."""
        with self._translated_errors():
            try:
                return int(self._files().size(f"{self._path}/{name}"))
            except FileNotFoundError:
                return None

    def remove(self, name: str) -> None:
        """Delete the object; it need not exist."""
        with self._translated_errors(), contextlib.suppress(FileNotFoundError):
            self._files().rm_file(f"{self._path}/{name}")

    def names(self, name: str) -> list[str]:
        """The sorted names of the objects in a folder below this one."""
        with self._translated_errors():
            try:
                found = self._files().ls(f"{self._path}/{name}", detail=False)
                return sorted(str(one).rpartition("/")[2] for one in found)
            except FileNotFoundError:
                return []

    def digest(self, _name: str) -> str | None:
        """None: a distant file is not fetched for its digest."""
        return None

    def md5(self, _name: str) -> str | None:
        """None: only a listing has it, see :meth:`prefetch`."""
        return None

    def folders(self) -> list[str]:
        """The sorted names of what looks like a folder: the beginnings of objects' names, up to a slash."""
        with self._translated_errors():
            try:
                found = self._files().ls(self._path, detail=True)
            except FileNotFoundError:
                return []
            return sorted(
                str(one["name"]).rstrip("/").rpartition("/")[2] for one in found if one["type"] == "directory"
            )

    def prefetch(self, names: Iterable[str]) -> Prefetched:
        """Sizes and MD5 of all files, texts of these. A listing costs one request per thousand files.

        The texts are fetched side by side. A file that was deleted after the listing has no text.
        """
        with self._translated_errors():
            files, start = self._files(), f"{self._path}/"
            found = files.find(self._path, detail=True).items()
            entries = {str(path).removeprefix(start): entry for path, entry in found}
            sizes = {name: int(entry["size"]) for name, entry in entries.items()}
            tags = {name: str(entry.get("ETag", "")).strip('"').lower() for name, entry in entries.items()}
            there = [name for name in names if name in sizes]
            fetched = files.cat([start + name for name in there], on_error="return") if there else {}
            for content in fetched.values():
                if isinstance(content, Exception) and not isinstance(content, FileNotFoundError):
                    raise content
        contents = {
            str(path).removeprefix(start): content
            for path, content in fetched.items()
            if isinstance(content, bytes)
        }
        texts = {name: content.decode() for name, content in contents.items()}
        return Prefetched(texts, sizes, tags if _are_md5(tags, contents) else {})

    def remove_temporary_files(self, name: str) -> None:
        """Do nothing: objects are never written under temporary names."""


@dataclass(frozen=True, slots=True)
class Prefetched:
    """What a distant folder held at one moment."""

    texts: Mapping[str, str]
    sizes: Mapping[str, int]
    tags: Mapping[str, str]

    def read(self, name: str) -> str | None:
        """The text of a file that was asked for; None if there was no such file."""
        return self.texts.get(name)

    def size(self, name: str) -> int | None:
        """The size of any file in bytes; None if there was no such file."""
        return self.sizes.get(name)

    def digest(self, _name: str) -> str | None:
        """None: the SHA-256 of distant files is compared by `inspection verify` only."""
        return None

    def md5(self, name: str) -> str | None:
        """The MD5 of any file; None if the store does not give it, or not of a file in several parts."""
        tag = self.tags.get(name, "")
        return tag if _MD5.fullmatch(tag) else None


_MD5 = re.compile(r"[0-9a-f]{32}")


def _are_md5(tags: Mapping[str, str], contents: Mapping[str, bytes]) -> bool:
    """Whether the tags (ETag) of a store are MD5 of the contents: that of one file that was read shows it.

    A store that encrypts with keys of its own (SSE-KMS) gives tags of the same form that mean nothing.
    """
    return any(
        tags.get(name) == hashlib.md5(content, usedforsecurity=False).hexdigest()
        for name, content in contents.items()
    )


_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".ipynb": "application/x-ipynb+json",
}


def _headers(files: Any, name: str) -> dict[str, str]:
    """The media type for an S3 store. Without it a browser would save a page instead of showing it."""
    known = _TYPES.get(Path(name).suffix)
    return {"ContentType": known} if known and "s3" in files.protocol else {}


def _in_one(files: Any) -> dict[str, int]:
    """One request per object on S3.

    By default s3fs asks for the length first and, if there is none, for a folder.
    """
    return {"max_concurrency": 1} if "s3" in files.protocol else {}


def kind_of_error(error: Exception) -> RemoteErrorKind:
    """The kind of an error of fsspec or of a library below it.

    Many have no common base class: their names decide.
    """
    names = {kind.__name__ for kind in type(error).__mro__}
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return RemoteErrorKind.MISSING
    if isinstance(error, PermissionError) or any("Credential" in name for name in names):
        return RemoteErrorKind.REFUSED
    if names & {"ConnectionError", "TimeoutError", "HTTPClientError", "ClientConnectionError", "gaierror"}:
        return RemoteErrorKind.UNREACHABLE
    if isinstance(error, OSError) and error.errno in (errno.EBUSY, getattr(errno, "EREMOTEIO", errno.EIO)):
        return RemoteErrorKind.UNREACHABLE
    return RemoteErrorKind.OTHER


def without_secrets(text: str) -> str:
    """The first line of a text, without passwords in URLs and the values of secret environment variables."""
    line = re.sub(r"://[^/\s\"']*@", "://***@", text.strip().partition("\n")[0])
    for name, value in os.environ.items():
        if len(value) > 3 and re.search("SECRET|PASSW|TOKEN|CREDENTIAL|KEY$", name.upper()):
            line = line.replace(value, "***")
    return line


def holds_secret(url: str) -> bool:
    """Whether a URL has a password or a query, which may hold keys. No message may show such a URL."""
    beyond = url.partition("://")[2]
    return is_url(url) and ("?" in beyond or ":" in beyond.rpartition("@")[0])


def load_remote(url: str) -> None:
    """Import what a URL needs, without opening a connection.

    For a process that will fork: its children need not import.
    """
    import fsspec

    fsspec.get_filesystem_class(url.partition("://")[0].rpartition("::")[2])


def is_url(place: str) -> bool:
    """Whether an address is a URL of another machine, not a path or a `file://` URL."""
    return "://" in place and not place.startswith("file://")
