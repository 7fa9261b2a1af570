"""How messages and errors are printed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from inspection_lib.cli import program
from inspection_lib.cli.options import print_error, print_message
from inspection_lib.language import Fault, Language, message, open_catalogue
from tests.cli.conftest import Command

VI = open_catalogue(Language.VI)


def test_a_message_goes_to_stdout_and_an_error_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """Both in the user's language; an error with its place and its remedy."""
    print_message(VI, message("Nothing is wrong."))
    print_error(VI, "060", Fault(message("There is no such file."), message("Check the name.")))
    out, err = capsys.readouterr()
    assert out == VI.text("Nothing is wrong.") + "\n"
    assert err == f"060: {VI.text('There is no such file.')} {VI.text('Check the name.')}\n"


def test_an_error_without_place_and_remedy_is_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    """No colon and no space are left over."""
    print_error(VI, "", Fault(message("There is no such file.")))
    assert capsys.readouterr().err == VI.text("There is no such file.") + "\n"


def all_commands(
    group: TyperGroup, before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    for name, found in group.commands.items():
        if isinstance(found, TyperGroup):
            yield from all_commands(found, (*before, name))
        else:
            yield (*before, name), found


def commands_with_a_store() -> list[tuple[str, ...]]:
    group = typer.main.get_command(program())
    return [
        name
        for name, found in all_commands(group)
        if any("--store" in parameter.opts for parameter in found.params)
    ]


@pytest.mark.parametrize("name", commands_with_a_store(), ids=" ".join)
def test_no_command_takes_a_password_in_the_address_of_a_store(
    name: tuple[str, ...], command: Command
) -> None:
    """It is refused before a file is written, and not repeated. The list of commands is the program's own."""
    before = sorted(command.folder.rglob("*"))
    found = dict(all_commands(typer.main.get_command(program())))[name]
    needed = [str(place) for place in found.params if isinstance(place, TyperArgument) and place.required]
    for address in ("postgresql://office:hunter2@host/db", "postgresql://host/db?password=hunter2"):
        error = command.bad(*name, "--store", address, *(["060"] * len(needed)))
        assert "holds a password" in error
        assert "hunter2" not in error
    assert sorted(command.folder.rglob("*")) == before
