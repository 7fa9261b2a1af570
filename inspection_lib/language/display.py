"""How a value looks in JupyterLab: a table of its fields. All text is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from html import escape

from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language, Message, Text

ROWS_SHOWN = 10
"""Values of a sequence that are listed; the others are counted."""
LETTERS_SHOWN = 300
"""Letters of a text that are shown."""


class Displayed:
    """A dataclass that JupyterLab shows as a table: names of fields as in code, texts in Vietnamese.

    What is not known shows as "—", never as 0. A value within a value within a value shows by its class only.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        return _table(self, 0)


def _table(value: object, depth: int) -> str:
    rows = "".join(
        f'<tr><th style="text-align:left">{escape(field.name)}</th>'
        f'<td style="text-align:left">{_cell(getattr(value, field.name), depth)}</td></tr>'
        for field in fields(value)  # type: ignore[arg-type]  # only dataclasses come here
    )
    return f"<table><caption>{escape(type(value).__name__)}</caption>{rows}</table>"


def _cell(value: object, depth: int) -> str:
    """The HTML of one value; everything that is not a tag of this module is escaped."""
    if isinstance(value, Message):
        return escape(_shorten(open_catalogue(Language.VI).format(value)))
    if isinstance(value, Text):
        return escape(_shorten(open_catalogue(Language.VI).write(value))) or "—"
    if is_dataclass(value):
        return _table(value, depth + 1) if depth == 0 else escape(f"{type(value).__name__}(…)")
    if isinstance(value, Mapping):
        return escape(f"{len(value)}: {_shorten(', '.join(map(str, list(value)[:ROWS_SHOWN])))}")
    if isinstance(value, (tuple, list)):
        return _sequence(value)
    if value is None or value == "":
        return "—"
    shown = str(value) if isinstance(value, (str, bool, int, Decimal, date)) else repr(value)
    return escape(_shorten(shown))


def _sequence(values: tuple[object, ...] | list[object]) -> str:
    """How many values there are, and the first of them on a line each where they are short."""
    kinds = {type(value).__name__ for value in values}
    if any(is_dataclass(value) and not isinstance(value, (Message, Text)) for value in values):
        return escape(f"{len(values)} × {', '.join(sorted(kinds))}")
    shown = [escape(_shorten(str(value))) if not _is_text(value) else _cell(value, 1) for value in values]
    rest = [f"… ({len(shown)})"] if len(shown) > ROWS_SHOWN else []
    return "<br>".join([*shown[:ROWS_SHOWN], *rest]) or "—"


def _is_text(value: object) -> bool:
    return isinstance(value, (Message, Text))


def _shorten(text: str) -> str:
    return text if len(text) <= LETTERS_SHOWN else f"{text[:LETTERS_SHOWN]}…"
