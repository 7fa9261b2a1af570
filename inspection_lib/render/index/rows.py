"""The rows of an index, and what is computed from them: ranks, totals, grades, provinces."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median
from typing import Protocol

from inspection_lib.language import Catalogue, Message, Text, message
from inspection_lib.model import Interval, Office, Redaction, Severity, UnitKind
from inspection_lib.report import ReportState

NO_SCORE = ""
"""The sort key of a row without a final score: such rows come last, upwards and downwards."""

_PLAIN_IN_PATHS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.")


class RowState(StrEnum):
    """The state of a unit's report.

    A stale report is older than the last change of its answers, checklist, plan, register, notebook or
    library.
    """

    MADE = "made"
    FAILED = "failed"
    STALE = "stale"


class Placed(Protocol):
    """A unit and the highest of those above it, or itself."""

    @property
    def code(self) -> str:
        """The unit's code."""
        ...

    @property
    def kind(self) -> str:
        """The id of its kind."""
        ...

    @property
    def province_code(self) -> str:
        """The code of the highest unit."""
        ...

    @property
    def province_name(self) -> Text:
        """The name of the highest unit."""
        ...


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One unit of the index.

    A failed unit has an ``error`` and no score; its ``href`` leads to an older report or is empty. ``href``
    is relative to the folder of `index.html`. The province is the highest of the units above, or the unit
    itself. ``index`` is the final score, else None. ``low`` and ``high`` are None when the score is withheld
    or nothing applies. ``capped`` is True when knock-out items lower the grade; ``at_register`` is the score
    at the registers' values where they contradict the inspectors, else None. ``decimals`` are those that the
    checklist states for scores. ``redactions`` are what was taken out of its record.
    """

    code: str
    name: Text
    kind: str
    parent_code: str
    parent_name: Text
    province_code: str
    province_name: Text
    province_kind: str
    state: RowState
    href: str
    index: Decimal | None
    low: Decimal | None
    high: Decimal | None
    band: Text | None
    severities: tuple[tuple[Severity, int], ...]
    unanswered: int
    error: str
    progress: ReportState = ReportState.FINAL
    capped: bool = False
    at_register: Decimal | None = None
    decimals: int = 2
    redactions: tuple[Redaction, ...] = ()
    open_before: int = 0
    """Findings of earlier inspections that are still open; ``late_before`` of them are overdue."""
    late_before: int = 0
    firm: Interval | None = None
    """How far the final score would move over what is uncertain; None where nothing moves it."""


@dataclass(frozen=True, slots=True)
class Median:
    """The median of the final scores of one kind of unit.

    ``order`` is the key by which the column is sorted, ``units`` the number of final scores.
    """

    kind: UnitKind
    score: str
    order: str
    units: int


@dataclass(frozen=True, slots=True)
class Province:
    """The rows of one province.

    ``ranks`` are those in the whole campaign; ``path`` is the province's page.
    """

    name: Text
    path: str
    rows: tuple[IndexRow, ...]
    ranks: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Numbers of units by state and by grade. A failed unit has no grade.

    ``progress`` counts the listed units by the state of their inspection, those of at least one unit.
    """

    units: int
    made: int
    stale: int
    failed: int
    bands: tuple[tuple[str, int], ...]
    progress: tuple[tuple[ReportState, int], ...]

    @property
    def unfinished(self) -> int:
        """The listed units that have no final score, not even a provisional one."""
        counts = dict(self.progress)
        return sum(counts.get(state, 0) for state in OPEN)


OPEN = (ReportState.UNFINISHED, ReportState.NOT_INSPECTED)
"""States of an inspection without a grade."""


def rank(rows: Sequence[IndexRow]) -> tuple[int | None, ...]:
    """The rank of every row among the units of its kind with a final score, else None. Ties: 1, 2, 2, 4."""
    scores = final_scores(rows)
    ranks = {kind: _rank_by_score(values) for kind, values in scores.items()}
    return tuple(
        ranks[row.kind][row.index] if row.index is not None and is_listed(row) else None for row in rows
    )


def rank_ranges(rows: Sequence[IndexRow]) -> tuple[tuple[int, int] | None, ...]:
    """The best and the worst rank that each row may have among the units of its kind; None as in `rank`.

    A unit is surely better where its interval lies above the other's. Intervals that overlap leave the order
    open.
    """
    ends: dict[str, tuple[list[Decimal], list[Decimal]]] = defaultdict(lambda: ([], []))
    spans = [_span(row) for row in rows]
    for row, span in zip(rows, spans, strict=True):
        if span:
            ends[row.kind][0].append(span.low)
            ends[row.kind][1].append(span.high)
    for lows, highs in ends.values():
        lows.sort()
        highs.sort()
    return tuple(
        _range(span, *ends[row.kind]) if span else None for row, span in zip(rows, spans, strict=True)
    )


def _span(row: IndexRow) -> Interval | None:
    if row.index is None or not is_listed(row):
        return None
    return row.firm or Interval(row.index, row.index)


def _range(span: Interval, lows: Sequence[Decimal], highs: Sequence[Decimal]) -> tuple[int, int]:
    """``lows`` and ``highs`` are the sorted ends of all intervals, this one's too."""
    surely_better = len(lows) - bisect_right(lows, span.high)
    perhaps_better = len(highs) - bisect_right(highs, span.low) - (span.high > span.low)
    return 1 + surely_better, 1 + perhaps_better


