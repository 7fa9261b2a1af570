"""Registers as values, for samples."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from inspection_lib.imports import RegisterCase, RegisterCases
from inspection_lib.sampling import Aim, DrawOrder

COLUMNS = ("dossier", "due")
NUMBER = "482915"


def some_cases(count: int) -> RegisterCases:
    """A register with ``count`` dossiers, named 0, 1, 2 and so on; their line is the number and 2."""
    return cases_of((str(at), "2017-01-05") for at in range(count))


def cases_of(rows: Iterable[tuple[str, ...]], key: str = "dossier") -> RegisterCases:
    """A register with these rows."""
    cases = tuple(RegisterCase(line, cells) for line, cells in enumerate(rows, start=2))
    return RegisterCases("one_stop", "060.one_stop.csv", COLUMNS, key, cases, 0)


def an_order(size: int, *picks: str, number: str = NUMBER) -> DrawOrder:
    """The order to draw ``size`` cases."""
    period = date(2017, 1, 1), date(2017, 4, 30)
    return DrawOrder("2017-dot-1", "060", *period, number, Aim(Decimal("0.05")), 0, size, size, picks)
