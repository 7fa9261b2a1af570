"""The format of what compares figures: an item with a register, answers and figures of several items."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from inspection_lib.definitions.yaml_model import NotEmpty, YamlModel


class CrossCheckYaml(YamlModel):
    """A register's figure that can confirm the answer."""

    register_: NotEmpty = Field(
        alias="register",
        description="Loại sổ, xem docs/registers.md. / The kind of register, see docs/registers.md.",
        examples=["one_stop"],
    )
    measure: NotEmpty = Field(
        description="Số liệu của sổ đó. / A measure of this register.", examples=["settled_on_time"]
    )
    tolerance: Annotated[Decimal, Field(ge=0, le=1)] = Field(
        default=Decimal(0),
        description="Chênh lệch tỷ lệ được bỏ qua, từ 0 đến 1. / The difference of shares that is let pass.",
        examples=[0.02],
    )
    wide_from: Annotated[Decimal, Field(gt=0, le=1)] = Field(
        default=Decimal("0.1"),
        description="Chênh lệch từ mức này là lệch lớn; bỏ trống là 0.1. / From it on they differ widely.",
        examples=[0.1],
    )


class AnswerYaml(YamlModel):
    """An answer to a choice, for a rule across items."""

    item: NotEmpty = Field(
        description="Tiêu chí loại có/không hoặc mức. / An item that is answered by a choice.",
        examples=["A01"],
    )
    keys: tuple[NotEmpty, ...] = Field(
        alias="is",
        min_length=1,
        description="Câu trả lời là một trong số này. / Its answer is one of these.",
        examples=[["no"]],
    )


class FigureAboveYaml(YamlModel):
    """A figure that is above a number, for a rule across items."""

    figure: NotEmpty = Field(
        description="Số liệu: tiêu chí hoặc sổ, và phần. / The figure: item or register, and part.",
        examples=["A03.numerator"],
    )
    number: Decimal = Field(
        default=Decimal(0), description="Lớn hơn số này. / It is above this number.", examples=[0]
    )
