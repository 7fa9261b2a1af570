"""The inspector's key on a machine whose disk is encrypted: without a passphrase, as the machine's key is.

It is allowed only where the office said so when it prepared the machine. Who gets a laptop that is switched
off then has nothing; who gets one that is switched on has as much as with a key that was opened that day.
"""

from __future__ import annotations

import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from inspection_lib.errors import KeyFileError
from inspection_lib.files import config_folder
from inspection_lib.keys.enrolment import own_enrolment
from inspection_lib.keys.inspectors import (
    OPEN_FILE,
    ROLE_FILE,
    has_key,
    keep_signer,
    remove_sealed,
    require_key,
)
from inspection_lib.keys.key_files import keep, keep_first, read_kept
from inspection_lib.keys.machine import new_pem
from inspection_lib.keys.signing import Signer, SigningKey, public_half
from inspection_lib.language import message


def may_be_open() -> bool:
    """Whether the office said that the disk of this machine is protected. Raises KeyFileError."""
    enrolment = own_enrolment()
    return enrolment is not None and enrolment.protected_disks


def new_open_key(role: str, *, replace: bool = False) -> Signer:
    """Make the key of this machine's inspector without a passphrase.

    Raises KeyFileError where the office does not allow it, and where there is a key unless ``replace`` is
    true.
    """
    if not may_be_open():
        raise KeyFileError(
            message("The office did not say that the disk of this machine is protected."),
            message("Make a key with a passphrase, or ask the office: inspection prepare --protected-disks."),
        )
    there_is_one = KeyFileError(
        message("There is a key already in {path}.", path=str(config_folder())),
        message("Use it, or replace it with --force: bundles signed by the old one stay valid."),
    )
    if has_key() and not replace:
        raise there_is_one
    pem = new_pem()
    if replace:
        keep(OPEN_FILE, pem)
        remove_sealed()
    elif keep_first(OPEN_FILE, pem) != pem:
        raise there_is_one  # another process was faster
    return keep_signer(Signer(role, public_half(_private(pem))))


def open_key() -> SigningKey | None:
    """The key that needs no passphrase; None where there is none.

    Raises KeyFileError when it is damaged, or when the office says no longer that disks are protected.
    """
    try:
        private = _private(read_kept(OPEN_FILE))
        role = str(json.loads(read_kept(ROLE_FILE))["role"])
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, OSError) as error:
        raise KeyFileError(
            message("The key in {path} cannot be opened.", path=str(config_folder() / OPEN_FILE)),
            message("Make a new key and tell the office: inspection key new --force."),
        ) from error
    if not may_be_open():
        raise KeyFileError(
            message("The office says no longer that the disk of this machine is protected."),
            message("Make a new key with a passphrase: inspection key new --force."),
        )
    return SigningKey(Signer(role, public_half(private)), private)


def needs_passphrase() -> bool:
    """Whether this machine's inspector has to type a passphrase to sign.

    Raises KeyFileError where there is no key, and as `open_key`.
    """
    require_key()
    return open_key() is None


def _private(pem: bytes) -> Ed25519PrivateKey:
    private = load_pem_private_key(pem, None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError("not an Ed25519 key")
    return private
