"""What people write: checklists, plans and lists of units, read from YAML and CSV with the line of every mistake."""

from __future__ import annotations

from inspection_lib.definitions.checklist.read import (
    checklist_schema,
    read_checklist,
    read_checklist_with_problems,
)
from inspection_lib.definitions.plan import (
    plan_schema,
    read_plan,
    read_plan_with_problems,
    read_units_with_problems,
)
from inspection_lib.definitions.yamlfile import read_yaml

__all__ = [
    "checklist_schema",
    "plan_schema",
    "read_checklist",
    "read_checklist_with_problems",
    "read_plan",
    "read_plan_with_problems",
    "read_units_with_problems",
    "read_yaml",
]
