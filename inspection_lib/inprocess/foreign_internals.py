"""The undocumented names of other packages that this one relies on, and the only code that uses private ones.

The cells run on these libraries' own classes, so that outputs come out as a kernel's. That takes a number of
names that their authors may change in any release: private ones, which stand in this file and nowhere else,
and public ones that are documented nowhere. `INTERNALS` lists each with the version in which it was seen to
work. tests/inprocess/test_foreign_internals.py looks for every one of them in the installed versions and
says which is gone or changed; the upper bounds in pyproject.toml keep users from newer versions until that
test, and `make engine-versions`, have been run on them.
"""

from __future__ import annotations

import atexit
import contextlib
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Internal:
    """One name that we rely on.

    ``place`` is `module:name.name`. ``parameters`` are those that a function must have, in order; None is not
    looked at.
    """

    package: str
    seen: str
    place: str
    use: str
    parameters: tuple[str, ...] | None = None


_SHELL = "IPython.core.interactiveshell:InteractiveShell."
_CLIENT = "nbclient.client:NotebookClient."
_PAPERMILL = "papermill.clientwrap:PapermillNotebookClient."
_NOTES = "papermill.engines:NotebookExecutionManager."

INTERNALS: tuple[Internal, ...] = (
    # IPython: the shell that runs the cells
    Internal(
        "ipython",
        "9.18.1",
        _SHELL + "_tee",
        "replaced: it would keep a copy of all text",
        ("self", "channel"),
    ),
    Internal("ipython", "9.18.1", _SHELL + "transform_cell", "cells to Python", ("self", "raw_cell")),
    Internal(
        "ipython",
        "9.18.1",
        _SHELL + "should_run_async",
        "whether a cell awaits",
        ("self", "raw_cell", "transformed_cell", "preprocessing_exc_tuple"),
    ),
    Internal(
        "ipython",
        "9.18.1",
        _SHELL + "run_cell_async",
        "runs a cell that awaits",
        (
            "self",
            "raw_cell",
            "store_history",
            "silent",
            "shell_futures",
            "transformed_cell",
            "preprocessing_exc_tuple",
            "cell_id",
        ),
    ),
    Internal("ipython", "9.18.1", _SHELL + "run_cell", "runs any other cell"),
    Internal("ipython", "9.18.1", _SHELL + "restore_sys_module_state", "gives __main__ back", ("self",)),
    Internal("ipython", "9.18.1", _SHELL + "atexit_operations", "ends a shell before its process", ("self",)),
    Internal("ipython", "9.18.1", _SHELL + "init_environment", "sets the variables of a notebook", ("self",)),
    Internal(
        "ipython", "9.18.1", _SHELL + "enable_gui", "replaced: event loops need a kernel", ("self", "gui")
    ),
    Internal("ipython", "9.18.1", _SHELL + "input_transformer_manager", "replaced by one with a memory"),
    Internal("ipython", "9.18.1", _SHELL + "payload_manager", "emptied after each cell"),
    Internal("ipython", "9.18.1", _SHELL + "events", "post_execute after a cell that awaited"),
    Internal("ipython", "9.18.1", _SHELL + "magics_manager", "finds ScriptMagics"),
    Internal(
        "ipython",
        "9.18.1",
        "IPython.core.magics.script:ScriptMagics.kill_bg_processes",
        "ends the programs that cells started",
        ("self",),
    ),
    Internal(
        "ipython",
        "9.18.1",
        "IPython.core.interactiveshell:ExecutionResult.error_before_exec",
        "an error in a cell's syntax or magics",
    ),
    Internal(
        "ipython",
        "9.18.1",
        "IPython.core.interactiveshell:ExecutionResult.error_in_exec",
        "an error that a cell raised",
    ),
    *(
        Internal(
            "ipython",
            "9.18.1",
            f"IPython.core.inputtransformer2:TransformerManager.{name}",
            "known as long as no notebook adds one of its own",
        )
        for name in ("cleanup_transforms", "line_transforms", "token_transformers")
    ),
    Internal(
        "ipython",
        "9.18.1",
        "IPython.core.inputtransformer2:TransformerManager.transform_cell",
        "remembered",
        ("self", "cell"),
    ),
    Internal("ipython", "9.18.1", "IPython.core.history:HistoryAccessor.enabled", "no history on the disk"),
    # ipykernel: what makes IPython's shell speak in a kernel's messages
    Internal(
        "ipykernel",
        "7.4.0",
        "ipykernel.zmqshell:ZMQInteractiveShell._last_traceback",
        "the traceback of a cell",
    ),
    Internal(
        "ipykernel",
        "7.4.0",
        "ipykernel.zmqshell:ZMQInteractiveShell._last_traceback_during_displayhook",
        "an error while a result was shown",
    ),
    Internal("ipykernel", "7.4.0", "ipykernel.zmqshell:ZMQInteractiveShell.ask_exit", "replaced", ("self",)),
    Internal(
        "ipykernel",
        "7.4.0",
        "ipykernel.zmqshell:ZMQDisplayPublisher.session",
        "set to ours, instead of sockets",
    ),
    Internal(
        "ipykernel",
        "7.4.0",
        "ipykernel.displayhook:ZMQShellDisplayHook.session",
        "set to ours, instead of sockets",
    ),
    Internal(
        "ipykernel", "7.4.0", "ipykernel.compiler:XCachingCompiler", "a kernel's names of cells in tracebacks"
    ),
    Internal("ipykernel", "7.4.0", "ipykernel.ipkernel:IPythonKernel.language_info", "a notebook's metadata"),
    # nbclient: what builds a notebook's outputs from messages
    Internal(
        "nbclient",
        "0.11.0",
        _CLIENT + "_update_display_id",
        "extended: an earlier cell's output changed",
        ("self", "display_id", "msg"),
    ),
    Internal("nbclient", "0.11.0", _CLIENT + "_display_id_map", "which cells show a display id"),
    Internal(
        "nbclient", "0.11.0", _CLIENT + "reset_execution_trackers", "called before the cells", ("self",)
    ),
    Internal(
        "nbclient",
        "0.11.0",
        _CLIENT + "process_message",
        "takes a message in",
        ("self", "msg", "cell", "cell_index"),
    ),
    Internal(
        "nbclient",
        "0.11.0",
        _CLIENT + "output",
        "extended: text of one stream becomes one output",
        ("self", "outs", "msg", "display_id", "cell_index"),
    ),
    Internal("nbclient", "0.11.0", _CLIENT + "output_hook_stack", "outputs that go to a widget"),
    Internal("nbclient", "0.11.0", _CLIENT + "clear_before_next_output", "clear_output(wait=True)"),
    Internal("nbclient", "0.11.0", _CLIENT + "code_cells_executed", "counted on"),
    # papermill: the run of all cells and its notes
    Internal("papermill", "2.7.0", _PAPERMILL + "papermill_execute_cells", "runs all cells", ("self",)),
    Internal("papermill", "2.7.0", _PAPERMILL + "log_output_message", "delayed", ("self", "output")),
    Internal("papermill", "2.7.0", _PAPERMILL + "nb_man", "replaced in the forked process"),
    Internal("papermill", "2.7.0", "papermill.engines:PapermillNotebookClient", "logs outputs in the opener"),
    *(
        Internal("papermill", "2.7.0", _NOTES + name, "told what the forked process reports")
        for name in (
            "notebook_start",
            "notebook_complete",
            "cell_start",
            "cell_exception",
            "cell_complete",
            "autosave_cell",
            "cleanup_pbar",
        )
    ),
    Internal(
        "papermill",
        "2.7.0",
        "papermill.engines:NBClientEngine.execute_managed_notebook",
        "the engine to fall back to",
    ),
    # jupyter_client: the form of messages
    Internal(
        "jupyter_client",
        "8.10.0",
        "jupyter_client.session:Session.msg",
        "makes a message",
        ("self", "msg_type", "content", "parent", "header", "metadata"),
    ),
    Internal("jupyter_client", "8.10.0", "jupyter_client.session:Session.send", "replaced"),
    Internal(
        "jupyter_client", "8.10.0", "jupyter_client.jsonutil:json_clean", "content as JSON would carry it"
    ),
    # traitlets: one shell a process
    Internal(
        "traitlets",
        "5.16.1",
        "traitlets.config:SingletonConfigurable.clear_instance",
        "a new shell after the last",
    ),
    # comm: how widgets reach a browser
    Internal("comm", "0.2.3", "comm:create_comm", "replaced: widgets need a kernel"),
    # Python itself
    Internal("python", "3.11", "threading:_shutdown", "waits for the threads of a notebook"),
    Internal("python", "3.11", "atexit:_run_exitfuncs", "runs the exit functions of a notebook"),
)


