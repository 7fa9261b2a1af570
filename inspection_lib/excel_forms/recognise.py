"""Tell by its inside whether a file is a form, without reading its cells."""

from __future__ import annotations

import zipfile
from pathlib import Path

from inspection_lib.excel_forms.layout import HIDDEN_SHEET
from inspection_lib.tables import LIMITS

_PARTS = ("xl/workbook.xml", "content.xml")
"""The parts of XLSX and ODS files in which the names of sheets stand."""
_PIECE = 2**20


def looks_like_form(path: Path) -> bool:
    """Whether a workbook has the hidden sheet of a form. False for every file that cannot be opened."""
    name = HIDDEN_SHEET.encode()
    try:
        if path.stat().st_size > LIMITS.file_bytes:
            return False
        with path.open("rb") as file:
            if file.read(4) != b"PK\3\4":
                file.seek(0)
                content = file.read()
                return content[:4] == b"\xd0\xcf\x11\xe0" and (
                    name in content or HIDDEN_SHEET.encode("utf-16-le") in content
                )
        with zipfile.ZipFile(path) as parts:
            return any(_holds(parts, part, name) for part in _PARTS if part in parts.namelist())
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False  # the reader of tables says what is wrong with it


def _holds(parts: zipfile.ZipFile, part: str, name: bytes) -> bool:
    """Whether a name stands in a part, which may be large: it is read piece by piece."""
    before = b""
    read = 0
    with parts.open(part) as file:
        while piece := file.read(_PIECE):
            read += len(piece)
            if name in before + piece:
                return True
            if read > LIMITS.unpacked_bytes:
                return False
            before = piece[-len(name) :]
    return False
