"""Tables for analysts: results of one or several campaigns as pandas DataFrames.

Each function reads the Parquet files that a batch writes beside `batch.json`, or the reports themselves where
there are none. All take the same arguments:

- ``campaigns``: ids of campaigns; none means all that have reports.
- ``workbench``: a workbench or its folder; None searches from the current folder upwards.
- ``output``: the folder or URL of the reports, relative to the workbench.
- ``store``: the URL of the store, which says whether newer answers are there.
- ``language``: of names, questions and other texts of the workbench, "vi" or "en"; what people wrote stays.
- ``exact``: points as `decimal.Decimal` (dtype object, None where not known), not as floats.

Index, columns, dtypes and units stand in docs/analysts.md, and as values in `TABLES`. What is not known is
missing and never 0. They warn with `StaleFramesWarning` where a table is older than the reports, or the
reports older than the answers; `frame.attrs["stale"]` holds the same sentences. They raise NotFoundError for
a campaign that is not there or has no reports, InspectionError for a report that cannot be read, StoreError
where a table of events needs a store that cannot be read, and OSError.

This face does not load pandas and pyarrow: the functions do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from inspection_lib.files import Folder
from inspection_lib.frames.export_formats import EXPORT_TABLES, ExportedFile, ExportFormat
from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.frames.columns import FRAMES_RECORDS, TABLES
    from inspection_lib.frames.stale import StaleFramesWarning
    from inspection_lib.frames.table_values import FrameColumn, FrameTable, Kind
from inspection_lib.language import Language
from inspection_lib.model import Campaign, ExportTable
from inspection_lib.record import EventStore, Recorder
from inspection_lib.report import Facts
from inspection_lib.workbench import DEFAULT_STORE, Workbench, open_workbench

if TYPE_CHECKING:
    from pandas import DataFrame


__all__ = [
    "EXPORT_TABLES",
    "FRAMES_RECORDS",
    "TABLES",
    "ExportFormat",
    "ExportedFile",
    "FrameColumn",
    "FrameTable",
    "FrameUpdate",
    "Kind",
    "StaleFramesWarning",
    "answers",
    "areas",
    "events",
    "export_files",
    "findings",
    "follow_up",
    "items",
    "measures",
    "open_update",
    "read_facts",
    "scores",
]

OUTPUTS = "outputs"
"""The folder of reports when none is named."""


def _frame(
    name: str,
    campaigns: tuple[str, ...],
    workbench: Workbench | Path | str | None,
    output: str,
    store: str,
    language: Language | str,
    exact: bool,
) -> DataFrame:
    from inspection_lib.frames.building import build_frame  # on use: it loads pandas and pyarrow

    home = workbench if isinstance(workbench, Workbench) else open_workbench(str(workbench or ""))
    return build_frame(name, campaigns, home, output, store, Language(language), exact)


class FrameUpdate(Protocol):
    """Brings the Parquet files of a campaign up to date."""

    def add(self, code: str) -> None:
        """Make the rows of one unit from its report. Raises OSError."""
        ...

    def write(self) -> int:
        """Make what is missing and write the files, unless they are right; gives the number of units made.

        Raises OSError.
        """
        ...


def open_update(workbench: Workbench, store: EventStore, campaign: Campaign, folder: Folder) -> FrameUpdate:
    """What brings the Parquet files of a campaign up to date. Raises StoreError."""
    from inspection_lib.frames.writing import CampaignFrames  # on use: it loads pyarrow

    return CampaignFrames(workbench, store, campaign, folder)


def read_facts(
    campaign: Campaign,
    folder: Folder,
    pages: Mapping[str, str],
    visited: Collection[str],
    left_out: Collection[str],
    until: date | None,
) -> Facts | None:
    """What the leadership's sheet is made from; see `frames.sheet_facts`. Raises OSError."""
    from inspection_lib.frames.sheet_facts import read_facts as read  # on use: it loads pyarrow

    return read(campaign, folder, pages, visited, left_out, until)