# --- the only code that touches private names ---------------------------------------------------------------


def last_traceback(shell: Any) -> list[str]:
    """The lines of the traceback that a shell showed last, empty for none."""
    return shell._last_traceback or []


def failed_while_showing(shell: Any) -> bool:
    """Whether the display of a cell's result raised an error."""
    return bool(shell._last_traceback_during_displayhook)


def forget_traceback(shell: Any) -> None:
    """Forget the last cell's error before the next cell runs, as ipykernel does."""
    shell._last_traceback = None
    shell._last_traceback_during_displayhook = False


class NoCopyOfText:
    """For a shell.

    IPython keeps a second copy of all printed text, without limit, for the magic `%notebook` alone.
    """

    @contextlib.contextmanager
    def _tee(self, channel: str) -> Iterator[None]:
        yield


class TellsUpdates:
    """For a client: calls `outputs_changed` with the index of each cell whose outputs an update changed."""

    _display_id_map: Mapping[str, Mapping[int, Any]]

    def outputs_changed(self, cell_index: int) -> None:
        """To be overridden."""

    def _update_display_id(self, display_id: str, msg: dict[str, Any]) -> None:
        super()._update_display_id(display_id, msg)  # type: ignore[misc]
        for cell_index in self._display_id_map.get(display_id, {}):
            self.outputs_changed(cell_index)


def run_interpreter_exit() -> None:
    """Wait for threads and run exit functions, as Python does before it ends.

    A forked child leaves by `os._exit`.
    """
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
