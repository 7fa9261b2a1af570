"""The leadership's sheet as the template draws it: every number and sentence is written already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from inspection_lib.language import Catalogue, Text, message, percent
from inspection_lib.model import cause_words
from inspection_lib.render.leadership.words import (
    SheetHead,
    attention_sentences,
    coverage_sentence,
    example_sentence,
    name_of,
    no_longer_sentence,
    period_words,
    shortfall_details,
    shortfall_sentence,
)
from inspection_lib.report import (
    ChangeLine,
    CommonShortfall,
    HeatRow,
    KindLine,
    KindMedian,
    LeadershipSheet,
    NoLonger,
    OwnerLine,
    TileGroup,
    UnitFact,
    WeakUnits,
)

MOST_TOLD = 2
"""Things that no longer hold which are named; the others are counted."""
NOTHING = "\N{EN DASH}"
CAPPED, CONTRADICTED = "\N{BLACK DOWN-POINTING TRIANGLE}", "?"
PAPER_LINES, PAPER_COLUMNS = 57, 8
"""Lines of a sheet of A4 with such rows of tiles that each group begins a row of its own; tiles in a row."""
_STATEMENT, _LEGEND, _ATTENTION, _OWNER = 100, 58, 125, 66
"""Letters that a line holds: of a statement, the titles of areas below the heat map, a sentence of what
needs attention, an owner with his tasks."""
_LEVELS = ((Decimal(90), "l5"), (Decimal(80), "l4"), (Decimal(70), "l3"), (Decimal(50), "l2"))


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A score as a whole number, or a dash, with the class of its shade."""

    score: str
    level: str


@dataclass(frozen=True, slots=True)
class ShownHeatRow:
    """A row of the heat map; ``members`` are those of its units."""

    title: str
    units: int
    whole: ShownCell
    cells: tuple[ShownCell, ...]
    members: tuple[ShownHeatRow, ...]


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit with its score and marks; ``href`` leads to its report, "" without one."""

    name: str
    score: str
    marks: str
    level: str
    href: str


@dataclass(frozen=True, slots=True)
class ShownShortfall:
    """One of the worst findings: the statement, its details, and a unit as an example."""

    item_id: str
    sentence: str
    details: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Units below a title: weak ones, or tiles."""

    title: str
    units: tuple[ShownUnit, ...]

    @property
    def tiles(self) -> int:
        """The places that it takes on the map: one for the title, too."""
        return 1 + len(self.units)