def export_files(
    names: Sequence[str],
    kind: ExportFormat | str,
    workbench: Workbench,
    recorder: Recorder,
    *,
    output: str,
    store_url: str,
    language: Language,
    together: bool,
) -> Iterator[ExportedFile]:
    """The files of some tables of the recorder's campaign; ``together``: one file, a sheet for each table.

    ``kind`` is a format of the library, or the name of an extension's exporter, which makes one file of all
    tables. Raises NotFoundError where a table needs reports and there are none, InspectionError for what a
    sheet cannot hold and for an exporter that breaks, and OSError.
    """
    from inspection_lib.frames.export_bytes import file_bytes  # on use: both load pandas and pyarrow
    from inspection_lib.frames.export_rows import export_table
    from inspection_lib.frames.own_export import own_file_bytes

    def table(name: str) -> ExportTable:
        return export_table(name, workbench, recorder, output, store_url, language)

    if not isinstance(kind, ExportFormat):
        exporter, _ = workbench.extensions().exporters[kind]
        tables = [table(name) for name in names]
        content = own_file_bytes(kind, exporter, tables, is_demonstration=recorder.campaign.demonstration)
        yield _exported(kind, tables, content)
        return
    parts = [[table(name) for name in names]] if together else ([table(name)] for name in names)
    for tables in parts:
        yield _exported(tables[0].name, tables, file_bytes(tables, kind))


def _exported(name: str, tables: Sequence[ExportTable], content: bytes) -> ExportedFile:
    rows = sum(len(one.rows) for one in tables)
    stale = tuple(dict.fromkeys(text for one in tables for text in one.stale))
    return ExportedFile(name, content, rows, stale)


def scores(
    *campaigns: str,
    workbench: Workbench | Path | str | None = None,
    output: str = OUTPUTS,
    store: str = DEFAULT_STORE,
    language: Language | str = Language.VI,
    exact: bool = False,
) -> DataFrame:
    """One row for each unit of a campaign: its result. See the module for arguments and errors."""
    return _frame("scores", campaigns, workbench, output, store, language, exact)


def areas(
    *campaigns: str,
    workbench: Workbench | Path | str | None = None,
    output: str = OUTPUTS,
    store: str = DEFAULT_STORE,
    language: Language | str = Language.VI,
    exact: bool = False,
) -> DataFrame:
    """One row for each area of a unit. See the module for arguments and errors."""
    return _frame("areas", campaigns, workbench, output, store, language, exact)


def items(
    *campaigns: str,
    workbench: Workbench | Path | str | None = None,
    output: str = OUTPUTS,
    store: str = DEFAULT_STORE,
    language: Language | str = Language.VI,
    exact: bool = False,
) -> DataFrame:
    """One row for each item of a unit. See the module for arguments and errors."""
    return _frame("items", campaigns, workbench, output, store, language, exact)


def findings(
    *campaigns: str,
    workbench: Workbench | Path | str | None = None,
    output: str = OUTPUTS,
    store: str = DEFAULT_STORE,
    language: Language | str = Language.VI,
    exact: bool = False,
) -> DataFrame:
    """One row for each finding; one item may have several. See the module for arguments and errors."""
    return _frame("findings", campaigns, workbench, output, store, language, exact)


def follow_up(
    *campaigns: str,
    workbench: Workbench | Path | str | None = None,
    output: str = OUTPUTS,
    store: str = DEFAULT_STORE,
    language: Language | str = Language.VI,
    exact: bool = False,
) -> DataFrame:
    """One row for each finding of a unit's earlier inspections. See the module for arguments and errors."""
    return _frame("follow_up", campaigns, workbench, output, store, language, exact)


def answers(
    *campaigns: str,
    workbench: Workbench | Path | str | None = None,
    output: str = OUTPUTS,
    store: str = DEFAULT_STORE,
    language: Language | str = Language.VI,
    exact: bool = False,
) -> DataFrame:
    """One row for each item and source that answered: what stands now.

    See the module for arguments and errors.
    """
    return _frame("answers", campaigns, workbench, output, store, language, exact)


def events(
    *campaigns: str,
    workbench: Workbench | Path | str | None = None,
    output: str = OUTPUTS,
    store: str = DEFAULT_STORE,
    language: Language | str = Language.VI,
    exact: bool = False,
) -> DataFrame:
    """One row for each event of the record. See the module for arguments and errors."""
    return _frame("events", campaigns, workbench, output, store, language, exact)


def measures(
    *campaigns: str,
    workbench: Workbench | Path | str | None = None,
    output: str = OUTPUTS,
    store: str = DEFAULT_STORE,
    language: Language | str = Language.VI,
    exact: bool = False,
) -> DataFrame:
    """One row for each figure of a register. See the module for arguments and errors."""
    return _frame("measures", campaigns, workbench, output, store, language, exact)
