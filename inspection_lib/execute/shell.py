"""An IPython shell that runs cells in this process and says what they give in a kernel's own messages."""

from __future__ import annotations

import asyncio
import atexit
import builtins
import codecs
import contextlib
import contextvars
import gc
import getpass
import io
import json
import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import IO, Any, NoReturn

import comm
from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.inputtransformer2 import TransformerManager
from jupyter_client.jsonutil import json_clean, json_default
from jupyter_client.session import Session
from traitlets import Type, default
from traitlets.config import Config

from inspection_lib.messages import Language, Message, message
from inspection_lib.render.i18n import open_catalogue

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

INLINE = "module://matplotlib_inline.backend_inline"
SOON = 0.2
"""Seconds after which text on the streams is said though the cell still runs; a kernel waits as long."""
LONGEST_TEXT = 10_000_000
"""Characters that one cell may print. What it prints beyond is left out, and the cell goes on."""
LARGEST_OUTPUTS = 100_000_000
"""Characters that one cell may display, as JSON, where each output counts as ``EACH`` more."""
EACH = 2_000
"""What an output takes beside its content: 50,000 small ones are as many as a notebook bears."""
Hear = Callable[[dict[str, Any]], None]
_WRITE_JSON = json.JSONEncoder(default=json_default, ensure_ascii=False, allow_nan=False).encode
_READ_JSON = json.JSONDecoder().decode
SHOWN = ("display_data", "execute_result")
"""The messages that add an output, beside text on the streams and the one error."""
_HALF_LETTERS = re.compile("[\ud800-\udfff]")  # what UTF-8 cannot hold, as in the name of a file that is not UTF-8


class KernelNeededError(Exception):
    """A cell asked for what only a kernel has: widgets' comms, typed input, an event loop of a window system."""


@dataclass(frozen=True, slots=True)
class CellReply:
    """How a cell ended: ``content`` is a kernel's `execute_reply`, with its count, status and error."""

    content: dict[str, Any]


class HeardSession(Session):
    """Hands messages to one hearer instead of a socket; text on the streams goes first, so that the order is kept.

    Several threads may speak. What a fork of this process says is not heard, as with a kernel. Text is heard while a cell
    runs and ``listening`` is on: the log of who hears, which a cell may have sent to its streams, is not the cell's.
    What one cell says has a limit, so that one that talks without end fills no memory: a line in its place says so.
    """

    def __init__(self, hear: Hear) -> None:
        super().__init__(key=b"nothing is signed, nothing is sent")
        self._hear = hear
        self._stream = ""
        self._text: list[str] = []
        self.lock = threading.RLock()
        self.listening = False
        self.give_room()

    def give_room(self) -> None:
        """A cell begins, or its outputs were cleared."""
        self.text_room = LONGEST_TEXT
        self._outputs_room = LARGEST_OUTPUTS
        self.text_full = self._full = False

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_rest: Any, **_named: Any) -> None:
        """Say a message, given whole or by its type and content; it is heard as a socket would have handed it on."""
        if os.getpid() != self.pid:
            return
        said = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content)
        sent, size = _as_sent(said["content"])
        with self.lock:
            self.flush_text()
            if said["msg_type"] == "clear_output":
                self.give_room()
            if said["msg_type"] not in SHOWN or self._takes_output(size):
                self._say(said | {"content": sent})

    def write_text(self, stream: str, text: str) -> None:
        """Say text on a stream, soon; pieces that follow each other on the same one are said as one."""
        with self.lock:
            if not self.listening or self.text_full:
                return
            if stream != self._stream:
                self.flush_text()
                if not self._takes_output(0):
                    return
                self._stream = stream
            kept = text[: self.text_room]
            self.text_room -= len(kept)
            self._text.append(kept)
            if len(kept) < len(text):
                self.text_full = True
                self._text.append(
                    _remark(
                        message(
                            "This cell printed more than {count} characters: the rest of its text was left out.",
                            count=LONGEST_TEXT,
                        )
                    )
                )

    def _takes_output(self, size: int) -> bool:
        """Whether one more output has room; where the first has none, a line says so, and nothing more of the cell is said."""
        self._outputs_room -= EACH + size
        if self._outputs_room < 0 and not self._full:
            self.text_full = self._full = True
            self._stream = self._stream or "stdout"
            self._text.append(_remark(message("This cell showed too much: the rest of its outputs was left out.")))
            self.flush_text()
        return not self._full

    def flush_text(self) -> None:
        """Say the text that waits."""
        if os.getpid() != self.pid:
            return
        with self.lock:
            text, self._text = "".join(self._text), []
            if text:
                self._say(self.msg("stream", _as_sent({"name": self._stream, "text": text})[0]))

    def _say(self, said: dict[str, Any]) -> None:
        before, self.listening = self.listening, False
        try:
            self._hear(said)
        finally:
            self.listening = before


