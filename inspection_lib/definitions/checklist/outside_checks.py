"""Check items whose points lie outside the maximum."""

from __future__ import annotations

from fractions import Fraction

from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.judging import points_of
from inspection_lib.language import message
from inspection_lib.model import Item, Rounding


def check_outside(item: Item, rounding: Rounding, yaml_path: YamlPath, problems: FileProblems) -> None:
    """Add every problem of an item's `outside`."""
    outside = item.outside
    if outside is None or not problems.is_sound((*yaml_path, "outside"), (*yaml_path, "points")):
        return
    path = (*yaml_path, "outside")
    ends = (outside.least, outside.most)
    if outside.least == outside.most:
        text = message("Item {item}: 'outside' from 0 to 0 changes nothing.", item=item.id)
        problems.add(path, text, message("Write from: -5 for a penalty, to: 2 for a bonus."))
    if any(points_of(Fraction(1), end, rounding) != end for end in ends):
        text = message("Item {item}: 'outside' has more decimals than 'rounding'.", item=item.id)
        problems.add(path, text, message("Write no more decimals than the checklist rounds to."))
    if item.points != 0:
        text = message("Item {item} has points in the maximum and points outside it.", item=item.id)
        problems.add((*yaml_path, "points"), text, message("Write points: 0, or make two items of it."))
    if item.rule_name == "recorded":
        text = message(
            "Item {item}: the rule 'recorded' gives no points, so nothing lies outside.", item=item.id
        )
        problems.add((*yaml_path, "scoring"), text, message("Give it a rule that scores."))
