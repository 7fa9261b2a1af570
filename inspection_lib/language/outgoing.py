"""The one door for text from people that leaves: to a terminal, into a cell of a table, into XML or HTML.

A text from a checklist, a table or a phone may hold letters that the place where it is shown takes for
orders: an escape sequence for a terminal, a formula for a spreadsheet. Each function gives the text as this
place can show it. Text that holds no such letter comes back as it is.
"""

from __future__ import annotations

import re

_ORDERS_OF_TERMINALS = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 without tab and line feed: colours, moves, titles, a bell
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction: they turn the rest of the line round
    "\u2028\u2029"  # lines that some terminals break and others do not
    "\ud800-\udfff]"  # half of a pair: no encoding can write it, so that printing it fails
)
_NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"[\t\r]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def for_terminal(text: str) -> str:
    r"""The text for a terminal, a log or a notebook's error: control letters are shown as `\x1b`.

    Line feeds and tabs stay.
    """
    return _ORDERS_OF_TERMINALS.sub(_code, text)


def _code(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def for_xml(text: str) -> str:
    """The text for XML or HTML, without the letters that XML 1.0 does not allow.

    It escapes nothing: `<` and `&` are the work of whoever writes the XML.
    """
    return _NOT_IN_XML.sub("", text)


def for_cell(text: str) -> str:
    """The text for a cell of a workbook or a CSV file: never a formula, no letter that XML does not allow.

    A spreadsheet computes what begins with `=`, `+`, `-` or `@`, also behind a space, a tab or a carriage
    return. An apostrophe before it makes it a text; the workbench's own reader of tables takes it off again.
    """
    clean = for_xml(text)
    return f"'{clean}" if _FORMULA.match(clean) else clean
