"""What this machine keeps of the file with which an office prepared it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial

from inspection_lib.errors import KeyFileError
from inspection_lib.files import config_folder
from inspection_lib.keys.invitations import Introduction, Invitation, code_of, introduce
from inspection_lib.keys.key_files import KeyList, change_list, keep, read_kept
from inspection_lib.keys.machine import LIST as MACHINES
from inspection_lib.keys.machine import machine_key
from inspection_lib.keys.names import name_own_machine
from inspection_lib.keys.signing import Signer
from inspection_lib.keys.trusted import LIST as TRUSTED
from inspection_lib.language import message

_FILE = "preparation.json"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The office that prepared this machine, and the invitation with which the machine introduces itself.

    ``protected_disks``: the office said that the disks of its machines are encrypted. ``trusted`` and
    ``machines`` are the public keys of inspectors and machines that the office named, with role and name.
    """

    office_name: str
    invitation: Invitation
    protected_disks: bool
    trusted: Mapping[str, str]
    machines: Mapping[str, str]

    @property
    def office(self) -> str:
        """The public key that signed the preparation."""
        return self.invitation.office

    @property
    def machine(self) -> str:
        """What the office calls this machine."""
        return self.invitation.machine

    @property
    def code(self) -> str:
        """The code that the office has to confirm: two groups of four digits. Takes a tenth of a second."""
        return code_of(self.invitation.secret, self.office, machine_key().key)


def own_enrolment() -> Enrolment | None:
    """What this machine keeps of its preparation; None where nobody prepared it. Raises KeyFileError."""
    try:
        found = json.loads(read_kept(_FILE))
        return Enrolment(**found | {"invitation": Invitation(**found["invitation"])})
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, OSError, RecursionError) as error:
        raise KeyFileError(
            message("The file {path} cannot be read.", path=str(config_folder() / _FILE)),
            message("Delete it, and take in the office's file once more."),
        ) from error


def keep_enrolment(enrolment: Enrolment) -> None:
    """Keep what a preparation brought: the office's lists of keys, the name of this machine, the invitation.

    Keys that an earlier preparation brought and the office names no longer are taken from the lists. Those
    that somebody added here stay. Raises KeyFileError.
    """
    before, own = own_enrolment(), machine_key().key
    lists = (
        (TRUSTED, before.trusted if before else {}, enrolment.trusted),
        (MACHINES, before.machines if before else {}, enrolment.machines),
    )
    for name, old, new in lists:
        change_list(name, partial(_exchange, old=old, new=new, own=own))
    name_own_machine(enrolment.machine)
    keep(_FILE, json.dumps(asdict(enrolment), ensure_ascii=False))


def _exchange(known: KeyList, old: Mapping[str, str], new: Mapping[str, str], own: str) -> None:
    for key in old.keys() - new.keys():
        known.pop(key, None)
    known.update({key: name for key, name in new.items() if key != own})


def own_introduction(signer: Signer) -> Introduction | None:
    """The introduction of this machine for a bundle of ``signer``; None where no office prepared it."""
    enrolment = own_enrolment()
    return introduce(enrolment.invitation, machine_key(), signer) if enrolment else None
