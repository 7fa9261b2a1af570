"""What all YAML formats share."""

from __future__ import annotations

import json
from typing import Literal

import pytest
from pydantic import ValidationError

from inspection_lib.definitions.yaml_model import TextYaml, YamlModel, editor_schema
from inspection_lib.language import Text


class Sample(YamlModel):
    """A format with a field of each type that editors read in their own way."""

    id: str
    wanted: Literal["yes", "no"]
    demonstration: bool
    state: Literal["open", "closed"]


def test_an_unknown_field_is_refused() -> None:
    """A misspelt optional field would otherwise have no effect, and nobody would know."""
    with pytest.raises(ValidationError, match="extra_forbidden"):
        TextYaml.model_validate({"vi": "x", "en": "x", "fr": "x"})


def test_a_text_needs_both_languages() -> None:
    """An empty one counts as missing."""
    assert TextYaml(vi="huyện", en="district").text() == Text("huyện", "district")
    with pytest.raises(ValidationError):
        TextYaml(vi="huyện", en="")


def test_an_editor_may_read_a_scalar_as_another_type() -> None:
    """`yes` as true, an id as a number; a choice of words stays one of these words."""
    schema = json.loads(editor_schema(Sample.model_json_schema(), "Sample"))
    properties = schema["properties"]
    assert schema["title"] == "Sample"
    assert properties["id"]["type"] == ["string", "number", "boolean"]
    assert properties["wanted"]["enum"] == ["yes", "no", True, False]
    assert "type" not in properties["wanted"]
    assert properties["demonstration"]["enum"] == [True, False, "yes", "no", "true", "false"]
    assert properties["state"] == {"enum": ["open", "closed"], "title": "State", "type": "string"}
