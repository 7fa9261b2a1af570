"""Choose the tables among the files of a folder, and name every file that is passed over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.language import Message, message
from inspection_lib.tables.file_kinds import TABLE_SUFFIXES
from inspection_lib.tables.values import LeftOut, LeftOutKind

_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class TableFiles:
    """The tables of a folder in the order of their names, and the files that are passed over."""

    files: tuple[Path, ...]
    left_out: tuple[LeftOut, ...] = ()


def table_files(path: Path, own_suffixes: Collection[str] = ()) -> TableFiles:
    """The tables of a folder, or the one file that was named. Raises OSError when the folder cannot be read.

    Files in folders of the folder are passed over, too. A text file is taken only under its own name:
    `.txt` in a folder may be anything. ``own_suffixes`` are endings that extensions read.
    """
    if not path.is_dir():
        return TableFiles((path,))
    files: list[Path] = []
    left_out: list[LeftOut] = []
    for found in sorted(path.iterdir()):
        said = _why_not(found, own_suffixes)
        if said is None:
            files.append(found)
        else:
            left_out.append(LeftOut(LeftOutKind.FILE, 0, said))
    return TableFiles(tuple(files), tuple(left_out))


def is_table_file(path: Path, own_suffixes: Collection[str] = ()) -> bool:
    """Whether a path in a folder is a file that is read as a table, by the library or by an extension."""
    return _why_not(path, own_suffixes) is None


def is_passing_file(path: Path) -> bool:
    """Whether programs or the system made the file: locks (`~$`, `.~lock.`), `._` and other hidden files."""
    return path.name.startswith(("~$", ".")) or path.name.lower() in _OF_THE_SYSTEM


def _why_not(path: Path, own_suffixes: Collection[str]) -> Message | None:
    """Why a path of a folder is passed over; None for a table."""
    if path.is_dir():
        return message("The folder '{file}' is not looked into.", file=path.name)
    if is_passing_file(path):
        return message(
            "The file '{file}' is one of a program or of the system and is not read.", file=path.name
        )
    suffix = path.suffix.lower()
    if suffix not in (*TABLE_SUFFIXES, *own_suffixes) or suffix == ".txt":
        return message("The file '{file}' is no table and is not read.", file=path.name)
    return None
