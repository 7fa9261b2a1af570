"""Schemas that editors find, with a description and an example of every field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from inspection_lib.workbench import EDITOR_SCHEMAS, editor_line, write_schemas


def fields_of(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of every mapping in a schema, however deep."""
    if isinstance(schema, list):
        for index, part in enumerate(schema):
            yield from fields_of(part, f"{path}/{index}")
    elif isinstance(schema, dict):
        for name, field in schema.get("properties", {}).items():
            yield f"{path}/{name}", field
        for name, part in schema.items():
            if name not in ("examples", "description"):
                yield from fields_of(part, f"{path}/{name}")


@pytest.mark.parametrize("name", EDITOR_SCHEMAS)
def test_every_field_has_a_description_and_an_example(name: str) -> None:
    """In Vietnamese, a slash, and English; 20 fields at least were looked at."""
    fields = dict(fields_of(json.loads(EDITOR_SCHEMAS[name]())))
    assert len(fields) >= 5
    assert [path for path, one in fields.items() if " / " not in one.get("description", "")] == []
    assert [path for path, one in fields.items() if not one.get("examples")] == []


@pytest.mark.parametrize("name", EDITOR_SCHEMAS)
def test_every_example_fits_its_field(name: str) -> None:
    """What an author copies from an example must be right."""
    schema = json.loads(EDITOR_SCHEMAS[name]())
    for path, field in fields_of(schema):
        validator = jsonschema.Draft202012Validator(field | {"$defs": schema.get("$defs", {})})
        for example in field["examples"]:
            errors = [error.message for error in validator.iter_errors(example)]
            assert errors == [], f"{path}: {example}"


def test_the_first_line_leads_from_a_checklist_to_its_schema(tmp_path: Path) -> None:
    """The path of the line is relative to the file, and the line is a comment."""
    write_schemas(tmp_path)
    line = editor_line("checklist")
    reference = line.partition("$schema=")[2]
    assert (tmp_path / "checklists" / "definitions" / reference).resolve().is_file()
    assert yaml.safe_load(line) is None
