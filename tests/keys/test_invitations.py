"""An office invites a laptop, the laptop introduces itself, and somebody confirms its code."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.invitations import (
    INVITATION_DAYS,
    Introduction,
    Invitation,
    admit,
    code_of,
    introduce,
    keep_invitations,
    new_invitation,
    who_is_new,
)
from inspection_lib.keys.machine import distrust_machine, known_machines, machine_key
from inspection_lib.keys.signing import Signer
from inspection_lib.keys.trusted import distrust, trust, trusted_keys
from tests.keys.machines import at

NAME = "máy tính 2 của đoàn"
MADE = date(2026, 11, 28)
SIGNER = Signer("Thành viên", "ab" * 32)
OFFICE = "0c" * 32


@dataclass(frozen=True)
class Both:
    """An office with an invitation, and the laptop that has it. The test works on the office's machine."""

    invitation: Invitation
    introduction: Introduction
    laptop_key: str


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Both:
    at(monkeypatch, tmp_path, "office")
    invitation = new_invitation(f"  {NAME} ", f"{MADE}T08:00:00+00:00", OFFICE)
    at(monkeypatch, tmp_path, "laptop")
    own = machine_key()
    introduction = introduce(invitation, own, SIGNER)
    at(monkeypatch, tmp_path, "office")
    return Both(invitation, introduction, own.key)


def test_a_confirmed_machine_is_known_and_its_inspector_trusted(both: Both) -> None:
    """The office computes the code that the laptop shows; afterwards nothing has to be confirmed."""
    new = who_is_new(both.introduction, SIGNER, MADE)
    assert new is not None
    assert new.code == code_of(both.invitation.secret, OFFICE, both.laptop_key)
    assert new.has_code(new.code.replace(" ", "-"))
    assert not new.has_code(f"{(int(new.code.replace(' ', '')) + 1) % 10**8:08}")
    assert not new.has_code("")
    assert known_machines() == trusted_keys() == {}
    admit(new)
    assert known_machines()[both.laptop_key].name == NAME
    assert trusted_keys() == {SIGNER.key: SIGNER}
    assert who_is_new(both.introduction, SIGNER, MADE + timedelta(days=500)) is None


def test_the_code_is_another_one_for_another_machine_office_or_secret(both: Both) -> None:
    """So a laptop that took in a file which somebody else signed shows a code that the office refuses."""
    secret, key = both.invitation.secret, both.laptop_key
    codes = {code_of(secret, OFFICE, key), code_of(secret, OFFICE, "cd" * 32)}
    codes |= {code_of(secret, "0d" * 32, key), code_of("ef" * 32, OFFICE, key)}
    assert len(codes) == 4
    assert all(len(code) == 9 and code.replace(" ", "").isdecimal() for code in codes)


@pytest.mark.parametrize("part", ["machine", "proof", "signature", "key"])
def test_a_forged_introduction_is_refused(both: Both, part: str) -> None:
    """Each part is covered by the proof or the machine's signature."""
    other = {"machine": "máy khác", "proof": "0" * 64, "signature": "0" * 128, "key": "ab" * 32}
    forged = replace(both.introduction, **{part: other[part]})
    with pytest.raises(KeyFileError, match="forged"):
        who_is_new(forged, SIGNER, MADE)


def test_an_introduction_in_the_bundle_of_another_signer_is_refused(both: Both) -> None:
    """Somebody who copied it from a bundle on the stick signs with another key, or under another role."""
    for signer in (Signer("Thành viên", "cd" * 32), Signer("Trưởng đoàn", SIGNER.key)):
        with pytest.raises(KeyFileError, match="forged"):
            who_is_new(both.introduction, signer, MADE)


def test_an_invitation_is_for_one_machine(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second machine with the same secret is refused, before and after its code is asked for."""
    at(monkeypatch, tmp_path, "finder")
    finder = Signer("Thành viên", "cd" * 32)
    second = introduce(both.invitation, machine_key(), finder)
    at(monkeypatch, tmp_path, "office")
    first, waiting = who_is_new(both.introduction, SIGNER, MADE), who_is_new(second, finder, MADE)
    assert first is not None
    assert waiting is not None
    assert first.code != waiting.code
    admit(first)
    with pytest.raises(KeyFileError, match="used already"):
        admit(waiting)
    with pytest.raises(KeyFileError, match="used already"):
        who_is_new(second, finder, MADE)
    assert list(trusted_keys()) == [SIGNER.key]


def test_an_invitation_ends(both: Both) -> None:
    """On its last day it is good, on the next one it is not."""
    last = MADE + timedelta(days=INVITATION_DAYS)
    assert who_is_new(both.introduction, SIGNER, last) is not None
    with pytest.raises(KeyFileError, match="ended on"):
        who_is_new(both.introduction, SIGNER, last + timedelta(days=1))


def test_a_new_key_on_a_known_machine_is_asked_for_again(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thief who has the laptop's machine key must not bring in a key of his own without a word."""
    first = who_is_new(both.introduction, SIGNER, MADE)
    assert first is not None
    admit(first)
    at(monkeypatch, tmp_path, "laptop")
    other = Signer("Thành viên", "cd" * 32)
    again = introduce(both.invitation, machine_key(), other)
    at(monkeypatch, tmp_path, "office")
    new = who_is_new(again, other, MADE)
    assert new is not None
    assert (new.is_known, first.is_known) == (True, False)
    admit(new)
    assert set(trusted_keys()) == {SIGNER.key, other.key}


def test_who_was_distrusted_does_not_come_back(both: Both) -> None:
    """Neither the machine nor its inspector, though the invitation is genuine."""
    new = who_is_new(both.introduction, SIGNER, MADE)
    assert new is not None
    admit(new)
    distrust(SIGNER.key)
    with pytest.raises(KeyFileError, match="trusted no more"):
        who_is_new(both.introduction, SIGNER, MADE)
    trust(SIGNER.key, SIGNER.role)
    distrust_machine(both.laptop_key)
    with pytest.raises(KeyFileError, match="trusted no more"):
        who_is_new(both.introduction, SIGNER, MADE)


def test_another_office_does_not_recognise_the_invitation(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, unless it trusts the signer already. A laptop with the same file recognises it."""
    at(monkeypatch, tmp_path, "elsewhere")
    with pytest.raises(KeyFileError, match="not prepared on this computer"):
        who_is_new(both.introduction, SIGNER, MADE)
    trust(SIGNER.key, SIGNER.role)
    assert who_is_new(both.introduction, SIGNER, MADE) is None
    at(monkeypatch, tmp_path, "laptop 1")
    keep_invitations([both.invitation])
    assert who_is_new(both.introduction, SIGNER, MADE) is not None


def test_a_machine_needs_a_name(config: Path) -> None:
    """Blanks are none."""
    with pytest.raises(KeyFileError, match="needs a name"):
        new_invitation("  ", f"{MADE}T08:00:00+00:00", OFFICE)
    assert not (config / "invitations.json").exists()
