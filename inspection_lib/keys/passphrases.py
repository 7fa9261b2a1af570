"""Private keys under a passphrase, in the format age-encryption.org/v1, which other programs open too.

A passphrase is the weakest part of a key: whoever gets the file can try passphrases for ever. Scrypt with
N = 2^17 makes each try cost 128 MB of memory and some tenths of a second. pyrage reads the format, but it
chooses N when it writes by how fast the machine is at that moment, from less than that to 1 GB. So the few
lines of the format are written here, with an N that does not vary.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from base64 import b64encode

import pyrage
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from inspection_lib.errors import KeyFileError
from inspection_lib.language import message

MIN_PASSPHRASE = 8
"""The fewest characters of a passphrase."""

WORK_FACTOR = 17
"""The logarithm (base 2) of scrypt's N."""

MAX_CONTENT = 64 * 1024
"""Bytes that fit into one chunk of the format; a key has some hundred."""

_WORK_FACTOR_OF = re.compile(rb"age-encryption\.org/v1\n-> scrypt \S+ (\d{1,2})\n")


class PassphraseError(ValueError):
    """The content cannot be opened: another passphrase, or a damaged file."""


def check_passphrase(passphrase: str) -> None:
    """Raise KeyFileError for a passphrase that is too short."""
    if len(passphrase) < MIN_PASSPHRASE:
        raise KeyFileError(
            message("The passphrase is too short."),
            message("Take at least {count} letters.", count=MIN_PASSPHRASE),
        )


def seal(content: bytes, passphrase: str) -> bytes:
    """Encrypt less than 64 KB under a passphrase. Raises ValueError for more."""
    if len(content) >= MAX_CONTENT:
        raise ValueError("too long for one chunk")
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapping = Scrypt(b"age-encryption.org/v1/scrypt" + salt, 32, n=2**WORK_FACTOR, r=8, p=1)
    wrapped = ChaCha20Poly1305(wrapping.derive(passphrase.encode())).encrypt(bytes(12), file_key, None)
    stanza = b"-> scrypt %b %d\n%b\n" % (_text(salt), WORK_FACTOR, _text(wrapped))
    header = b"age-encryption.org/v1\n" + stanza + b"---"
    code = hmac.new(_derived(file_key, b"", b"header"), header, hashlib.sha256).digest()
    # The first chunk is also the last one: its counter is 0, and the last byte of its nonce says "last".
    chunk = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(bytes(11) + b"\1", content, None)
    return header + b" " + _text(code) + b"\n" + nonce + chunk


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """The content of `seal`, or of another program that writes the format. Raises PassphraseError."""
    try:
        return bytes(pyrage.passphrase.decrypt(sealed, passphrase))
    except pyrage.DecryptError as error:
        raise PassphraseError(str(error)) from error


def is_weak(sealed: bytes) -> bool:
    """Whether a passphrase of this sealed content is tried at less cost than one of `seal`."""
    found = _WORK_FACTOR_OF.match(sealed)
    return found is None or int(found[1]) < WORK_FACTOR


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=salt, info=purpose).derive(key)


def _text(content: bytes) -> bytes:
    return b64encode(content).rstrip(b"=")
