"""Keys: signing, trust, encryption."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import BundleError, KeyFileError
from inspection_lib.exchange.keys import (
    distrust,
    encrypt_for,
    load_key,
    new_key,
    new_office_identity,
    trust,
    trusted_keys,
)
from tests.exchange.machines import ACTOR, PASSPHRASE, Build, Machine, an_office, merge


def test_a_key_that_is_trusted_no_more_brings_nothing(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """After a laptop was lost its key is taken from the list: its bundle is refused, the other keys stay."""
    content = laptop.bundle()
    key = load_key(PASSPHRASE).signer.key
    office = an_office(build, laptop)
    other = new_key("Trưởng đoàn", PASSPHRASE).key
    trust(other, "Trưởng đoàn")
    assert distrust(key.upper()).role == ACTOR
    assert list(trusted_keys()) == [other]
    with pytest.raises(BundleError, match="not trusted"):
        merge(office, content, tmp_path)
    with pytest.raises(KeyFileError, match="not among the trusted"):
        distrust(key)


@pytest.mark.slow
def test_a_bundle_for_the_office_is_read_there_alone(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """Encrypted with age for the office's key: the office reads it, the laptop that made it cannot."""
    content = laptop.bundle()
    key = load_key(PASSPHRASE).signer.key
    office = build("office")
    public = new_office_identity(PASSPHRASE)
    trust(key, ACTOR)
    sealed = encrypt_for(content, public)
    assert b"A01" not in sealed
    assert merge(office, sealed, tmp_path).events == 3
    stranger = build("stranger")
    with pytest.raises(BundleError, match="encrypted"):
        merge(stranger, sealed, tmp_path)


def test_a_key_is_protected_by_its_passphrase(laptop: Machine) -> None:
    """Another passphrase does not open it, and its file does not hold it in the open."""
    with pytest.raises(KeyFileError):
        load_key("sai mật khẩu")
    assert b"ENCRYPTED" in (laptop.config / "key.pem").read_bytes()
    assert (laptop.config / "key.pem").stat().st_mode & 0o077 == 0
