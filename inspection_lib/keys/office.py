"""The identity of this office (age): what is encrypted for it is read here alone."""

from __future__ import annotations

from typing import IO, BinaryIO

import pyrage

from inspection_lib.errors import KeyFileError
from inspection_lib.files import config_folder
from inspection_lib.keys.key_files import keep, keep_first, read_kept
from inspection_lib.keys.passphrases import check_passphrase, is_weak, seal, unseal
from inspection_lib.language import message

_FILE = "office.age"


def new_office_identity(passphrase: str) -> str:
    """Make the identity for which bundles to this office are encrypted; gives its public part, `age1...`.

    It is never replaced (KeyFileError): bundles that were encrypted for it could not be read any more.
    """
    path = config_folder() / _FILE
    there_is_one = KeyFileError(
        message("There is a key already in {path}.", path=str(path)),
        message("Bundles for it could not be read without it."),
    )
    if path.exists():
        raise there_is_one
    check_passphrase(passphrase)
    identity = pyrage.x25519.Identity.generate()
    sealed = seal(str(identity).encode(), passphrase)
    if keep_first(_FILE, sealed) != sealed:
        raise there_is_one  # another process was faster
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


def decrypt_here(source: BinaryIO, target: IO[bytes], passphrase: str) -> None:
    """Decrypt a file into another one with this office's identity, block by block.

    An identity that is protected less than new ones is moved.

    Raises KeyFileError if they are not for it, the passphrase is wrong, or the moved identity cannot be kept.
    """
    try:
        sealed = read_kept(_FILE)
        identity = unseal(sealed, passphrase)
        pyrage.decrypt_io(source, target, [pyrage.x25519.Identity.from_str(identity.decode())])
    except (OSError, ValueError, pyrage.DecryptError, pyrage.IdentityError) as error:
        raise KeyFileError(
            message("The bundle is encrypted and cannot be opened here."),
            message("Open it on the machine of the office it was made for, with the right passphrase."),
        ) from error
    if is_weak(sealed):
        keep(_FILE, seal(identity, passphrase))
