"""The index of a campaign: one offline page on which a reviewer finds every unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from inspection_lib.messages import Language, Message, Text, message
from inspection_lib.model import ScoreState, Severity, UnitKind
from inspection_lib.render.charts import written_score
from inspection_lib.render.i18n import Catalogue, open_catalogue
from inspection_lib.render.sections import open_environment
from inspection_lib.render.stylesheet import inline, read_asset


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One unit of the index. ``state`` is `made` or `failed`; a failed one has an ``error`` and no score.

    ``index`` is None unless the score is final; ``low`` and ``high`` are None when it is withheld or nothing applies.
    """

    code: str
    name: Text
    kind: UnitKind
    parent_code: str
    parent_name: Text
    state: str
    href: str
    index: Decimal | None
    low: Decimal | None
    high: Decimal | None
    band: Text | None
    severities: tuple[tuple[Severity, int], ...]
    unanswered: int
    error: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as the page shows it. ``order`` is what the score column is sorted by; without a score it is -1."""

    row: IndexRow
    rank: int | None
    score: str
    order: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """Everything the index template draws beside the rows."""

    failed: tuple[IndexRow, ...]
    made: tuple[ShownRow, ...]
    kinds: tuple[Option, ...]
    parents: tuple[Option, ...]
    bands: tuple[tuple[str, int], ...]
    severities: tuple[Severity, ...]
    unfinished: int
    summary: Message


def draw_index(title: Text, demonstration: bool, rows: Sequence[IndexRow], made_at: str, language: Language) -> str:
    """The whole page; failed units stand first, with what went wrong. It works as a plain table without JavaScript."""
    catalogue = open_catalogue(language)
    template = open_environment().get_template("index.html.j2")
    return template.render(
        title=title,
        demonstration=demonstration,
        view=_view(rows, catalogue),
        made_at=made_at,
        t=catalogue,
        _=catalogue.text,
        style=inline(read_asset("style.css") + read_asset("index.css")),
        script=inline(read_asset("index.js")),
    )


def rank(rows: Sequence[IndexRow], row: IndexRow) -> int | None:
    """The place among the units of the same kind that have a final score; ties share it: 1, 2, 2, 4."""
    if row.index is None:
        return None
    return 1 + sum(1 for other in rows if other.kind is row.kind and other.index is not None and other.index > row.index)


def _view(rows: Sequence[IndexRow], catalogue: Catalogue) -> IndexView:
    made = tuple(row for row in rows if row.state == "made")
    failed = tuple(row for row in rows if row.state != "made")
    kinds = {row.kind for row in made}
    parents = {row.parent_code: catalogue.write(row.parent_name) for row in made if row.parent_code}
    bands = tuple(dict.fromkeys(catalogue.write(row.band) for row in _best_first(made) if row.band))
    return IndexView(
        failed=failed,
        made=tuple(_shown(made, row, catalogue) for row in made),
        kinds=tuple(Option(kind.value, catalogue.label(kind)) for kind in UnitKind if kind in kinds),
        parents=tuple(Option(code, name) for code, name in parents.items()),
        bands=tuple((band, sum(1 for row in made if row.band and catalogue.write(row.band) == band)) for band in bands),
        severities=tuple(Severity),
        unfinished=sum(1 for row in made if row.index is None),
        summary=message("{made} reports, {failed} units failed", made=len(made), failed=len(failed)),
    )


def _best_first(rows: Sequence[IndexRow]) -> list[IndexRow]:
    return sorted(rows, key=lambda row: -(row.index if row.index is not None else Decimal(-1)))


def _shown(made: Sequence[IndexRow], row: IndexRow, catalogue: Catalogue) -> ShownRow:
    counts = dict(row.severities)
    state = ScoreState.WITHHELD if row.low is None else ScoreState.FINAL if row.index is not None else ScoreState.RANGE
    order = row.index if row.index is not None else row.low
    return ShownRow(
        row=row,
        rank=rank(made, row),
        score=written_score(row.low, row.high, state, catalogue),
        order=f"{order:f}" if order is not None else "-1",
        counts=tuple(counts.get(severity, 0) for severity in Severity),
    )
