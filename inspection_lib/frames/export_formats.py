"""What can be exported, and in which formats. It loads nothing, so that the command can name both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

EXPORT_TABLES = ("scores", "areas", "items", "findings", "answers", "events")
"""The tables that `inspection export` writes."""


class ExportFormat(StrEnum):
    """A format of exported files."""

    XLSX = "xlsx"
    CSV = "csv"
    ODS = "ods"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file to write: its name without the suffix, its bytes, the number of rows.

    ``stale`` are sentences about what in it is out of date.
    """

    name: str
    content: bytes
    rows: int
    stale: tuple[str, ...]
