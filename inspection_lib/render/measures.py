"""A register's figures as the page shows them: with the item's answer, and the rows that count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inspection_lib.language import Message, Text
from inspection_lib.model import measure_label, register_label
from inspection_lib.render.names import anchor
from inspection_lib.report import MeasureLine, Report

ROWS_SHOWN = 10
"""Rows of a register that the page names; `report.json` and `register_rows.csv` hold all."""


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A register's figure with its item.

    ``rows`` are the first `ROWS_SHOWN` rows that count against the unit, as ranges: `3–7, 12`; ``row_count``
    is the number of all.
    """

    line: MeasureLine
    anchor: str
    register: Message
    measure: Message
    question: Text
    answer: Message | None
    claim: Message | None
    rows: str
    row_count: int

    @property
    def all_shown(self) -> bool:
        """Whether ``rows`` are all of them."""
        return self.row_count <= ROWS_SHOWN


def shown_measure(report: Report, line: MeasureLine) -> ShownMeasure:
    """A figure of a register with its item."""
    item = next((item for item in report.items if item.id == line.item_id), None)
    answer = item.finding.shown if item and item.finding else None
    named = (register_label(line.register), measure_label(line.register, line.name))
    register, measure = line.labels or named
    return ShownMeasure(
        line=line,
        anchor=anchor(line.item_id),
        register=register,
        measure=measure,
        question=item.question if item else Text("", ""),
        answer=answer,
        claim=item.claim.shown if item and item.claim else None,
        rows=ranges(line.rows[:ROWS_SHOWN]),
        row_count=len(line.rows),
    )


def ranges(rows: Iterable[int]) -> str:
    """Row numbers as ranges: `3–7, 12`; empty without rows."""
    spans: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return ", ".join(str(first) if first == last else f"{first}\N{EN DASH}{last}" for first, last in spans)
