"""The format of a checklist file.

docs/checklists.md explains it, docs/fields.md lists its fields, `inspection schema checklist` prints it for
editors. Descriptions are Vietnamese, a slash, English.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from inspection_lib.definitions.checklist.yaml_defaults import DEFAULTS, DefaultsYaml, Points
from inspection_lib.definitions.checklist.yaml_groups import BandYaml, GroupYaml, LimitYaml, PartGroupYaml
from inspection_lib.definitions.checklist.yaml_items import ItemYaml
from inspection_lib.definitions.yaml_model import NotEmpty, TextYaml, YamlModel
from inspection_lib.model import LONGEST_ID, BandsBy, LegalState, RoundingAt, Severity


class RoundingYaml(YamlModel):
    """The one statement on rounding."""

    decimals: Annotated[int, Field(ge=0, le=6)] = Field(
        description="Số chữ số thập phân của điểm. / Decimals of points and scores.", examples=[2]
    )
    half: Literal["up"] = Field(
        description="Nửa đơn vị làm tròn lên. / A half is rounded up.", examples=["up"]
    )
    at: RoundingAt = Field(
        description="Làm tròn từ điểm tiêu chí thành phần, từ lĩnh vực, từ tổng, hoặc không làm tròn. "
        "/ From where on points are rounded: those of items, of areas, the total, or none.",
        examples=["item"],
    )


class LegalDocumentYaml(YamlModel):
    """A document that items cite, by its number and its date, or by ``id`` where it has one."""

    id: NotEmpty | None = Field(
        default=None,
        description="Mã để tiêu chí viện dẫn; bỏ trống khi viện dẫn bằng số và ngày. "
        "/ The id by which items cite it; left out where they cite number and date.",
        examples=["QD09"],
    )
    number: NotEmpty = Field(description="Số, ký hiệu. / Its number.", examples=["09/2015/QĐ-TTg"])
    kind: TextYaml = Field(
        description="Loại văn bản. / The kind of document.", examples=[{"vi": "Quyết định", "en": "Decision"}]
    )
    date: datetime.date | None = Field(
        default=None,
        description="Ngày ban hành; bỏ trống nếu chưa biết. / Day of issue; left out where it is not known.",
        examples=["2015-03-25"],
    )
    title: TextYaml = Field(
        description="Trích yếu. / What it is about.", examples=["Quy chế thực hiện cơ chế một cửa"]
    )
    valid_from: datetime.date | None = Field(
        default=None,
        description="Ngày có hiệu lực. / The first day in force.",
        examples=["2015-05-15"],
    )
    valid_to: datetime.date | None = Field(
        default=None,
        description="Ngày đầu tiên hết hiệu lực. / The first day no longer in force.",
        examples=["2018-06-21"],
    )
    state: LegalState = Field(
        description="Đã đọc văn bản tại nguồn nêu ở source hay chưa. / Whether it was read in its source.",
        examples=["verified"],
    )
    source: str = Field(
        default="",
        description="Đã đọc ở đâu, hoặc điều gì chưa đọc. / Where it was read, or what was not read.",
        examples=["vanban.chinhphu.vn"],
    )


class CriterionYaml(PartGroupYaml):
    """A group of items, of further groups, or of both."""

    id: NotEmpty = Field(description="Mã tiêu chí. / The criterion's id.", examples=["C4"])
    title: TextYaml = Field(description="Tên tiêu chí. / Its title.", examples=["Giải quyết hồ sơ"])
    points: Points | None = Field(
        default=None,
        description="Điểm tối đa; cần khi combine không là sum. / Its points; needed unless it is a sum.",
        examples=[4],
    )
    defaults: DefaultsYaml = DEFAULTS
    items: tuple[ItemYaml, ...] = Field(
        default=(),
        description="Các tiêu chí thành phần; có thể bỏ trống khi có groups. "
        "/ The items; may be left out where there are groups.",
        examples=[
            [{"id": "C14", "question": "...", "kind": "yes_no", "points": 2, "scoring": {"rule": "yes_no"}}]
        ],
    )
    groups: tuple[CriterionYaml, ...] = Field(
        default=(),
        description="Các nhóm cấp dưới, đứng sau items; ghi như một tiêu chí. "
        "/ Groups below, after the items; each is written as a criterion.",
        examples=[[{"id": "C4.1", "title": "...", "items": [{"include": "parts/items.yaml"}]}]],
    )


class AreaYaml(PartGroupYaml):
    """An area of reform."""

    id: NotEmpty = Field(description="Mã lĩnh vực. / The area's id.", examples=["C"])
    title: TextYaml = Field(
        description="Tên lĩnh vực. / Its title.", examples=["Cải cách thủ tục hành chính"]
    )
    points: Points = Field(
        description="Điểm tối đa; với sum bằng tổng của các tiêu chí. "
        "/ Its points; of a sum those of its criteria.",
        examples=[30],
    )
    defaults: DefaultsYaml = DEFAULTS
    criteria: tuple[CriterionYaml, ...] = Field(
        min_length=1,
        description="Các tiêu chí. / The criteria.",
        examples=[[{"id": "C4", "title": "...", "items": [{"include": "parts/items.yaml"}]}]],
    )


class ChecklistYaml(GroupYaml):
    """The whole file."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=LONGEST_ID - 10)] = Field(
        description="Mã: chữ thường không dấu, số, gạch nối. / The id: small letters, digits, '-'.",
        examples=["par-commune"],
    )
    version: Annotated[int, Field(ge=1)] = Field(
        description="Phiên bản; tên tệp là <id>.v<version>.yaml. / The version, as in the file's name.",
        examples=[1],
    )
    title: TextYaml = Field(
        description="Tên bộ tiêu chí. / The checklist's title.",
        examples=["Bộ tiêu chí kiểm tra CCHC cấp xã"],
    )
    status: TextYaml = Field(
        description="Tình trạng, in trên mọi báo cáo. / Its status, shown on every report.",
        examples=["Dự thảo để trao đổi"],
    )
    unit_kind: NotEmpty | Annotated[tuple[NotEmpty, ...], Field(min_length=1)] = Field(
        description="Loại đơn vị được kiểm tra, một hoặc nhiều. / The kind of unit it is for, or several.",
        examples=["commune", ["primary", "secondary"]],
    )
    valid_from: datetime.date = Field(
        description="Ngày bắt đầu áp dụng. / The first day in force.", examples=["2017-05-15"]
    )
    valid_to: datetime.date | None = Field(
        default=None,
        description="Ngày đầu tiên không còn áp dụng; bỏ trống là chưa định. "
        "/ The first day no longer in force; left out = open.",
        examples=["2018-06-21"],
    )
    points: Points = Field(
        description="Tổng điểm của các lĩnh vực. / What all areas add up to.", examples=[100]
    )
    rounding: RoundingYaml = Field(
        description="Cách làm tròn. / How is rounded.",
        examples=[{"decimals": 2, "half": "up", "at": "item"}],
    )
    bands: tuple[BandYaml, ...] = Field(
        min_length=1,
        description="Các mức xếp loại, tốt nhất trước, cuối từ 0. / The grades, best first, last from 0.",
        examples=[[{"id": "good", "from": 80, "title": "Tốt"}, {"id": "weak", "from": 0, "title": "Yếu"}]],
    )
    limits: tuple[LimitYaml, ...] = Field(
        default=(),
        description="Điều kiện giới hạn mức xếp loại. / What limits the grade, whatever the points are.",
        examples=[[{"when": {"group": "C", "below": 0.5}, "band_at_most": "average"}]],
    )
    bands_by: BandsBy = Field(
        default=BandsBy.ROUNDED,
        description="Xếp loại theo điểm chính xác hay làm tròn. / Grades by the exact or rounded score.",
        examples=["exact"],
    )
    defaults: DefaultsYaml = DEFAULTS
    legal_documents: tuple[LegalDocumentYaml, ...] = Field(
        default=(),
        description="Các văn bản được viện dẫn. / The documents that items cite.",
        examples=[
            [
                {
                    "id": "QD09",
                    "number": "09/2015/QĐ-TTg",
                    "kind": "Quyết định",
                    "date": "2015-03-25",
                    "title": "Quy chế thực hiện cơ chế một cửa",
                    "state": "to_be_verified",
                }
            ]
        ],
    )
    areas: tuple[AreaYaml, ...] = Field(
        min_length=1,
        description="Các lĩnh vực. / The areas.",
        examples=[[{"id": "C", "title": "...", "points": 30, "criteria": [{"include": "parts/c4.yaml"}]}]],
    )
    checks: tuple[dict[str, object], ...] = Field(
        default=(),
        description="Đối chiếu giữa các tiêu chí, không có điểm. / Judgements across items, no points.",
        examples=[
            [
                {
                    "id": "K1",
                    "rule": "not_more_than",
                    "left": "C15.numerator",
                    "right": "C14.denominator",
                    "title": "Số hồ sơ",
                    "severity": "medium",
                }
            ]
        ],
    )


class CheckYaml(YamlModel):
    """A judgement across items, without its figures."""

    id: NotEmpty = Field(description="Mã. / Its id.", examples=["K1"])
    title: TextYaml = Field(
        description="Điều phải đúng. / What must hold.", examples=["Số hồ sơ quá hạn phải khớp"]
    )
    why: TextYaml | None = Field(
        default=None,
        description="Vì sao điều đó quan trọng. / Why it matters.",
        examples=["Không thể giải quyết nhiều hơn số đã tiếp nhận."],
    )
    severity: Severity = Field(
        description="Mức độ nghiêm trọng. / How grave a contradiction is.", examples=["medium"]
    )
