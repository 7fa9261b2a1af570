"""The public keys of this machine and of its inspector, shown without a passphrase."""

from __future__ import annotations

from dataclasses import dataclass

from inspection_lib.keys.inspectors import own_signer
from inspection_lib.keys.machine import machine_key
from inspection_lib.keys.names import own_machine_name
from inspection_lib.keys.signing import fingerprint_of
from inspection_lib.keys.syllables import words_of


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """What this machine shows of its keys.

    ``machine_name`` is "" without a name. ``role`` and ``key`` are None where there is no inspector's key, or
    one of an earlier version that was not used yet. Digits and words stand for the same part of a key.
    """

    machine_name: str
    machine_key: str
    role: str | None
    key: str | None

    @property
    def machine_digits(self) -> str:
        """The machine's key in four groups of four digits, to compare."""
        return fingerprint_of(self.machine_key)

    @property
    def machine_words(self) -> str:
        """The same in eight syllables, to read out."""
        return words_of(self.machine_key)

    @property
    def digits(self) -> str | None:
        """The inspector's key in four groups of four digits, to compare."""
        return fingerprint_of(self.key) if self.key else None

    @property
    def words(self) -> str | None:
        """The same in eight syllables, to read out."""
        return words_of(self.key) if self.key else None


def own_keys() -> OwnKeys:
    """The public keys of this machine, whose own is made where there is none. Raises KeyFileError."""
    signer, machine = own_signer(), machine_key()
    role, key = (signer.role, signer.key) if signer else (None, None)
    return OwnKeys(own_machine_name(), machine.key, role, key)