def group_by_province(rows: Sequence[IndexRow], office: Office) -> tuple[Province, ...]:
    """The rows by province. Provinces keep the order of their first rows.

    Units with nothing above and nothing below them stand together, one group for each kind: a page with one
    row ranks nothing.
    """
    groups: dict[tuple[str, Text], list[tuple[IndexRow, int | None]]] = defaultdict(list)
    for row, page, rank_in_all in zip(rows, pages_of(rows, office), rank(rows), strict=True):
        groups[page].append((row, rank_in_all))
    return tuple(
        Province(name, path, tuple(row for row, _ in members), tuple(place for _, place in members))
        for (path, name), members in groups.items()
    )


def pages_of(rows: Sequence[Placed], office: Office) -> list[tuple[str, Text]]:
    """For each row the path and the title of its page, as :func:`group_by_province` says."""
    sizes = Counter(row.province_code for row in rows)
    alone = Counter(row.kind for row in rows if sizes[row.province_code] == 1)
    return [
        (f"index/~{row.kind}.html", office.kind(row.kind).plural)  # no code has such a path
        if sizes[row.province_code] == 1 and alone[row.kind] > 1 and row.province_code == row.code
        else (page_path(row.province_code), row.province_name)
        for row in rows
    ]


def page_path(province_code: str) -> str:
    """The path of a province's page, such as `index/06.html`.

    Characters that are special in file names or links are written as `~` and their bytes in hex. So no code
    can lead out of the folder, and two different codes never share a path.
    """
    written = "".join(
        letter if letter in _PLAIN_IN_PATHS else "".join(f"~{byte:02x}" for byte in letter.encode())
        for letter in province_code
    )
    return f"index/{written or '~'}.html"


def final_scores(rows: Iterable[IndexRow]) -> Mapping[str, list[Decimal]]:
    """The final scores of the listed units, by kind."""
    scores: dict[str, list[Decimal]] = defaultdict(list)
    for row in rows:
        if row.index is not None and is_listed(row):
            scores[row.kind].append(row.index)
    return scores


def _rank_by_score(scores: Iterable[Decimal]) -> Mapping[Decimal, int]:
    ranks: dict[Decimal, int] = {}
    for position, score in enumerate(sorted(scores, reverse=True), start=1):
        ranks.setdefault(score, position)
    return ranks


def is_listed(row: IndexRow) -> bool:
    """True when the unit is in the table, because it has a report, even a stale one."""
    return row.state is not RowState.FAILED


def failed_rows(rows: Iterable[IndexRow]) -> tuple[IndexRow, ...]:
    """The units whose report could not be made."""
    return tuple(row for row in rows if not is_listed(row))


def medians_of(
    rows: Sequence[IndexRow], kinds: Sequence[UnitKind], catalogue: Catalogue
) -> tuple[Median, ...]:
    """The median of each kind of unit."""
    scores = final_scores(rows)
    return tuple(_median(kind, scores.get(kind.id, ()), catalogue) for kind in kinds)


def _median(kind: UnitKind, scores: Sequence[Decimal], catalogue: Catalogue) -> Median:
    if not scores:
        return Median(kind, "\N{EN DASH}", NO_SCORE, 0)
    value = median(scores)
    return Median(kind, catalogue.points(value), f"{value:f}", len(scores))


def kinds_of(rows: Iterable[IndexRow], office: Office) -> tuple[UnitKind, ...]:
    """The kinds of the listed units, in their order."""
    return office.sorted_kinds(row.kind for row in rows if is_listed(row))


def bands_of(rows: Iterable[IndexRow], catalogue: Catalogue) -> tuple[str, ...]:
    """The grades in the rows, ordered by the best score that each was given for."""
    listed = (row for row in rows if is_listed(row))
    best_first = sorted(listed, key=lambda row: Decimal(-1) if row.index is None else row.index, reverse=True)
    return tuple(dict.fromkeys(catalogue.write(row.band) for row in best_first if row.band))


def totals_of(rows: Sequence[IndexRow], bands: Sequence[str], catalogue: Catalogue) -> Totals:
    """The totals of rows; ``bands`` are the grades to count, in this order."""
    states = Counter(row.state for row in rows)
    progress = Counter(row.progress for row in rows if is_listed(row))
    grades = Counter(catalogue.write(row.band) for row in rows if row.band and is_listed(row))
    return Totals(
        units=len(rows),
        made=states[RowState.MADE],
        stale=states[RowState.STALE],
        failed=states[RowState.FAILED],
        bands=tuple((band, grades[band]) for band in bands),
        progress=tuple((state, count) for state in ReportState if (count := progress[state])),
    )


def totals_message(totals: Totals) -> Message:
    """The totals as a sentence."""
    reports = totals.made + totals.stale
    if not totals.stale:
        return message("{made} reports, {failed} units failed", made=reports, failed=totals.failed)
    return message(
        "{made} reports, {stale} of them out of date, {failed} units failed",
        made=reports,
        stale=totals.stale,
        failed=totals.failed,
    )
