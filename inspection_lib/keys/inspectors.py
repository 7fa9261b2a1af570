"""The key of this machine's inspector (Ed25519). A passphrase protects it.

Version 0.1 kept it in `key.pem`, where a passphrase was tried in a thousandth of a second (PBKDF2 with 2,048
rounds). Such a key moves to `key.age` when it is used the next time.
"""

from __future__ import annotations

import contextlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from inspection_lib.errors import KeyFileError
from inspection_lib.files import config_folder
from inspection_lib.keys.key_files import keep, keep_first, read_kept, remove
from inspection_lib.keys.passphrases import check_passphrase, is_weak, seal, unseal
from inspection_lib.keys.signing import Signer, SigningKey, public_half, typed_key
from inspection_lib.language import Message, message

_FILE, _OLD_FILE, ROLE_FILE = "key.age", "key.pem", "key.json"
OPEN_FILE = "inspector.pem"
"""The key without a passphrase, where the office allows one: see `open_key`."""


def new_key(role: str, passphrase: str, *, replace: bool = False) -> Signer:
    """Make the key of this machine's inspector.

    An existing key is an error (KeyFileError) unless ``replace`` is true.
    """
    there_is_one = KeyFileError(
        message("There is a key already in {path}.", path=_path()),
        message("Use it, or replace it with --force: bundles signed by the old one stay valid."),
    )
    if has_key() and not replace:
        raise there_is_one
    check_passphrase(passphrase)
    private = Ed25519PrivateKey.generate()
    if replace:
        _keep_private(private, passphrase)
    elif keep_first(_FILE, sealed := _sealed(private, passphrase)) != sealed:
        raise there_is_one  # another process was faster
    return keep_signer(Signer(role, public_half(private)))


def own_signer() -> Signer | None:
    """The role and the public key of this machine's inspector, without the passphrase.

    None where there is no key, or where a key of an earlier version was not used yet.
    """
    try:
        found = json.loads(read_kept(ROLE_FILE))
        return Signer(str(found["role"]), typed_key(str(found["key"])))
    except (ValueError, TypeError, KeyError, OSError, KeyFileError):
        return None


def keep_signer(signer: Signer) -> Signer:
    """Keep role and public key beside the private one, to be shown without a passphrase."""
    keep(ROLE_FILE, json.dumps({"role": signer.role, "key": signer.key}, ensure_ascii=False))
    return signer


def has_key() -> bool:
    """Whether this machine has an inspector's key."""
    return any((config_folder() / name).is_file() for name in (_FILE, _OLD_FILE, OPEN_FILE))


def require_key() -> None:
    """Raise KeyFileError if this machine has no key.

    Asked first, so that nobody types a passphrase in vain.
    """
    if not has_key():
        raise KeyFileError(message("There is no key in {path}.", path=_path()), _MAKE_NEW)


def load_key(passphrase: str) -> SigningKey:
    """The key of this machine's inspector. A key that is protected less than new ones is moved.

    Raises KeyFileError if it is missing, the passphrase is wrong, or the moved key cannot be kept.
    """
    require_key()
    try:
        private, is_old = _open(passphrase)
        role = str(json.loads(read_kept(ROLE_FILE))["role"])
    except (ValueError, TypeError, KeyError, OSError) as error:
        raise KeyFileError(
            message("The key in {path} cannot be opened.", path=_path()),
            message("Check the passphrase. If it is forgotten, make a new key and tell the office."),
        ) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyFileError(message("The key in {path} is not an Ed25519 key.", path=_path()), _MAKE_NEW)
    if is_old:
        _keep_private(private, passphrase)
    signer = Signer(role, public_half(private))
    if own_signer() != signer:
        with contextlib.suppress(KeyFileError):  # a folder that cannot be written keeps nobody from signing
            keep_signer(signer)
    return SigningKey(signer, private)


def _open(passphrase: str) -> tuple[object, bool]:
    """The private key, and whether its protection or its file is an old one."""
    try:
        sealed = read_kept(_FILE)
    except FileNotFoundError:
        return load_pem_private_key(read_kept(_OLD_FILE), passphrase.encode()), True
    private = load_pem_private_key(unseal(sealed, passphrase), None)
    return private, is_weak(sealed) or _was_left_behind(private, passphrase)


def _was_left_behind(private: object, passphrase: str) -> bool:
    """Whether the old file still holds this key, because its move was interrupted.

    Another key there stays: somebody may have restored it from a copy.
    """
    try:
        old = load_pem_private_key(read_kept(_OLD_FILE), passphrase.encode())
    except (ValueError, TypeError, OSError):
        return False
    keys = [key for key in (private, old) if isinstance(key, Ed25519PrivateKey)]
    return len(keys) == 2 and public_half(keys[0]) == public_half(keys[1])


def _keep_private(private: Ed25519PrivateKey, passphrase: str) -> None:
    """Write the sealed key, and only then delete other files of keys: no moment is without a key."""
    keep(_FILE, _sealed(private, passphrase))
    remove(_OLD_FILE)
    remove(OPEN_FILE)


def remove_sealed() -> None:
    """Delete the key under a passphrase, which another one replaced. Raises KeyFileError."""
    remove(_FILE)
    remove(_OLD_FILE)


def _sealed(private: Ed25519PrivateKey, passphrase: str) -> bytes:
    return seal(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), passphrase)


def _path() -> str:
    return str(config_folder() / _FILE)


_MAKE_NEW: Message = message("Make one: inspection key new --role ROLE.")
