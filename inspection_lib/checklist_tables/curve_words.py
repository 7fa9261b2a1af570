"""A curve in words: a first line that says how it runs, then a line for each of its places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from inspection_lib.checklist_tables.clauses import Clause, number_of, with_comma, written
from inspection_lib.checklist_tables.doubts import Doubt, Scoring
from inspection_lib.checklist_tables.share_words import zero_denominator
from inspection_lib.definitions import Tree

_WAYS = {"line": "Đường điểm nối thẳng", "step": "Đường điểm theo bậc"}
_WAY_OF = {"duong diem noi thang": "line", "duong diem theo bac": "step"}
_PLACE = re.compile(r"tai (-?)(\d+(?:[.,]\d+)?)( ?%)?")


def curve_words(between: str, places: Sequence[tuple[Decimal, Decimal]], *, is_share: bool) -> list[str]:
    """The lines of a curve; figures are shares where ``is_share``. ValueError for points below 0."""
    if any(points < 0 for _, points in places):
        raise ValueError("points outside the maximum have no words")
    return [
        _WAYS[between],
        *(
            f"Tại {with_comma(at * 100)} %: {with_comma(points)} điểm"
            if is_share
            else f"Tại {with_comma(at)}: {with_comma(points)} điểm"
            for at, points in places
        ),
    ]


def curve_scoring(clauses: Sequence[Clause], best: Decimal | None) -> Scoring | None:
    """Read what :func:`curve_words` writes; with shares the line on 0 of 0 may stand anywhere."""
    zero, clauses = zero_denominator(clauses)
    way = _WAY_OF.get(clauses[0].folded) if clauses else None
    found = [(_PLACE.fullmatch(clause.folded), clause.brings(best)) for clause in clauses[1:]]
    places = [(place, points) for place, points in found if place is not None and points is not None]
    is_share = any(place[3] for place, _ in places)
    if way is None or len(places) < 2 or len(places) < len(found) or is_share is not bool(zero):
        return None
    points_at: list[Tree] = [{"at": _figure(place), "points": written(points)} for place, points in places]
    rule: dict[str, Tree] = {"rule": "curve", "points_at": points_at, "between": way}
    if is_share:
        return Scoring("ratio", rule | {"zero_denominator": zero}, (Doubt.FIGURES,))
    return Scoring("number", rule, (Doubt.FIGURES,))


def _figure(place: re.Match[str]) -> str:
    number = number_of(place[2])
    shown = written(number / 100 if place[3] else number)
    return f"-{shown}" if place[1] else shown
