"""Keys that sign and encrypt: of this machine, its inspector and its office, and the keys that it knows."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.keys.day_key import DayKey, signing_key
    from inspection_lib.keys.enrolment import Enrolment, keep_enrolment, own_enrolment, own_introduction
    from inspection_lib.keys.forms import FormSecret, new_form_secret, secret_of_form
    from inspection_lib.keys.inspectors import has_key, load_key, new_key, own_signer, require_key
    from inspection_lib.keys.invitations import (
        INVITATION_DAYS,
        Introduction,
        Invitation,
        NewMachine,
        admit,
        keep_invitations,
        last_day,
        new_invitation,
        who_is_new,
    )
    from inspection_lib.keys.machine import (
        KnownMachine,
        MachineKey,
        distrust_machine,
        known_machines,
        machine_key,
        trust_machine,
    )
    from inspection_lib.keys.names import (
        LONGEST_NAME,
        MachineNames,
        SignedName,
        called,
        keep_names,
        known_name,
        machine_called,
        machine_names,
        name_of_key,
        name_own_machine,
        names_of,
        own_machine_name,
        tidy_name,
    )
    from inspection_lib.keys.office import decrypt_here, encrypt_for, new_office_identity
    from inspection_lib.keys.open_key import may_be_open, needs_passphrase, new_open_key
    from inspection_lib.keys.shown_keys import OwnKeys, own_keys
    from inspection_lib.keys.signing import Signer, SigningKey, fingerprint_of, is_signed
    from inspection_lib.keys.syllables import words_of
    from inspection_lib.keys.trusted import distrust, trust, trusted_keys

__all__ = [
    "INVITATION_DAYS",
    "LONGEST_NAME",
    "DayKey",
    "Enrolment",
    "FormSecret",
    "Introduction",
    "Invitation",
    "KnownMachine",
    "MachineKey",
    "MachineNames",
    "NewMachine",
    "OwnKeys",
    "SignedName",
    "Signer",
    "SigningKey",
    "admit",
    "called",
    "decrypt_here",
    "distrust",
    "distrust_machine",
    "encrypt_for",
    "fingerprint_of",
    "has_key",
    "is_signed",
    "keep_enrolment",
    "keep_invitations",
    "keep_names",
    "known_machines",
    "known_name",
    "last_day",
    "load_key",
    "machine_called",
    "machine_key",
    "machine_names",
    "may_be_open",
    "name_of_key",
    "name_own_machine",
    "names_of",
    "needs_passphrase",
    "new_form_secret",
    "new_invitation",
    "new_key",
    "new_office_identity",
    "new_open_key",
    "own_enrolment",
    "own_introduction",
    "own_keys",
    "own_machine_name",
    "own_signer",
    "require_key",
    "secret_of_form",
    "signing_key",
    "tidy_name",
    "trust",
    "trust_machine",
    "trusted_keys",
    "who_is_new",
    "words_of",
]
