"""The office's identity."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.office import decrypt_here, encrypt_for, new_office_identity
from inspection_lib.keys.passphrases import is_weak


def opened(sealed: bytes, passphrase: str) -> bytes:
    """What is in some bytes that were encrypted for this office."""
    plain = io.BytesIO()
    decrypt_here(io.BytesIO(sealed), plain, passphrase)
    return plain.getvalue()


PASSPHRASE = "mật khẩu dài"


def test_what_is_encrypted_for_the_office_is_read_there(config: Path) -> None:
    """With the passphrase alone; the identity is never replaced."""
    public = new_office_identity(PASSPHRASE)
    sealed = encrypt_for(b"A01", public)
    assert b"A01" not in sealed
    assert opened(sealed, PASSPHRASE) == b"A01"
    with pytest.raises(KeyFileError, match="cannot be opened here"):
        opened(sealed, "sai mật khẩu")
    with pytest.raises(KeyFileError, match="There is a key already"):
        new_office_identity(PASSPHRASE)


def test_a_text_that_is_no_public_key_is_refused() -> None:
    """A typing error is noticed before anything is encrypted."""
    with pytest.raises(KeyFileError, match="not the public key of an office"):
        encrypt_for(b"A01", "age1abc")


def test_an_identity_with_a_smaller_work_factor_is_moved(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays the same identity: what was encrypted for it before is read as well."""
    sealed = encrypt_for(b"A01", new_office_identity(PASSPHRASE))
    monkeypatch.setattr("inspection_lib.keys.passphrases.WORK_FACTOR", 12)
    assert is_weak((config / "office.age").read_bytes())
    assert opened(sealed, PASSPHRASE) == b"A01"
    assert not is_weak((config / "office.age").read_bytes())
    assert opened(sealed, PASSPHRASE) == b"A01"
