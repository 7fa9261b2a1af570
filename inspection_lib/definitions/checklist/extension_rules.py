"""Read a rule of an extension: `rule: <extension>.<name>`. Names of rules of the library have no dot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any, cast

from inspection_lib.definitions.checklist.rule_settings import FROM_ITEM, known_fields, settings_of
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.extensions import Extensions
from inspection_lib.language import message, nearest
from inspection_lib.model import OfficeRule, Rule


def is_extension_rule(scoring: Mapping[str, object]) -> bool:
    """Whether a part `scoring` names a rule of an extension."""
    return "." in str(scoring.get("rule") or "")


def read_extension_rule(
    problems: FileProblems,
    yaml_path: YamlPath,
    scoring: Mapping[str, object],
    points: Decimal,
    extensions: Extensions,
) -> OfficeRule | None:
    """The rule with its settings, or None with the problems added."""
    name = str(scoring["rule"])
    if name not in extensions.rules:
        _add_missing(problems, (*yaml_path, "rule"), name, extensions)
        return None
    rule, origin = extensions.rules[name]
    given = known_fields(problems, yaml_path, scoring, ("rule", *settings_of(rule.settings)))
    own = {part.name: points for part in fields(cast("Any", rule.settings)) if part.name in FROM_ITEM}
    settings = {key: value for key, value in given.items() if key != "rule"} | own
    try:
        read = cast("Rule | None", problems.read(rule.settings, settings, yaml_path))
        if read is None:
            return None
        best = read.best_points()
        if best is not None and not isinstance(best, Decimal):
            raise TypeError(f"best_points gave {best!r} and not a Decimal")
    except Exception as error:  # code of the office's own may raise anything
        text = message(
            "The rule {rule} broke on these settings: {error}.",
            rule=name,
            error=f"{type(error).__name__}: {error}",
        )
        remedy = message("Correct the settings, or the extension '{name}'.", name=origin.name)
        problems.add(yaml_path, text, remedy)
        return None
    return OfficeRule(name, read, best, rule.about, origin, tuple(rule.kinds))


def _add_missing(problems: FileProblems, yaml_path: YamlPath, name: str, extensions: Extensions) -> None:
    """Say that the extension is not here, or that it has no such rule."""
    extension, _, _ = name.partition(".")
    if extension not in extensions.names:
        text = message(
            "The rule {rule} is of the extension '{name}', which is not here.", rule=name, name=extension
        )
        problems.add(yaml_path, text, message("Put its file into extensions/, or install its package."))
    else:
        text = message("The extension '{name}' has no rule {rule}.", rule=name, name=extension)
        problems.add(yaml_path, text, nearest(name, extensions.rules))
