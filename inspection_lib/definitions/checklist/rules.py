"""Read the parts `scoring` and `checks` of a checklist file: find a rule by its name, fill its settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any, cast, get_args, get_type_hints

from pydantic import create_model

from inspection_lib.definitions.checklist.extension_rules import is_extension_rule, read_extension_rule
from inspection_lib.definitions.checklist.rule_settings import FROM_ITEM, known_fields, settings_of
from inspection_lib.definitions.checklist.yaml_checks import AnswerYaml, FigureAboveYaml
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.formats import mistaken_names
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.definitions.yaml_model import TextYaml, YamlModel
from inspection_lib.extensions import Extensions
from inspection_lib.judging import ConsistencyRule, FigureAbove, ScoringRule
from inspection_lib.language import message, nearest
from inspection_lib.model import FIGURE_PARTS, Condition, Figure, OfficeRule, Rule


def rules_by_name(rules: Iterable[type]) -> dict[str, type]:
    """The rules by the name that files use: the value of their field `rule`."""
    return {get_args(get_type_hints(rule)["rule"])[0]: rule for rule in rules}


SCORING_RULES: dict[str, type] = rules_by_name(get_args(ScoringRule))
CONSISTENCY_RULES: dict[str, type] = rules_by_name(get_args(ConsistencyRule))
SHORT_FORMS = {"due": "day"}
"""Settings that a file may also give as one text: the part that the text stands for."""
CHECK_FIELDS = ("id", "title", "why", "severity")
"""What every check has, beside its rule and its figures."""


def read_rule(
    problems: FileProblems,
    yaml_path: YamlPath,
    scoring: dict[str, object],
    points: Decimal,
    extensions: Extensions,
    least: Decimal = Decimal(0),
) -> Rule | None:
    """The rule with its settings, or None with the problems added.

    ``points`` are those of the best answer, ``least`` those of the worst.
    """
    if not scoring and not problems.is_sound(yaml_path):  # nothing was there to be read
        return None
    if is_extension_rule(scoring):
        return read_extension_rule(problems, yaml_path, scoring, points, extensions)
    rule = _rule_named(problems, (*yaml_path, "rule"), scoring, SCORING_RULES)
    if rule is None:
        return None
    scoring = {**scoring, "rule": next(name for name, known in SCORING_RULES.items() if known is rule)}
    allowed = settings_of(rule)
    known = known_fields(problems, yaml_path, scoring, allowed)
    own = {
        part.name: least if part.name == "least" else points
        for part in fields(rule)
        if part.name in FROM_ITEM
    }
    given = {key: _in_full(problems, (*yaml_path, key), value) for key, value in known.items()}
    return cast("Rule | None", problems.read(rule, given | own, yaml_path))


def name_of_rule(rule: Rule) -> str:
    """The name by which files call a scoring rule."""
    if isinstance(rule, OfficeRule):
        return rule.name
    return next(name for name, known in SCORING_RULES.items() if isinstance(rule, known))


def _rule_named(
    problems: FileProblems, yaml_path: YamlPath, content: Mapping[str, object], rules: Mapping[str, type]
) -> type | None:
    """The rule that a mapping names; one whose name is a problem and like a rule's is taken for that rule."""
    name = str(content.get("rule") or "")
    if name not in rules:
        problems.add(yaml_path, message("The rule '{name}' does not exist.", name=name), nearest(name, rules))
    return rules.get(name) or rules.get(mistaken_names([name], rules).get(name, ""))


def _in_full(problems: FileProblems, yaml_path: YamlPath, value: object) -> object:
    """A setting in its long form: `due: 01-31` means `due: {day: 01-31}`, a level's label may be plain."""
    setting = yaml_path[-1]
    if setting in SHORT_FORMS and isinstance(value, str):
        return {SHORT_FORMS[str(setting)]: value}
    if setting == "levels" and isinstance(value, list):
        return [_level_in_full(problems, (*yaml_path, at), level) for at, level in enumerate(value)]
    return value


def _level_in_full(problems: FileProblems, yaml_path: YamlPath, level: object) -> object:
    if not isinstance(level, dict) or "label" not in level:
        return level
    label = problems.read(TextYaml, level["label"], (*yaml_path, "label")) or TextYaml(vi="?")
    return level | {"label": {"vi": label.vi, "en": label.en}}


def read_check(
    problems: FileProblems, yaml_path: YamlPath, content: Mapping[str, object]
) -> tuple[ConsistencyRule | None, Mapping[str, object]]:
    """The check with its figures, or None with the problems added; and its fields that are known."""
    rule = _rule_named(problems, (*yaml_path, "rule"), content, CONSISTENCY_RULES)
    if rule is None:
        return None, content
    name = next(name for name, known in CONSISTENCY_RULES.items() if known is rule)
    parts = [part for part in fields(rule) if part.name != "rule"]
    names = (*CHECK_FIELDS, "rule", *(part.name for part in parts))
    known = known_fields(problems, yaml_path, content, names)
    shapes = get_type_hints(rule, include_extras=True)
    settings: dict[str, object] = {}
    for part in parts:
        place = (*yaml_path, part.name)
        if part.name in known or part.default is MISSING:
            settings[part.name] = _setting(problems, place, shapes[part.name], known.get(part.name))
    if None in settings.values():
        return None, known
    check: ConsistencyRule = rule(rule=name, **settings)
    return check, known


def _setting(problems: FileProblems, yaml_path: YamlPath, shape: Any, value: object) -> object | None:
    """A setting of a check, or None with the problems added."""
    if shape is Figure:
        return _figure(problems, yaml_path, value)
    if shape == tuple[Condition, ...]:
        answers = problems.read(tuple[AnswerYaml, ...], value, yaml_path)
        return None if answers is None else tuple(Condition(one.item, one.keys) for one in answers)
    if shape == tuple[FigureAbove, ...]:
        found = problems.read(tuple[FigureAboveYaml, ...], value, yaml_path) or ()
        figures = [_figure(problems, (*yaml_path, at), one.figure) for at, one in enumerate(found)]
        above = [
            FigureAbove(figure, one.number) for figure, one in zip(figures, found, strict=True) if figure
        ]
        return tuple(above) if len(above) == len(figures) else None
    name = str(yaml_path[-1])
    parts: dict[str, Any] = {name: (shape, ...)}
    one = create_model("Setting", __base__=YamlModel, **parts)
    found_one = problems.read(one, {name: value}, yaml_path[:-1])  # so that a problem names the setting
    return None if found_one is None else getattr(found_one, name)


def _figure(problems: FileProblems, yaml_path: YamlPath, reference: object) -> Figure | None:
    item_id, _, part = str(reference or "").rpartition(".")
    if not item_id or part not in FIGURE_PARTS:
        text = message("'{value}' is not a figure.", value=str(reference or ""))
        problems.add(yaml_path, text, message("Write an item and a part, such as C14.numerator."))
        return None
    return Figure(item_id, part)
