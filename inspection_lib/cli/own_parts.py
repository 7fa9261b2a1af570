"""What an office adds of its own: its unit notebook, and its extensions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.cli.options import no_such_file, print_message
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.extensions import read_extensions
from inspection_lib.language import Catalogue, Fault, message
from inspection_lib.workbench import Workbench

NotebookOption = Annotated[
    Path | None,
    typer.Option(
        "--notebook", metavar="PATH", help="Sổ riêng của cơ quan, trong notebooks/ / an own unit notebook"
    ),
]


def print_extensions(workbench: Workbench, catalogue: Catalogue) -> None:
    """Print each extension that can be used, with what it adds."""
    for one in read_extensions(workbench.folder)[0].loaded:
        parts = [part.name for part in one.extension.parts]
        text = message(
            "Extension {name} {version} ({place}): {parts}.",
            name=one.origin.name,
            version=one.origin.version,
            place=one.place,
            parts=", ".join(parts),
        )
        print_message(catalogue, text)


def own_notebook(workbench: Workbench, notebook: Path | None) -> str:
    """The path of an office's own notebook, "" for none. It must lie where `inspection verify` finds it."""
    if notebook is None:
        return ""
    if not notebook.is_file():
        raise no_such_file(notebook)
    path = notebook.resolve()
    if path.parent != (workbench.folder / "notebooks").resolve():
        fault = Fault(
            message("The notebook does not lie in notebooks/ of the workbench."),
            message("Put it there: inspection verify looks for it there."),
        )
        raise InvalidFilesError([Problem(str(notebook), 0, fault)])
    return str(path)
