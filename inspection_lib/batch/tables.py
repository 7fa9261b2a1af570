"""The tables for analysts of a run: the rows of a unit are made while the next units are being made."""

from __future__ import annotations

import contextlib

from inspection_lib.batch.orders import Order
from inspection_lib.errors import InspectionError
from inspection_lib.files import Folder
from inspection_lib.frames import FRAMES_RECORDS, FrameUpdate, open_update
from inspection_lib.record import open_store
from inspection_lib.unit_report import JobResult


class RunTables:
    """Brings the tables of a campaign up to date, unless nothing was made: pyarrow is not even loaded then.

    Public copies have none: answers and events hold remarks. Without the store they stay as they are, and
    reading them says that they are out of date.
    """

    def __init__(self, order: Order, folder: Folder) -> None:
        self._order, self._folder = order, folder
        self._waiting: list[str] = []
        self._update: FrameUpdate | None = None

    def ended(self, result: JobResult) -> None:
        """A unit's job ended."""
        if result.fault is None and not self._order.is_public:
            self._waiting.append(result.unit_code)

    def make_rows(self) -> None:
        """Make the rows of the units that ended. What cannot be read now is tried again at the end."""
        while self._waiting:
            with contextlib.suppress(InspectionError, OSError):
                self._opened().add(self._waiting.pop())

    def write(self) -> None:
        """Write the files when a report was made, or when there are none. Raises OSError."""
        is_there = self._folder.size(FRAMES_RECORDS) is not None
        if self._order.is_public or (is_there and self._update is None and not self._waiting):
            return
        with contextlib.suppress(InspectionError):
            self._opened().write()

    def _opened(self) -> FrameUpdate:
        if self._update is None:
            order = self._order
            store = open_store(order.store_url, order.workbench.folder)
            self._update = open_update(order.workbench, store, order.campaign, self._folder)
        return self._update
