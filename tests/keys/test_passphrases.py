"""Content under a passphrase, and what a passphrase must fulfil."""

from __future__ import annotations

import pyrage
import pytest

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.passphrases import (
    MAX_CONTENT,
    WORK_FACTOR,
    PassphraseError,
    check_passphrase,
    is_weak,
    seal,
    unseal,
)
from tests.conftest import ROOT

PASSPHRASE = "mật khẩu dài"
FEWEST = 17
"""What the standards for passphrases ask of scrypt: N of 2^17 or more."""


def test_eight_letters_are_enough() -> None:
    """Seven are refused."""
    check_passphrase("mậtkhẩu8")
    with pytest.raises(KeyFileError, match="too short"):
        check_passphrase("mậtkhẩu")


@pytest.mark.parametrize("length", [0, 1, 119, MAX_CONTENT - 1])
def test_what_is_sealed_is_opened_with_the_passphrase_alone(length: int) -> None:
    """Any other passphrase, and any other byte, is an error."""
    content = bytes(range(256)) * 256
    sealed = seal(content[:length], PASSPHRASE)
    assert unseal(sealed, PASSPHRASE) == content[:length]
    with pytest.raises(PassphraseError):
        unseal(sealed, PASSPHRASE + " ")


def test_every_byte_counts() -> None:
    """In the header, the nonce and the content: the changed file is not opened."""
    sealed = seal(b"key", PASSPHRASE)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(PassphraseError):
            unseal(bytes(changed), PASSPHRASE)
    for end in range(0, len(sealed), 5):
        with pytest.raises(PassphraseError):
            unseal(sealed[:end], PASSPHRASE)


def test_files_go_to_and_fro_between_this_and_age() -> None:
    """pyrage, a binding of age, opens what was sealed here; here is opened what it sealed (0.1.0 did)."""
    assert pyrage.passphrase.decrypt(seal(b"key", PASSPHRASE), PASSPHRASE) == b"key"
    old = (ROOT / "tests" / "data" / "0.1.0" / "config-office" / "office.age").read_bytes()
    assert unseal(old, "minh hoa 0.1.0").startswith(b"AGE-SECRET-KEY-1")


def test_a_work_factor_that_would_stop_the_machine_is_refused() -> None:
    """2^30 needs a terabyte: the file is not even tried."""
    sealed = seal(b"key", PASSPHRASE).replace(b" 10\n", b" 30\n", 1)
    with pytest.raises(PassphraseError, match="not a file"):
        unseal(sealed, PASSPHRASE)


def test_too_much_for_one_chunk_is_refused() -> None:
    """A key is never that long."""
    with pytest.raises(ValueError, match="too long"):
        seal(bytes(MAX_CONTENT), PASSPHRASE)


@pytest.mark.slow
def test_the_work_factor_is_what_standards_ask_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests take a smaller one, to be quick; age's own reader says what the file has."""
    assert WORK_FACTOR >= FEWEST
    monkeypatch.setattr("inspection_lib.keys.passphrases.WORK_FACTOR", WORK_FACTOR)
    sealed = seal(b"key", PASSPHRASE)
    assert b" %d\n" % WORK_FACTOR in sealed
    assert pyrage.passphrase.decrypt(sealed, PASSPHRASE) == b"key"
    assert not is_weak(sealed)


@pytest.mark.parametrize("factor", [b"1", b"9"])
def test_a_smaller_work_factor_is_weak(factor: bytes) -> None:
    """So is a file that does not say its factor."""
    sealed = seal(b"key", PASSPHRASE)
    assert not is_weak(sealed)
    assert is_weak(sealed.replace(b" 10\n", b" %b\n" % factor, 1))
    assert is_weak(b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
