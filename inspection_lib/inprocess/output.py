"""Turn a cell's output into the messages that a kernel would send, and limit how much one cell may output."""

from __future__ import annotations

import codecs
import contextlib
import io
import json
import os
import re
import tempfile
import threading
from collections.abc import Callable
from typing import IO, Any

from jupyter_client.jsonutil import json_clean, json_default
from jupyter_client.session import Session

from inspection_lib.inprocess.limits import (
    MAX_OUTPUT_CHARACTERS,
    MAX_TEXT_CHARACTERS,
    OUTPUT_OVERHEAD,
    LimitTexts,
)

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

FLUSH_SECONDS = 0.2
"""Seconds after which text is sent while its cell still runs. A kernel waits for the same time."""
OUTPUT_TYPES = ("display_data", "execute_result")
"""The messages that add an output. (Text on the streams and the error of a cell are other messages.)"""
OnMessage = Callable[[dict[str, Any]], None]
"""What receives the messages."""
_WRITE_JSON = json.JSONEncoder(default=json_default, ensure_ascii=False, allow_nan=False).encode
_READ_JSON = json.JSONDecoder().decode
_SURROGATES = re.compile("[\ud800-\udfff]")
"""Surrogates, which UTF-8 cannot hold. They come from file names that are not UTF-8, for example."""


class OutputSession(Session):
    """Hands messages to a function instead of a socket.

    Several threads may send. Text on the streams is collected and sent in pieces, always before the next
    message, so that the order is kept. Messages from a fork of this process are dropped, as in a kernel. Text
    is accepted only while a cell runs and ``listening`` is on. It is off while a message is handed over: what
    the receiver logs then may go to the cell's streams, but is not the cell's output. When a cell has reached
    its limit, one line of ``texts`` replaces the rest, so that a cell that prints without end does not fill
    the memory.
    """

    def __init__(self, on_message: OnMessage, texts: LimitTexts) -> None:
        super().__init__(key=b"nothing is signed, because nothing is sent")
        self._on_message = on_message
        self._texts = texts
        self._stream = ""
        self._text: list[str] = []
        self.lock = threading.RLock()
        self.listening = False
        self.reset_limits()

    def reset_limits(self) -> None:
        """Allow the full amount again: a cell begins, or its outputs were cleared."""
        self.text_room = MAX_TEXT_CHARACTERS
        self._output_room = MAX_OUTPUT_CHARACTERS
        self.text_full = self._full = False

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_rest: Any, **_named: Any) -> None:
        """Send a message. The arguments are the whole message, or its type and content.

        The receiver gets the content as a socket would have delivered it.
        """
        if os.getpid() != self.pid:
            return
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content)
        delivered, size = _as_delivered(message["content"])
        with self.lock:
            self.flush_text()
            if message["msg_type"] == "clear_output":
                self.reset_limits()
            if message["msg_type"] not in OUTPUT_TYPES or self._has_room_for_output(size):
                self._deliver(message | {"content": delivered})

    def write_text(self, stream: str, text: str) -> None:
        """Send text on a stream soon; pieces that follow each other on the same stream are sent as one."""
        with self.lock:
            if not self.listening or self.text_full:
                return
            if stream != self._stream:
                self.flush_text()
                if not self._has_room_for_output(0):
                    return
                self._stream = stream
            kept = text[: self.text_room]
            self.text_room -= len(kept)
            self._text.append(kept)
            if len(kept) < len(text):
                self.text_full = True
                self._text.append(_own_line(self._texts.text))

    def _has_room_for_output(self, size: int) -> bool:
        """Whether one more output may be sent.

        A line replaces the first output that is beyond the limit. All later outputs are dropped.
        """
        self._output_room -= OUTPUT_OVERHEAD + size
        if self._output_room < 0 and not self._full:
            self.text_full = self._full = True
            self._stream = self._stream or "stdout"
            self._text.append(_own_line(self._texts.outputs))
            self.flush_text()
        return not self._full

    def flush_text(self) -> None:
        """Send the collected text."""
        if os.getpid() != self.pid:
            return
        with self.lock:
            text, self._text = "".join(self._text), []
            if text:
                content, _ = _as_delivered({"name": self._stream, "text": text})
                self._deliver(self.msg("stream", content))

    def _deliver(self, message: dict[str, Any]) -> None:
        before, self.listening = self.listening, False
        try:
            self._on_message(message)
        finally:
            self.listening = before


