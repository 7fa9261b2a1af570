"""The commands `inspection key ...`."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Command
from tests.makers.machines import ROLE


def test_a_key_is_made_once_and_shown(command: Command) -> None:
    """A second key needs --force, because the first one may be trusted elsewhere."""
    made = command.good("key", "new", "--role", ROLE)
    machine, inspector = command.good("key", "show").splitlines(keepends=True)
    assert inspector == made
    assert machine in command.good("key", "machines")
    assert "--force" in command.bad("key", "new", "--role", ROLE)
    assert command.good("key", "new", "--role", ROLE, "--force") != made


def test_without_a_key_there_is_none_to_show(command: Command) -> None:
    """The error says how to make one."""
    assert "inspection key new" in command.bad("key", "show")


def test_a_key_is_trusted_until_it_is_distrusted(command: Command) -> None:
    """The list shows the role under which the key is trusted."""
    key = "ab" * 32
    assert command.good("key", "trusted") == ""
    command.good("key", "trust", key, "--role", "Thư ký")
    assert "Thư ký" in command.good("key", "trusted")
    command.good("key", "distrust", key)
    assert "Thư ký" not in command.good("key", "trusted")


def test_a_key_of_another_length_is_refused(command: Command) -> None:
    """A typing error is noticed before the key is trusted."""
    assert command.bad("key", "trust", "ab12", "--role", "Thư ký")
    assert command.good("key", "trusted") == ""


def test_another_machine_is_known_until_it_is_not(command: Command) -> None:
    """The list shows the name that the machine was given here, after the machine's own key."""
    key = "ab" * 32
    command.good("key", "trust-machine", key.upper(), "--name", "Máy đoàn 2")
    own, other = command.good("key", "machines").splitlines()
    assert key not in own
    assert key in other
    assert "Máy đoàn 2" in other
    command.good("key", "distrust-machine", key)
    assert command.good("key", "machines").splitlines() == [own]
    assert "known machines" in command.bad("key", "distrust-machine", key)
    assert command.bad("key", "trust-machine", "ab12", "--name", "Máy đoàn 2")


@pytest.mark.slow
def test_the_office_has_a_key_for_encrypted_bundles(command: Command) -> None:
    """Its public half is printed, to be given to the teams."""
    assert command.good("key", "office").startswith("age1")
