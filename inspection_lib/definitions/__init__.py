"""What people write: checklists, plans and lists of units, read from YAML and CSV with the line of every mistake."""

from __future__ import annotations

from inspection_lib.definitions.checklist.read import checklist_schema, inspect_checklist, read_checklist
from inspection_lib.definitions.plan import inspect_plan, inspect_units, plan_schema, read_plan
from inspection_lib.definitions.yamlfile import read_yaml

__all__ = [
    "checklist_schema",
    "inspect_checklist",
    "inspect_plan",
    "inspect_units",
    "plan_schema",
    "read_checklist",
    "read_plan",
    "read_yaml",
]
