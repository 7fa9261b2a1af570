"""Put neutral values where a checklist file does not fit its shape, so that the rest of it can still be checked."""

from __future__ import annotations

import copy
from typing import Any

from pydantic import ValidationError

from inspection_lib.definitions.yamlfile import Tree, node_at
from inspection_lib.judging import RULES_OF_KIND

NEUTRAL: dict[str, Tree] = {
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
"""What stands in for a field that is missing or wrong; a text in both languages for any other field that is missing."""


def mend(tree: Tree, error: ValidationError) -> Tree:
    """A copy of the tree in which every place that an error names holds something neutral, or nothing."""
    mended = copy.deepcopy(tree)
    for detail in error.errors():
        *around, last = detail["loc"] or ("",)
        parent = node_at(mended, tuple(around))
        if not isinstance(parent, dict) or not isinstance(last, str):
            continue
        if detail["type"] == "extra_forbidden":
            parent.pop(last, None)
        elif last == "kind" and "scoring" in parent:
            parent[last] = _kind_of(parent["scoring"])
        elif last in NEUTRAL:
            parent[last] = NEUTRAL[last]
        elif detail["type"] == "missing":
            parent[last] = {"vi": "?", "en": "?"}
        else:
            parent.pop(last, None)
    return mended


def _kind_of(scoring: Any) -> str:
    rule = scoring.get("rule") if isinstance(scoring, dict) else None
    return next((kind.value for kind, rules in RULES_OF_KIND.items() if rule in rules), "text")
