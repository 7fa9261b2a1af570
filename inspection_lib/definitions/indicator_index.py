"""Read an index of indicators: `checklists/indices/<id>.yaml`."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated

from pydantic import Field

from inspection_lib.definitions.file_problems import open_file
from inspection_lib.definitions.yaml_model import NotEmpty, TextYaml, YamlModel, editor_schema
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
_INDICATOR = {"id": "3.1", "title": "Đúng hạn", "item": "C31", "points": 20, "zero_denominator": "full"}
_GROUP = {"id": "3", "title": "Tiến độ", "points": 20, "state": "to_be_verified"}


class IndicatorYaml(YamlModel):
    """One indicator: its item, its points, the share that brings all of them, and what 0 of 0 brings."""

    id: Id = Field(description="Mã chỉ tiêu. / The indicator's id.", examples=["3.1"])
    title: TextYaml = Field(description="Tên chỉ tiêu. / Its name.", examples=["Hồ sơ giải quyết đúng hạn"])
    item: NotEmpty = Field(
        description="Tiêu chí thành phần cho tỷ lệ này. / The item of the checklist that has the share.",
        examples=["C31"],
    )
    points: Points = Field(description="Điểm tối đa. / The most points.", examples=[20])
    full_from: Annotated[Decimal, Field(gt=0, le=1)] = Field(
        default=Decimal(1),
        description="Tỷ lệ được điểm tối đa, đến 1. / The share that brings all points, up to 1.",
        examples=[0.9],
    )
    zero_denominator: ZeroDenominator = Field(
        description="0 trên 0 được tính thế nào. / What 0 of 0 brings.", examples=["full"]
    )


class IndicatorGroupYaml(YamlModel):
    """A group; ``points`` must be the sum of its indicators, ``state`` says whether the formula was read."""

    id: Id = Field(description="Mã nhóm. / The group's id.", examples=["3"])
    title: TextYaml = Field(description="Tên nhóm. / Its name.", examples=["Tiến độ giải quyết"])
    points: Points = Field(
        description="Tổng điểm của các chỉ tiêu. / The sum of its indicators' points.", examples=[20]
    )
    state: LegalState = Field(
        description="Công thức đã được đọc trong văn bản hay chưa. / Whether the formula was read.",
        examples=["to_be_verified"],
    )
    indicators: tuple[IndicatorYaml, ...] = Field(
        min_length=1,
        description="Các chỉ tiêu của nhóm. / The indicators of the group.",
        examples=[[_INDICATOR]],
    )


class IndicatorIndexYaml(YamlModel):
    """The whole file."""

    id: Id = Field(
        description="Mã bộ chỉ số, cũng là tên tệp. / The index's id and file name.", examples=["766"]
    )
    title: TextYaml = Field(description="Tên bộ chỉ số. / Its name.", examples=["Bộ chỉ số 766"])
    source: NotEmpty = Field(
        description="Văn bản quy định bộ chỉ số. / The document that sets the index.",
        examples=["766/QĐ-TTg"],
    )
    decimals: Annotated[int, Field(ge=0, le=6)] = Field(
        default=2,
        description="Số chữ số thập phân của điểm từng chỉ tiêu. / Decimals of an indicator's points.",
        examples=[2],
    )
    groups: tuple[IndicatorGroupYaml, ...] = Field(
        min_length=1,
        description="Các nhóm chỉ tiêu. / The groups of indicators.",
        examples=[[_GROUP | {"indicators": [_INDICATOR]}]],
    )


def indicator_index_schema() -> str:
    """The JSON Schema of an index of indicators, for editors."""
    return editor_schema(IndicatorIndexYaml.model_json_schema(), "Index of indicators")


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
    content = problems.read(IndicatorIndexYaml, problems.file.tree)
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
