"""Write papers and forms as files, and replace nothing that people may have completed."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from inspection_lib.errors import StoreError
from inspection_lib.files import DAMAGED_ZIP, open_zip, os_errors_as, write_whole
from inspection_lib.language import message


def free_path(folder: Path, stem: str, ending: str, content: bytes) -> Path:
    """A path for a file: the first name that is free, or whose file has the same content.

    People complete Word files by hand and sign PDFs. A file with another content may hold their work and is
    never replaced.
    """
    for number in count(1):
        path = folder / (f"{stem}.{ending}" if number == 1 else f"{stem}-{number}.{ending}")
        if not path.exists() or _parts(path.read_bytes()) == _parts(content):
            return path
    raise AssertionError(stem)


def _parts(content: bytes) -> bytes | dict[str, bytes]:
    """The parts of a file of Word or Excel without those that hold the time of writing.

    The bytes themselves when it is no such file.
    """
    try:
        with open_zip(content) as archive:
            names = [name for name in archive.namelist() if not name.startswith("docProps/")]
            return {name: archive.read(name) for name in names}
    except DAMAGED_ZIP:
        return content


def write_paper(content: str | bytes, path: Path) -> None:
    """Write a form, whole or not at all. Raises StoreError."""
    with os_errors_as(StoreError, message("The form cannot be written to {path}: {cause}.", path=str(path))):
        write_whole(path, content)
