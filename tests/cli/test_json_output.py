"""JSON for programs holds no letter that a terminal obeys, and loses none."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from inspection_lib.cli.json_output import print_json, schema_text


@dataclass(frozen=True)
class Line:
    """One text."""

    text: str


def test_what_a_terminal_obeys_is_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    """A program reads the same text."""
    text = "a\x1b[31m\x9b\u202eđ\u200b"
    print_json(Line(text))
    printed = capsys.readouterr().out
    assert not {"\x1b", "\x9b", "\u202e", "\u200b"} & set(printed)
    assert "đ" in printed
    assert json.loads(printed) == {"text": text}


def test_the_schema_says_what_the_fields_are() -> None:
    """And what the whole is, from the class."""
    schema = json.loads(schema_text(Line, "a line"))
    assert (schema["title"], schema["description"], schema["required"]) == ("a line", "One text.", ["text"])
