"""The index of a campaign: the offline pages on which a reviewer finds every unit.

A campaign of one province is one page with one table. A larger one is an overview with a line for each province, a page
for each province, and a search over all units.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median

from markupsafe import Markup

from inspection_lib.messages import Language, Message, Text, message
from inspection_lib.model import ScoreState, Severity, UnitKind
from inspection_lib.render.charts import written_score
from inspection_lib.render.i18n import Catalogue, open_catalogue
from inspection_lib.render.markup import drawn
from inspection_lib.render.sections import open_environment
from inspection_lib.render.stylesheet import Inline, inline, page_style, read_asset

MOST_ON_ONE_PAGE = 600
"""Units of one province that still stand on one page; it then has about 300 kB."""

MOST_FAILED = 20
"""Failed units that the overview tells with their error; the others stand on the pages of their provinces."""

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


_SEARCHED = (RowState.MADE, RowState.STALE, RowState.FAILED)


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
class Cover:
    """What every page of an index says of itself."""

    title: Text
    demonstration: bool
    made_at: str
    catalogue: Catalogue
    style: Inline
    script: Inline


@dataclass(frozen=True, slots=True)
class Totals:
    """How many units there are by state and by grade. Grades stand in a given order and count reports alone."""

    units: int
    made: int
    stale: int
    failed: int
    bands: tuple[tuple[str, int], ...]
    unfinished: int


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


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of the final scores of one kind of unit; ``order`` is what its column is sorted by."""

    kind: UnitKind
    score: str
    order: str


