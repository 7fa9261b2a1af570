"""What a machine keeps of its preparation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.enrolment import keep_enrolment, own_enrolment, own_introduction
from inspection_lib.keys.machine import known_machines, machine_key
from inspection_lib.keys.names import own_machine_name
from inspection_lib.keys.signing import Signer
from inspection_lib.keys.trusted import trust, trusted_keys
from tests.keys.enrolments import OFFICE, an_enrolment


def test_it_is_kept_with_the_name_of_the_machine_and_a_code(config: Path) -> None:
    """Nobody prepared the machine before: there is nothing, and no introduction."""
    signer = Signer("Thành viên", "ab" * 32)
    assert own_enrolment() is None
    assert own_introduction(signer) is None
    kept = an_enrolment()
    keep_enrolment(kept)
    assert own_enrolment() == kept
    assert own_machine_name() == kept.machine
    assert (config / "preparation.json").stat().st_mode & 0o077 == 0
    introduction = own_introduction(signer)
    assert introduction is not None
    assert (introduction.machine, introduction.key) == (kept.machine, machine_key().key)
    assert kept.office == OFFICE
    assert len(kept.code) == 9


def test_the_lists_of_keys_follow_the_office(config: Path) -> None:
    """A key that the office names no longer goes; one that somebody trusted here stays."""
    trust("ef" * 32, "Tin tại đây")
    first = an_enrolment(trusted={"ab" * 32: "Cũ", "cd" * 32: "Còn"}, machines={"ab" * 32: "máy 1"})
    keep_enrolment(first)
    assert {signer.role for signer in trusted_keys().values()} == {"Tin tại đây", "Cũ", "Còn"}
    keep_enrolment(replace(first, trusted={"cd" * 32: "Còn"}, machines={machine_key().key: "máy này"}))
    assert {signer.role for signer in trusted_keys().values()} == {"Tin tại đây", "Còn"}
    assert known_machines() == {}
    assert config.is_dir()


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"invitation": 1}', "[" * 100_000])
def test_a_damaged_file_is_an_error_and_not_an_unprepared_machine(config: Path, content: str) -> None:
    """Otherwise a key without a passphrase would be refused for a reason that is not true."""
    config.mkdir()
    (config / "preparation.json").write_text(content)
    with pytest.raises(KeyFileError, match="cannot be read"):
        own_enrolment()
