"""Where the key of a bundle comes from: the one place that knows."""

from __future__ import annotations

from inspection_lib.keys import SigningKey, load_key, require_key


def signing_key(passphrase: str) -> SigningKey:
    """The key that signs a bundle. Raises KeyFileError: there is none, or the passphrase is wrong."""
    require_key()
    return load_key(passphrase)
