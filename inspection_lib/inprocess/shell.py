"""An IPython shell that runs cells in this process and says what they give in a kernel's own messages."""

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

from inspection_lib.inprocess.output import SOON, CellStream, Hear, HeardSession

INLINE = "module://matplotlib_inline.backend_inline"


class KernelNeededError(Exception):
    """A cell asked for what only a kernel has: widgets' comms, typed input, an event loop of a window system."""


@dataclass(frozen=True, slots=True)
class CellReply:
    """How a cell ended: ``content`` is a kernel's `execute_reply`, with its count, status and error."""

    content: dict[str, Any]


@lru_cache(maxsize=1_000)
def _plain_transform(cell: str) -> str:
    manager = TransformerManager()  # type: ignore[no-untyped-call]
    return manager.transform_cell(cell)


class _Transformers(TransformerManager):
    """IPython's transformers, which remember what they made of a cell as long as nobody adds one of their own.

    A warm parent has met the cells of its notebook before; and each cell is transformed twice.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._plain = self._steps()

    def _steps(self) -> list[Any]:
        return [*self.cleanup_transforms, *self.line_transforms, *self.token_transformers]

    def transform_cell(self, cell: str) -> str:
        """The cell as Python."""
        return _plain_transform(cell) if self._steps() == self._plain else super().transform_cell(cell)


class CellShell(ZMQInteractiveShell):
    """The shell of a notebook's cells, without a kernel around it."""

    compiler_class = Type(XCachingCompiler)

    def __init__(self, **named: Any) -> None:
        self.refusals: list[str] = []
        self.untouched = True
        super().__init__(**named)  # type: ignore[no-untyped-call]

    @default("input_transformer_manager")
    def _remembering(self) -> TransformerManager:
        """IPython's own with a memory, where a notebook does not put another in its place."""
        return _Transformers()

    def refuse(self, wish: str) -> NoReturn:
        """Note what a cell wants of a kernel, and stop it."""
        self.refusals.append(wish)
        raise KernelNeededError(wish)

    def enable_gui(self, gui: Any = None) -> None:
        """No event loop of a window system runs here."""
        if gui:
            self.refuse(f"%gui {gui}")

    @contextlib.contextmanager
    def _tee(self, channel: str) -> Iterator[None]:
        """IPython would keep all that is printed a second time, without end, for the magic `%notebook` alone."""
        yield

    def ask_exit(self) -> None:
        """Ending the kernel from a cell needs one."""
        self.refuse("exit")


