"""Put placeholders where a checklist file does not fit its format, so that the rest can be checked.

Its author then sees all problems at once: those of the format, and those that show only once the file has
been read.
"""

from __future__ import annotations

import copy

from pydantic import ValidationError

from inspection_lib.definitions.yaml_file import Tree, node_at
from inspection_lib.judging import RULES_OF_KIND

PLACEHOLDERS: dict[str, Tree] = {
    "severity": "medium",
    "days_to_mend": "30",
    "state": "to_be_verified",
    "vi": "?",
    "en": "?",
    "points": "0",
    "tolerance": "0",
    "evidence_required": "no",
    "decimals": "2",
    "half": "up",
    "at": "item",
    "id": "?",
    "number": "?",
    "source": "",
}
"""The placeholder of a field that is missing or wrong. Any other field that is missing gets a text in both
languages."""


def fill_placeholders(tree: Tree, error: ValidationError) -> Tree:
    """A copy of the tree in which every field that an error names holds a placeholder or is left out."""
    filled = copy.deepcopy(tree)
    for detail in error.errors():
        *around, field = detail["loc"] or ("",)
        parent = node_at(filled, tuple(around))
        if isinstance(parent, dict) and isinstance(field, str):
            _fill(parent, field, detail["type"])
    return filled


def _fill(parent: dict[str, Tree], field: str, error_type: str) -> None:
    if error_type == "extra_forbidden":
        parent.pop(field, None)
    elif field == "kind" and "scoring" in parent:
        parent[field] = _kind_of_rule(parent["scoring"])
    elif field in PLACEHOLDERS:
        parent[field] = PLACEHOLDERS[field]
    elif error_type == "missing":
        parent[field] = {"vi": "?", "en": "?"}
    else:
        parent.pop(field, None)


def _kind_of_rule(scoring: Tree) -> str:
    """A kind of answer that the rule can judge, so that a wrong kind is not reported for the rule too."""
    rule = scoring.get("rule") if isinstance(scoring, dict) else None
    return next((kind.value for kind, rules in RULES_OF_KIND.items() if rule in rules), "text")
