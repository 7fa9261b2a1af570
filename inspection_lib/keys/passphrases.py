"""What a passphrase must fulfil before a key is protected by it."""

from __future__ import annotations

from inspection_lib.errors import KeyFileError
from inspection_lib.language import message

MIN_PASSPHRASE = 8
"""The fewest characters of a passphrase."""


def check_passphrase(passphrase: str) -> None:
    """Raise KeyFileError for a passphrase that is too short."""
    if len(passphrase) < MIN_PASSPHRASE:
        raise KeyFileError(
            message("The passphrase is too short."),
            message("Take at least {count} letters.", count=MIN_PASSPHRASE),
        )
