"""The JSON Schema of a checklist file."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from inspection_lib.definitions.checklist.rules import FROM_ITEM, SCORING_RULES, SHORT_FORMS
from inspection_lib.definitions.checklist.yaml_models import ChecklistYaml
from inspection_lib.definitions.yaml_model import editor_schema


def checklist_schema() -> str:
    """The JSON Schema of a checklist file, with the settings of every rule, for editors."""
    schema: dict[str, Any] = ChecklistYaml.model_json_schema(by_alias=True)
    rules = [TypeAdapter(rule).json_schema(ref_template="#/$defs/{model}") for rule in SCORING_RULES.values()]
    for rule in rules:
        schema["$defs"].update(rule.pop("$defs", {}))
        rule["properties"] = {key: value for key, value in rule["properties"].items() if key not in FROM_ITEM}
        for name in SHORT_FORMS.keys() & rule["properties"].keys():
            rule["properties"][name] = {"anyOf": [{"type": "string"}, rule["properties"][name]]}
        rule["required"] = [key for key in rule.get("required", []) if key not in FROM_ITEM]
        rule["additionalProperties"] = False
    schema["$defs"]["ItemYaml"]["properties"]["scoring"] = {"oneOf": rules}
    return editor_schema(schema, "Checklist")
