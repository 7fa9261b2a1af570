"""What the leadership's sheet says, as values; nothing in them is of one unit unless it names the unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from inspection_lib.language import Text
from inspection_lib.model import UnitKind
from inspection_lib.report.sheet.facts import UnitFact


@dataclass(frozen=True, slots=True)
class Coverage:
    """Units by how far they are: inspected and closed, begun, and those that nobody visited."""

    units: int
    concluded: int
    begun: int
    not_visited: int

    @classmethod
    def of(cls, units: Iterable[UnitFact]) -> Coverage:
        """Count these units."""
        every = list(units)
        concluded = sum(unit.is_concluded for unit in every)
        not_visited = sum(unit.is_untouched for unit in every)
        return cls(len(every), concluded, len(every) - concluded - not_visited, not_visited)


@dataclass(frozen=True, slots=True)
class KindMedian:
    """The median of the final scores of one kind of unit by one checklist, and of how many scores it is.

    ``contradicted`` of them may still change: something has to be decided first.
    """

    checklist: str
    score: Decimal
    units: int
    contradicted: int = 0


@dataclass(frozen=True, slots=True)
class KindLine:
    """The units of one kind, with a median for each checklist by which they were scored."""

    kind: UnitKind
    coverage: Coverage
    medians: tuple[KindMedian, ...]


@dataclass(frozen=True, slots=True)
class CommonShortfall:
    """An item that cost the units of one kind most points: ``short`` of ``judged`` did not pass.

    ``failed`` of them got nothing. ``lost`` are the points of all together. ``cause`` is the one recorded
    most often, ``with_cause`` times. ``median`` is of the figures that were measured. ``example`` is the
    unit that lost most, with its ``figure``.
    """

    kind: UnitKind
    checklist: str
    item_id: str
    judged: int
    short: int
    failed: int
    lost: Decimal
    cause: str
    with_cause: int
    median: Decimal | None
    example: UnitFact | None
    figure: Decimal | None


@dataclass(frozen=True, slots=True)
class WeakUnits:
    """The units of one kind and checklist with the lowest final scores, the lowest first."""

    kind: UnitKind
    checklist: str
    units: tuple[UnitFact, ...]


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of the heat map: the median score of each area over units of one kind and checklist.

    ``cells`` stand in the order of the sheet's areas, None where nothing was scored. ``score`` is the
    median of the whole. ``members`` are rows of the units themselves, empty where there are too many.
    """

    title: Text
    units: int
    score: Decimal | None
    cells: tuple[Decimal | None, ...]
    members: tuple[HeatRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TileGroup:
    """Units side by side, below one title. In a large campaign a tile is a province, or a unit above."""

    title: Text
    units: tuple[UnitFact, ...]
    provinces: tuple[tuple[Text, Coverage], ...] = ()


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """The overdue tasks of one owner: how many, and the earliest last day."""

    owner: Text
    tasks: int
    since: date


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """How the scores of one kind changed since the campaign before, as medians over ``units``.

    ``by_rules`` and ``by_reality`` are medians of the two parts over ``split`` units, None where it is 0. The
    medians of parts need not add up. ``rose`` and ``fell`` count units by the part that is their own.
    """

    kind: UnitKind
    units: int
    change: Decimal
    split: int
    by_rules: Decimal | None
    by_reality: Decimal | None
    rose: int
    fell: int


class ToldOf(StrEnum):
    """What an earlier sheet told something of: a shortfall, a weak unit, a median."""

    SHORTFALL = "shortfall"
    WEAK = "weak"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True)
class NoLonger:
    """Something that an earlier sheet said and that is no longer so; ``then`` and ``now`` are figures.

    Of a shortfall they count units, of a weak unit and a median they are scores. ``now`` is None where
    nothing is known now.
    """

    what: ToldOf
    kind: UnitKind
    item_id: str
    checklist: str
    unit: UnitFact | None
    then: Decimal
    now: Decimal | None
    judged_then: int = 0
    judged_now: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """The units that somebody has to do something about before the sheet is whole, in the plan's order."""

    not_visited: tuple[UnitFact, ...]
    begun: tuple[UnitFact, ...]
    contradicted: tuple[UnitFact, ...]


@dataclass(frozen=True, slots=True)
class LeadershipSheet:
    """The sheet of a campaign or of a province.

    ``areas`` are the ids of the heat map's columns. ``open_tasks`` counts those that are not done,
    overdue ones too; ``overdue`` is the number of overdue ones, ``owners`` are the first of their owners.
    ``heat_rows`` is the number of all rows, also those that are left out.
    """

    coverage: Coverage
    waiting: Waiting
    kinds: tuple[KindLine, ...]
    worst: tuple[CommonShortfall, ...]
    weakest: tuple[WeakUnits, ...]
    areas: tuple[str, ...]
    heat: tuple[HeatRow, ...]
    heat_rows: int
    tiles: tuple[TileGroup, ...]
    open_tasks: int
    overdue: int
    owners: tuple[OwnerLine, ...]
    all_owners: int
    causes: tuple[tuple[str, int], ...]
    without_cause: int
    """The number of findings without a recorded cause."""

    claims: tuple[UnitFact, ...]
    changes: tuple[ChangeLine, ...]
    day: date
    """Tasks whose last day lies before it are overdue."""
