"""The machine's own key, and the machines that it knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import KeyFileError
from inspection_lib.files import machine_origin
from inspection_lib.keys.machine import distrust_machine, known_machines, machine_key, trust_machine
from inspection_lib.keys.signing import is_signed
from tests.makers.forks import at_once

KEY = "ab" * 32


def test_a_machine_makes_its_key_once(config: Path) -> None:
    """The first call makes it, without a passphrase; it signs."""
    key = machine_key()
    assert is_signed(b"content", key.sign(b"content"), key.key)
    assert machine_key().key == key.key


def test_the_key_is_for_this_user_alone(config: Path) -> None:
    """Also where the folder and the file existed with wider modes."""
    config.mkdir(mode=0o755)
    key = machine_key().key
    assert (config.stat().st_mode & 0o777, (config / "machine.pem").stat().st_mode & 0o777) == (0o700, 0o600)
    config.chmod(0o777)
    (config / "machine.pem").chmod(0o644)
    assert machine_key().key == key
    assert (config.stat().st_mode & 0o777, (config / "machine.pem").stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.slow
def test_processes_that_start_together_get_one_key_and_one_name(config: Path) -> None:
    """All wait until all are ready, and then make the key at once."""
    made = set(at_once(8, lambda _: (machine_key().key, machine_origin())))
    assert len(made) == 1
    assert sorted(path.name for path in config.iterdir()) == ["machine.pem", "origin"]


def test_a_damaged_key_is_not_replaced(config: Path) -> None:
    """What it signed before would count as foreign, so somebody must decide it."""
    machine_key()
    (config / "machine.pem").write_text("damaged", encoding="ascii")
    with pytest.raises(KeyFileError, match="cannot be read"):
        machine_key()
    assert (config / "machine.pem").read_text(encoding="ascii") == "damaged"


def test_a_machine_is_known_by_the_name_it_was_given(config: Path) -> None:
    """Its own key is not in the list."""
    assert known_machines() == {}
    machine_key()
    trust_machine(KEY.upper(), "Máy đoàn 2")
    assert [(one.key, one.name) for one in known_machines().values()] == [(KEY, "Máy đoàn 2")]
    assert distrust_machine(KEY).name == "Máy đoàn 2"
    assert known_machines() == {}
    with pytest.raises(KeyFileError, match="not among the known machines"):
        distrust_machine(KEY)
