"""The JSON Schema of a checklist file."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from inspection_lib.definitions.checklist.rule_settings import FROM_ITEM, settings_of
from inspection_lib.definitions.checklist.rules import (
    CONSISTENCY_RULES,
    SCORING_RULES,
    SHORT_FORMS,
)
from inspection_lib.definitions.checklist.yaml_checks import AnswerYaml, FigureAboveYaml
from inspection_lib.definitions.checklist.yaml_models import ChecklistYaml, CheckYaml
from inspection_lib.definitions.setting_texts import setting_text
from inspection_lib.definitions.yaml_model import editor_schema
from inspection_lib.extensions import NO_EXTENSIONS, Extensions
from inspection_lib.judging import FigureAbove
from inspection_lib.model import Condition, Figure

INCLUDE: dict[str, Any] = {
    "type": "object",
    "description": "Nội dung của một tệp khác, thường trong parts/. / The content of another file.",
    "properties": {
        "include": {
            "type": "string",
            "description": "Đường dẫn, tính từ tệp này. / The path, relative to this file.",
            "examples": ["parts/law.yaml"],
        }
    },
    "required": ["include"],
    "additionalProperties": False,
}


def checklist_schema(extensions: Extensions = NO_EXTENSIONS) -> str:
    """The JSON Schema of a checklist file, with the settings of every rule, for editors."""
    schema: dict[str, Any] = ChecklistYaml.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    rules = [_rule_schema(rule, definitions) for rule in SCORING_RULES.values()]
    rules += [_named_schema(name, rule.settings, definitions) for name, (rule, _) in extensions.rules.items()]
    definitions["ItemYaml"]["properties"]["scoring"] |= {"type": "object", "oneOf": rules}
    check = CheckYaml.model_json_schema(by_alias=True)
    checks = [_check_schema(name, rule, check) for name, rule in CONSISTENCY_RULES.items()]
    schema["properties"]["checks"]["items"] = {"type": "object", "oneOf": checks}
    definitions["Include"] = INCLUDE
    _allow_includes(schema["properties"])
    for definition in definitions.values():
        _allow_includes(definition.get("properties", {}))
    return editor_schema(schema, "Checklist")


def _rule_schema(rule: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """The settings of a scoring rule. What it consists of is added to the definitions."""
    schema = TypeAdapter(rule).json_schema(ref_template="#/$defs/{model}")
    for name, definition in schema.pop("$defs", {}).items():
        if name != "Text":  # a label may be plain, as all texts of a checklist
            definitions[name] = _described(definition, name)
    schema["properties"] = {key: schema["properties"][key] for key in settings_of(rule)}
    for name in SHORT_FORMS.keys() & schema["properties"].keys():
        schema["properties"][name] = {"anyOf": [{"type": "string"}, schema["properties"][name]]}
    schema["required"] = [key for key in schema.get("required", []) if key not in FROM_ITEM]
    schema["additionalProperties"] = False
    return _described(schema, rule.__name__)


def _named_schema(name: str, settings: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """The settings of a rule of an extension, with the name by which checklists call it."""
    schema = _rule_schema(settings, definitions)
    own = {key: value for key, value in schema["properties"].items() if key != "rule"}
    required = [key for key in schema["required"] if key != "rule"]
    return schema | {"properties": {"rule": {"const": name}, **own}, "required": ["rule", *required]}


def _check_schema(name: str, rule: type, check: dict[str, Any]) -> dict[str, Any]:
    """The fields of a judgement across items."""
    shapes = get_type_hints(rule)
    parts = [part for part in fields(rule) if part.name != "rule"]
    properties = {"rule": {"const": name}} | {part.name: _shape_schema(shapes[part.name]) for part in parts}
    own: dict[str, Any] = {"type": "object", "properties": properties}
    described = _described(own, rule.__name__)["properties"] | check["properties"]
    needed = [part.name for part in parts if part.default is MISSING]
    return own | {
        "properties": described,
        "required": ["id", "rule", "title", "severity", *needed],
        "additionalProperties": False,
    }


def _shape_schema(shape: Any) -> dict[str, Any]:
    """The schema of a setting of a check: a figure, a number, answers, or figures above a number."""
    for of_list, entry in ((tuple[Condition, ...], AnswerYaml), (tuple[FigureAbove, ...], FigureAboveYaml)):
        if shape == of_list:
            return {"type": "array", "items": entry.model_json_schema(by_alias=True)}
    return {"type": "string"} if shape is Figure else {"type": ["number", "string"]}


def _described(schema: dict[str, Any], class_name: str) -> dict[str, Any]:
    """The schema with the description and example of each setting."""
    for name, one in schema.get("properties", {}).items():
        if one.get("$ref") == "#/$defs/Text":
            one["$ref"] = "#/$defs/TextYaml"
        if (text := setting_text(class_name, name)) is not None:
            one |= {"description": text[0], "examples": [one.get("const", text[1])]}
    return schema


def _allow_includes(properties: dict[str, Any]) -> None:
    """Let parts of a checklist be an `include`: an entry of a list of mappings, or a mapping."""
    for name, one in list(properties.items()):
        entries = one.get("items", {})
        if "$ref" in entries and "TextYaml" not in entries["$ref"]:
            one["items"] = {"anyOf": [entries, {"$ref": "#/$defs/Include"}]}
        elif one.get("$ref", "").endswith("Yaml") and not one["$ref"].endswith("TextYaml"):
            described = {key: value for key, value in one.items() if key != "$ref"}
            properties[name] = described | {"anyOf": [{"$ref": one["$ref"]}, {"$ref": "#/$defs/Include"}]}
