"""Files that a page sends in parts; they lie in a folder of this process until they are taken in."""

from __future__ import annotations

import contextlib
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import BundleError, StoreError
from inspection_lib.files import os_errors_as
from inspection_lib.language import message

MOST_BYTES = 2 * 2**30
"""A larger file is refused: no bundle may unpack to more."""
MOST_AT_ONCE = 4


@dataclass
class _Upload:
    path: Path
    name: str
    size: int = 0


class Uploads:
    """The files on their way. A part is added only where the last one ended."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._known: dict[str, _Upload] = {}

    def begin(self, name: str) -> str:
        """The id of a new file. The oldest is dropped when there are too many."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="inspection-")
        while len(self._known) >= MOST_AT_ONCE:
            self._drop(next(iter(self._known)))
        upload = secrets.token_hex(16)
        self._known[upload] = _Upload(Path(self._folder.name) / upload, Path(name).name)
        return upload

    def add(self, upload: str, offset: int, content: bytes) -> int:
        """Add a part; gives the size so far. A part that came already adds nothing. Raises BundleError."""
        known = self._known.get(upload)
        if known is None or offset > known.size:
            raise BundleError(message("The file did not arrive whole."), message("Choose it again."), file="")
        if known.size + len(content) > MOST_BYTES:
            self._drop(upload)
            raise BundleError(message("The file is too large."), None, file=known.name)
        if offset == known.size:
            with (
                os_errors_as(StoreError, message("The file cannot be kept: {cause}.")),
                known.path.open("ab") as target,
            ):
                target.write(content)
            known.size += len(content)
        return known.size

    @contextlib.contextmanager
    def taken(self, upload: str) -> Iterator[tuple[Path, str]]:
        """The path and the name of a whole file; it is deleted after the block. Raises BundleError."""
        known = self._known.get(upload)
        if known is None or not known.size:
            raise BundleError(message("The file did not arrive whole."), message("Choose it again."), file="")
        try:
            yield known.path, known.name
        finally:
            self._drop(upload)

    def close(self) -> None:
        """Delete what was not taken in. A process that ends does so by itself."""
        self._known.clear()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _drop(self, upload: str) -> None:
        known = self._known.pop(upload, None)
        if known:
            with contextlib.suppress(OSError):
                known.path.unlink()
