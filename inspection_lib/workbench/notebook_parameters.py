"""Check the parameters that papermill set in a notebook, from inside of the notebook.

papermill accepts a parameter that the notebook does not have: it prints a warning and adds the name. With a
misspelt `unit` the notebook would then make the report of another unit. Every engine runs the notebook's
cells, so the check is one of the cells.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

from inspection_lib.errors import NotFoundError, ParameterError
from inspection_lib.language import message, nearest

INJECTED = "# Parameters"
"""The first line of the cell in which papermill sets the parameters that were passed."""


def unreadable_notebook(notebook: Path) -> NotFoundError:
    """The error of a notebook that is there and is none."""
    return NotFoundError(
        message("The notebook {path} cannot be read.", path=str(notebook)),
        message("Restore it from the workbench."),
    )


def check_parameters(cells: Sequence[str]) -> None:
    """Raise ParameterError if papermill set a parameter that no cell before it sets.

    ``cells`` are the sources of the cells that have run, in their order: `In` in a notebook.
    """
    known: set[str] = set()
    for source in cells:
        names = _assigned_names(source)
        if source.lstrip().startswith(INJECTED):
            _refuse_unknown(names, known)
        known |= set(names)


def _refuse_unknown(names: Sequence[str], known: set[str]) -> None:
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ParameterError(
            message("The notebook has no parameter '{name}'.", name="', '".join(unknown)),
            nearest(unknown[0], sorted(known)),
        )


def _assigned_names(source: str) -> list[str]:
    """The names that a cell assigns on its top level; none for a cell that is not plain Python."""
    try:
        return list(assigned_values(source))
    except SyntaxError:
        return []  # a cell with a magic command sets no parameter


def assigned_values(source: str) -> dict[str, ast.expr]:
    """What a cell assigns on its top level, by name. Raises SyntaxError if it is not plain Python."""
    return {
        target.id: statement.value
        for statement in ast.parse(source).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
