"""Values in JupyterLab: a table of their fields, with everything escaped."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from inspection_lib.language import Displayed, Text, message


@dataclass(frozen=True, slots=True)
class Value(Displayed):
    """A value with fields of every kind."""

    name: object = ""
    points: Decimal | None = None
    inner: object = None


def test_nothing_of_a_value_becomes_html() -> None:
    """Remarks and names come from files and forms of anybody."""
    evil = '<script>alert("x")</script>'
    shown = [evil, Text(evil, evil), message("The sheet {name}", name=evil), (evil,), {evil: 1}, Value(evil)]
    for value in shown:
        html = Value(value, inner=Value((evil,)))._repr_html_()
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def test_what_is_not_known_is_a_dash_and_zero_is_zero() -> None:
    """None is no number."""
    assert '>points</th><td style="text-align:left">—</td>' in Value()._repr_html_()
    assert ">0</td>" in Value(points=Decimal(0))._repr_html_()


def test_long_values_are_cut_and_counted() -> None:
    """A report has a hundred items: they are counted, not listed."""
    html = Value(tuple(Value() for _ in range(70)), inner="x" * 5000)._repr_html_()
    assert "70 × Value" in html
    assert len(html) < 2000
    assert "(25)" in Value(tuple("abcdefghijklmnopqrstuvwxy"))._repr_html_()
