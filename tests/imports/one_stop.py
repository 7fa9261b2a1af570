"""Registers as tests write them, and the figures that are counted from them."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.imports import RegisterReading
from inspection_lib.model import Measure
from inspection_lib.workbench.inspections import load_registers
from tests.builders import a_campaign, a_unit

HEADER = "dossier,procedure,received,due,returned,apology"
ON_TIME = "1,p,2017-01-01,2017-01-05,2017-01-05,"
LATE = "2,p,2017-01-01,2017-01-05,2017-01-06,yes"
PENDING = "3,p,2017-01-01,2017-01-05,,"
NO_APOLOGY = "4,p,2017-01-01,2017-01-05,2017-01-09,no"
Figures = dict[str, tuple[int, int, tuple[int, ...]]]


def measures_of(folder: Path) -> tuple[Measure, ...]:
    """The measures of unit 060."""
    return reading_of(folder).measures


def reading_of(folder: Path, unit: str = "060") -> RegisterReading:
    """What the registers of a unit hold for January to April 2017."""
    return load_registers(folder, a_campaign(a_unit()), unit)


def warnings_of(folder: Path) -> list[tuple[int, str]]:
    """Line and text of each warning about the registers of unit 060."""
    return [(warning.line, str(warning.fault)) for warning in reading_of(folder).warnings]


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
