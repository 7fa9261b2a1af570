"""Stores of events, opened by their URL: SQLite or PostgreSQL."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from sqlalchemy.engine import URL

from inspection_lib.errors import NotFoundError, StoreError
from inspection_lib.files import os_errors_as
from inspection_lib.language import message
from inspection_lib.record.address import SQLITE, is_sqlite_file, shown_address, store_address
from inspection_lib.record.storage.base import ChainEnd, EventStore, ReadUnit
from inspection_lib.record.storage.engines import WAIT
from inspection_lib.record.storage.sql import SqlStore

__all__ = ["ChainEnd", "EventStore", "ReadUnit", "SqlStore", "create_store", "open_store"]


def open_store(url: str, folder: Path) -> EventStore:
    """The store at a URL, which must exist (else NotFoundError).

    See :func:`inspection_lib.record.address.store_address` for what the URL may be; a relative SQLite path
    starts at ``folder``, the folder of the workbench. Raises StoreError if it cannot be opened.
    """
    found = _address(url, folder)
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
    found = _address(url, folder)
    text = message("The store {store} fails: {cause}.", store=shown_address(found))
    with os_errors_as(StoreError, text):
        return SqlStore(found, create=True, wait=wait)


def _address(url: str, folder: Path) -> URL:
    found = store_address(url, folder)
    if found.get_backend_name() == SQLITE:
        return found
    if importlib.util.find_spec("psycopg") is None:
        raise StoreError(
            message("A store on PostgreSQL needs the package psycopg, which is not installed."),
            message("Install it: pip install 'inspection-workbench[postgres]'."),
        )
    return found.set(drivername="postgresql+psycopg")
