"""What must hold inside a rule's settings: steps in order, shares from 0 to 1, days that exist."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inspection_lib.definitions.yamlfile import Findings, Place
from inspection_lib.judging import (
    DateDeadline,
    Deduction,
    Levels,
    NumberBounds,
    RatioLinear,
    RatioSteps,
    RatioThreshold,
    TextWithEvidence,
)
from inspection_lib.language import message
from inspection_lib.model import Item, Rule

ONE = Decimal(1)


def check_settings(item: Item, place: Place, found: Findings) -> None:
    """Add what is wrong with the settings of an item's rule."""
    _check_points(item, place, found)
    match item.rule:
        case RatioSteps(steps=steps, below=below):
            _check_shares([step.at for step in steps], place, found, item)
            _check_order(
                [(Decimal(-1), below), *((step.at, step.points) for step in steps)], place, found, item
            )
        case RatioLinear(zero_at=low, full_at=high):
            _check_shares([low, high], place, found, item)
            if low >= high:
                found.add(
                    place,
                    message("Item {item}: zero_at is not below full_at.", item=item.id),
                    message("Give the lower share to zero_at."),
                )
        case RatioThreshold(full_from=threshold):
            _check_shares([threshold], place, found, item)
            if threshold == 0:
                found.add(
                    place,
                    message("Item {item}: full_from is 0.", item=item.id),
                    message("Give a share above 0."),
                )
        case Levels(levels=levels):
            keys = [level.key for level in levels]
            if len(set(keys)) != len(keys) or len(keys) < 2:
                said = message(
                    "Item {item} has fewer than two levels, or two with the same key.", item=item.id
                )
                found.add(place, said, message("Give each level its own key."))
        case Deduction(per_occurrence=each, floor=floor, start=start):
            if each <= 0 or floor >= start:
                said = message("Item {item} has a deduction that takes nothing away.", item=item.id)
                found.add(
                    place, said, message("Set per_occurrence above 0 and floor below the item's points.")
                )
        case NumberBounds(minimum=low, maximum=high):
            _check_bounds(low, high, place, found, item)
        case DateDeadline():
            _check_deadline(item.rule, place, found, item)
        case _:
            pass


def _check_points(item: Item, place: Place, found: Findings) -> None:
    """Points of a rule lie between 0 and the item's points: a mark is a share of the best."""
    for name, points in _points_of_settings(item.rule):
        if points < 0:
            said = message("'{value}' does not fit {field}.", value=str(points), field=name)
            found.add((*place, name), said, message("Write a number such as 2 or 2.5, not negative."))
        elif points > item.points:
            said = message(
                "The best answer to item {item} brings {best} points, the item carries {points}: its maximum is out of reach "
                "or overshot.",
                item=item.id,
                best=points,
                points=item.points,
            )
            found.add((*place, name), said, message("Make the best answer's points equal to the item's."))


def _points_of_settings(rule: Rule) -> list[tuple[str, Decimal]]:
    """The points that a rule's settings name, but the best ones, which must equal the item's."""
    match rule:
        case RatioSteps(steps=steps, below=below):
            return [("below", below), *(("steps", min(Decimal(0), step.points)) for step in steps)]
        case Levels(levels=levels):
            return [("levels", min(Decimal(0), level.points)) for level in levels]
        case Deduction(floor=floor):
            return [("floor", min(Decimal(0), floor))]
        case NumberBounds(outside=outside):
            return [("outside", outside)]
        case TextWithEvidence(without_evidence=points):
            return [("without_evidence", points)]
        case DateDeadline(late=late, missing=missing):
            return [
                ("missing", min(Decimal(0), missing)),
                *(("late", min(Decimal(0), step.points)) for step in late),
            ]
        case _:
            return []


def _check_shares(shares: Sequence[Decimal], place: Place, found: Findings, item: Item) -> None:
    if any(share < 0 or share > ONE for share in shares):
        said = message("Item {item} names a share outside 0 to 1, which no answer reaches.", item=item.id)
        found.add(place, said, message("Write shares as decimals: 90 % is 0.9."))


def _check_order(steps: Sequence[tuple[Decimal, Decimal]], place: Place, found: Findings, item: Item) -> None:
    ordered = sorted(steps)
    shares = [at for at, _ in ordered]
    points = [given for _, given in ordered]
    if len(set(shares)) != len(shares) or points != sorted(points) or len(steps) < 2:
        said = message(
            "Item {item} has steps of which a higher share brings fewer points, or one share twice.",
            item=item.id,
        )
        found.add((*place, "steps"), said, message("Let points rise with the share."))


def _check_bounds(
    low: Decimal | None, high: Decimal | None, place: Place, found: Findings, item: Item
) -> None:
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        said = message("Item {item} has bounds that hold nothing or everything.", item=item.id)
        found.add(place, said, message("Set minimum, maximum or both, the minimum not above the maximum."))


def _check_deadline(rule: DateDeadline, place: Place, found: Findings, item: Item) -> None:
    try:
        rule.due_day(2016)
    except ValueError:
        said = message("Item {item} is due on '{due}', which is no day.", item=item.id, due=rule.due)
        found.add((*place, "due"), said, message("Write month and day, such as 01-31."))
    days = [late.days for late in rule.late]
    points = [rule.best, *(late.points for late in rule.late), rule.missing]
    if days != sorted(set(days)) or any(day <= 0 for day in days) or points != sorted(points, reverse=True):
        said = message("Item {item} has late steps that are not in order.", item=item.id)
        found.add((*place, "late"), said, message("Sort them by days, with fewer points for more days."))
