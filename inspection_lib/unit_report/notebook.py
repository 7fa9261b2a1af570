"""Run one notebook through papermill, after its parameters are checked."""

from __future__ import annotations

import ast
import tempfile
import uuid
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode
from papermill.execute import execute_notebook
from traitlets import default

from inspection_lib.errors import NotFoundError, ParameterError
from inspection_lib.language import message, nearest

Parameter = str | int | bool
KERNEL = "python3"
LONGEST_FOLDER = 57
"""A socket's path has 103 characters at most, and no file but a socket is put there."""
SECRET_WORDS = ("password", "passwd", "token", "secret", "api_key")


class SocketKernelManager(AsyncKernelManager):
    """A kernel that is talked to over socket files: no ports to clash over, nothing for others to listen to."""

    @default("transport")
    def _default_transport(self) -> str:
        return "ipc"

    @default("ip")
    def _default_folder(self) -> str:
        folder = tempfile.gettempdir()
        short = folder if len(folder) <= LONGEST_FOLDER else "/tmp"  # noqa: S108  (a socket, unguessable name)
        return str(Path(short) / f"inspection-{uuid.uuid4().hex}")


def run_notebook(
    notebook: Path,
    output: str,
    parameters: Mapping[str, Parameter],
    *,
    engine: str | None = None,
    time_limit: int = 300,
    folder: Path | None = None,
) -> NotebookNode:
    """The executed notebook, also written to the path ``output`` (once, at the end).

    The cells run in ``folder``, the current one if it is None; ``time_limit`` is seconds for one cell.

    papermill's `PapermillExecutionError` tells of a cell that failed; the notebook up to it is in ``output``.
    """
    check_parameters(notebook, parameters)
    kernel = {
        "kernel_manager_class": SocketKernelManager,
        "shutdown_kernel": "immediate",
        "kernel_name": KERNEL,
    }
    executed: NotebookNode = execute_notebook(
        str(notebook),
        output,
        parameters=dict(parameters),
        engine_name=engine,
        progress_bar=False,
        request_save_on_cell_execute=False,
        autosave_cell_every=0,
        execution_timeout=time_limit,
        cwd=folder,
        **(kernel if engine is None else {}),
    )
    return executed


def check_parameters(notebook: Path, parameters: Mapping[str, Parameter]) -> None:
    """Refuse a parameter that the notebook does not name, or of another type than its default: papermill would not."""
    known = notebook_parameters(notebook)
    for name, value in parameters.items():
        if any(word in name.lower() for word in SECRET_WORDS):
            raise ParameterError(
                message("The parameter '{name}' looks like a secret.", name=name),
                message(
                    "Parameters are stored in the notebook; name an environment variable instead, as env:NAME."
                ),
            )
        if name not in known:
            raise ParameterError(
                message("Notebook {notebook} has no parameter '{name}'.", notebook=notebook.name, name=name),
                nearest(name, known),
            )
        if type(value) is not known[name]:
            raise ParameterError(
                message(
                    "The parameter '{name}' of notebook {notebook} is {kind}, not {given}.",
                    name=name,
                    notebook=notebook.name,
                    kind=known[name].__name__,
                    given=type(value).__name__,
                ),
                message("Give it a value like the one in the notebook."),
            )


@cache
def notebook_parameters(notebook: Path) -> Mapping[str, type]:
    """The parameters of a notebook and the types of their defaults: the plain assignments of its cell `parameters`."""
    try:
        content = nbformat.read(notebook, as_version=4)
    except OSError as error:
        raise NotFoundError(
            message("There is no notebook {notebook}.", notebook=str(notebook)),
            message("The notebooks lie in notebooks/."),
        ) from error
    cells = [cell for cell in content.cells if "parameters" in cell.metadata.get("tags", [])]
    statements = [statement for cell in cells for statement in ast.parse(cell.source).body]
    return {
        target.id: type(ast.literal_eval(statement.value))
        for statement in statements
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
