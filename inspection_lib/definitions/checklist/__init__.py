"""Read a checklist file into a value, or report everything that is wrong with it, with file and line."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.definitions.checklist.read import read_checklist, read_checklist_with_problems
    from inspection_lib.definitions.checklist.schema import checklist_schema

__all__ = ["checklist_schema", "read_checklist", "read_checklist_with_problems"]
