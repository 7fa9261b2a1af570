"""The format of what groups and limits say in a checklist file."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from inspection_lib.definitions.checklist.yaml_defaults import Points
from inspection_lib.definitions.yaml_model import NotEmpty, TextYaml, YamlModel
from inspection_lib.model import Band, Combination, Combine, Severity, TablePlace


class TablePlaceYaml(YamlModel):
    """The points of a group from a mean of its parts on."""

    at: Points = Field(
        description="Từ trung bình này, tính bằng điểm của nhóm. / From this mean, in points of the group.",
        examples=[3.5],
    )
    points: Points = Field(description="Điểm của nhóm. / The points of the group.", examples=[4])


class BandYaml(YamlModel):
    """A grade from a score on the scale of 100."""

    id: NotEmpty = Field(description="Mã mức xếp loại. / The grade's id.", examples=["excellent"])
    from_score: Annotated[Decimal, Field(ge=0, le=100)] = Field(
        alias="from",
        description="Từ điểm này trên thang 100. / From this score on the scale of 100.",
        examples=[90],
    )
    title: TextYaml = Field(
        description="Tên mức xếp loại. / What the grade is called.",
        examples=[{"vi": "Xuất sắc", "en": "Excellent"}],
    )

    def band(self) -> Band:
        """The value."""
        return Band(self.id, self.from_score, self.title.text())


class GroupYaml(YamlModel):
    """How a group combines its parts. What does not apply is left out inside the group."""

    combine: Combine = Field(
        default=Combine.SUM,
        description="Điểm của nhóm: tổng, trung bình, thấp nhất, thấp nhất và cộng thêm, theo bảng, "
        "trừ chung một quỹ điểm, bậc thang. / What the group's points are, from those of its parts.",
        examples=["lowest"],
    )
    plus: Points = Field(
        default=Decimal(0),
        description="Với lowest_plus: điểm cộng khi có phần cao hơn phần thấp nhất. "
        "/ Of lowest_plus: points added when a part is higher than the lowest.",
        examples=[0.5],
    )
    table: tuple[TablePlaceYaml, ...] = Field(
        default=(),
        description="Với table: điểm theo trung bình các phần. / Of table: points by the mean of the parts.",
        examples=[[{"at": 0, "points": 1}, {"at": 1.5, "points": 2}]],
    )

    def combination(self) -> Combination:
        """The value."""
        return Combination(
            self.combine, self.plus, tuple(TablePlace(place.at, place.points) for place in self.table)
        )


class PartGroupYaml(GroupYaml):
    """A group that is itself a part of one: an area, a criterion, a group below."""

    weight: Annotated[Decimal, Field(gt=0, max_digits=9)] = Field(
        default=Decimal(1),
        description="Trọng số khi nhóm bên ngoài lấy trung bình. / Its weight in a mean around it.",
        examples=[2],
    )
    minimum: Annotated[Decimal, Field(ge=0, le=1)] = Field(
        default=Decimal(0),
        description="Dưới tỷ lệ này nhóm không có điểm. / Below this share the group has no points.",
        examples=[0.5],
    )
    bands: tuple[BandYaml, ...] = Field(
        default=(),
        description="Mức xếp loại riêng của nhóm theo tỷ lệ điểm; không tính vào xếp loại chung. "
        "/ Grades of the group's own by its share of points; they do not count in the whole's grade.",
        examples=[[{"id": "met", "from": 50, "title": "Đạt"}, {"id": "not", "from": 0, "title": "Chưa đạt"}]],
    )


class ConditionOfLimitYaml(YamlModel):
    """One condition of a limit: a subject, and from or below which figure it holds."""

    group: NotEmpty | None = Field(
        default=None,
        description="Mã lĩnh vực, tiêu chí hoặc nhóm: xét tỷ lệ điểm. "
        "/ Area, criterion or group: its share of points.",
        examples=["C"],
    )
    item: NotEmpty | None = Field(
        default=None,
        description="Mã tiêu chí thành phần: xét số liệu trả lời. / An item: the figure of its answer.",
        examples=["C14"],
    )
    findings: Severity | None = Field(
        default=None,
        description="Mức độ: đếm số tồn tại từ mức này trở lên. "
        "/ A severity: the number of findings that are as grave or graver.",
        examples=["critical"],
    )
    least: Decimal | None = Field(
        default=None,
        alias="from",
        description="Từ số này trở lên. / From this figure on.",
        examples=[1],
    )
    below: Decimal | None = Field(
        default=None, description="Dưới số này. / Below this figure.", examples=[0.5]
    )


class LimitYaml(YamlModel):
    """The best grade that is left when all conditions hold."""

    when: ConditionOfLimitYaml | Annotated[tuple[ConditionOfLimitYaml, ...], Field(min_length=1)] = Field(
        description="Một điều kiện, hoặc nhiều điều kiện cùng đúng. / One condition, or several that hold.",
        examples=[{"findings": "critical", "from": 1}],
    )
    band_at_most: NotEmpty = Field(
        description="Mức xếp loại cao nhất còn được nhận. / The best grade that is left.",
        examples=["average"],
    )
