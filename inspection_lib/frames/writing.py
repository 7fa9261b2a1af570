"""Bring the Parquet files of a campaign up to date after a batch: only rows of changed reports are made anew.

This module loads pyarrow and is imported inside functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyarrow import ArrowException

from inspection_lib.errors import InspectionError
from inspection_lib.files import Folder
from inspection_lib.frames.collect import find_reports, read_reports, unit_rows
from inspection_lib.frames.parquet_files import (
    Origin,
    UnitRows,
    are_of_one_writing,
    read_origins,
    write_files,
)
from inspection_lib.model import Campaign
from inspection_lib.record import EventStore
from inspection_lib.workbench import Workbench, record_digests


def write_frames(workbench: Workbench, store: EventStore, campaign: Campaign, folder: Folder) -> int:
    """Write the files of all tables, unless they are right; gives the number of units made anew.

    A unit whose report or record cannot be read is left out; reading the frames says so. Raises OSError and
    StoreError.
    """
    found = find_reports(folder, campaign)
    records = record_digests(store, campaign.id)
    now = {code: Origin(report.sha256, records.get(code, "")) for code, report in found.items()}
    before = read_origins(folder)
    if before is not None and not are_of_one_writing(folder, before):
        before = None
    if before == now:
        return 0
    kept = {code: origin for code, origin in now.items() if before and before.get(code) == origin}
    changed = [code for code in now if code not in kept]

    def made(codes: Iterable[str]) -> Iterator[tuple[str, Origin, UnitRows]]:
        for code in codes:
            try:
                ((report, sha256),) = read_reports(folder, [code])
                rows = unit_rows(workbench, store, campaign, report, sha256)
            except InspectionError:
                continue
            yield code, Origin(sha256, records.get(code, "")), rows

    try:
        write_files(folder, kept, made(changed))
    except ArrowException:  # a file whose rows are damaged: nothing of it is kept
        write_files(folder, {}, made(now))
        return len(now)
    return len(changed)
