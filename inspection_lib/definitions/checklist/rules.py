"""Read the parts `scoring` and `checks` of a checklist file: find a rule by its name, fill its settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from typing import get_args, get_type_hints

from pydantic import TypeAdapter

from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.judging import ConsistencyRule, ScoringRule
from inspection_lib.language import message, nearest
from inspection_lib.model import Figure, Rule

FROM_ITEM = frozenset({"best", "start"})
"""Settings whose value is the item's points; a file does not repeat them."""


def rules_by_name(rules: Iterable[type]) -> dict[str, type]:
    """The rules by the name that files use: the value of their field `rule`."""
    return {get_args(get_type_hints(rule)["rule"])[0]: rule for rule in rules}


SCORING_RULES: dict[str, type] = rules_by_name(get_args(ScoringRule))
CONSISTENCY_RULES: dict[str, type] = rules_by_name(get_args(ConsistencyRule))
_SCORING: dict[str, TypeAdapter[Rule]] = {name: TypeAdapter(rule) for name, rule in SCORING_RULES.items()}
SHORT_FORMS = {"due": "day"}
"""Settings that a file may also give as one text: the part that the text stands for."""
FIGURE_PARTS = ("numerator", "denominator", "value")
"""What a check can name of an answer, as in `C14.numerator`."""


def settings_of(rule: type) -> tuple[str, ...]:
    """The settings of a rule that a file may give, `rule` itself among them."""
    return tuple(part.name for part in fields(rule) if part.name not in FROM_ITEM)


def read_rule(
    problems: FileProblems, yaml_path: YamlPath, scoring: dict[str, object], points: Decimal
) -> Rule | None:
    """The rule with its settings, or None with the problems added."""
    name = str(scoring.get("rule") or "")
    rule = SCORING_RULES.get(name)
    if rule is None:
        problems.add(
            (*yaml_path, "rule"),
            message("The rule '{name}' does not exist.", name=name),
            nearest(name, SCORING_RULES),
        )
        return None
    allowed = settings_of(rule)
    unknown = [key for key in scoring if key not in allowed]
    for key in unknown:
        text = message("The rule {rule} has no setting '{key}'.", rule=name, key=key)
        problems.add((*yaml_path, key), text, nearest(key, allowed))
    own = {part.name: points for part in fields(rule) if part.name in FROM_ITEM}
    given = {key: _in_full(key, value) for key, value in scoring.items() if key in allowed}
    settings: Rule | None = problems.validate(_SCORING[name], given | own, yaml_path, allowed)
    return settings if not unknown else None


def _in_full(setting: str, value: object) -> object:
    """A setting in its long form: `due: 01-31` means `due: {day: 01-31}`."""
    return {SHORT_FORMS[setting]: value} if setting in SHORT_FORMS and isinstance(value, str) else value


def read_check(
    problems: FileProblems, yaml_path: YamlPath, content: dict[str, object]
) -> ConsistencyRule | None:
    """The check with its figures, or None with the problems added."""
    name = str(content.get("rule") or "")
    rule = CONSISTENCY_RULES.get(name)
    if rule is None:
        problems.add(
            (*yaml_path, "rule"),
            message("The rule '{name}' does not exist.", name=name),
            nearest(name, CONSISTENCY_RULES),
        )
        return None
    parts = [part.name for part in fields(rule) if part.name != "rule"]
    figures = {part: _figure(problems, (*yaml_path, part), content.get(part)) for part in parts}
    for key in content:
        if key not in ("id", "rule", "title", "severity", *parts):
            problems.add(
                (*yaml_path, key), message("'{field}' is not known here.", field=key), nearest(key, parts)
            )
    if any(figure is None for figure in figures.values()):
        return None
    check: ConsistencyRule = rule(rule=name, **figures)
    return check


def _figure(problems: FileProblems, yaml_path: YamlPath, reference: object) -> Figure | None:
    item_id, _, part = str(reference or "").partition(".")
    if not item_id or part not in FIGURE_PARTS:
        text = message("'{value}' is not a figure.", value=str(reference or ""))
        problems.add(yaml_path, text, message("Write an item and a part, such as C14.numerator."))
        return None
    return Figure(item_id, part)
