"""What cells say, in a kernel's own messages: text on the streams, outputs, and the limits of what one cell may say."""

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

from inspection_lib.language import Language, Message, message, open_catalogue

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

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
_HALF_LETTERS = re.compile(
    "[\ud800-\udfff]"
)  # what UTF-8 cannot hold, as in the name of a file that is not UTF-8


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
            self._text.append(
                _remark(message("This cell showed too much: the rest of its outputs was left out."))
            )
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
    return "\n[" + " / ".join(open_catalogue(language).format(said) for language in Language) + "]\n"


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
        return {name: value for (name, _), (value, _) in pairs}, sum(
            more + size for (_, more), (_, size) in pairs
        )
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
            begin = (
                self._read if size > self._read else 0
            )  # a program that opened it anew, as /dev/stdout, has emptied it
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
