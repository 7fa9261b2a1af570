"""Bring the Parquet files of a campaign up to date: only rows of changed reports are made anew.

A batch makes the rows of each unit as soon as its report is there, while the next ones are being made.

This module loads pyarrow and is imported inside functions.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyarrow import ArrowException

from inspection_lib.errors import InspectionError
from inspection_lib.files import Folder
from inspection_lib.frames.collect import find_reports, read_reports, unit_rows
from inspection_lib.frames.parquet_files import FrameFiles, Origin, are_of_one_writing, read_origins
from inspection_lib.model import Campaign
from inspection_lib.record import EventStore
from inspection_lib.workbench import Workbench, record_digests


class CampaignFrames:
    """The tables of a campaign while they are brought up to date.

    A unit whose report or record cannot be read is left out; reading the frames says so. The record's digests
    are those of the beginning: what is recorded afterwards makes a table count as older than the record.
    """

    def __init__(self, workbench: Workbench, store: EventStore, campaign: Campaign, folder: Folder) -> None:
        self._workbench, self._store, self._campaign, self._folder = workbench, store, campaign, folder
        self._records = record_digests(store, campaign.id)
        self._files = FrameFiles()

    def add(self, code: str) -> None:
        """Make the rows of one unit from its report. Raises OSError."""
        try:
            ((report, sha256),) = read_reports(self._folder, [code])
            rows = unit_rows(self._workbench, self._store, self._campaign, report, sha256)
        except InspectionError:
            return
        self._files.add(code, Origin(sha256, self._records.get(code, "")), rows)

    def write(self) -> int:
        """Make what is missing and write the files, unless they are right.

        Gives the number of units whose rows were made. Raises OSError.
        """
        found = find_reports(self._folder, self._campaign)
        now = {code: Origin(report.sha256, self._records.get(code, "")) for code, report in found.items()}
        before = read_origins(self._folder)
        if before is not None and not are_of_one_writing(self._folder, before):
            before = None
        if before == now:
            return 0
        if any(now.get(code) != origin for code, origin in self._files.origins.items()):
            self._files = FrameFiles()  # a report changed after its rows were made
        fresh = set(self._files.origins)
        kept = {
            code: origin
            for code, origin in now.items()
            if code not in fresh and before and before.get(code) == origin
        }
        try:
            self._add_all(code for code in now if code not in kept and code not in fresh)
            self._files.add_kept(self._folder, kept)
        except ArrowException:  # a file whose rows are damaged: nothing of it is kept
            self._files = FrameFiles()
            self._add_all(now)
            kept = {}
        self._files.write(self._folder)
        return len(now) - len(kept)

    def _add_all(self, codes: Iterable[str]) -> None:
        for code in codes:
            self.add(code)
