"""Ways to read a large one-stop register and count its measures, each in a process of its own.

`python -m benchmarks.register_readers WAY FILE STARTED` prints one line of JSON: seconds since ``STARTED`` (a
UNIX time), processor seconds, the most bytes held, and the figures, which all ways must have in common.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

FIRST, LAST = date(2017, 1, 1), date(2017, 4, 30)
DAYS = ("received", "due", "returned")
Figures = Mapping[str, tuple[int, int]]
"""Numerator and denominator by measure."""


def by_workbench(path: Path) -> Figures:
    """The workbench's own reader: it checks every cell, and keeps the rows that count against the unit."""
    from inspection_lib.imports import read_measures
    from inspection_lib.imports.register_files import RegisterFile

    read = read_measures([RegisterFile("060", "one_stop", path)], FIRST, LAST)
    return {measure.name: (measure.numerator, measure.denominator) for measure in read.measures}


def by_pandas(path: Path) -> Figures:
    """Plain pandas, as an analyst writes it: no check but that no dossier is there twice."""
    import pandas as pd

    kinds = {"dossier": "str", "procedure": "category", "apology": "category"}
    table = pd.read_csv(path, dtype=kinds, parse_dates=list(DAYS))
    if not table["dossier"].is_unique:
        raise SystemExit("a dossier is there twice")
    first, last = pd.Timestamp(FIRST), pd.Timestamp(LAST)
    table = table[(table["received"] <= last) & ~(table["returned"] < first)]
    is_settled = table["returned"] <= last
    is_on_time = is_settled & (table["returned"] <= table["due"])
    is_late = is_settled & ~is_on_time
    in_term = ~is_settled & (table["due"] >= last)
    return {
        "settled_on_time": (int(is_on_time.sum()), int(is_settled.sum())),
        "apologies": (int((is_late & (table["apology"] == "yes")).sum()), int(is_late.sum())),
        "overdue_open": (int((~is_settled & ~in_term).sum()), int((~is_settled).sum())),
        "on_time_or_in_term": (int((is_on_time | in_term).sum()), len(table)),
    }


def by_polars(path: Path) -> Figures:
    """Plain polars, as an analyst writes it."""
    import polars as pl

    table = pl.read_csv(path, try_parse_dates=True, schema_overrides={"dossier": pl.String})
    if not table["dossier"].is_unique().all():
        raise SystemExit("a dossier is there twice")
    table = table.filter((pl.col("received") <= LAST) & ~(pl.col("returned") < FIRST).fill_null(value=False))
    is_settled = (pl.col("returned") <= LAST).fill_null(value=False)
    is_on_time = is_settled & (pl.col("returned") <= pl.col("due"))
    is_late = is_settled & (pl.col("returned") > pl.col("due"))
    in_term = ~is_settled & (pl.col("due") >= LAST)
    counts = table.select(
        on_time=is_on_time.sum(),
        settled=is_settled.sum(),
        apologies=(is_late & (pl.col("apology") == "yes")).sum(),
        late=is_late.sum(),
        overdue=(~is_settled & ~in_term).sum(),
        in_term=in_term.sum(),
    ).row(0, named=True)
    return {
        "settled_on_time": (counts["on_time"], counts["settled"]),
        "apologies": (counts["apologies"], counts["late"]),
        "overdue_open": (counts["overdue"], counts["overdue"] + counts["in_term"]),
        "on_time_or_in_term": (counts["on_time"] + counts["in_term"], table.height),
    }


READERS: Mapping[str, Callable[[Path], Figures]] = MappingProxyType(
    {"workbench": by_workbench, "pandas": by_pandas, "polars": by_polars}
)
"""The ways by their names; the second and the third are named as the packages that they need."""


def most_memory() -> int:
    """The most bytes that this process held at once (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    """Read the file, and print what it took."""
    way, file, started = sys.argv[1:]
    figures = READERS[way](Path(file))
    seconds, cpu = time.time() - float(started), time.process_time()
    print(json.dumps({"seconds": seconds, "cpu": cpu, "memory": most_memory(), "figures": figures}))


if __name__ == "__main__":
    main()