@dataclass(frozen=True, slots=True)
class Line:
    """What a province, or the whole campaign, comes to."""

    name: Text
    path: str
    totals: Totals
    middles: tuple[Middle, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Everything that the overview of the provinces draws. ``failing`` is empty where all failed units are told."""

    total: Line
    lines: tuple[Line, ...]
    kinds: tuple[UnitKind, ...]
    grade_columns: int
    failed: tuple[IndexRow, ...]
    failing: tuple[Line, ...]
    units: Markup
    summary: Message


def draw_index(
    title: Text, demonstration: bool, rows: Sequence[IndexRow], made_at: str, language: Language
) -> Iterator[tuple[str, str]]:
    """The pages with their paths relative to one folder, one after the other.

    `index.html` comes last, after all the pages it links to. Every page is whole without JavaScript.
    """
    cover = _cover(title, demonstration, made_at, open_catalogue(language))
    provinces = group_by_province(rows)
    if len(provinces) <= 1 and len(rows) <= MOST_ON_ONE_PAGE:
        yield "index.html", _draw_units(cover, rows)
        return
    for province in provinces:
        yield province.path, _draw_province(cover, province)
    yield "index.html", _draw_overview(cover, provinces)


def rank(rows: Sequence[IndexRow]) -> tuple[int | None, ...]:
    """The place of every row among those of the same kind that have a final score; ties share it: 1, 2, 2, 4."""
    scores = _final_scores(rows)
    places = {kind: _places(values) for kind, values in scores.items()}
    return tuple(places[row.kind][row.index] if row.index is not None and _is_listed(row) else None for row in rows)


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
        letter if letter in _PLAIN_IN_PATHS else "".join(f"~{byte:02x}" for byte in letter.encode()) for letter in province_code
    )
    return f"index/{written or '~'}.html"


def _final_scores(rows: Iterable[IndexRow]) -> Mapping[UnitKind, list[Decimal]]:
    scores: dict[UnitKind, list[Decimal]] = defaultdict(list)
    for row in rows:
        if row.index is not None and _is_listed(row):
            scores[row.kind].append(row.index)
    return scores


def _places(scores: Iterable[Decimal]) -> Mapping[Decimal, int]:
    places: dict[Decimal, int] = {}
    for place, score in enumerate(sorted(scores, reverse=True), start=1):
        places.setdefault(score, place)
    return places


def _cover(title: Text, demonstration: bool, made_at: str, catalogue: Catalogue) -> Cover:
    mark = catalogue.text("DEMONSTRATION DATA") + " · " if demonstration else ""
    style = page_style(mark + catalogue.write(title), catalogue.text("Page "))
    return Cover(
        title=title,
        demonstration=demonstration,
        made_at=made_at,
        catalogue=catalogue,
        style=inline(str(style.text) + read_asset("index.css")),
        script=inline(read_asset("index.js")),
    )


# --- a table of units ----------------------------------------------------------------------------------------------


def _draw_units(cover: Cover, rows: Sequence[IndexRow]) -> str:
    return _draw("index.html.j2", cover, _units_view(rows, rank(rows), None, cover.catalogue), "")


def _draw_province(cover: Cover, province: Province) -> str:
    return _draw("index.html.j2", cover, _units_view(province.rows, province.places, province.name, cover.catalogue), "../")


def _draw(template: str, cover: Cover, view: UnitsView | OverviewView, base: str) -> str:
    drawing = open_environment().get_template(template)
    return drawing.render(cover=cover, view=view, base=base, t=cover.catalogue, _=cover.catalogue.text)


def _units_view(rows: Sequence[IndexRow], places: Sequence[int | None], province: Text | None, catalogue: Catalogue) -> UnitsView:
    listed = [row for row in rows if _is_listed(row)]
    totals = _totals(rows, _bands(rows, catalogue), catalogue)
    kinds = {row.kind for row in listed}
    parents = {row.parent_code: catalogue.write(row.parent_name) for row in listed if row.parent_code}
    return UnitsView(
        province=province,
        totals=totals,
        failed=_failed(rows),
        listed=tuple(
            _shown(row, here, place, catalogue)
            for row, here, place in zip(rows, rank(rows), places, strict=True)
            if _is_listed(row)
        ),
        kinds=tuple(Option(kind.value, catalogue.label(kind)) for kind in UnitKind if kind in kinds),
        parents=tuple(Option(code, name) for code, name in parents.items()),
        severities=tuple(Severity),
        summary=_summary(totals),
    )


def _shown(row: IndexRow, here: int | None, place: int | None, catalogue: Catalogue) -> ShownRow:
    counts = dict(row.severities)
    state = ScoreState.WITHHELD if row.low is None else ScoreState.FINAL if row.index is not None else ScoreState.RANGE
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


# --- the overview of the provinces ---------------------------------------------------------------------------------


def _draw_overview(cover: Cover, provinces: Sequence[Province]) -> str:
    return _draw("overview.html.j2", cover, _overview_view(provinces, cover), "")


def _overview_view(provinces: Sequence[Province], cover: Cover) -> OverviewView:
    catalogue = cover.catalogue
    rows = [row for province in provinces for row in province.rows]
    kinds = tuple(kind for kind in UnitKind if any(row.kind is kind and _is_listed(row) for row in rows))
    bands = _bands(rows, catalogue)
    total = _line(cover.title, "", rows, kinds, bands, catalogue)
    lines = tuple(_line(province.name, province.path, province.rows, kinds, bands, catalogue) for province in provinces)
    many = total.totals.failed > MOST_FAILED
    return OverviewView(
        total=total,
        lines=lines,
        kinds=kinds,
        grade_columns=len(bands) + 1,
        failed=_failed(rows)[:MOST_FAILED],
        failing=tuple(line for line in lines if line.totals.failed) if many else (),
        units=drawn(all_units(provinces, catalogue)),
        summary=_summary(total.totals),
    )


def _line(
    name: Text, path: str, rows: Sequence[IndexRow], kinds: Sequence[UnitKind], bands: Sequence[str], catalogue: Catalogue
) -> Line:
    scores = _final_scores(rows)
    middles = tuple(_middle(kind, scores.get(kind, ()), catalogue) for kind in kinds)
    return Line(name, path, _totals(rows, bands, catalogue), middles)


def _middle(kind: UnitKind, scores: Sequence[Decimal], catalogue: Catalogue) -> Middle:
    if not scores:
        return Middle(kind, "\N{EN DASH}", NO_SCORE)
    middle = median(scores)
    return Middle(kind, catalogue.points(middle), f"{middle:f}")


def all_units(provinces: Sequence[Province], catalogue: Catalogue) -> str:
    """Every unit as compact JSON for the search, safe inside a script element.

    `ends` are the distinct ends of links after the unit's code. A province is `[name, path, units above, units]`, a unit
    `[name, code, place of the unit above or -1, link, state]`: the link is a place in `ends` or written out, the state 0
    made, 1 stale, 2 failed; a link and a state of 0 are left out.
    """
    ends: dict[str, int] = {}
    written = [_searched_province(province, ends, catalogue) for province in provinces]
    text = json.dumps({"ends": list(ends), "provinces": written}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _searched_province(province: Province, ends: dict[str, int], catalogue: Catalogue) -> list[object]:
    above: dict[str, int] = {}
    units = []
    for row in province.rows:
        other = row.parent_code not in ("", row.code, row.province_code)
        parent = above.setdefault(catalogue.write(row.parent_name), len(above)) if other else -1
        link = ends.setdefault(row.href.removeprefix(row.code), len(ends)) if row.href.startswith(row.code) else row.href
        state = _SEARCHED.index(row.state)
        ending = [link, state] if state else [link] if link != 0 else []
        units.append([catalogue.write(row.name), row.code, parent, *ending])
    return [catalogue.write(province.name), province.path, list(above), units]


# --- what rows come to ---------------------------------------------------------------------------------------------


def _is_listed(row: IndexRow) -> bool:
    """Whether the unit stands in the table: it has a report of its own, be it stale."""
    return row.state is not RowState.FAILED


def _failed(rows: Iterable[IndexRow]) -> tuple[IndexRow, ...]:
    return tuple(row for row in rows if not _is_listed(row))


def _bands(rows: Iterable[IndexRow], catalogue: Catalogue) -> tuple[str, ...]:
    """The grades that were given, the one with the best score first."""
    listed = (row for row in rows if _is_listed(row))
    best_first = sorted(listed, key=lambda row: Decimal(-1) if row.index is None else row.index, reverse=True)
    return tuple(dict.fromkeys(catalogue.write(row.band) for row in best_first if row.band))


def _totals(rows: Sequence[IndexRow], bands: Sequence[str], catalogue: Catalogue) -> Totals:
    states = Counter(row.state for row in rows)
    grades = Counter(catalogue.write(row.band) for row in rows if row.band and _is_listed(row))
    return Totals(
        units=len(rows),
        made=states[RowState.MADE],
        stale=states[RowState.STALE],
        failed=states[RowState.FAILED],
        bands=tuple((band, grades[band]) for band in bands),
        unfinished=sum(1 for row in rows if row.index is None and _is_listed(row)),
    )


def _summary(totals: Totals) -> Message:
    reports = totals.made + totals.stale
    if not totals.stale:
        return message("{made} reports, {failed} units failed", made=reports, failed=totals.failed)
    return message(
        "{made} reports, {stale} of them out of date, {failed} units failed",
        made=reports,
        stale=totals.stale,
        failed=totals.failed,
    )
