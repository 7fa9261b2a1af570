"""Add points up to a scorecard: what applies, ranges, the scale of 100, bands and caps.

docs/scoring.md states each formula; the docstrings name its section.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from inspection_lib.model import (
    Band,
    BandsBy,
    Checklist,
    Finding,
    Item,
    Outcome,
    Rounding,
    Score,
    Scorecard,
    ScoreState,
)

_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
SCALE = 100


def points_of(mark: Fraction, maximum: Decimal, rounding: Rounding) -> Decimal:
    """Mark x maximum, rounded half up to the checklist's decimals (docs/scoring.md, "Points of an item")."""
    return _round(mark * Fraction(maximum), rounding)


def score_part(findings: Iterable[Finding], rounding: Rounding) -> Score:
    """The score of the scored findings of a criterion, an area or the whole (docs/scoring.md, "Sums").

    What does not apply counts neither above nor below the line. A finding whose rule raised an error
    withholds the whole part. A finding without points yet makes the score a range, from no points to full
    points for it.
    """
    counted = [
        finding for finding in findings if finding.scored and finding.outcome is not Outcome.NOT_APPLICABLE
    ]
    maximum = sum((finding.maximum for finding in counted), Decimal(0))
    if any(finding.outcome is Outcome.ERROR for finding in counted):
        return Score(ScoreState.WITHHELD, maximum, None, None, None, None, None, None)
    if maximum == 0:
        return Score(ScoreState.NOTHING_APPLIES, maximum, None, None, None, None, None, None)
    low = sum((finding.points for finding in counted if finding.points is not None), Decimal(0))
    high = low + sum((finding.maximum for finding in counted if finding.points is None), Decimal(0))
    index_low, index_high = index_of(low, maximum, rounding), index_of(high, maximum, rounding)
    if low == high:
        return Score(ScoreState.FINAL, maximum, low, low, low, index_low, index_low, index_low)
    return Score(ScoreState.RANGE, maximum, None, low, high, None, index_low, index_high)


def index_of(points: Decimal, maximum: Decimal, rounding: Rounding) -> Decimal:
    """Points / maximum x 100, rounded half up ("quy về thang điểm 100"; docs/scoring.md, "The scale of 100").

    The maximum must not be 0.
    """
    return _round(Fraction(points) / Fraction(maximum) * SCALE, rounding)


def score(checklist: Checklist, findings: Sequence[Finding]) -> Scorecard:
    """The scorecard of all scored findings.

    The band is None until the total is final (docs/scoring.md, "Bands").
    """
    by_item = {finding.item_id: finding for finding in findings if finding.scored}

    def part(items: Iterable[Item]) -> Score:
        return score_part((by_item[item.id] for item in items if item.id in by_item), checklist.rounding)

    total = part(checklist.items)
    reached = band_of(checklist.bands, deciding_index(checklist, total))
    capped_by = capping_items(checklist, reached, by_item)
    return Scorecard(
        total=total,
        areas=tuple((area.id, part(area.items)) for area in checklist.areas),
        criteria=tuple(
            (criterion.id, part(criterion.items)) for area in checklist.areas for criterion in area.criteria
        ),
        band=capped_band(checklist, reached, capped_by),
        uncapped_band=reached,
        capped_by=capped_by,
    )


def deciding_index(checklist: Checklist, total: Score) -> Fraction | None:
    """The index that decides the band: exact or rounded, as the checklist says (docs/scoring.md, "Bands").

    None until the score is final.
    """
    if total.points is None or total.index is None:
        return None
    if checklist.bands_by is BandsBy.EXACT:
        return Fraction(total.points) / Fraction(total.maximum) * SCALE
    return Fraction(total.index)


def capping_items(
    checklist: Checklist, reached: Band | None, by_item: Mapping[str, Finding]
) -> tuple[str, ...]:
    """The knock-out items that failed and whose cap lies below the band reached.

    Empty while there is no band, and where the points alone give a band that is as low.
    """
    if reached is None:
        return ()
    starts = {band.id: band.from_score for band in checklist.bands}
    return tuple(
        item.id
        for item in checklist.items
        if item.cap and _knocked_out(by_item.get(item.id)) and starts[item.cap] < reached.from_score
    )


def band_of(bands: Sequence[Band], index: Decimal | Fraction | None) -> Band | None:
    """The best band whose lower end the index reaches; None without an index or below all bands."""
    if index is None:
        return None
    reached = [band for band in bands if index >= band.from_score]
    return max(reached, key=lambda band: band.from_score, default=None)


def capped_band(checklist: Checklist, reached: Band | None, capped_by: Iterable[str]) -> Band | None:
    """The band reached, or the lowest cap of the knock-out items named, whichever is lower."""
    if reached is None:
        return None
    caps = {item.id: item.cap for item in checklist.items}
    allowed = [
        reached,
        *(band for band in checklist.bands for item_id in capped_by if band.id == caps.get(item_id)),
    ]
    return min(allowed, key=lambda band: band.from_score)


def _knocked_out(finding: Finding | None) -> bool:
    return (
        finding is not None and finding.points == 0 and finding.outcome in (Outcome.FAIL, Outcome.UNANSWERED)
    )


def _round(value: Fraction, rounding: Rounding) -> Decimal:
    """Round the exact fraction half up, once.

    The division is done on whole numbers. A division of Decimals would first round its last digit, and what
    lies just below a half could become a half and be rounded up.
    """
    unit = 10**rounding.decimals
    shifted = value * unit
    whole = (shifted.numerator * 2 + shifted.denominator) // (shifted.denominator * 2)
    return _WIDE.divide(Decimal(whole), Decimal(unit)).quantize(
        Decimal(1).scaleb(-rounding.decimals), context=_WIDE
    )
