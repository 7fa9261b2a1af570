"""The JSON Schemas of the files that people write, and the line by which editors find them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from inspection_lib.definitions import (
    checklist_schema,
    indicator_index_schema,
    plan_schema,
    read_office_parts,
    register_kind_schema,
    register_map_schema,
    workbench_schema,
)
from inspection_lib.files import write_whole

EDITOR_SCHEMAS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "checklist": checklist_schema,
        "indicator-index": indicator_index_schema,
        "plan": plan_schema,
        "register-kind": register_kind_schema,
        "register-map": register_map_schema,
        "workbench": workbench_schema,
    }
)
"""By the name of the file without `.json`."""
SCHEMAS = "schemas"
"""Their folder, in `checklists/`."""


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas into `checklists/schemas/` of a workbench's folder. Gives their paths.

    That of checklists has the rules of the workbench's extensions too; one that cannot be used is left out.
    """
    extensions, _ = read_office_parts(folder)
    target = folder / "checklists" / SCHEMAS
    target.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in EDITOR_SCHEMAS.items():
        paths.append(target / f"{name}.json")
        write_whole(paths[-1], checklist_schema(extensions) if name == "checklist" else schema())
    return paths


def editor_line(name: str, above: str = "..") -> str:
    """The first line of a file, by which editors find its schema.

    ``above`` is the way from the file's folder to `checklists/`: `..` for checklists, plans and indices.
    """
    return f"# yaml-language-server: $schema={above}/{SCHEMAS}/{name}.json"
