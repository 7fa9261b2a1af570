"""The key of this machine's inspector (Ed25519). A passphrase protects it."""

from __future__ import annotations

import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from inspection_lib.errors import KeyFileError
from inspection_lib.files import config_folder
from inspection_lib.keys.key_files import keep, read_kept
from inspection_lib.keys.passphrases import check_passphrase
from inspection_lib.keys.signing import Signer, SigningKey, public_half
from inspection_lib.language import Message, message

_FILE, _ROLE = "key.pem", "key.json"


def new_key(role: str, passphrase: str, *, replace: bool = False) -> Signer:
    """Make the key of this machine's inspector.

    An existing key is an error (KeyFileError) unless ``replace`` is true.
    """
    path = config_folder() / _FILE
    if path.exists() and not replace:
        raise KeyFileError(
            message("There is a key already in {path}.", path=str(path)),
            message("Use it, or replace it with --force: bundles signed by the old one stay valid."),
        )
    check_passphrase(passphrase)
    private = Ed25519PrivateKey.generate()
    keep(
        _FILE,
        private.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
        ),
    )
    keep(_ROLE, json.dumps({"role": role}, ensure_ascii=False))
    return Signer(role, public_half(private))


def require_key() -> None:
    """Raise KeyFileError if this machine has no key.

    Asked first, so that nobody types a passphrase in vain.
    """
    path = config_folder() / _FILE
    if not path.is_file():
        raise KeyFileError(message("There is no key in {path}.", path=str(path)), _MAKE_NEW)


def load_key(passphrase: str) -> SigningKey:
    """The key of this machine's inspector.

    Raises KeyFileError if it is missing or the passphrase is wrong.
    """
    path = str(config_folder() / _FILE)
    try:
        private = load_pem_private_key(read_kept(_FILE), passphrase.encode())
        role = str(json.loads(read_kept(_ROLE))["role"])
    except FileNotFoundError as error:
        raise KeyFileError(message("There is no key in {path}.", path=path), _MAKE_NEW) from error
    except (ValueError, TypeError, KeyError, OSError) as error:
        raise KeyFileError(
            message("The key in {path} cannot be opened.", path=path),
            message("Check the passphrase. If it is forgotten, make a new key and tell the office."),
        ) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyFileError(message("The key in {path} is not an Ed25519 key.", path=path), _MAKE_NEW)
    return SigningKey(Signer(role, public_half(private)), private)


_MAKE_NEW: Message = message("Make one: inspection key new --role ROLE.")
