"""The key of this machine, without a passphrase, and the keys of other machines that this one knows.

The machine signs with it what it writes by itself, such as the ends of chains. It shows that the same machine
wrote, not which person did: that is what an inspector's key with its passphrase is for.
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from inspection_lib.errors import KeyFileError
from inspection_lib.files import config_folder
from inspection_lib.keys.key_files import KeyList, change_list, keep_first, read_kept, read_list
from inspection_lib.keys.signing import fingerprint_of, public_half, typed_key
from inspection_lib.language import message

_FILE, LIST = "machine.pem", "machines.json"
"""The private key, and the list of the other machines that are known."""


@dataclass(frozen=True, slots=True)
class MachineKey:
    """The private key of this machine. ``key`` is its public half, as 64 hexadecimal digits."""

    key: str
    private: Ed25519PrivateKey

    @property
    def fingerprint(self) -> str:
        """The public key in four groups of four digits, to compare by telephone."""
        return fingerprint_of(self.key)

    def sign(self, content: bytes) -> bytes:
        """The signature over some bytes; it has 64 bytes."""
        return self.private.sign(content)


@dataclass(frozen=True, slots=True)
class KnownMachine:
    """Another machine that this one knows, by the name that somebody gave it here."""

    key: str
    name: str

    @property
    def fingerprint(self) -> str:
        """The public key in four groups of four digits, to compare by telephone."""
        return fingerprint_of(self.key)


def machine_key() -> MachineKey:
    """The key of this machine, made at the first call.

    Processes that make it at the same time get the same key. Raises KeyFileError when it cannot be kept, or
    when its file is damaged: it is never replaced by itself, because what the old key signed would then count
    as foreign.
    """
    try:
        content = read_kept(_FILE)
    except FileNotFoundError:
        content = keep_first(_FILE, new_pem())
    except OSError as error:
        raise _unusable() from error
    try:
        private = load_pem_private_key(content, None)
    except (ValueError, TypeError) as error:
        raise _unusable() from error
    if not isinstance(private, Ed25519PrivateKey):
        raise _unusable()
    return MachineKey(public_half(private), private)


def new_pem() -> bytes:
    """A new private key as it is kept without a passphrase."""
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _unusable() -> KeyFileError:
    return KeyFileError(
        message("The key of this machine in {path} cannot be read.", path=str(config_folder() / _FILE)),
        message(
            "Restore it from a copy. Without one, delete it: this machine then counts as a new one, "
            "which the others have to know again."
        ),
    )


def known_machines() -> dict[str, KnownMachine]:
    """The other machines that this one knows, by their public keys. Its own key is not among them."""
    return {key: KnownMachine(key, name) for key, name in read_list(LIST).items()}


def trust_machine(key: str, name: str) -> KnownMachine:
    """Know a machine from now on. Raises KeyFileError if the text is not a public key."""
    machine = KnownMachine(typed_key(key), name)

    def add(known: KeyList) -> None:
        known[machine.key] = name

    change_list(LIST, add)
    return machine


def distrust_machine(key: str) -> KnownMachine:
    """Know a machine no longer. Raises KeyFileError for an unknown key."""
    removed: list[str] = []

    def remove(known: KeyList) -> None:
        removed.extend([known.pop(key.lower())] if key.lower() in known else [])

    change_list(LIST, remove)
    if not removed:
        raise KeyFileError(
            message("The key {key} is not among the known machines.", key=key[:80]),
            message("Look at them: inspection key machines."),
        )
    return KnownMachine(key.lower(), removed[0])
