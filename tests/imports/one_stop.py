"""Registers as tests write them, and the figures that are counted from them."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.model import Measure
from inspection_lib.workbench.inspections import load_measures

HEADER = "dossier,procedure,received,due,returned,apology"
ON_TIME = "1,p,2017-01-01,2017-01-05,2017-01-05,"
LATE = "2,p,2017-01-01,2017-01-05,2017-01-06,yes"
PENDING = "3,p,2017-01-01,2017-01-05,,"
NO_APOLOGY = "4,p,2017-01-01,2017-01-05,2017-01-09,no"
Figures = dict[str, tuple[int, int, tuple[int, ...]]]


def measures_of(folder: Path) -> tuple[Measure, ...]:
    """The measures of unit 060."""
    return load_measures(folder, "060")


def figures_of(folder: Path) -> Figures:
    """Numerator, denominator and rows of each measure of unit 060."""
    return {
        measure.name: (measure.numerator, measure.denominator, measure.rows)
        for measure in measures_of(folder)
    }


def figures_of_rows(folder: Path, *rows: str) -> Figures:
    """The figures of a one-stop register with these rows."""
    (folder / "060.one_stop.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return figures_of(folder)
