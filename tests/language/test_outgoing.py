"""Text from people never gives orders to a terminal, a spreadsheet or a reader of XML."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from inspection_lib.language import for_cell, for_terminal, for_xml

ROOT = Path(__file__).parent.parent.parent
HOSTILE = ["\x1b[31mred", "\x9b31m", "\x07bell", "a\rb", "\u202egpj", "\u2028", "\ud800", "\x7f", "\x00"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_terminal_gets_no_orders(text: str) -> None:
    """Control letters, marks of direction and halves of pairs are shown as codes."""
    shown = for_terminal(f"{text}\n\tđơn vị")
    assert shown.encode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2028]", shown)
    assert shown.endswith("\n\tđơn vị")


@pytest.mark.parametrize("text", ["\x00", "\x1b[0m", "\ud800", "\uffff", "\x0b"])
def test_xml_can_be_read_whatever_the_text(text: str) -> None:
    """Letters that XML does not allow are left out."""
    assert ElementTree.fromstring(f"<a>{for_xml(f'x{text}y')}</a>").text.startswith("x")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "\uff1d1", "\t"]
)
def test_a_cell_is_never_a_formula(text: str) -> None:
    """An apostrophe stands before what a spreadsheet would compute."""
    assert for_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["", "060", "Kế hoạch 12-KH/UBND", "a=b", ". >= 0", "12,5 %", "\nHai dòng"])
def test_other_texts_stay(text: str) -> None:
    """No door changes a text that is harmless."""
    assert for_cell(text) == for_terminal(text) == for_xml(text) == text


def test_all_commands_print_through_the_door() -> None:
    """`typer.echo` and `print` stand in one place of the command line only."""
    found = [
        path.name
        for path in sorted((ROOT / "inspection_lib" / "cli").rglob("*.py"))
        if re.search(r"\btyper\.(?:secho|echo)\(|\bprint\(", path.read_text(encoding="utf-8"))
    ]
    assert found == ["options.py"]