@dataclass(frozen=True, slots=True)
class ShownChange:
    """The median change of one kind, and of its two parts; a dash where they cannot be told apart."""

    kind: str
    units: str
    whole: str
    rules: str
    reality: str
    moved: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """Everything that the template draws. ``stale`` counts reports that are out of date."""

    sheet: LeadershipSheet
    title: Text
    period: str
    stale: int
    coverage: str
    attention: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[KindLine, str], ...]
    worst: tuple[ShownShortfall, ...]
    weakest: tuple[ShownGroup, ...]
    areas: tuple[tuple[str, str], ...]
    heat: tuple[ShownHeatRow, ...]
    causes: tuple[tuple[str, str, str], ...]
    later: str
    """The later campaigns, by id."""

    owners: tuple[tuple[str, str, str], ...]
    claims: tuple[tuple[str, str, str], ...]
    changes: tuple[ShownChange, ...]
    told_on: str
    no_longer: tuple[str, ...]
    more_told: int
    tiles: tuple[ShownGroup, ...]
    others: tuple[tuple[str, str], ...]

    @property
    def is_in_blocks(self) -> bool:
        """Whether each group of tiles has room for rows of its own on the paper; else groups share rows."""
        rows = sum(-(-len(group.units) // PAPER_COLUMNS) for group in self.tiles)
        return rows + self._lines_above() <= PAPER_LINES and all(group.title for group in self.tiles)

    def _lines_above(self) -> int:
        """About how many lines stand above the tiles.

        Own scores stand below the heat map, or in the column beside it, where they make less of a difference.
        """
        worst = sum(4 if len(one.sentence) > _STATEMENT else 3 for one in self.worst)
        attention = sum(_lines(one, _ATTENTION) for one in self.attention)
        heat = 1 + len(self.heat) + min(6, -(-sum(len(title) + 4 for _, title in self.areas) // _LEGEND))
        claims = 2 + -(-len(self.claims) // 2)
        owners = sum(_lines(" ".join(one), _OWNER) for one in self.owners)
        others = 4 + owners + len(self.changes) + len(self.no_longer)
        return worst + attention + min(max(heat + claims, others), max(heat, others + claims))


def _lines(words: str, letters: int) -> int:
    """How many lines a text takes where a line has room for ``letters``."""
    return -(-len(words) // letters)


def sheet_view(
    sheet: LeadershipSheet,
    head: SheetHead,
    told_on: str,
    no_longer: Sequence[NoLonger],
    others: Sequence[tuple[str, Text]],
    base: str,
    stale: int,
    t: Catalogue,
) -> SheetView:
    """The view of a sheet. ``others`` are links to other sheets; ``base`` leads to the index's folder."""
    titles = _area_titles(head)
    return SheetView(
        sheet=sheet,
        title=head.title,
        period=t.format(period_words(head.period)) if head.period else "",
        stale=stale,
        coverage=coverage_sentence(sheet, t),
        attention=attention_sentences(sheet, head, t),
        parts=_parts(sheet),
        kinds=tuple((line, _medians(line, t)) for line in sheet.kinds),
        worst=tuple(_shortfall(one, head, t) for one in sheet.worst),
        weakest=tuple(_weak_group(group, sheet, head, base, t) for group in sheet.weakest),
        areas=tuple((area, t.write(titles.get(area, Text(area, area)))) for area in sheet.areas),
        heat=tuple(_heat_row(row, t) for row in sheet.heat),
        causes=_causes(sheet, head, t),
        later=", ".join(head.later),
        owners=tuple(_owner(line, t) for line in sheet.owners),
        claims=tuple(_claim(unit, head, t) for unit in sheet.claims),
        changes=tuple(_change(change, t) for change in sheet.changes),
        told_on=told_on,
        no_longer=tuple(no_longer_sentence(one, head, t) for one in no_longer[:MOST_TOLD]),
        more_told=max(0, len(no_longer) - MOST_TOLD),
        tiles=tuple(_tiles(group, base, t) for group in sheet.tiles),
        others=tuple((base + path, t.write(name)) for path, name in others),
    )


def _parts(sheet: LeadershipSheet) -> tuple[tuple[str, str], ...]:
    """The parts of the bar of coverage: a class and a width."""
    found = sheet.coverage
    counts = (("done", found.concluded), ("begun", found.begun), ("none", found.not_visited))
    return tuple((name, f"{100 * count / found.units:.2f}%") for name, count in counts if count)


def _shortfall(one: CommonShortfall, head: SheetHead, t: Catalogue) -> ShownShortfall:
    return ShownShortfall(
        one.item_id,
        t.format(shortfall_sentence(one, head)),
        shortfall_details(one, head, t),
        example_sentence(one, head, t),
    )


def _causes(sheet: LeadershipSheet, head: SheetHead, t: Catalogue) -> tuple[tuple[str, str, str], ...]:
    """Each cause with its number of findings and its share of all that have a cause."""
    every = sum(count for _, count in sheet.causes)
    return tuple(
        (cause_words(cause, head.causes, t), t.number(count), t.value(percent(Fraction(count, every))))
        for cause, count in sheet.causes
    )


def _area_titles(head: SheetHead) -> Mapping[str, Text]:
    return {area.id: area.title for one in head.checklists.values() for area in one.areas}


def _medians(line: KindLine, t: Catalogue) -> str:
    """The median of a kind; one for each checklist, which is named, where there are several.

    A question mark stands beside a median some of whose scores may still change.
    """
    if len(line.medians) == 1:
        return _median(line.medians[0], t)
    return "; ".join(f"{one.checklist}: {_median(one, t)}" for one in line.medians) or NOTHING


def _median(one: KindMedian, t: Catalogue) -> str:
    return f"{t.points(one.score)}{f' {CONTRADICTED}' if one.contradicted else ''}"


def _weak_group(
    group: WeakUnits, sheet: LeadershipSheet, head: SheetHead, base: str, t: Catalogue
) -> ShownGroup:
    several = sum(other.kind == group.kind for other in sheet.weakest) > 1
    title = t.write(group.kind.plural)
    units = tuple(
        _unit(unit, t.write(name_of(unit, head)), t.points(unit.score), base)
        for unit in group.units
        if unit.score is not None
    )
    return ShownGroup(f"{title} ({group.checklist})" if several else title, units)


def _unit(unit: UnitFact, name: str, score: str, base: str) -> ShownUnit:
    marks = CAPPED * unit.is_capped + CONTRADICTED * unit.is_contradicted
    level = _cell(unit.score).level if unit.score is not None else "begun" if unit.is_visited else "none"
    return ShownUnit(name, score, marks, level, f"{base}{unit.code}/report.html" if unit.state else "")


def _cell(score: Decimal | None) -> ShownCell:
    """A score as a whole number; its shade is that of the number shown, so equal numbers look equal."""
    if score is None:
        return ShownCell(NOTHING, "none")
    shown = score.quantize(Decimal(1), ROUND_HALF_UP)
    level = next((name for least, name in _LEVELS if shown >= least), "l1")
    return ShownCell(f"{shown}", level)


def _heat_row(row: HeatRow, t: Catalogue) -> ShownHeatRow:
    return ShownHeatRow(
        title=t.write(row.title),
        units=row.units,
        whole=_cell(row.score),
        cells=tuple(map(_cell, row.cells)),
        members=tuple(_heat_row(member, t) for member in row.members),
    )


def _owner(line: OwnerLine, t: Catalogue) -> tuple[str, str, str]:
    """An owner, the number of overdue tasks, and the first of their last days."""
    due = message("earliest due day {day}", day=t.day(line.since))
    return t.write(line.owner), t.number(line.tasks), t.format(due)


def _claim(unit: UnitFact, head: SheetHead, t: Catalogue) -> tuple[str, str, str]:
    """A unit, its own score beside the inspectors', and the difference."""
    assert unit.claim is not None
    assert unit.score is not None
    both = f"{t.points(unit.claim)} → {t.points(unit.score)}"
    return t.write(name_of(unit, head)), both, t.signed(unit.claim - unit.score)


def _change(change: ChangeLine, t: Catalogue) -> ShownChange:
    is_split = change.by_rules is not None and change.by_reality is not None
    return ShownChange(
        kind=t.write(change.kind.plural),
        units=t.number(change.units),
        whole=t.signed(change.change),
        rules=t.signed(change.by_rules) if change.by_rules is not None else NOTHING,
        reality=t.signed(change.by_reality) if change.by_reality is not None else NOTHING,
        moved=f"{t.number(change.rose)} / {t.number(change.fell)}" if is_split else NOTHING,
    )


def _tiles(group: TileGroup, base: str, t: Catalogue) -> ShownGroup:
    if group.provinces:
        tiles = tuple(
            ShownUnit(
                t.write(name),
                f"{t.number(found.concluded)}/{t.number(found.units)}",
                "",
                "none" if found.not_visited == found.units else "begun",
                "",
            )
            for name, found in group.provinces
        )
        return ShownGroup(t.write(group.title), tiles)
    return ShownGroup(
        t.write(group.title),
        tuple(_unit(unit, t.write(unit.name), _cell(unit.score).score, base) for unit in group.units),
    )
