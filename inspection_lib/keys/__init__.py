"""Keys that sign and encrypt: of this machine, its inspector and its office, and the keys that it knows."""

from __future__ import annotations

from inspection_lib.keys.forms import FormSecret, new_form_secret, secret_of_form
from inspection_lib.keys.inspectors import load_key, new_key, own_signer, require_key
from inspection_lib.keys.machine import (
    KnownMachine,
    MachineKey,
    distrust_machine,
    known_machines,
    machine_key,
    trust_machine,
)
from inspection_lib.keys.office import decrypt_here, encrypt_for, new_office_identity
from inspection_lib.keys.signing import Signer, SigningKey, fingerprint_of, is_signed
from inspection_lib.keys.trusted import distrust, trust, trusted_keys

__all__ = [
    "FormSecret",
    "KnownMachine",
    "MachineKey",
    "Signer",
    "SigningKey",
    "decrypt_here",
    "distrust",
    "distrust_machine",
    "encrypt_for",
    "fingerprint_of",
    "is_signed",
    "known_machines",
    "load_key",
    "machine_key",
    "new_form_secret",
    "new_key",
    "new_office_identity",
    "own_signer",
    "require_key",
    "secret_of_form",
    "trust",
    "trust_machine",
    "trusted_keys",
]
