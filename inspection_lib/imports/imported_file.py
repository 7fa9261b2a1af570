"""A file of answers as it is handed to the record."""

from __future__ import annotations

from dataclasses import dataclass

from inspection_lib.model import Entry
from inspection_lib.tables import Account


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """The entries of a file, each with its line, and the account of what was not taken in.

    ``name`` is the file's name without its folder, ``sha256`` the digest of its bytes. ``not_answered`` holds
    the lines of the rows whose answer is blank, ``left_out_columns`` the headings of columns that were not
    read. ``no_checklist`` holds the names of checklists that are missing here, with the first line of a unit
    that needs each: of such a unit nothing was read.
    """

    name: str
    sha256: str
    entries: tuple[tuple[int, Entry], ...]
    account: Account
    not_answered: tuple[int, ...] = ()
    left_out_columns: tuple[str, ...] = ()
    no_checklist: tuple[tuple[int, str], ...] = ()
