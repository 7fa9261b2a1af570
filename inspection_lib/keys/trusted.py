"""The keys of inspectors that this machine trusts: it takes in what they signed."""

from __future__ import annotations

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.key_files import KeyList, change_list, read_list
from inspection_lib.keys.signing import Signer, typed_key
from inspection_lib.language import message

LIST = "trusted.json"
"""The list of trusted keys."""


def trusted_keys() -> dict[str, Signer]:
    """The signers that this machine trusts, by their public keys.

    Its own is among them only if it was trusted, too.
    """
    return {key: Signer(role, key) for key, role in read_list(LIST).items()}


def trust(key: str, role: str) -> Signer:
    """Trust a public key from now on. Raises KeyFileError if the text is not a key."""
    signer = Signer(role, typed_key(key))

    def add(known: KeyList) -> None:
        known[signer.key] = role

    change_list(LIST, add)
    return signer


def distrust(key: str) -> Signer:
    """Stop trusting a public key. Bundles of it that were merged before stay.

    Raises KeyFileError for an unknown key.
    """
    removed: list[str] = []

    def remove(known: KeyList) -> None:
        removed.extend([known.pop(key.lower())] if key.lower() in known else [])

    change_list(LIST, remove)
    if not removed:
        raise KeyFileError(
            message("The key {key} is not among the trusted ones.", key=key[:80]),
            message("Look at them: inspection key trusted."),
        )
    return Signer(removed[0], key.lower())
