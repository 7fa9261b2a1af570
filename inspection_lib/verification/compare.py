"""The first place in which two values or two texts differ, in words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from inspection_lib.language import Message, Text, message
from inspection_lib.model import Fork
from inspection_lib.verification.remarks import Remark, standing, unchecked
from inspection_lib.verification.words import Step, place_in_words

AROUND = 30
"""Characters that are shown before the first letter that differs."""


def first_difference(stands: Any, should: Any) -> Message | None:
    """Where two JSON values differ first, what stands there and what should; None if they are equal."""
    path = _path_of_difference(stands, should, ())
    if path is None:
        return None
    tree = stands if _reaches(stands, path) else should
    return standing(place_in_words(tree, path), _shown(stands, path), _shown(should, path))


def first_difference_of_texts(stands: str, should: str, where: Text) -> Message | None:
    """Where two texts differ first, with some letters around; None if they are equal."""
    if stands == should:
        return None
    pairs = zip(stands, should, strict=False)
    at = next((at for at, (one, two) in enumerate(pairs) if one != two), min(len(stands), len(should)))
    start = max(0, at - AROUND)
    return standing(
        Text(f"{where.vi}, ký tự {at + 1}", f"{where.en}, character {at + 1}"),
        _visible(stands[start : at + AROUND]),
        _visible(should[start : at + AROUND]),
    )


def with_names_of(again: Sequence[Fork], stands: Sequence[Fork]) -> tuple[tuple[Fork, ...], list[Remark]]:
    """Forks with the machines' names that a report gives them, and what is to say about these names.

    What a machine is called is known to those who met it, so another machine may make the same report with
    other names. A name in a report must be the one that is known here; where none is known it cannot be
    checked. A report without the name claims nothing.
    """
    told = {fork.origin: fork.machine for fork in stands}
    forks, remarks = [], []
    for fork in again:
        name = told.get(fork.origin, "")
        if name and not fork.machine:
            text = message(
                "That machine {origin} is called '{name}' is not known here.", origin=fork.origin, name=name
            )
            remarks.append(unchecked("", text))
        forks.append(fork if name and fork.machine else replace(fork, machine=name))
    return tuple(forks), remarks


def _visible(text: str) -> str:
    return text.replace("\r", "␍").replace("\n", "␊").replace("\t", "␉")


def _path_of_difference(stands: Any, should: Any, path: tuple[Step, ...]) -> tuple[Step, ...] | None:
    if type(stands) is not type(should):
        return path
    if isinstance(should, dict):
        steps: Sequence[Any] = [*should, *(key for key in stands if key not in should)]
    elif isinstance(should, list):
        steps = range(max(len(stands), len(should)))
    else:
        return None if stands == should else path
    for step in steps:
        if not (_has(stands, step) and _has(should, step)):
            return (*path, step)
        found = _path_of_difference(stands[step], should[step], (*path, step))
        if found is not None:
            return found
    return None


def _has(value: Any, step: Any) -> bool:
    return step in value if isinstance(value, dict) else isinstance(step, int) and step < len(value)


def _below(value: Any, step: Step) -> Any:
    return value[step]


def _reaches(value: Any, path: Sequence[Step]) -> bool:
    for step in path:
        if not isinstance(value, dict | list) or not _has(value, step):
            return False
        value = _below(value, step)
    return True


def _shown(value: Any, path: Sequence[Step]) -> str:
    if not _reaches(value, path):
        return ""
    for step in path:
        value = value[step]
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
