"""One table of one campaign as an Arrow table, and what in it may be out of date, in words.

This module loads pyarrow and is imported inside functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from inspection_lib.errors import InspectionError
from inspection_lib.files import Folder
from inspection_lib.frames.collect import FoundReport, find_reports, read_reports, record_rows
from inspection_lib.frames.columns import TABLES
from inspection_lib.frames.parquet_files import Origin, read_origins, read_table, to_arrow
from inspection_lib.frames.rows import FROM_EVENTS, report_rows
from inspection_lib.language import Message, first_names, message
from inspection_lib.model import Campaign
from inspection_lib.record import EventStore, open_store
from inspection_lib.workbench import Workbench, record_digests

UNITS_NAMED = 5
"""Units that a sentence names; it counts the others."""


@dataclass(frozen=True, slots=True)
class CampaignTable:
    """The rows of one campaign in the order of its units, and what is out of date."""

    rows: pa.Table
    stale: tuple[Message, ...]


def read_campaign(
    workbench: Workbench, campaign: Campaign, folder: Folder, store_url: str, name: str, fields: list[str]
) -> CampaignTable | None:
    """Some fields of a table; None where the folder holds no report of the campaign.

    From the Parquet file where there is one of this version, else from each report.json and record, which
    takes longer. Raises InspectionError, OSError.
    """
    found = find_reports(folder, campaign)
    if not found:
        return None
    store, stale = _open(workbench, store_url, name)
    origins = read_origins(folder)
    rows = read_table(folder, name, origins, fields) if origins is not None else None
    if origins is None or rows is None:
        rows, origins = _from_reports(workbench, campaign, folder, found, store, name)
        rows = rows.select(fields)
    stale += _out_of_date(campaign, found, origins, store, name)
    return CampaignTable(_in_order(rows, found), tuple(stale))


def _open(workbench: Workbench, store_url: str, name: str) -> tuple[EventStore | None, list[Message]]:
    """The store, or why it is not known whether it holds newer answers. A table of events needs it."""
    try:
        return open_store(store_url, workbench.folder), []
    except InspectionError as error:
        if name in FROM_EVENTS:
            raise
        text = message(
            "The store cannot be read, so it is not known whether it holds newer answers: {cause}",
            cause=str(error),
        )
        return None, [text]


def _from_reports(
    workbench: Workbench,
    campaign: Campaign,
    folder: Folder,
    found: Iterable[str],
    store: EventStore | None,
    name: str,
) -> tuple[pa.Table, dict[str, Origin]]:
    """The rows, made of each report or record; and from what they were made."""
    records = record_digests(store, campaign.id) if store else {}
    portions: list[pa.Table] = []
    origins: dict[str, Origin] = {}
    for report, sha256 in read_reports(folder, found):
        if store and name in FROM_EVENTS:
            rows = record_rows(workbench, store, campaign, report)
        else:
            rows = report_rows(report, sha256)
        portions.append(to_arrow(TABLES[name], rows[name]))
        origins[report.unit.code] = Origin(sha256, records.get(report.unit.code, ""))
    return pa.concat_tables(portions), origins


def _out_of_date(
    campaign: Campaign,
    found: Mapping[str, FoundReport],
    origins: Mapping[str, Origin],
    store: EventStore | None,
    name: str,
) -> list[Message]:
    """What differs between the rows, the reports in the folder and the record in the store."""
    changed = [code for code, report in found.items() if _report_of(origins, code) != report.sha256]
    changed += [code for code in origins if code not in found]
    told = []
    if changed:
        text = message(
            "{campaign}: reports of {count} units were made, changed or removed after the frames: {units}",
            **_about(campaign, changed),
        )
        told.append(text)
    if store is None:
        return told
    now = record_digests(store, campaign.id)
    if name in FROM_EVENTS:
        newer = [code for code in found if code in origins and origins[code].record != now.get(code, "")]
    else:
        newer = [code for code, report in found.items() if report.record not in (None, now.get(code, ""))]
        unknown = [code for code, report in found.items() if report.record is None]
        if unknown:
            text = message(
                "{campaign}: it is not known of {count} reports whether newer answers exist: {units}",
                **_about(campaign, unknown),
            )
            told.append(text)
    if newer:
        text = message(
            "{campaign}: the store holds newer answers of {count} units: {units}", **_about(campaign, newer)
        )
        told.append(text)
    return told


def _report_of(origins: Mapping[str, Origin], code: str) -> str:
    return origins[code].report_sha256 if code in origins else ""


def _about(campaign: Campaign, codes: list[str]) -> dict[str, str | int]:
    """The values of a sentence about some units."""
    return {"campaign": campaign.id, "count": len(codes), "units": first_names(codes, UNITS_NAMED)}


def _in_order(rows: pa.Table, codes: Iterable[str]) -> pa.Table:
    """The rows by unit, in the order of the plan; those of one unit stay in their order."""
    rank = pc.index_in(rows.column("unit"), value_set=pa.array(list(codes), pa.string())).combine_chunks()
    if pc.all(pc.less_equal(rank[:-1], rank[1:]), min_count=0).as_py():
        return rows  # as after a batch that made all reports; sorting would take the memory twice
    kept = rows.append_column("", rank)
    return kept.take(pc.sort_indices(rank)).drop_columns([""])
