"""The notebook of one visit: a copy of the site-visit notebook with the unit's parameters."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from inspection_lib.errors import NotFoundError, StoreError
from inspection_lib.files import check_id, os_errors_as, parse_object, read_limited, write_whole
from inspection_lib.language import Language, message
from inspection_lib.model import limits
from inspection_lib.workbench import Workbench, find_unit


def visit_notebook(
    workbench: Workbench, campaign_id: str, unit_code: str, *, actor: str, store_url: str, language: Language
) -> str:
    """Copy the site-visit notebook for one unit, and return the copy's path in the workbench's folder.

    The copy lies in `outputs/visits`. If it exists, its parameters are renewed; cells that people added stay.
    """
    find_unit(workbench.campaign(campaign_id), unit_code)
    template = workbench.folder / "notebooks" / "site_visit.ipynb"
    if not template.is_file():
        raise NotFoundError(
            message("There is no notebook {path}.", path=str(template)),
            message("Restore it from the workbench."),
        )
    try:
        notebook = _read(template)
    except (OSError, ValueError) as error:
        raise StoreError(
            message("The notebook {path} cannot be read.", path=str(template)),
            message("Restore it from the workbench."),
        ) from error
    parameters = {
        "campaign": campaign_id,
        "unit": unit_code,
        "actor": actor,
        "store": store_url,
        "language": language.value,
    }
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            lines = cell["source"]
            lines = lines.splitlines(keepends=True) if isinstance(lines, str) else lines
            cell["source"] = [_with_value(line, parameters) for line in lines]
    path = workbench.folder / "outputs" / "visits" / f"{check_id(campaign_id)}.{check_id(unit_code)}.ipynb"
    known = {cell["id"] for cell in notebook["cells"]}
    notebook["cells"] += [cell for cell in _cells_of(path) if cell.get("id") not in known]
    with os_errors_as(
        StoreError, message("The notebook cannot be written to {path}: {cause}.", path=str(path))
    ):
        write_whole(path, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    return path.relative_to(workbench.folder).as_posix()


def _read(path: Path) -> dict[str, Any]:
    """The notebook at a path, whose cells are of the shape that is needed. Raises OSError or ValueError."""
    notebook = parse_object(read_limited(path, limits.JSON_BYTES))
    cells = notebook.get("cells")
    if not isinstance(cells, list) or not all(_is_cell(cell) for cell in cells):
        raise ValueError("no notebook")
    return notebook


def _is_cell(cell: object) -> bool:
    if not isinstance(cell, dict) or not isinstance(cell.get("metadata"), dict):
        return False
    lines, tags = cell.get("source"), cell["metadata"].get("tags", [])
    are_lines = isinstance(lines, list) and all(isinstance(line, str) for line in lines)
    return (
        isinstance(cell.get("id"), str) and isinstance(tags, list) and (are_lines or isinstance(lines, str))
    )


def _cells_of(path: Path) -> list[dict[str, Any]]:
    """The cells of an existing copy; none when there is no copy.

    A copy that cannot be read is renamed to `.bad`, so that nothing in it is lost.
    """
    try:
        return list(_read(path)["cells"])
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError, OSError):
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(f".{datetime.now():%Y%m%d-%H%M%S}.bad"))
        return []


def _with_value(line: str, parameters: Mapping[str, str]) -> str:
    """A line `name = value  # comment` with the value of the parameter; other lines stay as they are."""
    name, equals, rest = line.partition(" = ")
    if name not in parameters:
        return line
    _, mark, comment = rest.partition("  # ")
    return f"{name}{equals}{json.dumps(parameters[name], ensure_ascii=False)}{mark}{comment}"
