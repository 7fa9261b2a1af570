"""How databases are opened: patiently."""

from __future__ import annotations

import sqlite3
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from inspection_lib.record.storage.engines import new_engine
from tests.record.storage.conftest import new_database


def read(engine: Engine, query: str) -> object:
    with engine.connect() as connection:
        return connection.execute(text(query)).scalar()


def test_a_file_gets_its_log_while_another_writes(tmp_path: Path) -> None:
    """A file without write-ahead logging gets it as soon as nobody writes; SQLite alone would not wait."""
    path = tmp_path / "s.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.executescript("CREATE TABLE t (x); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)")
    patient, hasty = (new_engine(make_url(f"sqlite:///{path}"), wait) for wait in (30.0, 0.0))
    with pytest.raises(OperationalError, match="locked"), hasty.connect():
        pass
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read, patient, "SELECT x FROM t")
        other.execute("COMMIT")
        assert reading.result() == 1
    other.close()


@pytest.mark.slow
def test_a_full_server_is_waited_for(server: str) -> None:
    """A role that may have one connection gets its next one when the first is closed."""
    url = make_url(new_database(server)).set(drivername="postgresql+psycopg")
    role = f"one_{uuid.uuid4().hex[:8]}"
    owner = create_engine(url, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(text(f"CREATE ROLE {role} LOGIN CONNECTION LIMIT 1"))
    owner.dispose()
    patient, hasty = (new_engine(url.set(username=role), wait) for wait in (30.0, 0.0))
    with patient.connect() as held, ThreadPoolExecutor(1) as pool:
        held.execute(text("SELECT 1"))
        with pytest.raises(OperationalError, match="too many connections"), hasty.connect():
            pass
        second = pool.submit(read, patient, "SELECT 2")
        held.close()
        assert second.result() == 2
