"""Signatures, and the one spelling of a key."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.signing import Signer, checked_key, is_signed, public_half, typed_key

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(32))
KEY = public_half(PRIVATE)
SIGNATURE = PRIVATE.sign(b"content")


@pytest.mark.parametrize(
    ("content", "signature", "key", "right"),
    [
        (b"content", SIGNATURE, KEY, True),
        (b"content.", SIGNATURE, KEY, False),
        (b"content", SIGNATURE[:-1], KEY, False),
        (b"content", b"", KEY, False),
        (b"content", SIGNATURE, public_half(Ed25519PrivateKey.from_private_bytes(bytes([1] * 32))), False),
        (b"content", SIGNATURE, KEY.upper(), False),
        (b"content", SIGNATURE, KEY[:-2], False),
        (b"content", SIGNATURE, f"{KEY[:32]} {KEY[32:]}", False),
        (b"content", SIGNATURE, "no key", False),
        (b"content", SIGNATURE, "", False),
    ],
)
def test_a_signature_is_right_for_these_bytes_and_this_key_alone(
    content: bytes, signature: bytes, key: str, right: bool
) -> None:
    """Malformed keys and signatures are wrong ones, not errors."""
    assert is_signed(content, signature, key) is right


def test_a_typed_key_gets_its_one_spelling() -> None:
    """Anything else would make two entries of one key."""
    assert checked_key(f" {KEY[:8].upper()} {KEY[8:]}") == KEY
    with pytest.raises(KeyFileError, match="64 hexadecimal digits"):
        typed_key(KEY + "00")


def test_a_fingerprint_is_read_aloud() -> None:
    """Four groups of four digits, another for each key."""
    one, other = (Signer("Thư ký", key).fingerprint for key in ("ab" * 32, "cd" * 32))
    assert [len(group) for group in one.split()] == [4, 4, 4, 4]
    assert one != other
