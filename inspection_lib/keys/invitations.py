"""Invitations: how an office gets to know a laptop that it prepared, without 64 digits by telephone.

The office writes an invitation into the file that prepares laptops: an id and a secret for one machine with a
name. The laptop that takes the file in makes its key and introduces itself in its bundles: with its public
keys, a proof made with the secret, and a signature of its machine key. The office recognises its invitation.

That shows that the sender has had the file, no more: whoever finds the stick has the secret too. So laptop
and office compute a code of eight digits from the secret, the laptop's key and the key that signed the file.
The laptop shows it; a person reads it to the office, which types it in. Another machine has another code, and
so has a laptop that took in a file which somebody else signed. To find another key with the
same code, one has to know the code and try 10^8 keys, at 32 MB and a tenth of a second each (scrypt).

An invitation is for one machine. It ends `INVITATION_DAYS` after it was made.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from inspection_lib.errors import KeyFileError, NotInvitedError
from inspection_lib.keys.key_files import Table, change_table, read_table
from inspection_lib.keys.machine import MachineKey, known_machines, trust_machine
from inspection_lib.keys.names import tidy_name
from inspection_lib.keys.signing import Signer, fingerprint_of, is_signed
from inspection_lib.keys.trusted import trust, trusted_keys
from inspection_lib.language import message

INVITATION_DAYS = 60
"""Days for which an invitation is good, from the day on which it was made. A round takes a month."""
CODE_DIGITS = 8
_FILE = "invitations.json"
_SCRYPT_N = 2**15


@dataclass(frozen=True, slots=True)
class Invitation:
    """A secret for one machine. ``made_at`` is an ISO moment, ``secret`` has 64 hexadecimal digits.

    ``office`` is the public key that signs the file with the invitation.
    """

    id: str
    secret: str
    machine: str
    made_at: str
    office: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """What a laptop says of itself in its bundles.

    ``key`` is that of the machine. ``proof`` is made with the invitation's secret, ``signature`` with the
    machine's key; both are about the inspector's key and role too.
    """

    invitation: str
    machine: str
    key: str
    proof: str
    signature: str


@dataclass(frozen=True, slots=True)
class NewMachine:
    """A machine that introduced itself and that somebody has to confirm with its code.

    ``is_known``: the machine was confirmed before, and its inspector has a new key.
    """

    invitation: str
    name: str
    key: str
    signer: Signer
    code: str
    is_known: bool

    def has_code(self, typed: str) -> bool:
        """Whether somebody typed this machine's code, with or without blanks and signs."""
        digits = "".join(letter for letter in typed if letter.isdecimal())
        return hmac.compare_digest(digits.encode(), self.code.replace(" ", "").encode())


def new_invitation(machine: str, made_at: str, office: str) -> Invitation:
    """Invite a machine with a name; the invitation is kept here. Raises KeyFileError."""
    name = tidy_name(machine)
    if not name:
        raise KeyFileError(message("A machine needs a name."), message("Such as: máy tính 2 của đoàn."))
    made = Invitation(secrets.token_hex(8), secrets.token_hex(32), name, made_at, office)
    keep_invitations([made])
    return made


def keep_invitations(invitations: Iterable[Invitation]) -> None:
    """Recognise these invitations here: the office its own, a laptop those of the others of its team.

    What is known of one already stays. Raises KeyFileError.
    """

    def add(table: Table) -> None:
        for one in invitations:
            row = {"secret": one.secret, "machine": one.machine, "made_at": one.made_at, "office": one.office}
            table.setdefault(one.id, row)

    change_table(_FILE, add)


def code_of(secret: str, office: str, machine: str) -> str:
    """The code of a machine with a public key, in two groups of four digits. Takes a tenth of a second."""
    keys = bytes.fromhex(office) + bytes.fromhex(machine)
    derived = hashlib.scrypt(keys, salt=bytes.fromhex(secret), n=_SCRYPT_N, r=8, p=1, maxmem=2**26, dklen=16)
    digits = f"{int.from_bytes(derived) % 10**CODE_DIGITS:0{CODE_DIGITS}}"
    return f"{digits[:4]} {digits[4:]}"


def introduce(invitation: Invitation, own: MachineKey, signer: Signer) -> Introduction:
    """The introduction of this machine in a bundle of ``signer``."""
    content = _content(invitation.id, invitation.machine, own.key, signer)
    proof = hmac.new(bytes.fromhex(invitation.secret), content, hashlib.sha256).hexdigest()
    return Introduction(invitation.id, invitation.machine, own.key, proof, own.sign(content).hex())


