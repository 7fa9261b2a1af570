"""The address of a store, and the secrets that it must not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import InspectionError, NotFoundError, StoreError
from inspection_lib.record.address import refuse_secrets, shown_address, store_address, without_secrets_of


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://office:hunter2@host/db",
        "postgresql://office%3Ahunter2@host/db",
        "postgresql+psycopg://office:hunter2@host/db",
        "postgresql://office:hun/ter2@host/db",
        "postgresql://office:x@hunter2@host/db",
        "postgresql://host/db?password=hunter2",
        "postgresql://host/db?sslmode=require&sslpassword=hunter2",
        "postgresql://host/db?options=-c%20hunter2",
        "sqlite://office:hunter2@/store.db",
        "sqlite:///store.db?key=hunter2",
        "mysql://office:hunter2@host/db",
    ],
)
def test_a_secret_in_an_address_is_refused_and_not_repeated(url: str, tmp_path: Path) -> None:
    """Before anything is opened, also by what only reads the address."""
    with pytest.raises(StoreError) as refused:
        store_address(url, tmp_path)
    assert "hunter2" not in f"{refused.value}"
    assert refused.value.__cause__ is None
    with pytest.raises(StoreError, match="holds a password"):
        refuse_secrets(url)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///outputs/a:b@c.db",
        "sqlite://",
        "postgresql://office@host:5433/db?sslmode=verify-full&sslrootcert=/etc/ca.pem",
        "postgresql://office:@/db?host=/run/postgresql",
    ],
)
def test_an_address_without_a_secret_is_used(url: str, tmp_path: Path) -> None:
    """Settings that hold none may stand behind the question mark; a path may hold any sign."""
    store_address(url, tmp_path)
    refuse_secrets(url)


@pytest.mark.parametrize("url", ["", "x", "postgresql://office:hunter2@host:port/db", "oracle://host/db"])
def test_what_is_no_address_is_refused_without_repeating_it(url: str, tmp_path: Path) -> None:
    """The error of the library repeats the address, so it is not chained."""
    with pytest.raises(StoreError) as refused:
        store_address(url, tmp_path)
    assert "hunter2" not in f"{refused.value}"
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_an_address_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A password may stand there; what messages show holds neither it nor settings that may hold one."""
    monkeypatch.setenv("THE_STORE", "postgresql://office:hunter2@host/db?password=hunter3&sslmode=require")
    url = store_address("env:THE_STORE", tmp_path)
    assert url.password == "hunter2"
    assert shown_address(url) == "postgresql://office@host/db?sslmode=require"
    assert without_secrets_of(url, "no: hunter2, hunter3") == "no: ***, ***"
    monkeypatch.delenv("THE_STORE")
    with pytest.raises(NotFoundError):
        store_address("env:THE_STORE", tmp_path)


def test_a_bare_at_in_a_password_is_named_as_the_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library would take its second half for the host, and show it."""
    monkeypatch.setenv("THE_STORE", "postgresql://office:hunter2@secret@host/db")
    with pytest.raises(StoreError, match="%40") as refused:
        store_address("env:THE_STORE", tmp_path)
    assert "secret" not in f"{refused.value}"


def test_an_address_comes_from_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    """A file that others can read is refused, also when it holds no password."""
    file = tmp_path / "store.url"
    file.write_text("postgresql://office:hunter2@host/db\n", encoding="utf-8")
    file.chmod(0o640)
    with pytest.raises(StoreError, match="chmod 600"):
        store_address("file:store.url", tmp_path)
    file.chmod(0o600)
    assert store_address("file:store.url", tmp_path).password == "hunter2"
    assert store_address(f"file:{file}", Path("/")).password == "hunter2"


@pytest.mark.parametrize("content", [None, "", "\n"])
def test_a_file_without_an_address_is_an_error(content: str | None, tmp_path: Path) -> None:
    """Missing or empty."""
    file = tmp_path / "store.url"
    if content is not None:
        file.write_text(content, encoding="utf-8")
        file.chmod(0o600)
    with pytest.raises(InspectionError) as refused:
        store_address("file:store.url", tmp_path)
    assert refused.value.remedy is not None
