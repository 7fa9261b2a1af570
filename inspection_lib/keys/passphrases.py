"""Private keys under a passphrase, in the format age-encryption.org/v1, which other programs open too.

A passphrase is the weakest part of a key: whoever gets the file can try passphrases for ever. Scrypt with
N = 2^17 makes each try cost 128 MB of memory and some tenths of a second. pyrage has the format too, but it
goes by how fast the machine is at that moment: it writes an N that needs less than that or 1 GB, and refuses
to read one that seems too large just now. So the few lines of the format stand here, with an N that does not
vary.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
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

MAX_WORK_FACTOR = 22
"""More needs over 4 GB of memory: such a file was made to stop the machine."""

_TEXT = rb"[A-Za-z0-9+/]"
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n-> scrypt (?P<salt>%b{22}) (?P<factor>[1-9]\d?)\n(?P<wrapped>%b{43})\n---"
    % (_TEXT, _TEXT)
)


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
    wrapped = _wrapping(passphrase, salt, WORK_FACTOR).encrypt(bytes(12), file_key, None)
    stanza = b"-> scrypt %b %d\n%b\n" % (_text(salt), WORK_FACTOR, _text(wrapped))
    header = b"age-encryption.org/v1\n" + stanza + b"---"
    chunk = _payload(file_key, nonce).encrypt(_LAST_CHUNK, content, None)
    return header + _code(file_key, header) + nonce + chunk


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """The content of `seal`, or of another program that writes the format. Raises PassphraseError."""
    found = _HEADER.match(sealed)
    if found is None or int(found["factor"]) > MAX_WORK_FACTOR:
        raise PassphraseError("not a file under a passphrase")
    salt, wrapped = (b64decode(found[part] + b"=" * (-len(found[part]) % 4)) for part in ("salt", "wrapped"))
    header, rest = found[0], sealed[found.end() :]
    try:
        file_key = _wrapping(passphrase, salt, int(found["factor"])).decrypt(bytes(12), wrapped, None)
        code = _code(file_key, header)
        if not hmac.compare_digest(code, rest[: len(code)]):
            raise PassphraseError("the header was changed")
        nonce, chunk = rest[len(code) :][:16], rest[len(code) :][16:]
        return _payload(file_key, nonce).decrypt(_LAST_CHUNK, chunk, None)
    except InvalidTag as error:
        raise PassphraseError("another passphrase, or the file was changed") from error


def is_weak(sealed: bytes) -> bool:
    """Whether a passphrase of this sealed content is tried at less cost than one of `seal`."""
    found = _HEADER.match(sealed)
    return found is None or int(found["factor"]) < WORK_FACTOR


_LAST_CHUNK = bytes(11) + b"\1"
"""The nonce of a first chunk (its counter is 0) that is the last one, too."""


def _wrapping(passphrase: str, salt: bytes, factor: int) -> ChaCha20Poly1305:
    """What wraps the file's key; this takes the time."""
    slow = Scrypt(b"age-encryption.org/v1/scrypt" + salt, 32, n=2**factor, r=8, p=1)
    return ChaCha20Poly1305(slow.derive(passphrase.encode()))


def _payload(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))


def _code(file_key: bytes, header: bytes) -> bytes:
    """The line that ends the header: nobody without the file's key can change it."""
    code = hmac.new(_derived(file_key, b"", b"header"), header, hashlib.sha256).digest()
    return b" " + _text(code) + b"\n"


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=salt, info=purpose).derive(key)


def _text(content: bytes) -> bytes:
    return b64encode(content).rstrip(b"=")
