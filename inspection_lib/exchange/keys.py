"""Keys of inspectors (Ed25519), the keys that an office trusts, and the office's own identity for encryption.

All are kept in this user's own folder, outside the workbench, which people copy and share.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from inspection_lib.errors import KeyFileError
from inspection_lib.files import config_folder, os_errors_as, write_whole
from inspection_lib.language import Message, message, short_digest

MIN_PASSPHRASE = 8
"""The fewest characters of a passphrase."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a role, and the public key as 64 hexadecimal digits."""

    role: str
    key: str

    @property
    def fingerprint(self) -> str:
        """A short form of the key that two people can compare by telephone: four groups of four digits."""
        return short_digest(hashlib.sha256(bytes.fromhex(self.key)).hexdigest())


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key that was opened with its passphrase."""

    signer: Signer
    private: Ed25519PrivateKey

    def sign(self, content: bytes) -> bytes:
        """The signature over some bytes; it has 64 bytes."""
        return self.private.sign(content)


def is_signed(content: bytes, signature: bytes, key: str) -> bool:
    """Whether the owner of a public key signed these bytes.

    False too for a key or signature that is malformed.
    """
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def new_key(role: str, passphrase: str, *, replace: bool = False) -> Signer:
    """Make the key of this machine's inspector.

    An existing key is an error (KeyFileError) unless ``replace`` is true.
    """
    path = config_folder() / "key.pem"
    if path.exists() and not replace:
        raise KeyFileError(
            message("There is a key already in {path}.", path=str(path)),
            message("Use it, or replace it with --force: bundles signed by the old one stay valid."),
        )
    _check_passphrase(passphrase)
    private = Ed25519PrivateKey.generate()
    content = private.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
    )
    _keep(path, content.decode("ascii"))
    _keep(config_folder() / "key.json", json.dumps({"role": role}, ensure_ascii=False))
    return Signer(role, _public(private))


def require_key() -> None:
    """Raise KeyFileError if this machine has no key.

    Asked first, so that nobody types a passphrase in vain.
    """
    path = config_folder() / "key.pem"
    if not path.is_file():
        raise KeyFileError(message("There is no key in {path}.", path=str(path)), _MAKE_NEW)


def load_key(passphrase: str) -> SigningKey:
    """The key of this machine's inspector.

    Raises KeyFileError if it is missing or the passphrase is wrong.
    """
    path = config_folder() / "key.pem"
    try:
        private = load_pem_private_key(path.read_bytes(), passphrase.encode())
        role = str(json.loads((config_folder() / "key.json").read_text(encoding="utf-8"))["role"])
    except FileNotFoundError as error:
        raise KeyFileError(message("There is no key in {path}.", path=str(path)), _MAKE_NEW) from error
    except (ValueError, TypeError, KeyError, OSError) as error:
        raise KeyFileError(
            message("The key in {path} cannot be opened.", path=str(path)),
            message("Check the passphrase. If it is forgotten, make a new key and tell the office."),
        ) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyFileError(message("The key in {path} is not an Ed25519 key.", path=str(path)), _MAKE_NEW)
    return SigningKey(Signer(role, _public(private)), private)


_MAKE_NEW: Message = message("Make one: inspection key new --role ROLE.")


def trusted_keys() -> dict[str, Signer]:
    """The signers that this machine trusts, by their public keys.

    Its own is among them only if it was trusted, too.
    """
    path = config_folder() / "trusted.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {key: Signer(str(role), key) for key, role in content.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, OSError) as error:
        raise KeyFileError(
            message("The list of trusted keys {path} cannot be read.", path=str(path)),
            message("Restore it from the last copy, or trust the keys again."),
        ) from error


def trust(key: str, role: str) -> Signer:
    """Trust a public key from now on. Raises KeyFileError if the text is not a key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
    except ValueError as error:
        raise KeyFileError(
            message("This is not a public key: it has 64 hexadecimal digits."),
            message("Take it from: inspection key show."),
        ) from error
    known: Mapping[str, str] = {known.key: known.role for known in trusted_keys().values()}
    _keep(
        config_folder() / "trusted.json",
        json.dumps({**known, key.lower(): role}, ensure_ascii=False, indent=1),
    )
    return Signer(role, key.lower())


def distrust(key: str) -> Signer:
    """Stop trusting a public key. Bundles of it that were merged before stay.

    Raises KeyFileError for an unknown key.
    """
    known = trusted_keys()
    signer = known.pop(key.lower(), None)
    if signer is None:
        raise KeyFileError(
            message("The key {key} is not among the trusted ones.", key=key[:80]),
            message("Look at them: inspection key trusted."),
        )
    rest = {other.key: other.role for other in known.values()}
    _keep(config_folder() / "trusted.json", json.dumps(rest, ensure_ascii=False, indent=1))
    return signer


def new_office_identity(passphrase: str) -> str:
    """Make the identity for which bundles to this office are encrypted; gives its public part, `age1...`.

    It is never replaced (KeyFileError): bundles that were encrypted for it could not be read any more.
    """
    path = config_folder() / "office.age"
    if path.exists():
        raise KeyFileError(
            message("There is a key already in {path}.", path=str(path)),
            message("Bundles for it could not be read without it."),
        )
    _check_passphrase(passphrase)
    identity = pyrage.x25519.Identity.generate()
    _keep(path, pyrage.passphrase.encrypt(str(identity).encode(), passphrase))
    return str(identity.to_public())


def encrypt_for(content: bytes, office: str) -> bytes:
    """Encrypt bytes for the office with the public part `age1...`. Raises KeyFileError if it is not one."""
    try:
        return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(office)]))
    except pyrage.RecipientError as error:
        raise KeyFileError(
            message("'{key}' is not the public key of an office.", key=office[:80]),
            message("Take it from: inspection key office."),
        ) from error


def decrypt_here(content: bytes, passphrase: str) -> bytes:
    """Decrypt bytes with this office's identity.

    Raises KeyFileError if they are not for it or the passphrase is wrong.
    """
    path = config_folder() / "office.age"
    try:
        identity = pyrage.x25519.Identity.from_str(
            pyrage.passphrase.decrypt(path.read_bytes(), passphrase).decode()
        )
        return bytes(pyrage.decrypt(content, [identity]))
    except (OSError, ValueError, pyrage.DecryptError, pyrage.IdentityError) as error:
        raise KeyFileError(
            message("The bundle is encrypted and cannot be opened here."),
            message("Open it on the machine of the office it was made for, with the right passphrase."),
        ) from error


def _check_passphrase(passphrase: str) -> None:
    if len(passphrase) < MIN_PASSPHRASE:
        raise KeyFileError(
            message("The passphrase is too short."),
            message("Take at least {count} letters.", count=MIN_PASSPHRASE),
        )


def _public(private: Ed25519PrivateKey) -> str:
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _keep(path: Path, content: str | bytes) -> None:
    with os_errors_as(KeyFileError, message("The key cannot be kept in {path}: {cause}.", path=str(path))):
        write_whole(path, content)
        os.chmod(path, 0o600)
