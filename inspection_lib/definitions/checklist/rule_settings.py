"""The settings of a rule: which a file may give, and the names that people misspelt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.formats import mistaken_names
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.language import message, nearest

FROM_ITEM = frozenset({"best", "start", "least"})
"""Settings whose value is the item's points; a file does not repeat them."""


def settings_of(rule: Any) -> tuple[str, ...]:
    """The settings of a rule's dataclass that a file may give, `rule` itself among them."""
    return tuple(part.name for part in fields(rule) if part.name not in FROM_ITEM)


def known_fields(
    problems: FileProblems, yaml_path: YamlPath, given: Mapping[str, object], names: Sequence[str]
) -> dict[str, object]:
    """The fields of a mapping that are known, a misspelt one under the name that was meant.

    Each of the others is a problem.
    """
    meant = mistaken_names(given, names)
    known: dict[str, object] = {}
    for key, value in given.items():
        if key in names:
            known[key] = value
            continue
        text = message("The rule {rule} has no setting '{key}'.", rule=str(given["rule"]), key=key)
        problems.add((*yaml_path, key), text, nearest(key, [meant[key]] if key in meant else names))
        if key in meant:
            known[meant[key]] = value
            problems.rename((*yaml_path, key), meant[key])
    return known
