"""Stores of events, opened by their URL: SQLite or PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from inspection_lib.errors import NotFoundError, StoreError
from inspection_lib.files import os_errors_as
from inspection_lib.language import message
from inspection_lib.record.address import is_sqlite_file, shown_address, without_secrets_of
from inspection_lib.record.storage.base import (
    ChainEnd,
    ChooseEntries,
    EventHead,
    EventStore,
    Faults,
    KeptRecord,
    ReadUnit,
    heads_of,
)
from inspection_lib.record.storage.engines import WAIT, cause_of, database_url, kept_engine
from inspection_lib.record.storage.roles import create_roles, is_postgresql
from inspection_lib.record.storage.sql import SqlStore

__all__ = [
    "ChainEnd",
    "ChooseEntries",
    "EventHead",
    "EventStore",
    "Faults",
    "KeptRecord",
    "ReadUnit",
    "SqlStore",
    "create_store",
    "create_store_with_roles",
    "heads_of",
    "open_store",
]


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


def create_store_with_roles(url: str, folder: Path) -> dict[str, str]:
    """Make the store at a URL as its owner; gives the names of its roles, none for SQLite.

    See :mod:`inspection_lib.record.storage.roles`. What is there already stays. Raises StoreError.
    """
    create_store(url, folder)
    found = database_url(url, folder)
    if not is_postgresql(found):
        return {}
    try:
        return create_roles(kept_engine(found))
    except SQLAlchemyError as error:
        raise StoreError(
            message(
                "The roles of the store {store} cannot be made: {cause}.",
                store=shown_address(found),
                cause=without_secrets_of(found, cause_of(error)),
            ),
            message("Use the URL of the owner of the tables, with the right CREATEROLE."),
        ) from error
