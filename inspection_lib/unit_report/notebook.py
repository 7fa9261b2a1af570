"""Run one notebook through papermill, after its parameters are checked."""

from __future__ import annotations

import ast
import tempfile
import uuid
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode
from papermill.execute import execute_notebook
from traitlets import default

from inspection_lib.errors import NotFoundError, ParameterError
from inspection_lib.files import check_json, read_limited
from inspection_lib.inprocess import MAX_TEXT_CHARACTERS, LimitTexts
from inspection_lib.language import Language, Message, message, nearest, open_catalogue
from inspection_lib.model import limits
from inspection_lib.workbench import assigned_values, unreadable_notebook

Parameter = str | int | bool | list[str]
KERNEL = "python3"
OWN_ENGINES = ("inprocess", "thisprocess")
"""papermill's names of the engines of `inspection_lib.inprocess`."""
IMPORT_AHEAD = ("inspection_lib.render", "inspection_lib.workbench")
"""Modules that this workbench's notebooks import; a warm parent has them before it forks."""
MAX_FOLDER_CHARACTERS = 57
"""The folder of a kernel's sockets may be this long: the path of a socket has at most 103 characters."""
SECRET_WORDS = ("password", "passwd", "token", "secret", "api_key")


class SocketKernelManager(AsyncKernelManager):
    """A kernel that is reached through socket files.

    No ports that could clash, and none that others could open.
    """

    @default("transport")
    def _default_transport(self) -> str:
        return "ipc"

    @default("ip")
    def _default_folder(self) -> str:
        folder = tempfile.gettempdir()
        # in /tmp the socket has a name that nobody can guess
        short = folder if len(folder) <= MAX_FOLDER_CHARACTERS else "/tmp"  # noqa: S108
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
    """Run a notebook; it is returned, and also written to the path ``output`` once, at the end.

    ``engine`` is papermill's name of an engine, None for its own. The cells run in ``folder``, the current
    one if it is None; ``time_limit`` is seconds for one cell. Raises ParameterError, and papermill's
    `PapermillExecutionError` for a cell that failed; the notebook up to that cell is then in ``output``.
    """
    check_parameters(notebook, parameters)
    options: dict[str, object] = {}
    if engine is None:
        options = {
            "kernel_manager_class": SocketKernelManager,
            "shutdown_kernel": "immediate",
            "kernel_name": KERNEL,
        }
    elif engine in OWN_ENGINES:
        options = {"import_ahead": IMPORT_AHEAD, "limit_texts": limit_texts()}
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
        **options,
    )
    return executed


@cache
def limit_texts() -> LimitTexts:
    """What stands in a notebook for text and outputs that were left out, in both languages.

    A notebook is kept and read by others later, so the language of the run does not tell that of its reader.
    """
    printed = message(
        "This cell printed more than {count} characters: the rest of its text was left out.",
        count=MAX_TEXT_CHARACTERS,
    )
    return LimitTexts(
        text=_in_both_languages(printed),
        outputs=_in_both_languages(
            message("This cell showed too much: the rest of its outputs was left out.")
        ),
    )


def _in_both_languages(text: Message) -> str:
    return " / ".join(open_catalogue(language).format(text) for language in Language)


def check_parameters(notebook: Path, parameters: Mapping[str, Parameter]) -> None:
    """Raise ParameterError for a parameter that the notebook does not have, or that has another type there.

    papermill would accept both: it adds the first and overwrites the second. Parameters that look like a
    secret are refused too.
    """
    known = notebook_parameters(notebook)
    for name, value in parameters.items():
        if any(word in name.lower() for word in SECRET_WORDS):
            raise ParameterError(
                message("The parameter '{name}' looks like a secret.", name=name),
                message(
                    "Parameters are stored in the notebook; name an environment variable instead, "
                    "as env:NAME."
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
    """The parameters of a notebook and the types of their defaults.

    They are the plain assignments in the cell with the tag `parameters`. Raises NotFoundError.
    """
    try:
        text = check_json(read_limited(notebook, limits.JSON_BYTES))
        with warnings.catch_warnings():  # that cells have no id is no matter here
            warnings.simplefilter("ignore")
            content = nbformat.reads(text, as_version=4)
        cells = [cell for cell in content.cells if "parameters" in cell.metadata.get("tags", [])]
        return {
            name: type(ast.literal_eval(value))
            for cell in cells
            for name, value in assigned_values(cell.source).items()
        }
    except OSError as error:
        raise NotFoundError(
            message("There is no notebook {notebook}.", notebook=str(notebook)),
            message("The notebooks lie in notebooks/."),
        ) from error
    except Exception as error:  # nbformat raises anything for JSON that is no notebook, Python for no code
        raise unreadable_notebook(notebook) from error
