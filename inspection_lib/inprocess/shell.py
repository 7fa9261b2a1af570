"""An IPython shell that runs cells in this process and sends what they emit as a kernel's messages."""

from __future__ import annotations

import asyncio
import atexit
import builtins
import contextlib
import contextvars
import gc
import getpass
import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NoReturn

import comm
from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.inputtransformer2 import TransformerManager
from traitlets import Type, default
from traitlets.config import Config

from inspection_lib.inprocess.foreign_internals import (
    NoCopyOfText,
    failed_while_showing,
    forget_traceback,
    last_traceback,
)
from inspection_lib.inprocess.limits import LimitTexts
from inspection_lib.inprocess.output import FLUSH_SECONDS, CellStream, OnMessage, OutputSession

INLINE = "module://matplotlib_inline.backend_inline"


class KernelNeededError(Exception):
    """A cell needs something that only a kernel has.

    Comms of widgets, typed input, the event loop of a window system.
    """


@dataclass(frozen=True, slots=True)
class CellReply:
    """How a cell ended. ``content`` is that of a kernel's `execute_reply`.

    Execution count, status and error.
    """

    content: dict[str, Any]


@lru_cache(maxsize=1_000)
def _plain_transform(cell: str) -> str:
    manager = TransformerManager()  # type: ignore[no-untyped-call]
    return manager.transform_cell(cell)


