"""The inspector's key opens with its passphrase alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.inspectors import load_key, new_key, require_key
from inspection_lib.keys.signing import is_signed

PASSPHRASE = "mật khẩu dài"
ROLE = "Thành viên đoàn kiểm tra"


def test_a_key_is_protected_by_its_passphrase(config: Path) -> None:
    """Another passphrase does not open it, and its file does not hold it in the open."""
    made = new_key(ROLE, PASSPHRASE)
    with pytest.raises(KeyFileError):
        load_key("sai mật khẩu")
    assert b"ENCRYPTED" in (config / "key.pem").read_bytes()
    assert load_key(PASSPHRASE).signer == made


def test_a_key_signs(config: Path) -> None:
    """Its public half checks what it signed."""
    made = new_key(ROLE, PASSPHRASE)
    signature = load_key(PASSPHRASE).sign(b"content")
    assert is_signed(b"content", signature, made.key)
    assert not is_signed(b"Content", signature, made.key)


def test_a_key_is_replaced_only_on_purpose(config: Path) -> None:
    """The old one may be trusted elsewhere."""
    with pytest.raises(KeyFileError, match="There is no key"):
        require_key()
    made = new_key(ROLE, PASSPHRASE)
    with pytest.raises(KeyFileError, match="There is a key already"):
        new_key(ROLE, PASSPHRASE)
    assert new_key(ROLE, PASSPHRASE, replace=True) != made


def test_a_short_passphrase_is_refused(config: Path) -> None:
    """No key is left behind."""
    with pytest.raises(KeyFileError, match="too short"):
        new_key(ROLE, "1234567")
    assert not (config / "key.pem").exists()