class CellRunner:
    """Runs cells one after the other. ``hear`` is told every message as a kernel would send it.

    Open it in a process that nothing else runs in: it takes over the streams, the working of `input` and `comm`. Where a
    cell asks for a kernel, `run` raises KernelNeededError when the cell has ended.
    """

    def __init__(self, shell: CellShell, hear: Hear) -> None:
        shell.untouched = False
        shell.init_environment()  # type: ignore[no-untyped-call]
        os.environ["MPLBACKEND"] = os.environ.get("MPLBACKEND") or INLINE
        if "matplotlib" in sys.modules:  # it has read the variable already
            sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
        self.shell = shell
        self._session = HeardSession(hear)
        self._loop = asyncio.new_event_loop()
        self._context = contextvars.copy_context()
        self._streams = (CellStream(self._session, "stdout"), CellStream(self._session, "stderr"))
        speakers: tuple[Any, ...] = (shell.displayhook, shell.display_pub)
        for speaker in speakers:
            speaker.session = self._session
        self._over = threading.Event()
        self._saying = threading.Thread(target=self._say_soon, daemon=True)
        self._saying.start()

    def run(self, source: str, *, store_history: bool = True) -> CellReply:
        """Run one cell, with its messages from busy to idle."""
        self._say("status", execution_state="busy")
        self._say("execute_input", code=source, execution_count=self.shell.execution_count)
        with self._lent():
            result = self._loop.run_until_complete(
                self._loop.create_task(self._run(source, store_history), context=self._context)
            )
            if os.getpid() != self._session.pid:
                os._exit(0)  # a fork that the cell made and did not end
        if self.shell.refusals:
            raise KernelNeededError(self.shell.refusals[0])
        reply = _reply(self.shell, result)
        self._say("status", execution_state="idle")
        return CellReply(reply)

    def close(self) -> None:
        """End the tasks that the cells left behind and give the loop back."""
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        with self._lent():
            if tasks:
                self._loop.run_until_complete(asyncio.wait(tasks, timeout=1))
        self._loop.close()
        self._over.set()
        self._saying.join()
        for stream in self._streams:
            stream.end()

    def _say_soon(self) -> None:
        """While a cell runs: say what it, and what it started, wrote since the last time."""
        while not self._over.wait(SOON):
            with self._session.lock:
                if self._session.listening:
                    self._take_below()
                    self._session.flush_text()

    def _take_below(self) -> None:
        for stream in self._streams:
            stream.take_below()

    def _say(self, kind: str, **content: Any) -> None:
        self._session.send(None, kind, content)

    async def _run(self, source: str, store_history: bool) -> Any:
        """As a kernel does: a cell that awaits runs in a task of its own, any other one here, so that its context stays."""
        self.shell._last_traceback = None
        self.shell._last_traceback_during_displayhook = False
        try:
            transformed, trouble = self.shell.transform_cell(source), None  # type: ignore[no-untyped-call]
        except Exception:
            transformed, trouble = source, sys.exc_info()
        prepared = {"transformed_cell": transformed, "preprocessing_exc_tuple": trouble}
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
    def _lent(self) -> Iterator[None]:
        """The process's streams, its typed input and its comms, for the time of one cell."""
        before = sys.stdout, sys.stderr, builtins.input, getpass.getpass, comm.create_comm
        out, err = self._streams
        sys.stdout, sys.stderr = out, err
        builtins.input = lambda *_: self.shell.refuse("input()")
        getpass.getpass = lambda *_, **__: self.shell.refuse("getpass()")
        comm.create_comm = lambda *_, **__: self.shell.refuse("a comm, as widgets use")
        below = [(number, os.dup(number)) for number in (1, 2)]
        try:
            self._session.give_room()
            self._session.listening = True
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            yield
        finally:
            for number, saved in below:
                os.dup2(saved, number)
                os.close(saved)
            sys.stdout, sys.stderr, builtins.input, getpass.getpass, comm.create_comm = before
            self._take_below()
            self._session.flush_text()
            self._session.listening = False


def open_shell() -> CellShell:
    """A shell in which no cell has run: the one that was made ahead, else a new one."""
    ahead = shell_ahead()
    return ahead if ahead.untouched else _new_shell()


@cache
def shell_ahead() -> CellShell:
    """A shell for one notebook. A warm parent makes it before it forks, and every fork finds it untouched."""
    shell = _new_shell()
    formatter: Any = shell.display_formatter
    formatter.format(shell)  # its parts are made on first use
    return shell


def forget_shell() -> None:
    """Let go of the last notebook's shell and of all that its cells held, for a process that runs another after it."""
    shell_ahead.cache_clear()
    if CellShell.initialized():
        shell = CellShell.instance()
        for at_exit in (
            shell.magics_manager.registry["ScriptMagics"].kill_bg_processes,
            shell.atexit_operations,
        ):
            at_exit()
            atexit.unregister(at_exit)  # it would hold the shell
        shell.restore_sys_module_state()  # type: ignore[no-untyped-call]  # the next would hold this one's main module
        CellShell.clear_instance()
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        vars(sys).pop(name, None)
    gc.collect()


def _new_shell() -> CellShell:
    """A shell that keeps no history on the disk, and no thread."""
    CellShell.clear_instance()
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryAccessor.enabled = False
    return CellShell.instance(config=config, parent=None)


def _reply(shell: CellShell, result: Any) -> dict[str, Any]:
    content: dict[str, Any] = {"status": "ok", "execution_count": shell.execution_count - 1}
    error = result.error_before_exec if result.error_before_exec is not None else result.error_in_exec
    if not result.success or shell._last_traceback_during_displayhook:
        traceback = shell._last_traceback or []
        content |= {
            "status": "error",
            "traceback": traceback,
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
    "shell_ahead",
]
