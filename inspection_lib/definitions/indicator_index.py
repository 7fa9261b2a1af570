"""Read an index of indicators: `checklists/indices/<id>.yaml`."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from inspection_lib.definitions.file_problems import open_file
from inspection_lib.definitions.yaml_model import NotEmpty, TextYaml, YamlModel
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.language import message
from inspection_lib.model import (
    ID_PATTERN,
    LONGEST_ID,
    Indicator,
    IndicatorGroup,
    IndicatorIndex,
    LegalState,
    ZeroDenominator,
)

Points = Annotated[Decimal, Field(gt=0, le=1000)]
Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=LONGEST_ID)]


class IndicatorYaml(YamlModel):
    """One indicator: its item, its points, the share that brings all of them, and what 0 of 0 brings."""

    id: Id
    title: TextYaml
    item: NotEmpty
    points: Points
    full_from: Annotated[Decimal, Field(gt=0, le=1)] = Decimal(1)
    zero_denominator: ZeroDenominator


class IndicatorGroupYaml(YamlModel):
    """A group; ``points`` must be the sum of its indicators, ``state`` says whether the formula was read."""

    id: Id
    title: TextYaml
    points: Points
    state: LegalState
    indicators: tuple[IndicatorYaml, ...] = Field(min_length=1)


class IndicatorIndexYaml(YamlModel):
    """The whole file."""

    id: Id
    title: TextYaml
    source: NotEmpty
    decimals: Annotated[int, Field(ge=0, le=6)] = 2
    groups: tuple[IndicatorGroupYaml, ...] = Field(min_length=1)


_INDEX = TypeAdapter(IndicatorIndexYaml)
_FIELD_NAMES = tuple(
    name for model in (IndicatorIndexYaml, IndicatorGroupYaml, IndicatorYaml) for name in model.model_fields
)


def read_indicator_index(path: Path, name: str | None = None) -> IndicatorIndex:
    """The index of a file. Raises :class:`InvalidFilesError` with every problem of the file."""
    index, problems = read_indicator_index_with_problems(path, name)
    if index is None or problems:
        raise InvalidFilesError(problems)
    return index


def read_indicator_index_with_problems(
    path: Path, name: str | None = None
) -> tuple[IndicatorIndex | None, list[Problem]]:
    """The index, or None where it cannot be made, and every problem of the file.

    ``name`` is what problems call the file; the path if it is left out.
    """
    problems = open_file(path, name)
    if problems.is_unreadable:
        return None, problems.problems
    content = problems.validate(_INDEX, problems.file.tree, (), _FIELD_NAMES)
    if content is None:
        return None, problems.problems
    for number, group in enumerate(content.groups):
        total = sum((one.points for one in group.indicators), Decimal(0))
        if total != group.points:
            text = message(
                "The indicators of group {group} add up to {total} points, not {points}.",
                group=group.id,
                total=total,
                points=group.points,
            )
            remedy = message("Correct the indicators' points or the group's.")
            problems.add(("groups", number, "points"), text, remedy)
    used = Counter(
        name for group in content.groups for one in group.indicators for name in (one.id, one.item)
    )
    for name_twice in (one for one, times in used.items() if times > 1):
        text = message("The id '{id}' is used {times} times.", id=name_twice, times=used[name_twice])
        problems.add(("groups",), text, message("Give each its own id."))
    return _index(content), problems.problems


def _index(content: IndicatorIndexYaml) -> IndicatorIndex:
    return IndicatorIndex(
        id=content.id,
        title=content.title.text(),
        source=content.source,
        decimals=content.decimals,
        groups=tuple(
            IndicatorGroup(
                group.id,
                group.title.text(),
                group.state,
                tuple(
                    Indicator(
                        one.id,
                        one.title.text(),
                        one.item,
                        one.points,
                        Fraction(one.full_from),
                        one.zero_denominator,
                    )
                    for one in group.indicators
                ),
            )
            for group in content.groups
        ),
    )
