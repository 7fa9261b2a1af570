"""Check items of the kind cases: what their rows come to, and a rule that judges that."""

from __future__ import annotations

from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.judging import Curve
from inspection_lib.language import message
from inspection_lib.model import Item, ItemKind, Reduce

_OF_SHARES = ("ratio_steps", "ratio_linear", "ratio_threshold", "curve", "recorded")
_OF_FIGURES = ("curve", "number_bounds", "recorded")


def check_cases(item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    """Add every problem of an item's `cases`."""
    if not problems.is_sound((*yaml_path, "kind"), (*yaml_path, "cases")):
        return
    if (item.cases is not None) is not (item.kind is ItemKind.CASES):
        text = message("Item {item}: 'kind: cases' and 'cases' belong together.", item=item.id)
        remedy = message("Write both, such as 'reduce: share' under 'cases', or neither.")
        problems.add((*yaml_path, "cases"), text, remedy)
        return
    if item.cases is None or yaml_path in problems.unreadable_rules:
        return
    allowed = _OF_SHARES if item.cases.reduce is Reduce.SHARE else _OF_FIGURES
    if item.rule_name and item.rule_name not in allowed:
        text = message(
            "Item {item}: the rule {rule} does not judge '{reduce}' of cases.",
            item=item.id,
            rule=item.rule_name,
            reduce=item.cases.reduce.value,
        )
        remedy = message("Rules for this kind: {rules}.", rules=", ".join(allowed))
        problems.add((*yaml_path, "scoring", "rule"), text, remedy)
    if isinstance(item.rule, Curve) and item.cases.reduce is not Reduce.SHARE:
        _check_direction(item, item.rule, yaml_path, problems)


def _check_direction(item: Item, curve: Curve, yaml_path: YamlPath, problems: FileProblems) -> None:
    """The worst figure is that which brings the fewest points."""
    is_worst = item.cases is not None and item.cases.reduce is Reduce.WORST
    if is_worst and item.cases is not None and item.cases.lower_is_better is not curve.is_falling():
        text = message("Item {item}: 'lower_is_better' and its curve say the opposite.", item=item.id)
        remedy = message("A falling curve needs lower_is_better: yes, a rising one none.")
        problems.add((*yaml_path, "cases", "lower_is_better"), text, remedy)
