"""The inspector's key opens with its passphrase alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.inspectors import load_key, new_key, own_signer, require_key
from inspection_lib.keys.passphrases import is_weak
from inspection_lib.keys.signing import is_signed, public_half

PASSPHRASE = "mật khẩu dài"
ROLE = "Thành viên đoàn kiểm tra"


def test_a_key_is_protected_by_its_passphrase(config: Path) -> None:
    """Another passphrase does not open it, and its file does not hold it in the open."""
    made = new_key(ROLE, PASSPHRASE)
    with pytest.raises(KeyFileError):
        load_key("sai mật khẩu")
    assert b"PRIVATE" not in (config / "key.age").read_bytes()
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
    assert not config.exists()


def an_old_key(config: Path, passphrase: str = PASSPHRASE) -> str:
    """A key as version 0.1.0 kept it; gives its public half. Such a file was readable for all at times."""
    private = Ed25519PrivateKey.generate()
    encryption = BestAvailableEncryption(passphrase.encode())
    config.mkdir(exist_ok=True)
    (config / "key.pem").write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption))
    (config / "key.pem").chmod(0o644)
    (config / "key.json").write_text(f'{{"role": "{ROLE}"}}', encoding="utf-8")
    return public_half(private)


def test_an_old_key_is_moved_at_its_next_use(config: Path) -> None:
    """It stays the same key with the same passphrase; the file that is quickly guessed is gone."""
    key = an_old_key(config)
    with pytest.raises(KeyFileError, match="cannot be opened"):
        load_key("sai mật khẩu")
    assert [path.name for path in config.glob("key.[!j]*")] == ["key.pem"]
    assert load_key(PASSPHRASE).signer.key == key
    assert sorted(path.name for path in config.iterdir()) == ["key.age", "key.json"]
    assert load_key(PASSPHRASE).signer.key == key


def test_a_move_that_was_interrupted_is_finished(config: Path) -> None:
    """Killed between the new file and the deletion of the old one: both are there, with one key."""
    key = an_old_key(config)
    old = (config / "key.pem").read_bytes()
    load_key(PASSPHRASE)
    (config / "key.pem").write_bytes(old)
    assert load_key(PASSPHRASE).signer.key == key
    assert not (config / "key.pem").exists()


def test_another_key_in_the_old_file_stays(config: Path) -> None:
    """Somebody may have restored it from a copy: it is not ours to delete."""
    made = new_key(ROLE, PASSPHRASE)
    an_old_key(config)
    assert load_key(PASSPHRASE).signer == made
    an_old_key(config, "mật khẩu khác")
    assert load_key(PASSPHRASE).signer == made
    assert (config / "key.pem").exists()


def test_a_key_with_a_smaller_work_factor_is_moved(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So the factor can grow with the machines."""
    made = new_key(ROLE, PASSPHRASE)
    monkeypatch.setattr("inspection_lib.keys.passphrases.WORK_FACTOR", 12)
    assert is_weak((config / "key.age").read_bytes())
    assert load_key(PASSPHRASE).signer == made
    assert not is_weak((config / "key.age").read_bytes())


def test_the_public_half_is_known_without_the_passphrase(config: Path) -> None:
    """Also of an older key, once it was used."""
    assert own_signer() is None
    made = new_key(ROLE, PASSPHRASE)
    assert own_signer() == made
    (config / "key.json").write_text(f'{{"role": "{ROLE}"}}', encoding="utf-8")
    assert own_signer() is None
    load_key(PASSPHRASE)
    assert own_signer() == made
