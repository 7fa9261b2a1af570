"""Stores of events, opened by their URL: SQLite or PostgreSQL."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from inspection_lib.errors import NotFoundError, StoreError
from inspection_lib.files import os_errors_as
from inspection_lib.language import message
from inspection_lib.record.storage.base import ChainEnd, ChooseEntries, EventStore, ReadUnit
from inspection_lib.record.storage.sql import WAIT, SqlStore

__all__ = ["ChainEnd", "ChooseEntries", "EventStore", "ReadUnit", "SqlStore", "create_store", "open_store"]


def open_store(url: str, folder: Path) -> EventStore:
    """The store at a URL, which must exist (else NotFoundError).

    `env:NAME` reads the URL from an environment variable.

    A relative SQLite path starts at ``folder``, the folder of the workbench. Raises StoreError if it cannot
    be opened.
    """
    found = _url(url, folder)
    if found.get_backend_name() == "sqlite" and found.database and not Path(found.database).is_file():
        raise NotFoundError(
            message("There is no store at {store}.", store=found.render_as_string()),
            message("Make it by importing responses: inspection import CAMPAIGN FILE."),
        )
    return SqlStore(found, create=False)


def create_store(url: str, folder: Path, wait: float = WAIT) -> EventStore:
    """The store at a URL, which is made if it does not exist.

    ``wait``: seconds to wait for a locked SQLite file.
    """
    found = _url(url, folder)
    if found.get_backend_name() == "sqlite" and found.database:
        with os_errors_as(
            StoreError, message("The store {store} fails: {cause}.", store=found.render_as_string())
        ):
            Path(found.database).parent.mkdir(parents=True, exist_ok=True)
    return SqlStore(found, create=True, wait=wait)


def _url(url: str, folder: Path) -> URL:
    name = url.removeprefix("env:")
    if url.startswith("env:"):
        url = os.environ.get(name, "")
        if not url:
            raise NotFoundError(
                message("The environment variable {name} holds no store's URL.", name=name),
                message("Set it, such as sqlite:///outputs/inspection.db."),
            )
    try:
        found = make_url(url)
        if found.get_backend_name() != "postgresql":
            found.get_dialect()
    except (ArgumentError, ImportError, ValueError) as error:
        raise StoreError(
            message("The store's URL cannot be used: {kind}.", kind=type(error).__name__),
            message("Write it such as sqlite:///outputs/inspection.db."),
        ) from error
    if found.get_backend_name() == "sqlite" and found.database and found.database != ":memory:":
        return found.set(database=str(folder / found.database))
    if found.get_backend_name() == "postgresql":
        return _with_driver(found)
    if found.get_backend_name() != "sqlite":
        raise StoreError(
            message("The store's URL cannot be used: {kind}.", kind=found.get_backend_name()),
            message("A store is SQLite (sqlite:///outputs/inspection.db) or PostgreSQL (postgresql://...)."),
        )
    return found


def _with_driver(url: URL) -> URL:
    if importlib.util.find_spec("psycopg") is None:
        raise StoreError(
            message("A store on PostgreSQL needs the package psycopg, which is not installed."),
            message("Install it: pip install 'inspection-workbench[postgres]'."),
        )
    return url.set(drivername="postgresql+psycopg")
