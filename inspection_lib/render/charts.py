"""Bars of tables as inline SVG. A bar fills its cell and stretches with it.

The figures stand in the same row, so screen readers skip the bars. Colours are attributes of the elements, so
that a bar is right without a stylesheet, as in a notebook. The page's stylesheet overrides them by class, for
dark screens and for print.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from inspection_lib.model import Score
from inspection_lib.render.markup import Attributes, element
from inspection_lib.render.scores import share_of

NAVY, OCHRE, BRICK, TRACK = "#1d4e79", "#c58a2a", "#9b1c24", "#e3e7ea"
FULL = Decimal(100)


def area_bar(score: Score | None, claim: Score) -> Markup:
    """The inspectors' points over the unit's claim, both as shares of the maximum. Open points are pale.

    ``score`` is None while nothing was inspected.
    """
    parts = [_rect(Decimal(0), FULL, 0, 10, "track", TRACK)]
    low = share_of(score.low, score.maximum) if score else None
    high = share_of(score.high, score.maximum) if score else None
    if low is not None and high is not None:
        parts.append(_rect(Decimal(0), low, 0, 10, "finding", NAVY))
        if high > low:
            parts.append(_rect(low, high, 0, 10, "finding open", NAVY))
    claimed = share_of(claim.low, claim.maximum)
    parts.append(_rect(Decimal(0), FULL, 12, 5, "track", TRACK))
    if claimed is not None:
        parts.append(_rect(Decimal(0), claimed, 12, 5, "claim", OCHRE))
    return _bar(17, parts)


def whole_bar(part: Decimal, maximum: Decimal, style: str) -> Markup:
    """A bar from 0: the maximum ("claim") and the score ("finding") of the waterfall."""
    end = share_of(part, maximum) or Decimal(0)
    fill = NAVY if style == "finding" else OCHRE
    return _bar(
        12, [_rect(Decimal(0), FULL, 0, 12, "track", TRACK), _rect(Decimal(0), end, 0, 12, style, fill)]
    )


def loss_bar(lost: Decimal, remaining: Decimal, maximum: Decimal) -> Markup:
    """One step of the waterfall: the points that were lost, beside those that remain. Below 0: won."""
    start = share_of(remaining, maximum) or Decimal(0)
    end = share_of(remaining + lost, maximum) or Decimal(0)
    track = _rect(Decimal(0), FULL, 0, 12, "track", TRACK)
    if lost < 0:
        return _bar(12, [track, _rect(end, start, 0, 12, "finding", NAVY)])
    return _bar(12, [track, _rect(start, end, 0, 12, "loss", BRICK)])


def _bar(height: int, parts: Sequence[Markup]) -> Markup:
    attributes: Attributes = (
        ("class", "bar"),
        ("width", "100%"),
        ("height", str(height)),
        ("aria-hidden", "true"),
    )
    return element("svg", attributes, *parts)


def _rect(start: Decimal, end: Decimal, top: int, height: int, style: str, fill: str) -> Markup:
    place: list[tuple[str, str]] = [("class", style)]
    if start:
        place.append(("x", f"{_short(start)}%"))
    if top:
        place.append(("y", str(top)))
    place += [
        ("width", f"{_short(max(end - start, Decimal(0)))}%"),
        ("height", str(height)),
        ("fill", fill),
    ]
    if style.endswith(" open"):
        place.append(("fill-opacity", "0.35"))
    return element("rect", place)


def _short(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"
