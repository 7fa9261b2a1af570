"""A few units and what was found at them, for tests of the leadership's sheet."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from inspection_lib.language import Text
from inspection_lib.model import Cause, Office, UnitKind
from inspection_lib.report import Facts, ItemTally, OpenTask, ReportState, TallyKey, UnitFact

DAY = date(2017, 8, 3)
OFFICE = Office(
    kinds=(
        UnitKind("district", Text("Huyện, thành phố", "District"), Text("Các huyện", "Districts")),
        UnitKind("commune", Text("Xã, phường", "Commune"), Text("Các xã, phường", "Communes")),
    )
)


def a_unit(code: str, score: str | None, kind: str = "commune", above: str = "Huyện A") -> UnitFact:
    """A unit that was inspected, or one that nobody visited."""
    name = Text(f"Xã {code}", f"{code} Commune")
    if score is None:
        return UnitFact(code, name, kind, Text(above, above), "index/06.html", is_visited=False)
    return UnitFact(
        code,
        name,
        kind,
        Text(above, above),
        "index/06.html",
        is_visited=True,
        state=ReportState.FINAL,
        checklist=f"par-{kind}.v2",
        score=Decimal(score),
        grade=Text("Khá", "Fair"),
        areas={"A": Decimal(score), "B": None},
    )


def a_tally(losses: dict[str, str], maximum: str = "2", causes: tuple[Cause, ...] = ()) -> ItemTally:
    """An item over some units, by what each lost."""
    tally = ItemTally(causes=Counter(cause.value for cause in causes))
    for unit, lost in losses.items():
        loss = Decimal(lost)
        outcome = "pass" if not loss else "fail" if loss == Decimal(maximum) else "partial"
        tally.count(unit, outcome, loss, Decimal(100) - loss)
    return tally


def a_key(item_id: str, kind: str = "commune", page: str = "") -> TallyKey:
    """The key of an item."""
    return TallyKey(page, kind, f"par-{kind}.v2", item_id)


def some_facts(
    units: tuple[UnitFact, ...],
    tallies: dict[TallyKey, ItemTally] | None = None,
    work: tuple[OpenTask, ...] = (),
) -> Facts:
    """Facts whose counts are merged."""
    return Facts(units, tallies or {}, work, {"": Counter()})
