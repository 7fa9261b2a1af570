"""One cell: its text without what a spreadsheet put around it, and what makes a cell unfit to be read."""

from __future__ import annotations

import re
from enum import StrEnum

from inspection_lib.language import Fault, message, plain_letters

_GUARDED = re.compile(r'="((?:[^"]|"")*)"')
"""A formula that gives a text: people keep the zeros of a code with it."""
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|CONNECT!|BUSY!"
    r"|UNKNOWN!|PYTHON!|EXTERNAL!)|Err:\d{3}|#{3,}",
    re.IGNORECASE,
)
"""What spreadsheets show for a formula that fails, and for a number that is too wide for its column."""
_PICTURE = re.compile(r"=?\s*(?:_xlfn\.)?(?:_xlws\.)?(?:DISPIMG|IMAGE)\(.*", re.IGNORECASE | re.DOTALL)
_FORMULA = re.compile(r"=\s*[+-]?(?:[A-Z][A-Z0-9_.]*\(.*|\$?[A-Z]{1,3}\$?\d+\b.*)", re.DOTALL)
_LONGEST_SHOWN = 60
_MAYBE_READ_WRONGLY = re.compile("[\u00c3-\u00c6\u00e1\u00e2][\u0080-\u00bf\u0152-\u2122]")
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean_cell(cell: str) -> str:
    """The text of a cell: no space around it, letters as they are seen, and without guards.

    Guards are what people write to keep a zero: `="060"` and `'060`. Line breaks become line feeds.
    """
    text = cell.strip()
    if not text:
        return ""
    if not text.isascii():
        text = plain_letters(text).strip()
    elif text.isalnum():
        return text
    if text[:1] == "=" and (guarded := _GUARDED.fullmatch(text)):
        text = guarded[1].replace('""', '"').strip()
    elif text[:1] == "'" and text.count("'") == 1:
        text = text[1:].strip()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text)


class CellTrouble(StrEnum):
    """Why a cell cannot be read, though the file can."""

    ERROR = "error"
    PICTURE = "picture"
    NEVER_COMPUTED = "never_computed"
    TWO_READINGS = "two_readings"
    GARBLED = "garbled"


def cell_trouble(text: str) -> CellTrouble | None:
    """Why a text cannot be the content of a cell, whatever its column; None for a cell that can be read."""
    if text[:1] not in ("#", "=", "E", "_"):
        return None
    if _PICTURE.fullmatch(text):
        return CellTrouble.PICTURE
    if _ERROR.fullmatch(text):
        return CellTrouble.ERROR
    return CellTrouble.NEVER_COMPUTED if _FORMULA.fullmatch(text) else None


def is_garbled(text: str) -> bool:
    """Whether letters are lost (they stand as \ufffd) or wrong: UTF-8 that was read as Windows-1252.

    `SÃ¡ng kiáº¿n` is Sáng kiến: a word that gives UTF-8 when it is turned back into bytes was read wrongly.
    """
    if "\ufffd" in text:
        return True
    if not _MAYBE_READ_WRONGLY.search(text):
        return False
    return any(_was_read_wrongly(word) for word in re.split(r"[ \t\n]", text) if not word.isascii())


def _was_read_wrongly(word: str) -> bool:
    try:
        return len(b"".join(map(_byte, word)).decode()) < len(word)
    except (UnicodeEncodeError, UnicodeDecodeError):
        return False


def _byte(letter: str) -> bytes:
    """The byte of a letter in Windows-1252; five bytes have no letter there and stay what they are."""
    return bytes([ord(letter)]) if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")


def trouble_fault(trouble: CellTrouble, text: str, column: str) -> Fault:
    """What to tell about such a cell. ``column`` is its letter and heading, ``text`` what the cell shows."""
    shown = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    match trouble:
        case CellTrouble.ERROR:
            return Fault(
                message(
                    "Column {column}: the cell shows {error} instead of a value.", column=column, error=shown
                ),
                message("Correct its formula or its width, or write the value."),
            )
        case CellTrouble.PICTURE:
            return Fault(
                message(
                    "Column {column}: the cell holds a picture, which a table cannot hand over.",
                    column=column,
                ),
                message("Write in words what it shows, and attach the picture with `inspection attach`."),
            )
        case CellTrouble.NEVER_COMPUTED:
            return Fault(
                message("Column {column}: the cell holds a formula that was never computed.", column=column),
                message("Open the file in Excel and save it there."),
            )
        case CellTrouble.GARBLED:
            return Fault(
                message("Column {column}: the letters of the cell are garbled.", column=column),
                message(
                    "The text was read in a wrong code page before it was saved. Go back to the first file "
                    "and open it as UTF-8 (Excel: Data, From Text/CSV)."
                ),
            )
        case CellTrouble.TWO_READINGS:
            return Fault(
                message(
                    "Column {column}: the cell can be read as Unicode and as an old font code.", column=column
                ),
                message("Convert the file to Unicode (for example with UniKey), and look at this cell."),
            )
