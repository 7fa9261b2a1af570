"""Stores of events, opened by their URL: SQLite or PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.errors import NotFoundError, StoreError
from inspection_lib.files import os_errors_as
from inspection_lib.language import message
from inspection_lib.record.address import is_sqlite_file, shown_address
from inspection_lib.record.storage.base import ChainEnd, EventStore, ReadUnit
from inspection_lib.record.storage.engines import WAIT, database_url
from inspection_lib.record.storage.sql import SqlStore

__all__ = ["ChainEnd", "EventStore", "ReadUnit", "SqlStore", "create_store", "open_store"]


def open_store(url: str, folder: Path) -> EventStore:
    """The store at a URL, which must exist (else NotFoundError).

    See :func:`inspection_lib.record.address.store_address` for what the URL may be; a relative SQLite path
    starts at ``folder``, the folder of the workbench. Raises StoreError if it cannot be opened.
    """
    found = database_url(url, folder)
    if is_sqlite_file(found) and not Path(str(found.database)).is_file():
        raise NotFoundError(
            message("There is no store at {store}.", store=shown_address(found)),
            message("Make it by importing responses: inspection import CAMPAIGN FILE."),
        )
    return SqlStore(found, create=False)


def create_store(url: str, folder: Path, wait: float = WAIT) -> EventStore:
    """The store at a URL, which is made if it does not exist.

    ``wait``: seconds to wait for a locked SQLite file.
    """
    found = database_url(url, folder)
    text = message("The store {store} fails: {cause}.", store=shown_address(found))
    with os_errors_as(StoreError, text):
        return SqlStore(found, create=True, wait=wait)
