"""What only a store on a server does."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from inspection_lib.errors import StoreError
from inspection_lib.record.storage import create_store, open_store
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.commands import run_here
from tests.makers.executors import reports_made_here
from tests.record.storage.conftest import new_database
from tests.record.storage.test_contract import append, entries


def test_an_empty_database_is_not_a_store_and_stays_empty(server: str, tmp_path: Path) -> None:
    """Opening a database without events is an error and leaves it empty."""
    url = new_database(server)
    for _ in range(2):
        with pytest.raises(StoreError, match="not a store"):
            open_store(url, tmp_path)


def test_events_cannot_be_truncated(server: str, tmp_path: Path) -> None:
    """TRUNCATE is refused as UPDATE and DELETE are."""
    url = new_database(server)
    store = create_store(url, tmp_path)
    append(store, "c", "office", entries(1), "t")
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    with pytest.raises(DBAPIError, match="never changed"), engine.begin() as connection:
        connection.execute(text("TRUNCATE events"))
    engine.dispose()


def test_the_error_about_a_missing_server_has_no_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused connection names the store and what to check; the password is in no text."""
    address = "postgresql://office:hunter2@127.0.0.1:1/inspection?sslpassword=hunter3"
    monkeypatch.setenv("THE_STORE", address)
    with pytest.raises(StoreError) as refused:
        open_store("env:THE_STORE", tmp_path)
    assert "127.0.0.1" in str(refused.value)
    assert "hunter" not in f"{refused.value} {refused.value.remedy} {refused.value.message}"


def test_a_batch_reads_a_store_on_a_server(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command imports into PostgreSQL and reports from it. The URL is in the environment only."""
    url = new_database(server).replace("postgresql://", "postgresql://", 1)
    monkeypatch.setenv("THE_STORE", url)
    responses = str(ROOT / "checklists" / "responses" / CAMPAIGN / "districts.csv")
    words = ["--store", "env:THE_STORE"]
    for command in (
        ["import", CAMPAIGN, responses, *words],
        ["batch", CAMPAIGN, "--unit", "060", "--unit", "061", "--output", str(tmp_path), *words],
    ):
        with reports_made_here():
            done = run_here(ROOT, {}, *command)
        assert done.status == 0, done.err
    assert (tmp_path / CAMPAIGN / "061" / "report.html").is_file()
    assert "env:THE_STORE" in (tmp_path / CAMPAIGN / "060" / "unit_report.ipynb").read_text(encoding="utf-8")
