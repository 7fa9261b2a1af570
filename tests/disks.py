"""A small disk that really fills, for tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted_disk(disk: Path, size: str) -> Iterator[Path]:
    """A folder that is a disk of its own, of so many bytes as `1m` says; skips where none can be mounted."""
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a small disk cannot be mounted here: it takes root")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def fill_disk(folder: Path) -> Path:
    """Write until nothing more fits; gives the file that takes the room."""
    filler = folder / "filler"
    handle = os.open(filler, os.O_CREAT | os.O_WRONLY)
    try:
        while True:
            os.write(handle, b"0" * 4096)
    except OSError:
        return filler
    finally:
        os.close(handle)
