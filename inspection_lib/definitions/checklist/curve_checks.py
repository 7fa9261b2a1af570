"""Check the settings of the rule `curve`: places that rise or fall, figures that answers can have."""

from __future__ import annotations

from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.judging import Curve
from inspection_lib.language import message
from inspection_lib.model import Item, ItemKind, Reduce

SHARES = (ItemKind.RATIO, ItemKind.COUNT)


def check_curve(rule: Curve, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    """Add every problem of a curve. ``yaml_path`` is the path of the item's `scoring`."""
    figures = [place.at for place in rule.places()]
    points = [place.points for place in rule.places()]
    is_ordered = points in (sorted(points), sorted(points, reverse=True))
    if len(set(figures)) != len(figures) or len(set(points)) < 2 or not is_ordered:
        text = message(
            "Item {item}: the points of its curve neither only rise nor only fall, or a figure stands twice.",
            item=item.id,
        )
        remedy = message("Give at least two figures, each once, whose points only rise or only fall.")
        problems.add((*yaml_path, "points_at"), text, remedy)
        return
    _check_zero(rule, item, yaml_path, problems)
    _check_range(rule, item, yaml_path, problems)


def _check_zero(rule: Curve, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    """0 of 0 exists for shares alone."""
    is_share = item.kind in SHARES or (item.cases is not None and item.cases.reduce is Reduce.SHARE)
    if is_share and rule.zero_denominator is None:
        text = message("Item {item}: the curve does not say what 0 of 0 means.", item=item.id)
        remedy = message("Add zero_denominator: full, zero or not_applicable.")
        problems.add(yaml_path, text, remedy)
    elif not is_share and rule.zero_denominator is not None:
        text = message(
            "Item {item}: zero_denominator is for shares, and its answer is a number.", item=item.id
        )
        problems.add((*yaml_path, "zero_denominator"), text, message("Remove it."))


def _check_range(rule: Curve, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    lowest, highest = rule.places()[0].at, rule.places()[-1].at
    is_part = item.kind is ItemKind.RATIO or (item.cases is not None and item.cases.reduce is Reduce.SHARE)
    if is_part and (lowest < 0 or highest > 1):
        text = message("Item {item} names a share outside 0 to 1, which no answer reaches.", item=item.id)
        problems.add((*yaml_path, "points_at"), text, message("Write shares as decimals: 90 % is 0.9."))
    elif lowest < 0 and not item.negative and item.kind is not ItemKind.COMPUTED:
        text = message(
            "Item {item}: its curve names {figure}, and its answer is never below 0.",
            item=item.id,
            figure=lowest,
        )
        remedy = message("Write figures of at least 0; an item of the kind number may have 'negative: yes'.")
        problems.add((*yaml_path, "points_at"), text, remedy)
