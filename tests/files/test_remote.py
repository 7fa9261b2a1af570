"""Addresses of distant folders, errors of their libraries. Real stores: tests/batch/test_object_store.py."""

from __future__ import annotations

import pytest

from inspection_lib.files.remote import holds_secret, kind_of_error, without_secrets


@pytest.mark.parametrize(
    ("url", "refused"),
    [
        ("s3://bucket/reports", False),
        ("sftp://me@host/reports", False),
        ("sftp://host:22/reports", False),
        ("/reports/a:b@c", False),
        ("sftp://me:word@host/reports", True),
        ("s3://KEY:SEC/RET@bucket/reports", True),
        ("abfs://box@account.host/reports?sig=abc", True),
    ],
)
def test_an_address_with_a_password_or_a_query_is_known(url: str, refused: bool) -> None:
    """A user's name alone, a port and a path of this machine are no secrets."""
    assert holds_secret(url) is refused


def test_errors_of_libraries_lose_their_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords in addresses and values of variables with secret names; one line is kept."""
    monkeypatch.setenv("SOME_TOKEN", "abcd-1234")
    monkeypatch.setenv("STORAGE_ACCOUNT_KEY", "efgh-5678")
    assert (
        without_secrets("no http://me:pw@host for abcd-1234, efgh-5678\nmore")
        == "no http://***@host for ***, ***"
    )


def test_a_time_out_of_a_library_is_a_store_that_does_not_answer() -> None:
    """It is not the unit's limit of time."""
    assert kind_of_error(TimeoutError()) == "unreachable"
    assert kind_of_error(PermissionError()) == "refused"
    assert kind_of_error(FileNotFoundError()) == "missing"
    assert kind_of_error(ValueError()) == "other"
