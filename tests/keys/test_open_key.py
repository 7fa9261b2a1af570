"""A key without a passphrase, where the office says that the disk is protected."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.enrolment import keep_enrolment
from inspection_lib.keys.inspectors import new_key, own_signer
from inspection_lib.keys.open_key import may_be_open, needs_passphrase, new_open_key, open_key
from inspection_lib.keys.signing import is_signed
from tests.keys.enrolments import an_enrolment

PASSPHRASE = "mật khẩu dài"


def test_it_needs_the_word_of_the_office(config: Path) -> None:
    """Without a preparation, and with one that says nothing of disks, there is no such key."""
    with pytest.raises(KeyFileError, match="did not say"):
        new_open_key("Thành viên")
    keep_enrolment(an_enrolment())
    with pytest.raises(KeyFileError, match="did not say"):
        new_open_key("Thành viên")
    assert not may_be_open()
    assert not (config / "inspector.pem").exists()


def test_it_signs_without_a_passphrase_and_only_its_user_reads_it(config: Path) -> None:
    """As the key of the machine: mode 0600. A second one needs to be asked for."""
    keep_enrolment(an_enrolment(protected_disks=True))
    with pytest.raises(KeyFileError, match="no key"):
        needs_passphrase()
    signer = new_open_key("Thành viên")
    assert not needs_passphrase()
    key = open_key()
    assert key is not None
    assert key.signer == signer == own_signer()
    assert is_signed(b"x", key.sign(b"x"), signer.key)
    assert (config / "inspector.pem").stat().st_mode & 0o777 == 0o600
    with pytest.raises(KeyFileError, match="already"):
        new_open_key("Thành viên")
    assert new_open_key("Thư ký", replace=True) != signer


def test_it_ends_when_the_office_says_no_longer_that_disks_are_protected(config: Path) -> None:
    """A new key with a passphrase takes its place, and its file is deleted."""
    keep_enrolment(an_enrolment(protected_disks=True))
    new_open_key("Thành viên")
    keep_enrolment(an_enrolment())
    for asked in (open_key, needs_passphrase):
        with pytest.raises(KeyFileError, match="no longer"):
            asked()
    new_key("Thành viên", PASSPHRASE, replace=True)
    assert not (config / "inspector.pem").exists()
    assert open_key() is None
    assert needs_passphrase()


def test_it_replaces_a_key_with_a_passphrase(config: Path) -> None:
    """Only when that is asked for; the sealed key is deleted."""
    new_key("Thành viên", PASSPHRASE)
    keep_enrolment(an_enrolment(protected_disks=True))
    with pytest.raises(KeyFileError, match="already"):
        new_open_key("Thành viên")
    new_open_key("Thành viên", replace=True)
    assert not (config / "key.age").exists()
    assert not needs_passphrase()


def test_a_damaged_key_is_an_error(config: Path) -> None:
    """It is never replaced by itself."""
    keep_enrolment(an_enrolment(protected_disks=True))
    new_open_key("Thành viên")
    (config / "inspector.pem").write_bytes(b"?")
    with pytest.raises(KeyFileError, match="cannot be opened"):
        open_key()
