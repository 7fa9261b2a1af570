"""A page with a table of units as a value: the index of one province, or a province of a larger index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspection_lib.language import Catalogue, Message, Text
from inspection_lib.model import ScoreState, Severity, UnitKind
from inspection_lib.render.index.rows import (
    NO_SCORE,
    IndexRow,
    RowState,
    Totals,
    bands_of,
    failed_rows,
    is_listed,
    rank,
    totals_message,
    totals_of,
)
from inspection_lib.render.scores import format_score


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the table. ``order`` is the key by which the column of scores is sorted.

    ``rank`` counts the rows of this page, ``rank_in_all`` the whole campaign.
    """

    row: IndexRow
    stale: bool
    rank: int | None
    rank_in_all: int | None
    score: str
    order: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FilterOption:
    """One choice of a filter above the table."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class UnitsView:
    """Everything that the template of the table draws.

    ``province`` is None when the page is the whole index.
    """

    province: Text | None
    totals: Totals
    failed: tuple[IndexRow, ...]
    listed: tuple[ShownRow, ...]
    kinds: tuple[FilterOption, ...]
    parents: tuple[FilterOption, ...]
    severities: tuple[Severity, ...]
    summary: Message


def units_view(
    rows: Sequence[IndexRow], ranks_in_all: Sequence[int | None], province: Text | None, catalogue: Catalogue
) -> UnitsView:
    """The view of a page; ``ranks_in_all`` are the rows' ranks in the whole campaign."""
    listed = [row for row in rows if is_listed(row)]
    totals = totals_of(rows, bands_of(rows, catalogue), catalogue)
    kinds = {row.kind for row in listed}
    parents = {row.parent_code: catalogue.write(row.parent_name) for row in listed if row.parent_code}
    return UnitsView(
        province=province,
        totals=totals,
        failed=failed_rows(rows),
        listed=tuple(
            _shown_row(row, rank_here, rank_in_all, catalogue)
            for row, rank_here, rank_in_all in zip(rows, rank(rows), ranks_in_all, strict=True)
            if is_listed(row)
        ),
        kinds=tuple(FilterOption(kind.value, catalogue.label(kind)) for kind in UnitKind if kind in kinds),
        parents=tuple(FilterOption(code, name) for code, name in parents.items()),
        severities=tuple(Severity),
        summary=totals_message(totals),
    )


def _shown_row(
    row: IndexRow, rank_here: int | None, rank_in_all: int | None, catalogue: Catalogue
) -> ShownRow:
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
        rank=rank_here,
        rank_in_all=rank_in_all,
        score=format_score(row.low, row.high, state, catalogue),
        order=f"{order:f}" if order is not None else NO_SCORE,
        counts=tuple(counts.get(severity, 0) for severity in Severity),
    )
