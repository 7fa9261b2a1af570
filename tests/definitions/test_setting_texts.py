"""Every setting of a rule has a meaning and an example."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator

import pytest

from inspection_lib.definitions.checklist.rules import CONSISTENCY_RULES, SCORING_RULES, settings_of
from inspection_lib.definitions.setting_texts import SETTING_TEXTS, setting_text
from inspection_lib.judging.rules.consistency import FigureAbove
from inspection_lib.language import Text
from inspection_lib.model import Condition, Figure

ELSEWHERE = (Text, Figure, Condition, FigureAbove)
"""Values whose parts are described where their format is: the first two are plain texts in a file."""


def parts_of(rule: type) -> Iterator[type]:
    """The rule, and the classes that its settings consist of."""
    yield rule
    for hint in typing.get_type_hints(rule).values():
        for part in (hint, *typing.get_args(hint)):
            if dataclasses.is_dataclass(part) and isinstance(part, type) and part not in ELSEWHERE:
                yield part


@pytest.mark.parametrize("rule", [*SCORING_RULES.values(), *CONSISTENCY_RULES.values()])
def test_every_setting_is_described(rule: type) -> None:
    """Those of its steps and levels, too."""
    for part in parts_of(rule):
        for name in settings_of(part):
            assert setting_text(part.__name__, name), f"{part.__name__}.{name}"


def test_no_text_is_left_over() -> None:
    """A setting that was renamed leaves none."""
    rules = [*SCORING_RULES.values(), *CONSISTENCY_RULES.values()]
    known = {
        f"{part.__name__}.{name}" for rule in rules for part in parts_of(rule) for name in settings_of(part)
    }
    known |= {name.partition(".")[2] for name in known}
    assert set(SETTING_TEXTS) - known == set()
