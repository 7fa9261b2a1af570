"""The rows of an index and what they come to: places, totals, grades, the provinces."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from inspection_lib.language import Catalogue, Message, Text, message
from inspection_lib.model import Severity, UnitKind

NO_SCORE = "-1"
"""What a column of scores is sorted by where there is none."""

_PLAIN_IN_PATHS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.")


class RowState(StrEnum):
    """What became of a unit's report.

    A stale one is older than a change of its answers, checklist, plan, register, notebook or library.
    """

    MADE = "made"
    FAILED = "failed"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One unit of the index. A failed one has an ``error`` and no score; its ``href`` is an older report, or empty.

    ``href`` is relative to the folder of `index.html`. The province is the top of the units above, or the unit itself.
    ``index`` is None unless the score is final; ``low`` and ``high`` are None when it is withheld or nothing applies.
    """

    code: str
    name: Text
    kind: UnitKind
    parent_code: str
    parent_name: Text
    province_code: str
    province_name: Text
    state: RowState
    href: str
    index: Decimal | None
    low: Decimal | None
    high: Decimal | None
    band: Text | None
    severities: tuple[tuple[Severity, int], ...]
    unanswered: int
    error: str


@dataclass(frozen=True, slots=True)
class Province:
    """The rows of one province with their places in the whole campaign; ``path`` is its page, beside `index.html`."""

    name: Text
    path: str
    rows: tuple[IndexRow, ...]
    places: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many units there are by state and by grade. Grades stand in a given order and count reports alone."""

    units: int
    made: int
    stale: int
    failed: int
    bands: tuple[tuple[str, int], ...]
    unfinished: int


def rank(rows: Sequence[IndexRow]) -> tuple[int | None, ...]:
    """The place of every row among those of the same kind that have a final score; ties share it: 1, 2, 2, 4."""
    scores = final_scores(rows)
    places = {kind: _places(values) for kind, values in scores.items()}
    return tuple(
        places[row.kind][row.index] if row.index is not None and is_listed(row) else None for row in rows
    )


def group_by_province(rows: Sequence[IndexRow]) -> tuple[Province, ...]:
    """The provinces in the order in which they first come, each with its rows in their order."""
    groups: dict[str, list[tuple[IndexRow, int | None]]] = defaultdict(list)
    for row, place in zip(rows, rank(rows), strict=True):
        groups[row.province_code].append((row, place))
    return tuple(
        Province(
            name=members[0][0].province_name,
            path=page_path(code),
            rows=tuple(row for row, _ in members),
            places=tuple(place for _, place in members),
        )
        for code, members in groups.items()
    )


def page_path(province_code: str) -> str:
    """The path of a province's page. What is not plain in a file name and a link is written as `~` and its hex bytes.

    No code leads out of the folder, and no two codes that differ share a path.
    """
    written = "".join(
        letter if letter in _PLAIN_IN_PATHS else "".join(f"~{byte:02x}" for byte in letter.encode())
        for letter in province_code
    )
    return f"index/{written or '~'}.html"


def final_scores(rows: Iterable[IndexRow]) -> Mapping[UnitKind, list[Decimal]]:
    """The final scores of the units that have a report, by kind."""
    scores: dict[UnitKind, list[Decimal]] = defaultdict(list)
    for row in rows:
        if row.index is not None and is_listed(row):
            scores[row.kind].append(row.index)
    return scores


def _places(scores: Iterable[Decimal]) -> Mapping[Decimal, int]:
    places: dict[Decimal, int] = {}
    for place, score in enumerate(sorted(scores, reverse=True), start=1):
        places.setdefault(score, place)
    return places


def is_listed(row: IndexRow) -> bool:
    """Whether the unit stands in the table: it has a report of its own, be it stale."""
    return row.state is not RowState.FAILED


def failed_rows(rows: Iterable[IndexRow]) -> tuple[IndexRow, ...]:
    """The units whose report was not made."""
    return tuple(row for row in rows if not is_listed(row))


def bands_of(rows: Iterable[IndexRow], catalogue: Catalogue) -> tuple[str, ...]:
    """The grades that were given, the one with the best score first."""
    listed = (row for row in rows if is_listed(row))
    best_first = sorted(listed, key=lambda row: Decimal(-1) if row.index is None else row.index, reverse=True)
    return tuple(dict.fromkeys(catalogue.write(row.band) for row in best_first if row.band))


def totals_of(rows: Sequence[IndexRow], bands: Sequence[str], catalogue: Catalogue) -> Totals:
    """How many there are, with the grades in a given order."""
    states = Counter(row.state for row in rows)
    grades = Counter(catalogue.write(row.band) for row in rows if row.band and is_listed(row))
    return Totals(
        units=len(rows),
        made=states[RowState.MADE],
        stale=states[RowState.STALE],
        failed=states[RowState.FAILED],
        bands=tuple((band, grades[band]) for band in bands),
        unfinished=sum(1 for row in rows if row.index is None and is_listed(row)),
    )


def summary_of(totals: Totals) -> Message:
    """The totals in a sentence."""
    reports = totals.made + totals.stale
    if not totals.stale:
        return message("{made} reports, {failed} units failed", made=reports, failed=totals.failed)
    return message(
        "{made} reports, {stale} of them out of date, {failed} units failed",
        made=reports,
        stale=totals.stale,
        failed=totals.failed,
    )
