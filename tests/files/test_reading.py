"""What is read from a file is measured first."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from inspection_lib.files import DAMAGED_ZIP, open_zip, parse_json, parse_object, read_limited
from inspection_lib.model import limits


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """The size is looked at first; what is no file is not waited for."""
    (tmp_path / "large").write_bytes(b"12345")
    assert read_limited(tmp_path / "large", 5) == b"12345"
    with pytest.raises(OSError, match="too large"):
        read_limited(tmp_path / "large", 4)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="no file"):
        read_limited(tmp_path / "pipe", 5)
    with pytest.raises(OSError, match="no file"):
        read_limited(Path("/dev/zero"), 5)


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 100_000, "[" * 100 + "]" * 100, '{"a":' * 100_000, "[1," * 65 + "1" + "]" * 65),
        *("NaN", "[Infinity]", "-Infinity", "1e999", "9" * 101, "[" + "0," * 1_000_000 + "0]"),
        *("", "{", "\ufeff", b"\xff", b"\xef\xbb\xbf", '"' + "x" * (limits.JSON_BYTES + 1) + '"'),
    ],
    ids=lambda text: repr(text[:8]),
)
def test_json_beyond_a_limit_is_a_value_error(text: str | bytes) -> None:
    """Never a RecursionError, and never a value that no other program can read."""
    with pytest.raises(ValueError, match=r"."):
        parse_json(text)


@pytest.mark.parametrize("text", ['["\\ud800"]', '{"\\uDFFF": 1}', '"\ud83d"'])
def test_half_of_a_surrogate_pair_is_refused(text: str) -> None:
    """No file can hold it: what is read must be fit to be written again."""
    with pytest.raises(ValueError, match="surrogates not allowed"):
        parse_json(text)
    assert parse_json('"\\ud83d\\ude00"') == "\U0001f600"


def test_brackets_in_texts_are_no_depth() -> None:
    """Only real brackets count, also behind an escaped quotation mark."""
    text = '{"a": "' + "[" * 500 + '\\"[[", "b": ' + "[[" * 30 + "]]" * 30 + "}"
    assert set(parse_object(text)) == {"a", "b"}
    with pytest.raises(ValueError, match="no object"):
        parse_object("[]")


def a_zip() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a", "b")
    return written.getvalue()


def test_a_part_without_a_name_makes_a_zip_damaged() -> None:
    """`zipfile` itself fails when it is asked whether such a part is a folder."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(zipfile.ZipInfo(""), "b")
    with pytest.raises(DAMAGED_ZIP, match="without a name"):
        open_zip(written.getvalue())


def test_a_forged_end_of_a_zip_is_one_of_the_known_errors() -> None:
    """A list of members that begins before the file is a 'negative seek' otherwise."""
    good = a_zip()
    at = good.rindex(b"PK\x05\x06")
    decoy = good[: at + 12] + struct.pack("<L", limits.ZIP_LIST_BYTES + 1) + b"PK\x05\x06" + good[at + 20 :]
    locator = b"PK\x06\x07" + bytes(4) + b"PK\x06\x06" + bytes(8)
    large = struct.pack("<4sQ28xQQ", b"PK\x06\x06", 44, limits.ZIP_LIST_BYTES + 1, 0)
    for hidden in (decoy, good[:at] + large + locator + good[at:]):
        with pytest.raises(zipfile.BadZipFile, match="too many members"):
            open_zip(hidden)
    for offset, value in (
        (12, 2**31 - 1),
        (16, 2**32 - 2),
        (12, 0),
        (16, 5),
        (12, limits.ZIP_LIST_BYTES + 1),
    ):
        forged = good[: at + offset] + struct.pack("<L", value) + good[at + offset + 4 :]
        try:
            open_zip(forged).read("a")
        except DAMAGED_ZIP:
            continue
