"""The command `schema`."""

from __future__ import annotations

import json

import pytest

from inspection_lib.cli.schemas import SCHEMAS, SchemaName
from tests.cli.conftest import Command


@pytest.mark.parametrize("name", SchemaName)
def test_a_schema_is_json(command: Command, name: SchemaName) -> None:
    """Each kind of file has one."""
    assert "2020-12" in json.loads(command.good("schema", name.value))["$schema"]


def test_the_names_are_those_of_the_schemas() -> None:
    """A new schema needs its name in the command."""
    assert {name.value for name in SchemaName} == set(SCHEMAS)


def test_there_is_no_other_schema(command: Command) -> None:
    """Typer lists the names; without a name and without --write they are listed, too."""
    assert "checklist" in command.bad("schema", "unit", status=2)
    assert "checklist" in command.bad("schema", status=2)


def test_all_schemas_are_written_for_editors(command: Command) -> None:
    """Into the workbench, with the line by which an editor finds them."""
    said = command.good("schema", "--write")
    assert "# yaml-language-server: $schema=../schemas/checklist.json" in said
    written = command.folder / "checklists" / "schemas" / "checklist.json"
    assert json.loads(written.read_text(encoding="utf-8"))["title"] == "Checklist"
