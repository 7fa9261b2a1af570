"""Folders into which a bundle can be written, and files there that can be taken in: sticks above all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.exchange import AGE

STICKS = "INSPECTION_STICKS"
"""The environment variable that names further folders, such as a network folder of the office."""
BUNDLES = "outputs/bundles"
"""The folder of the workbench for bundles that go to no stick."""
FILES_SHOWN = 100
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class BundlePlace:
    """A folder with its name for people; ``is_stick`` when it can be taken out of the machine."""

    folder: Path
    name: str
    is_stick: bool


def places(workbench: Path) -> list[BundlePlace]:
    """The sticks that are there now, further folders that somebody named, and the workbench's own folder."""
    named = [Path(one) for one in os.environ.get(STICKS, "").split(os.pathsep) if one]
    sticks = [path for path in (*_mounted(), *named) if _may_write(path)]
    found = {str(path): BundlePlace(path, str(path), True) for path in sticks}
    return [*found.values(), BundlePlace(workbench / BUNDLES, BUNDLES, False)]


def _mounted() -> Iterator[Path]:
    """Folders under which this system shows sticks."""
    if sys.platform == "win32":
        for letter in "DEFGHIJKLMNOPQRSTUVWXYZ":
            if (drive := Path(f"{letter}:\\")).exists():
                yield drive
        return
    roots = ("/Volumes/*",) if sys.platform == "darwin" else ("/media/*", "/media/*/*", "/run/media/*/*")
    for root in roots:
        for path in sorted(Path("/").glob(root.lstrip("/"))):
            if os.path.ismount(path):
                yield path


def _may_write(path: Path) -> bool:
    try:
        return path.is_dir() and os.access(path, os.W_OK)
    except OSError:
        return False


def files_to_take_in(workbench: Path) -> list[Path]:
    """Files in these places, and in the folders directly below, that look like a bundle or a package.

    The newest comes first, at most `FILES_SHOWN`.
    """
    found: dict[Path, float] = {}
    for place in places(workbench):
        for pattern in ("*", "*/*"):
            try:
                for path in place.folder.glob(pattern):
                    if path.suffix.lower() in (".zip", ".age") and _looks_right(path):
                        found[path] = path.stat().st_mtime
            except OSError:
                continue  # a stick that was pulled out meanwhile
    return sorted(found, key=lambda path: found[path], reverse=True)[:FILES_SHOWN]


def _looks_right(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as opened:
            return opened.read(len(AGE)).startswith((_ZIP, AGE))
    except OSError:
        return False