def who_is_new(introduction: Introduction, signer: Signer, today: date) -> NewMachine | None:
    """The machine that a bundle of ``signer`` introduces, if somebody has to confirm it.

    None where nothing is to do: both keys are known here, or the invitation is not one of this office and the
    signer is trusted. Raises NotInvitedError for an invitation of another office, and KeyFileError for a
    forged, used or outdated one and for a key that is trusted no more.
    """
    row = read_table(_FILE).get(introduction.invitation)
    is_trusted = signer.key in trusted_keys()
    if row is None:
        if is_trusted:
            return None
        raise NotInvitedError(
            message("The machine '{name}' was not prepared on this computer.", name=introduction.machine),
            message(
                "Take the file in on the computer that prepared it, or compare the digits {digits} with the "
                "sender by voice. Then take it in on the home page, which asks for them, or: inspection key "
                "trust {key} --role ROLE.",
                digits=signer.fingerprint,
                key=signer.key,
            ),
        )
    _check_genuine(introduction, signer, row)
    used_by, is_known = row.get("used_by", ""), introduction.key in known_machines()
    if is_known and is_trusted:
        return None
    if used_by not in ("", introduction.key):
        raise KeyFileError(
            message(
                "The invitation of '{name}' was used already, by the machine with the digits {digits}.",
                name=row["machine"],
                digits=fingerprint_of(used_by),
            ),
            message(
                "Ask who made this file. If two machines took one name, take the office's file in again on "
                "one of them, under its own name: inspection merge FILE --machine NAME."
            ),
        )
    if used_by and (not is_known or signer.key in row.get("signers", "").split()):
        raise KeyFileError(
            message("The machine '{name}' or its inspector's key is trusted no more.", name=row["machine"]),
            message("Prepare the machine anew: inspection prepare."),
        )
    last = last_day(row["made_at"])
    if not used_by and today > last:
        raise KeyFileError(
            message(
                "The invitation of '{name}' ended on {day}.",
                name=row["machine"],
                day=last_day(row["made_at"]),
            ),
            message("Prepare the machine anew: inspection prepare."),
        )
    code = code_of(row["secret"], row["office"], introduction.key)
    return NewMachine(
        introduction.invitation, row["machine"], introduction.key, signer, code, is_known=bool(used_by)
    )


def admit(machine: NewMachine) -> None:
    """Know a machine and trust its inspector from now on: somebody confirmed its code.

    Raises KeyFileError if the invitation was used by another machine meanwhile.
    """

    def use(table: Table) -> None:
        row = table.get(machine.invitation, {})
        if row.get("used_by", machine.key) != machine.key:
            raise KeyFileError(message("The invitation of '{name}' was used already.", name=machine.name))
        signers = {*row.get("signers", "").split(), machine.signer.key}
        table[machine.invitation] = row | {"used_by": machine.key, "signers": " ".join(sorted(signers))}

    change_table(_FILE, use)
    trust_machine(machine.key, machine.name)
    trust(machine.signer.key, machine.signer.role)


def last_day(made_at: str) -> date:
    """The last day on which an invitation, or the file that it came in, is good. ``made_at`` is ISO."""
    return date.fromisoformat(made_at[:10]) + timedelta(days=INVITATION_DAYS)


def _check_genuine(introduction: Introduction, signer: Signer, row: dict[str, str]) -> None:
    content = _content(introduction.invitation, introduction.machine, introduction.key, signer)
    proof = hmac.new(bytes.fromhex(row["secret"]), content, hashlib.sha256).hexdigest()
    is_genuine = (
        introduction.machine == row["machine"]
        and hmac.compare_digest(proof, introduction.proof)
        and is_signed(content, bytes.fromhex(introduction.signature), introduction.key)
    )
    if not is_genuine:
        raise KeyFileError(
            message("The introduction of the machine '{name}' is forged.", name=introduction.machine),
            message("Nothing was recorded. Keep the file, and ask who made it."),
        )


def _content(invitation: str, machine: str, key: str, signer: Signer) -> bytes:
    words = ["inspection-introduction", invitation, machine, key, signer.key, signer.role]
    return json.dumps(words, ensure_ascii=False).encode()
