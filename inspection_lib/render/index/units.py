"""A page with a table of units as a value: the index of one province, or a province of a larger index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from inspection_lib.language import Catalogue, Message, Text
from inspection_lib.model import Office, ScoreState, Severity
from inspection_lib.render.index.rows import (
    NO_SCORE,
    OPEN,
    IndexRow,
    Median,
    RowState,
    Totals,
    bands_of,
    failed_rows,
    is_listed,
    kinds_of,
    medians_of,
    rank,
    rank_ranges,
    totals_message,
    totals_of,
)
from inspection_lib.render.names import row_anchor
from inspection_lib.render.scores import NO_SCORE as NOTHING
from inspection_lib.render.scores import format_score
from inspection_lib.report import ReportState


@dataclass(frozen=True, slots=True)
class LinkedCount:
    """The number of a unit's findings of one severity, and the place in its report that lists them."""

    count: int
    place: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the table.

    ``office`` is the inspected office, ``kind`` the kind of the unit in words, ``anchor`` the row's id.
    ``order`` is the key by which the column of scores is sorted, ``band_order`` that of the grades: 1 is the
    best. Both are empty without a final score. ``rank`` counts the rows of this page, ``rank_in_all`` the
    whole campaign. ``places`` are the ranks that are possible, "3–9"; "" where one is sure.
    """

    row: IndexRow
    office: Text
    kind: Text
    anchor: str
    stale: bool
    rank: int | None
    rank_in_all: int | None
    places: str
    score: str
    at_register: str
    order: str
    band_order: str
    counts: tuple[LinkedCount, ...]
    unanswered: LinkedCount


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
    medians: tuple[Median, ...]
    failed: tuple[IndexRow, ...]
    listed: tuple[ShownRow, ...]
    kinds: tuple[FilterOption, ...]
    parents: tuple[FilterOption, ...]
    progress: tuple[FilterOption, ...]
    severities: tuple[Severity, ...]
    summary: Message


def units_view(
    rows: Sequence[IndexRow],
    ranks_in_all: Sequence[int | None],
    province: Text | None,
    office: Office,
    catalogue: Catalogue,
) -> UnitsView:
    """The view of a page; ``ranks_in_all`` are the rows' ranks in the whole campaign.

    Rows are ordered by kind of unit, best score first; those without a final score come last.
    """
    bands = bands_of(rows, catalogue)
    totals = totals_of(rows, bands, catalogue)
    kinds = kinds_of(rows, office)
    parents = {
        row.parent_code: catalogue.write(row.parent_name)
        for row in rows
        if row.parent_code and is_listed(row)
    }
    listed = [
        _shown_row(row, rank_here, rank_in_all, _places(span), bands, office, catalogue)
        for row, rank_here, rank_in_all, span in zip(
            rows, rank(rows), ranks_in_all, rank_ranges(rows), strict=True
        )
        if is_listed(row)
    ]
    return UnitsView(
        province=province,
        totals=totals,
        medians=medians_of(rows, kinds, catalogue),
        failed=failed_rows(rows),
        listed=tuple(sorted(listed, key=lambda shown: _place(shown, office))),
        kinds=tuple(FilterOption(kind.id, catalogue.write(kind.name)) for kind in kinds),
        parents=tuple(FilterOption(code, name) for code, name in parents.items()),
        progress=tuple(FilterOption(state.value, catalogue.label(state)) for state, _ in totals.progress),
        severities=tuple(Severity),
        summary=totals_message(totals),
    )


def _place(shown: ShownRow, office: Office) -> tuple[tuple[int, str], int, Decimal]:
    row = shown.row
    final = row.index is not None
    return (
        office.order(row.kind),
        0 if final else 1 + OPEN.index(row.progress) if row.progress in OPEN else 1,
        -row.index if row.index is not None else Decimal(0),
    )


def _places(span: tuple[int, int] | None) -> str:
    return f"{span[0]}\N{EN DASH}{span[1]}" if span and span[0] < span[1] else ""


def _shown_row(
    row: IndexRow,
    rank_here: int | None,
    rank_in_all: int | None,
    places: str,
    bands: Sequence[str],
    office: Office,
    catalogue: Catalogue,
) -> ShownRow:
    counts = dict(row.severities)
    written = catalogue.with_decimals(row.decimals)
    band = catalogue.write(row.band) if row.band else ""
    return ShownRow(
        row=row,
        office=office.office_name(row.kind, row.name),
        kind=office.kind(row.kind).name,
        anchor=row_anchor(row.code),
        stale=row.state is RowState.STALE,
        rank=rank_here,
        rank_in_all=rank_in_all,
        places=places,
        score=_score(row, written),
        at_register=written.points(row.at_register) if row.at_register is not None else "",
        order=f"{row.index:f}" if row.index is not None else NO_SCORE,
        band_order=str(bands.index(band) + 1) if band else NO_SCORE,
        counts=tuple(
            LinkedCount(counts.get(severity, 0), f"{row.href}#severity-{severity.value}")
            for severity in Severity
        ),
        unanswered=LinkedCount(row.unanswered, f"{row.href}#unanswered"),
    )


def _score(row: IndexRow, catalogue: Catalogue) -> str:
    """A final score, the range of an open one, "?" for a withheld one, a dash for what was not inspected."""
    if row.progress is ReportState.NOT_INSPECTED:
        return NOTHING
    state = (
        ScoreState.WITHHELD
        if row.low is None
        else ScoreState.FINAL
        if row.index is not None
        else ScoreState.RANGE
    )
    return format_score(row.low, row.high, state, catalogue)
