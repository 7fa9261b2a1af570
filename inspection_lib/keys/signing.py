"""Signatures with Ed25519: who signs, and whether a signature is right.

A public key is a text of 64 hexadecimal digits.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from inspection_lib.errors import KeyFileError
from inspection_lib.language import message, short_digest


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a role, and the public key as 64 hexadecimal digits."""

    role: str
    key: str

    @property
    def fingerprint(self) -> str:
        """A short form of the key that two people can compare by telephone: four groups of four digits."""
        return fingerprint_of(self.key)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key that was opened with its passphrase."""

    signer: Signer
    private: Ed25519PrivateKey

    def sign(self, content: bytes) -> bytes:
        """The signature over some bytes; it has 64 bytes."""
        return self.private.sign(content)


def fingerprint_of(key: str) -> str:
    """A public key in four groups of four digits. ``key`` must have the form that `checked_key` gives."""
    return short_digest(hashlib.sha256(bytes.fromhex(key)).hexdigest())


def is_signed(content: bytes, signature: bytes, key: str) -> bool:
    """Whether the owner of a public key signed these bytes.

    False too for a key or signature that is malformed. Capital digits count as malformed: one key has one
    spelling, so that texts of keys can be compared.
    """
    try:
        raw = bytes.fromhex(key)
        if raw.hex() != key:
            return False
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def checked_key(text: str) -> str:
    """A public key that somebody typed, in its one spelling. Raises ValueError if the text is not a key."""
    raw = bytes.fromhex(text)
    Ed25519PublicKey.from_public_bytes(raw)
    return raw.hex()


def typed_key(text: str) -> str:
    """As :func:`checked_key`, with an error that its user can act on (KeyFileError)."""
    try:
        return checked_key(text)
    except ValueError as error:
        raise KeyFileError(
            message("This is not a public key: it has 64 hexadecimal digits."),
            message("Take it from: inspection key show."),
        ) from error


def public_half(private: Ed25519PrivateKey) -> str:
    """The public key that belongs to a private one."""
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