def _as_sent(content: Any) -> tuple[Any, int]:
    """A message's content as it comes out of a socket, every letter whole; and about how many characters it has as JSON."""
    with contextlib.suppress(TypeError, UnicodeEncodeError, RecursionError):
        return _plain_copy(content)
    try:
        text = _WRITE_JSON(content)
    except (TypeError, ValueError):
        text = _WRITE_JSON(json_clean(content))
    text = _HALF_LETTERS.sub("\ufffd", text)
    return _READ_JSON(text), len(text)


def _remark(said: Message) -> str:
    """A line of our own among what a cell said, in both languages: who reads it is not known here."""
    return "\n[" + " / ".join(open_catalogue(language).say(said) for language in Language) + "]\n"


def _plain_copy(content: Any) -> tuple[Any, int]:
    """A copy of what JSON would give back as it is, with its length.

    TypeError, UnicodeEncodeError or RecursionError for anything else.
    """
    kind = type(content)
    if kind is str:
        return content, len(content.encode())
    if kind is bool or content is None or (kind is int and content.bit_length() <= 64):
        return content, 1
    if kind is list:
        values = [_plain_copy(value) for value in content]
        return [value for value, _ in values], sum(size for _, size in values)
    if kind is dict and all(type(name) is str for name in content):
        pairs = [(_plain_copy(name), _plain_copy(value)) for name, value in content.items()]
        return {name: value for (name, _), (value, _) in pairs}, sum(more + size for (_, more), (_, size) in pairs)
    raise TypeError


class CellStream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of the cells. Its descriptor is a file's, so that other programs can write to it."""

    encoding = "UTF-8"
    errors = "replace"

    def __init__(self, session: HeardSession, name: str) -> None:
        self.name = name
        self._session = session
        self._below: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  (open as long as the stream)
        if fcntl is not None:
            fcntl.fcntl(self._below, fcntl.F_SETFL, os.O_APPEND)
        self._letters = codecs.getincrementaldecoder("utf-8")("replace")
        self._read = 0

    def writable(self) -> bool:
        """A stream is written to."""
        return True

    def write(self, text: str) -> int:
        """Say text in its order among the outputs."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if os.getpid() != self._session.pid:
            os.write(self.fileno(), text.encode("utf-8", "replace"))
        elif not self._below.closed:
            self.take_below()
            self._session.write_text(self.name, text)
        return len(text)

    def flush(self) -> None:
        """Say now what was written here and below."""
        if not self._below.closed:
            self.take_below()
            self._session.flush_text()

    def fileno(self) -> int:
        """The descriptor of the file that takes what is written below Python."""
        return self._below.fileno()

    def isatty(self) -> bool:
        """No terminal is there."""
        return False

    def take_below(self) -> None:
        """Say what other programs, forks and C code wrote since the last time."""
        if os.getpid() != self._session.pid:
            return
        with self._session.lock:
            size = os.fstat(self._below.fileno()).st_size
            if size == self._read:
                return
            begin = self._read if size > self._read else 0  # a program that opened it anew, as /dev/stdout, has emptied it
            self._read = size
            wanted = min(size - begin, 4 * self._session.text_room + 4)  # a letter has four bytes at most
            text = self._letters.decode(self._read_below(begin, wanted))
            self._session.write_text(self.name, text)
            if self._session.text_full:
                self._empty()

    def _empty(self) -> None:
        """Let go of what is left out anyway, so that a program that writes without end does not fill the disk."""
        os.ftruncate(self._below.fileno(), 0)
        self._letters.reset()
        self._read = 0

    def _read_below(self, begin: int, count: int) -> bytes:
        """Bytes of the file, without its own place in it where that can be: who writes meanwhile shares and moves it."""
        if hasattr(os, "pread"):
            return os.pread(self._below.fileno(), count, begin)
        self._below.seek(begin)
        return self._below.read(count)

    def close(self) -> None:
        """Nothing: a cell that closes its output cannot close that of the next."""

    def end(self) -> None:
        """Let go of the file below; what is written later is lost."""
        self._below.close()


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
            result = await self._loop.create_task(self.shell.run_cell_async(source, store_history=store_history, **prepared))
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
        for at_exit in (shell.magics_manager.registry["ScriptMagics"].kill_bg_processes, shell.atexit_operations):
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
        content |= {"status": "error", "traceback": traceback, "ename": type(error).__name__, "evalue": str(error)}
    if shell.payload_manager:
        shell.payload_manager.clear_payload()
    return content


__all__ = ["CellReply", "CellRunner", "CellShell", "KernelNeededError", "forget_shell", "open_shell", "shell_ahead"]
