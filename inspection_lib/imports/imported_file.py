"""A file of answers as it is handed to the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inspection_lib.model import Entry
from inspection_lib.tables import Account

AnswerKey = tuple[str, str, str]
"""Unit code, item id and source."""


@dataclass(frozen=True, slots=True)
class ExportedRows:
    """What a file of exported answers says beside its entries.

    ``rows`` are the answers of all its rows, ``unchanged`` counts those that are as they were exported and
    gave no entry. ``marks`` holds the marks of the others by their line; an added row has none.
    """

    rows: frozenset[AnswerKey]
    unchanged: int
    marks: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """The entries of a file, each with its line, and the account of what was not taken in.

    ``name`` is the file's name without its folder, ``sha256`` the digest of its bytes. ``not_answered`` holds
    the lines of the rows whose answer is blank, ``left_out_columns`` the headings of columns that were not
    read. ``no_checklist`` holds the names of checklists that are missing here, with the first line of a unit
    that needs each: of such a unit nothing was read. ``exported`` is None unless the file was exported.
    """

    name: str
    sha256: str
    entries: tuple[tuple[int, Entry], ...]
    account: Account
    not_answered: tuple[int, ...] = ()
    left_out_columns: tuple[str, ...] = ()
    no_checklist: tuple[tuple[int, str], ...] = ()
    exported: ExportedRows | None = None