def _own_line(text: str) -> str:
    """A line that the engine adds to a cell's text."""
    return f"\n[{text}]\n"


def _as_delivered(content: Any) -> tuple[Any, int]:
    """A message's content as it comes out of a socket, and its approximate length as JSON.

    With a socket, content is written as JSON and read back, which is slow. For plain values a copy gives the
    same result. Most content consists of plain values, so a copy is tried first.
    """
    with contextlib.suppress(TypeError, UnicodeEncodeError, RecursionError):
        return _plain_copy(content)
    try:
        text = _WRITE_JSON(content)
    except (TypeError, ValueError):
        text = _WRITE_JSON(json_clean(content))
    text = _SURROGATES.sub("\ufffd", text)
    return _READ_JSON(text), len(text)


def _plain_copy(content: Any) -> tuple[Any, int]:
    """A copy of content that JSON would give back unchanged, with its length.

    Raises TypeError, UnicodeEncodeError or RecursionError for anything else.
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
        return {name: value for (name, _), (value, _) in pairs}, sum(
            more + size for (_, more), (_, size) in pairs
        )
    raise TypeError


class CellStream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of the cells.

    What Python prints comes through `write`. Other programs and C code write to a descriptor, below Python;
    that descriptor is a temporary file, which is read whenever something is printed or flushed, and by a
    thread every `FLUSH_SECONDS`. So text from both comes in the order in which it was written.
    """

    encoding = "UTF-8"
    errors = "replace"

    def __init__(self, session: OutputSession, name: str) -> None:
        self.name = name
        self._session = session
        # open as long as the stream
        self._below: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
        if fcntl is not None:
            fcntl.fcntl(self._below, fcntl.F_SETFL, os.O_APPEND)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._read = 0

    def writable(self) -> bool:
        """A stream is written to."""
        return True

    def write(self, text: str) -> int:
        """Send text in its order among the outputs. A fork of this process writes to the temporary file."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if os.getpid() != self._session.pid:
            os.write(self.fileno(), text.encode("utf-8", "replace"))
        elif not self._below.closed:
            self.read_below()
            self._session.write_text(self.name, text)
        return len(text)

    def flush(self) -> None:
        """Send now what Python and other programs have written so far."""
        if not self._below.closed:
            self.read_below()
            self._session.flush_text()

    def fileno(self) -> int:
        """The descriptor of the temporary file, to which other programs and C code write."""
        return self._below.fileno()

    def isatty(self) -> bool:
        """A cell has no terminal."""
        return False

    def read_below(self) -> None:
        """Send what other programs, forks and C code wrote since the last call."""
        if os.getpid() != self._session.pid:
            return
        with self._session.lock:
            size = os.fstat(self._below.fileno()).st_size
            if size == self._read:
                return
            # The file is smaller when a program opened it again (as /dev/stdout) and emptied it.
            begin = self._read if size > self._read else 0
            self._read = size
            wanted = min(size - begin, 4 * self._session.text_room + 4)  # a letter has four bytes at most
            text = self._decoder.decode(self._bytes_below(begin, wanted))
            self._session.write_text(self.name, text)
            if self._session.text_full:
                self._empty()

    def _empty(self) -> None:
        """Empty the file once the limit is reached: a program that never stops must not fill the disk."""
        os.ftruncate(self._below.fileno(), 0)
        self._decoder.reset()
        self._read = 0

    def _bytes_below(self, begin: int, count: int) -> bytes:
        """Bytes of the file. `pread` does not move the position, which all programs that write share."""
        if hasattr(os, "pread"):
            return os.pread(self._below.fileno(), count, begin)
        self._below.seek(begin)
        return self._below.read(count)

    def close(self) -> None:
        """Do nothing: a cell that closes its output must not close that of the next cell."""

    def end(self) -> None:
        """Close the temporary file; what is written later is lost."""
        self._below.close()
