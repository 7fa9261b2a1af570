"""Files and JSON from anybody, read within limits (`model.limits`)."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import json
import math
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from inspection_lib.language import Message, message
from inspection_lib.model import limits
from inspection_lib.system import open_to_read

DAMAGED_ZIP = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, NotImplementedError, RuntimeError, IndexError, KeyError, OverflowError),
)
"""What `zipfile` raises for a zip that is cut or forged: a negative seek is a ValueError, for example."""
_END_OF_ZIP = b"PK\x05\x06"
_END_OF_ZIP64 = b"PK\x06\x06"
_LOCATOR_OF_ZIP64 = b"PK\x06\x07"
_END_BYTES, _LOCATOR_BYTES = 22, 20
_TAIL_OF_ZIP = 2**17
"""The end of a list with its longest comment (64 kB), and that of ZIP64 before it."""
_HALF = re.compile(r"[\ud800-\udfff]|\\u[dD][89a-fA-F]")
"""May be half of a surrogate pair, which no file can hold."""
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def read_limited(path: Path, most: int) -> bytes:
    """The bytes of a file. Raises OSError; with EFBIG when it has more than ``most`` bytes.

    What is no file (a pipe, a device) is not waited for: OSError with EINVAL.
    """
    with _open_file(path) as file:
        if os.fstat(file.fileno()).st_size > most:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content


@contextlib.contextmanager
def _open_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file to read its bytes. What is no file is not waited for: OSError with EINVAL."""
    with open(open_to_read(path), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "This is no file", str(path))
        yield file


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece: nobody has looked at its size yet. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_zip(source: bytes | Path) -> zipfile.ZipFile:
    """Open a zip that is given as bytes or as a path. Of a file, only the list of its members is read here.

    Raises one of DAMAGED_ZIP, also for a list beyond the limit, a member without a name, and what is no file,
    such as a pipe.
    """
    tail = source[-_TAIL_OF_ZIP:] if isinstance(source, bytes) else _tail(source)
    if any(size > limits.ZIP_LIST_BYTES for size in _list_sizes(tail)):
        raise zipfile.BadZipFile("too many members")
    opened = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    if "" in opened.namelist():  # `zipfile` fails when it is asked whether such a member is a folder
        opened.close()
        raise zipfile.BadZipFile("a member without a name")
    return opened


def _list_sizes(tail: bytes) -> Iterator[int]:
    """What the end of a zip says of its list's size, at each place where `zipfile` may look for it.

    That is right at the end, else at the last sign of an end, with or without the end of ZIP64 before it.
    """
    for end in {len(tail) - _END_BYTES, tail.rfind(_END_OF_ZIP)}:
        if end < 0 or tail[end : end + 4] != _END_OF_ZIP:
            continue
        if tail[end - _LOCATOR_BYTES :].startswith(_LOCATOR_OF_ZIP64):
            found = [one.start() for one in re.finditer(_END_OF_ZIP64, tail[:end])]
            yield from (int.from_bytes(tail[at + 40 : at + 48], "little") for at in found)
            if found:
                continue
        yield int.from_bytes(tail[end + 12 : end + 16], "little")


def _tail(path: Path) -> bytes:
    """The last bytes of a file, which hold the end of a zip's list. Raises OSError as `read_limited`."""
    with _open_file(path) as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL_OF_ZIP))
        return file.read()


def too_large(most: int) -> Message:
    """That a file has more bytes than it may."""
    return message("The file has more than {size} MB.", size=most // limits.MEGABYTE)


def parse_json(text: str | bytes, most: int = limits.JSON_BYTES) -> object:
    """The value of a JSON text. Raises ValueError for all that is wrong, also for what is beyond a limit.

    NaN, infinity, numbers of more than `JSON_DIGITS` digits and halves of surrogate pairs are refused: no
    part of the workbench writes them, and no other program could read them.
    """
    written = check_json(text, most)
    value = json.loads(written, parse_constant=_refuse, parse_int=_whole, parse_float=_fraction)
    if _HALF.search(written):
        json.dumps(value, ensure_ascii=False).encode()  # UnicodeEncodeError, which is a ValueError
    return value


def check_json(text: str | bytes, most: int = limits.JSON_BYTES) -> str:
    """The text, if a parser may have it: not too large, too deep or of too many values. Raises ValueError."""
    if len(text) > most:
        raise ValueError(f"more than {most} bytes")
    written = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    if sum(map(written.count, ",:[{")) > limits.JSON_VALUES:
        raise ValueError(f"more than {limits.JSON_VALUES} values")
    if written.count("[") + written.count("{") > limits.JSON_DEPTH:
        _check_depth(written)
    return written


def parse_object(text: str | bytes, most: int = limits.JSON_BYTES) -> dict[str, Any]:
    """The object of a JSON text, as `parse_json` reads it. Raises ValueError for any other value."""
    found = parse_json(text, most)
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def _check_depth(text: str) -> None:
    """Raise ValueError for a text that is too deep. One that is no JSON may pass: the parser refuses it.

    Innermost pairs are taken away again and again, at most two levels each time. What is left after half of
    the allowed levels is counted bracket by bracket, which takes longer.
    """
    outside = text.replace("\\\\", "").replace('\\"', "").split('"')[::2]  # every second piece is a string
    brackets = "".join(outside).encode(errors="replace").translate(None, _NO_BRACKETS)
    left = brackets
    for _ in range(limits.JSON_DEPTH // 2):
        if not left:
            return
        left = left.replace(b"[]", b"").replace(b"{}", b"")
    depth = 0
    for bracket in brackets:
        depth += 1 if bracket in b"[{" else -1
        if depth > limits.JSON_DEPTH:
            raise ValueError(f"more than {limits.JSON_DEPTH} values inside each other")


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _whole(digits: str) -> int:
    if len(digits) > limits.JSON_DIGITS:
        raise ValueError(f"a number of more than {limits.JSON_DIGITS} digits")
    return int(digits)


def _fraction(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits[:20]} is too large")
    return number
