"""What the leadership's sheet is made from: facts of units, and counts of items, tasks and causes.

They are read in one pass over the tables beside `batch.json`, never from the reports one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from inspection_lib.language import Text
from inspection_lib.report.values import ReportState


@dataclass(frozen=True, slots=True)
class UnitFact:
    """One unit of the plan.

    ``page`` is the path of the page on which its province stands. ``state`` is that of its report, None
    without one; ``is_visited`` says whether the inspectors answered anything. Scores are on the scale of
    100 and None while the record is open. ``areas`` are the scores of its areas by id.
    ``is_contradicted``: something has to be decided before the score stands. The checklist is a name such
    as `par-commune.v2`, "" without a report.
    """

    code: str
    name: Text
    kind: str
    parent: Text
    page: str
    is_visited: bool
    state: ReportState | None = None
    checklist: str = ""
    score: Decimal | None = None
    grade: Text = Text("", "")
    is_capped: bool = False
    is_contradicted: bool = False
    claim: Decimal | None = None
    previous: Decimal | None = None
    by_rules: Decimal | None = None
    by_reality: Decimal | None = None
    areas: Mapping[str, Decimal | None] = field(default_factory=dict)

    @property
    def is_concluded(self) -> bool:
        """Whether its record is closed and something was inspected."""
        return self.state in (ReportState.FINAL, ReportState.PROVISIONAL)

    @property
    def is_untouched(self) -> bool:
        """Whether the inspectors have answered nothing of it."""
        return not self.is_visited and not self.is_concluded


class TallyKey(NamedTuple):
    """One item of one checklist, of the units of one kind on one page."""

    page: str
    kind: str
    checklist: str
    item_id: str


@dataclass(slots=True)
class ItemTally:
    """An item over all units that were judged on it; ``short`` did not pass, ``failed`` got nothing.

    ``lost`` are the points that all lost together. ``figures`` are what was measured. ``worst`` is the
    unit that lost most, with its loss and its figure. ``causes`` counts the causes of those that fell
    short, as codes.
    """

    judged: int = 0
    short: int = 0
    failed: int = 0
    lost: Decimal = Decimal(0)
    figures: list[Decimal] = field(default_factory=list)
    worst: tuple[Decimal, str, Decimal | None] | None = None
    causes: Counter[str] = field(default_factory=Counter)

    def count(self, unit: str, outcome: str, loss: Decimal, figure: Decimal | None) -> None:
        """Count one unit that was judged; ``outcome`` is pass, partial or fail."""
        self.judged += 1
        self.lost += loss
        if figure is not None:
            self.figures.append(figure)
        if outcome == "pass":
            return
        self.short += 1
        self.failed += outcome == "fail"
        if self.worst is None or loss > self.worst[0]:
            self.worst = (loss, unit, figure)

    def add(self, other: ItemTally) -> None:
        """Count the units of another page, too."""
        self.judged += other.judged
        self.short += other.short
        self.failed += other.failed
        self.lost += other.lost
        self.figures += other.figures
        self.causes += other.causes
        if other.worst and (self.worst is None or other.worst[0] > self.worst[0]):
            self.worst = other.worst


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that is open: who has to do it and by when. ``page`` is "" for what is not of one unit."""

    page: str
    owner: Text
    due_on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything of a campaign.

    ``causes`` counts the findings of each page by the code of their cause, "" for none.
    """

    units: tuple[UnitFact, ...]
    tallies: Mapping[TallyKey, ItemTally]
    work: tuple[OpenTask, ...]
    causes: Mapping[str, Counter[str]]

    def of_page(self, page: str) -> Facts:
        """The facts of one page alone."""
        return Facts(
            tuple(unit for unit in self.units if unit.page == page),
            {key: tally for key, tally in self.tallies.items() if key.page == page},
            tuple(one for one in self.work if one.page == page),
            {page: self.causes.get(page, Counter())},
        )

    def merged(self) -> Facts:
        """The facts with the counts of all pages together."""
        tallies: dict[TallyKey, ItemTally] = {}
        for key, tally in self.tallies.items():
            tallies.setdefault(key._replace(page=""), ItemTally()).add(tally)
        return Facts(self.units, tallies, self.work, {"": sum(self.causes.values(), Counter())})


def pages_in(units: Collection[UnitFact]) -> tuple[str, ...]:
    """The pages of some units, in their order."""
    return tuple(dict.fromkeys(unit.page for unit in units))
