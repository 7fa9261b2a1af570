"""Check the settings of a rule: steps in order, shares from 0 to 1, days that exist."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inspection_lib.definitions.checklist.curve_checks import check_curve
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.judging import (
    Curve,
    DateDeadline,
    Deduction,
    Levels,
    NumberBounds,
    PointsGiven,
    RatioLinear,
    RatioSteps,
    RatioThreshold,
    TextWithEvidence,
)
from inspection_lib.language import message
from inspection_lib.model import Item, Rule

ONE = Decimal(1)


def check_settings(item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    """Add every problem of the settings of an item's rule. ``yaml_path`` is the path of its `scoring`."""
    if not problems.is_sound(yaml_path, (*yaml_path[:-1], "points")):
        return
    _check_points(item, yaml_path, problems)
    match item.rule:
        case Curve():
            check_curve(item.rule, item, yaml_path, problems)
        case RatioSteps():
            _check_steps(item.rule, item, yaml_path, problems)
        case RatioLinear(zero_at=low, full_at=high):
            _check_shares([low, high], yaml_path, problems, item)
            if low >= high:
                text = message("Item {item}: zero_at is not below full_at.", item=item.id)
                problems.add(yaml_path, text, message("Give the lower share to zero_at."))
        case RatioThreshold(full_from=threshold):
            _check_shares([threshold], yaml_path, problems, item)
            if threshold == 0:
                text = message("Item {item}: full_from is 0.", item=item.id)
                problems.add(yaml_path, text, message("Give a share above 0."))
        case Levels():
            _check_levels(item.rule, item, yaml_path, problems)
        case Deduction():
            _check_deduction(item.rule, item, yaml_path, problems)
        case NumberBounds():
            _check_bounds(item.rule, item, yaml_path, problems)
        case PointsGiven(step=step) if step is not None and (
            step <= 0 or (item.most_points % step or item.least_points % step)
        ):
            text = message(
                "Item {item}: its {points} points are no multiple of the step {step}.",
                item=item.id,
                points=item.most_points,
                step=step,
            )
            remedy = message("Write a step such as 0.25 that the points are a multiple of, or none.")
            problems.add((*yaml_path, "step"), text, remedy)
        case DateDeadline():
            _check_deadline(item.rule, item, yaml_path, problems)
        case _:
            pass


def _check_points(item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    """Points in settings lie between those of the worst and the best answer; a mark is a share of that."""
    for name, points in _points_of_settings(item.rule):
        if points < item.least_points and item.outside:
            text = message(
                "Item {item}: {points} points are fewer than 'outside' has.", item=item.id, points=points
            )
            problems.add((*yaml_path, name), text, message("Let 'outside' begin at the fewest points."))
        elif points < item.least_points:
            text = message("'{value}' does not fit {field}.", value=str(points), field=name)
            problems.add((*yaml_path, name), text, message("Write a number such as 2 or 2.5, not negative."))
        elif points > item.most_points:
            text = message(
                "The best answer to item {item} brings {best} points, the item carries {points}: "
                "its maximum is out of reach or overshot.",
                item=item.id,
                best=points,
                points=item.most_points,
            )
            problems.add(
                (*yaml_path, name), text, message("Make the best answer's points equal to the item's.")
            )


def _points_of_settings(rule: Rule) -> list[tuple[str, Decimal]]:
    """The points that a rule's settings name, each with its setting.

    Of points that may be the item's own only those below 0 matter here: `_check_rule` compares the best with
    the item's.
    """
    match rule:
        case RatioSteps(steps=steps, below=below):
            return [("below", below), *(("steps", min(Decimal(0), step.points)) for step in steps)]
        case Curve(points_at=places):
            return [("points_at", min(Decimal(0), place.points)) for place in places]
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


def _check_shares(shares: Sequence[Decimal], yaml_path: YamlPath, problems: FileProblems, item: Item) -> None:
    if any(share < 0 or share > ONE for share in shares):
        text = message("Item {item} names a share outside 0 to 1, which no answer reaches.", item=item.id)
        problems.add(yaml_path, text, message("Write shares as decimals: 90 % is 0.9."))


def _check_steps(rule: RatioSteps, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    _check_shares([step.at for step in rule.steps], yaml_path, problems, item)
    # `below` is checked as the step of a share that is lower than any other.
    steps = [(Decimal(-1), rule.below), *((step.at, step.points) for step in rule.steps)]
    ordered = sorted(steps)
    shares = [at for at, _ in ordered]
    points = [step_points for _, step_points in ordered]
    if len(set(shares)) != len(shares) or points != sorted(points) or len(steps) < 2:
        text = message(
            "Item {item} has steps where a higher share brings fewer points, or one share twice.",
            item=item.id,
        )
        problems.add((*yaml_path, "steps"), text, message("Give a higher share more points."))


def _check_levels(rule: Levels, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    keys = [level.key for level in rule.levels]
    if len(set(keys)) != len(keys) or len(keys) < 2:
        text = message("Item {item} has fewer than two levels, or two with the same key.", item=item.id)
        problems.add(yaml_path, text, message("Give each level its own key."))


def _check_deduction(rule: Deduction, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    if rule.per_occurrence <= 0 or rule.floor >= rule.start:
        text = message("Item {item} has a deduction that takes nothing away.", item=item.id)
        remedy = message("Set per_occurrence above 0 and floor below the item's points.")
        problems.add(yaml_path, text, remedy)


def _check_bounds(rule: NumberBounds, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    low, high = rule.minimum, rule.maximum
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        text = message("Item {item} has bounds that allow no number or every number.", item=item.id)
        remedy = message("Set minimum, maximum or both, the minimum not above the maximum.")
        problems.add(yaml_path, text, remedy)


def _check_deadline(rule: DateDeadline, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    try:
        rule.due_day(2016)  # a leap year: 02-29 is a day that a checklist may name
    except ValueError:
        text = message("Item {item} is due on '{due}', which is not a day.", item=item.id, due=rule.due.day)
        problems.add((*yaml_path, "due"), text, message("Write month and day, such as 01-31."))
    days = [late.days for late in rule.late]
    points = [rule.best, *(late.points for late in rule.late), rule.missing]
    if days != sorted(set(days)) or any(day <= 0 for day in days) or points != sorted(points, reverse=True):
        text = message("Item {item} has late steps that are not in order.", item=item.id)
        remedy = message("Sort them by days, with fewer points for more days.")
        problems.add((*yaml_path, "late"), text, remedy)
