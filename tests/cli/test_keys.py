"""The commands `inspection key ...`."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from tests.cli.conftest import Command
from tests.conftest import CAMPAIGN
from tests.makers.commands import run_here, run_with_children
from tests.makers.forks import at_once
from tests.makers.machines import PASSPHRASE, ROLE, a_machine


def test_a_key_is_made_once_and_shown(command: Command) -> None:
    """A second key needs --force, because the first one may be trusted elsewhere."""
    made = command.good("key", "new", "--role", ROLE)
    machine, machine_words, inspector, words = command.good("key", "show").splitlines(keepends=True)
    assert inspector == made
    assert machine in command.good("key", "machines")
    assert machine_words != words
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
@pytest.mark.parametrize("words", [("new", "--role", ROLE), ("office",)])
def test_of_two_keys_made_at_once_one_stays(tmp_path: Path, words: tuple[str, ...]) -> None:
    """The other commands say that there is a key already: no public key is shown whose half is lost."""
    machine = a_machine(tmp_path, "one")
    ended = at_once(4, lambda _: run_here(machine.folder, machine.environment(), "key", *words))
    (made,) = (ran.out for ran in ended if not ran.err)
    assert sorted(ran.status for ran in ended) == [0, 1, 1, 1]
    assert words == ("office",) or made in machine("key", "show")


@pytest.mark.slow
def test_the_office_has_a_key_for_encrypted_bundles(command: Command) -> None:
    """Its public half is printed, to be given to the teams."""
    assert command.good("key", "office").startswith("age1")


@pytest.mark.slow
def test_a_notebook_of_the_batch_does_not_see_the_passphrase(command: Command) -> None:
    """Neither in the process of the batch, nor in one that it starts."""
    notebook = command.folder / "notebooks" / "unit_report.ipynb"
    content = nbformat.read(notebook, as_version=4)
    content.cells.append(nbformat.v4.new_code_cell("import os\nprint(dict(os.environ))"))
    nbformat.write(content, notebook)
    command.enter("A01", "15/1/2017")
    assert run_with_children(command.folder, {}, "batch", CAMPAIGN, "--unit", "060").returncode == 0
    (made,) = command.folder.glob(f"outputs/{CAMPAIGN}/060*/unit_report.ipynb")
    assert "INSPECTION_CONFIG" in made.read_text(encoding="utf-8")
    assert PASSPHRASE not in made.read_text(encoding="utf-8")
