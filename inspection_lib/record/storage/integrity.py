"""Whether an SQLite file is sound in itself: SQLite compares its pages, tables and indexes.

One changed byte in a page of an index hides events from every query that uses the index. This check finds it.
A server has checks of its own; nothing is done there.

The day of the last check that found nothing is kept beside the file, so that a batch of the same day may
leave the check out (`--no-check`): for a whole country it takes seconds.
"""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from inspection_lib.files import write_whole
from inspection_lib.record.address import is_sqlite_file

FAULTS_SHOWN = 5
"""Faults of a file that are listed: one cause makes hundreds."""


def file_faults(engine: Engine) -> list[str]:
    """What SQLite finds wrong in its file, in its own words; at most `FAULTS_SHOWN`. Raises DBAPIError."""
    if not is_sqlite_file(engine.url):
        return []
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"PRAGMA integrity_check({FAULTS_SHOWN})").all()
    found = [str(row[0]) for row in rows]
    return [] if found == ["ok"] else found


def note_sound(engine: Engine) -> None:
    """Keep that the file was found sound today. A folder that cannot be written keeps nothing."""
    path = _note(engine)
    if path is not None and not is_known_sound(engine):
        with contextlib.suppress(OSError):
            write_whole(path, _today())


def is_known_sound(engine: Engine) -> bool:
    """Whether the file was found sound earlier today; a server counts as sound."""
    path = _note(engine)
    if path is None:
        return True
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8") == _today()
    return False


def _note(engine: Engine) -> Path | None:
    if not is_sqlite_file(engine.url):
        return None
    file = Path(str(engine.url.database))
    return file.with_name(f"{file.name}.checked")


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
