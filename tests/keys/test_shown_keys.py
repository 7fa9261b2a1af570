"""Public keys without a passphrase."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.keys.inspectors import new_key
from inspection_lib.keys.machine import machine_key
from inspection_lib.keys.names import name_own_machine
from inspection_lib.keys.shown_keys import own_keys
from inspection_lib.keys.signing import fingerprint_of
from inspection_lib.keys.syllables import words_of


def test_a_machine_shows_its_key_and_that_of_its_inspector(config: Path) -> None:
    """First only its own; digits and words are those of the keys."""
    before = own_keys()
    assert (before.machine_name, before.role, before.key, before.digits, before.words) == ("", *[None] * 4)
    signer = new_key("Thành viên", "mật khẩu dài")
    name_own_machine("máy tính 2 của đoàn")
    shown = own_keys()
    assert (shown.role, shown.key, shown.digits) == (signer.role, signer.key, signer.fingerprint)
    assert shown.words == words_of(signer.key)
    assert (shown.machine_name, shown.machine_key) == ("máy tính 2 của đoàn", machine_key().key)
    assert shown.machine_digits == fingerprint_of(shown.machine_key)
    assert shown.machine_words == words_of(shown.machine_key)
    assert config.is_dir()