class _Transformers(TransformerManager):
    """IPython's transformers with a memory: transforming the same source again gives the same Python.

    Each cell is transformed twice, and a warm parent has run the cells of its notebook before it forks. The
    memory is not used once a notebook has added a transformer of its own.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._plain = self._steps()

    def _steps(self) -> list[Any]:
        return [*self.cleanup_transforms, *self.line_transforms, *self.token_transformers]

    def transform_cell(self, cell: str) -> str:
        """The cell as Python."""
        return _plain_transform(cell) if self._steps() == self._plain else super().transform_cell(cell)


class CellShell(NoCopyOfText, ZMQInteractiveShell):
    """The shell of a notebook's cells, without a kernel around it.

    ``untouched`` until the first cell runs.
    """

    compiler_class = Type(XCachingCompiler)

    def __init__(self, **named: Any) -> None:
        self.refusals: list[str] = []
        self.untouched = True
        super().__init__(**named)  # type: ignore[no-untyped-call]

    @default("input_transformer_manager")
    def _transformers_with_memory(self) -> TransformerManager:
        """The default; a notebook may put another one in its place."""
        return _Transformers()

    def refuse(self, feature: str) -> NoReturn:
        """Stop a cell that uses a feature of kernels.

        The note remains also when the cell catches the error.
        """
        self.refusals.append(feature)
        raise KernelNeededError(feature)

    def enable_gui(self, gui: Any = None) -> None:
        """Refuse: no event loop of a window system runs here."""
        if gui:
            self.refuse(f"%gui {gui}")

    def ask_exit(self) -> None:
        """Refuse: a cell that ends its kernel needs one."""
        self.refuse("exit")


class CellRunner:
    """Runs cells one after the other. ``on_message`` receives every message that a kernel would send.

    Use it in a process that does nothing else: while a cell runs, its streams, `input` and comms are those of
    the process. Where a cell needs a kernel, `run` raises KernelNeededError after the cell has ended.
    """

    def __init__(self, shell: CellShell, on_message: OnMessage, texts: LimitTexts) -> None:
        shell.untouched = False
        shell.init_environment()  # type: ignore[no-untyped-call]
        os.environ["MPLBACKEND"] = os.environ.get("MPLBACKEND") or INLINE
        if "matplotlib" in sys.modules:  # it has read the variable already
            sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
        self.shell = shell
        self._session = OutputSession(on_message, texts)
        self._loop = asyncio.new_event_loop()
        self._context = contextvars.copy_context()
        self._streams = (CellStream(self._session, "stdout"), CellStream(self._session, "stderr"))
        senders: tuple[Any, ...] = (shell.displayhook, shell.display_pub)
        for sender in senders:
            sender.session = self._session
        self._closed = threading.Event()
        self._flusher = threading.Thread(target=self._flush_regularly, daemon=True)
        self._flusher.start()

    def run(self, source: str, *, store_history: bool = True) -> CellReply:
        """Run one cell, with its messages from busy to idle."""
        self._send("status", execution_state="busy")
        self._send("execute_input", code=source, execution_count=self.shell.execution_count)
        with self._redirected():
            result = self._loop.run_until_complete(
                self._loop.create_task(self._run(source, store_history), context=self._context)
            )
            if os.getpid() != self._session.pid:
                os._exit(0)  # a fork that the cell made and did not end
        if self.shell.refusals:
            raise KernelNeededError(self.shell.refusals[0])
        reply = _reply(self.shell, result)
        self._send("status", execution_state="idle")
        return CellReply(reply)

    def close(self) -> None:
        """Cancel the tasks that the cells left behind, and close the event loop and the streams."""
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        with self._redirected():
            if tasks:
                self._loop.run_until_complete(asyncio.wait(tasks, timeout=1))
        self._loop.close()
        self._closed.set()
        self._flusher.join()
        for stream in self._streams:
            stream.end()

    def _flush_regularly(self) -> None:
        """While a cell runs, send what it and the programs that it started have written."""
        while not self._closed.wait(FLUSH_SECONDS):
            with self._session.lock:
                if self._session.listening:
                    self._read_below()
                    self._session.flush_text()

    def _read_below(self) -> None:
        for stream in self._streams:
            stream.read_below()

    def _send(self, kind: str, **content: Any) -> None:
        self._session.send(None, kind, content)

    async def _run(self, source: str, store_history: bool) -> Any:
        """Run a cell as a kernel does.

        One that awaits in a task of its own, any other here, so that its context stays.
        """
        forget_traceback(self.shell)
        try:
            transformed, error = self.shell.transform_cell(source), None  # type: ignore[no-untyped-call]
        except Exception:  # the shell shows it as an error of the cell, as IPython does
            transformed, error = source, sys.exc_info()
        prepared = {"transformed_cell": transformed, "preprocessing_exc_tuple": error}
        if not self.shell.should_run_async(source, **prepared):
            return self.shell.run_cell(source, store_history=store_history)  # type: ignore[no-untyped-call]
        result = None
        try:
            result = await self._loop.create_task(
                self.shell.run_cell_async(source, store_history=store_history, **prepared)
            )
        finally:
            self.shell.events.trigger("post_execute")
            self.shell.events.trigger("post_run_cell", result)
        return result

    @contextlib.contextmanager
    def _redirected(self) -> Iterator[None]:
        """For the length of one cell.

        The process's streams go to the session, typed input and comms are refused.
        """
        before = sys.stdout, sys.stderr, builtins.input, getpass.getpass, comm.create_comm
        out, err = self._streams
        sys.stdout, sys.stderr = out, err
        builtins.input = lambda *_: self.shell.refuse("input()")
        getpass.getpass = lambda *_, **__: self.shell.refuse("getpass()")
        comm.create_comm = lambda *_, **__: self.shell.refuse("a comm, as widgets use")
        saved = [(number, os.dup(number)) for number in (1, 2)]
        try:
            self._session.reset_limits()
            self._session.listening = True
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            yield
        finally:
            for number, copy in saved:
                os.dup2(copy, number)
                os.close(copy)
            sys.stdout, sys.stderr, builtins.input, getpass.getpass, comm.create_comm = before
            self._read_below()
            self._session.flush_text()
            self._session.listening = False


def open_shell() -> CellShell:
    """A shell in which no cell has run: the prepared one, or a new one if that has been used."""
    prepared = prepared_shell()
    return prepared if prepared.untouched else _new_shell()


@cache
def prepared_shell() -> CellShell:
    """A shell for one notebook.

    A warm parent makes it before it forks, so that every child begins with it, untouched.
    """
    shell = _new_shell()
    formatter: Any = shell.display_formatter
    formatter.format(shell)  # its parts are made on first use
    return shell


def forget_shell() -> None:
    """Release the last notebook's shell and all that its cells held, before another notebook runs."""
    prepared_shell.cache_clear()
    if CellShell.initialized():
        shell = CellShell.instance()
        for at_exit in (
            shell.magics_manager.registry["ScriptMagics"].kill_bg_processes,
            shell.atexit_operations,
        ):
            at_exit()
            atexit.unregister(at_exit)  # it would keep the shell alive
        # else the next shell keeps this one's __main__
        shell.restore_sys_module_state()  # type: ignore[no-untyped-call]
        CellShell.clear_instance()
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        vars(sys).pop(name, None)
    gc.collect()


def _new_shell() -> CellShell:
    """A shell without history on the disk, which would take a thread."""
    CellShell.clear_instance()
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryAccessor.enabled = False
    return CellShell.instance(config=config, parent=None)


def _reply(shell: CellShell, result: Any) -> dict[str, Any]:
    content: dict[str, Any] = {"status": "ok", "execution_count": shell.execution_count - 1}
    error = result.error_before_exec if result.error_before_exec is not None else result.error_in_exec
    if not result.success or failed_while_showing(shell):
        content |= {
            "status": "error",
            "traceback": last_traceback(shell),
            "ename": type(error).__name__,
            "evalue": str(error),
        }
    if shell.payload_manager:
        shell.payload_manager.clear_payload()
    return content


__all__ = [
    "CellReply",
    "CellRunner",
    "CellShell",
    "KernelNeededError",
    "forget_shell",
    "open_shell",
    "prepared_shell",
]
