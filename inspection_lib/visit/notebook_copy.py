"""The notebook of one visit: a copy of the site-visit notebook with the unit's parameters.

The copy is run and signed before anybody has looked at it, and a signed notebook may run scripts in the page.
So nothing that lies in its place counts but notes: of an earlier copy, only Markdown cells are carried over,
as plain text with pictures. JupyterLab shows Markdown without its scripts.
"""

from __future__ import annotations

import contextlib
import json
import secrets
from base64 import b64decode
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from inspection_lib.errors import NotFoundError, StoreError
from inspection_lib.files import check_id, os_errors_as, parse_object, read_limited, write_whole
from inspection_lib.language import Language, message
from inspection_lib.model import limits
from inspection_lib.workbench import Workbench, find_unit

_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
"""Kinds of pictures that may stay in a note. SVG may hold scripts."""
OPEN_MARK = "~con-mo"
"""What the name of a notebook with open items alone has after the unit; no code of a unit has `~`."""


def visit_notebook(
    workbench: Workbench,
    campaign_id: str,
    unit_code: str,
    *,
    actor: str,
    store_url: str,
    language: Language,
    only_open: bool = False,
) -> str:
    """Copy the site-visit notebook for one unit, and return the copy's path in the workbench's folder.

    The copy lies in `outputs/visits`. If it exists, its parameters are renewed, and the Markdown cells that
    people added stay. Cells of code that are not the template's do not: the old copy is kept beside, under a
    name that no program opens by itself. ``only_open``: its form has only the items with open findings, and
    it is a file of its own.

    Raises NotFoundError and StoreError.
    """
    unit_code = find_unit(workbench.campaign(campaign_id), unit_code).code
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
        "only_open": only_open,
    }
    known = {cell["id"] for cell in notebook["cells"]}
    _set_parameters(notebook, parameters, template)
    name = f"{check_id(campaign_id)}.{check_id(unit_code)}{OPEN_MARK if only_open else ''}.ipynb"
    path = workbench.folder / "outputs" / "visits" / name
    notebook["cells"] += _notes_of(path, known)
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


def _notes_of(path: Path, known: Collection[str]) -> list[dict[str, Any]]:
    """The Markdown cells of an existing copy, cleaned; none when there is no copy.

    Cells whose ids are ``known`` come from the template and are left out. A copy with foreign code is renamed
    to `.old`, and one that cannot be read to `.bad`, so that nothing in it is lost.
    """
    try:
        cells = _read(path)["cells"]
        foreign = [cell for cell in cells if cell.get("id") not in known]
        notes = [_note(cell) for cell in foreign if cell["cell_type"] == "markdown"]
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        _put_aside(path, "bad")
        return []
    if len(notes) < len(foreign):
        _put_aside(path, "old")
    return notes


def _note(cell: Mapping[str, Any]) -> dict[str, Any]:
    """A Markdown cell with nothing but its text and its pictures. Raises TypeError when it has no text."""
    source = cell["source"]
    attachments = {
        str(name): pictures
        for name, content in dict(cell.get("attachments", {})).items()
        if (pictures := {kind: data for kind, data in content.items() if _is_picture(kind, data)})
    }
    return {
        "cell_type": "markdown",
        "id": secrets.token_hex(4),
        "metadata": {},
        "source": source if isinstance(source, str) else "".join(source),
        **({"attachments": attachments} if attachments else {}),
    }


def _is_picture(kind: str, data: object) -> bool:
    """Whether an attachment is a picture that can hold no script, in base64."""
    try:
        return kind in _PICTURES and bool(b64decode("".join(str(data).split()), validate=True))
    except ValueError:
        return False


def _put_aside(path: Path, ending: str) -> None:
    with contextlib.suppress(OSError):
        path.replace(path.with_suffix(f".{datetime.now():%Y%m%d-%H%M%S}.{ending}"))


def _set_parameters(
    notebook: Mapping[str, Any], parameters: Mapping[str, str | bool], template: Path
) -> None:
    """Write the parameters into their cell.

    Raises StoreError where an older template would show the whole form in place of what is open.
    """
    named: set[str] = set()
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            lines = cell["source"]
            lines = lines.splitlines(keepends=True) if isinstance(lines, str) else lines
            named.update(line.partition(" = ")[0] for line in lines)
            cell["source"] = [_with_value(line, parameters) for line in lines]
    if parameters["only_open"] and "only_open" not in named:
        raise StoreError(
            message(
                "The notebook {path} is older and knows no form of open items alone.", path=str(template)
            ),
            message("Take notebooks/site_visit.ipynb of a new workbench, or open the whole form."),
        )


def _with_value(line: str, parameters: Mapping[str, str | bool]) -> str:
    """A line `name = value  # comment` with the value of the parameter; other lines stay as they are."""
    name, equals, rest = line.partition(" = ")
    if name not in parameters:
        return line
    value, (_, mark, comment) = parameters[name], rest.partition("  # ")
    written = repr(value) if isinstance(value, bool) else json.dumps(value, ensure_ascii=False)
    return f"{name}{equals}{written}{mark}{comment}"
