"""A page with a table of units: the whole index of one province, or a province of a larger campaign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspection_lib.language import Catalogue, Message, Text
from inspection_lib.model import ScoreState, Severity, UnitKind
from inspection_lib.render.charts import written_score
from inspection_lib.render.index.rows import (
    NO_SCORE,
    IndexRow,
    RowState,
    Totals,
    bands_of,
    failed_rows,
    is_listed,
    rank,
    summary_of,
    totals_of,
)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as the page shows it. ``order`` is what the score column is sorted by.

    ``rank`` is among the rows of the page; ``place`` is in the whole campaign.
    """

    row: IndexRow
    stale: bool
    rank: int | None
    place: int | None
    score: str
    order: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class UnitsView:
    """Everything that a page with a table of units draws. ``province`` is None where the page is the whole index."""

    province: Text | None
    totals: Totals
    failed: tuple[IndexRow, ...]
    listed: tuple[ShownRow, ...]
    kinds: tuple[Option, ...]
    parents: tuple[Option, ...]
    severities: tuple[Severity, ...]
    summary: Message


def units_view(
    rows: Sequence[IndexRow], places: Sequence[int | None], province: Text | None, catalogue: Catalogue
) -> UnitsView:
    """What a page with a table of units draws; ``places`` are those in the whole campaign."""
    listed = [row for row in rows if is_listed(row)]
    totals = totals_of(rows, bands_of(rows, catalogue), catalogue)
    kinds = {row.kind for row in listed}
    parents = {row.parent_code: catalogue.write(row.parent_name) for row in listed if row.parent_code}
    return UnitsView(
        province=province,
        totals=totals,
        failed=failed_rows(rows),
        listed=tuple(
            _shown(row, here, place, catalogue)
            for row, here, place in zip(rows, rank(rows), places, strict=True)
            if is_listed(row)
        ),
        kinds=tuple(Option(kind.value, catalogue.label(kind)) for kind in UnitKind if kind in kinds),
        parents=tuple(Option(code, name) for code, name in parents.items()),
        severities=tuple(Severity),
        summary=summary_of(totals),
    )


def _shown(row: IndexRow, here: int | None, place: int | None, catalogue: Catalogue) -> ShownRow:
    counts = dict(row.severities)
    state = (
        ScoreState.WITHHELD
        if row.low is None
        else ScoreState.FINAL
        if row.index is not None
        else ScoreState.RANGE
    )
    order = row.index if row.index is not None else row.low
    return ShownRow(
        row=row,
        stale=row.state is RowState.STALE,
        rank=here,
        place=place,
        score=written_score(row.low, row.high, state, catalogue),
        order=f"{order:f}" if order is not None else NO_SCORE,
        counts=tuple(counts.get(severity, 0) for severity in Severity),
    )
