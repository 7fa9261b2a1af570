"""The format of what items of a checklist file share: defaults, and the legal documents that they cite."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Discriminator, Field, Tag

from inspection_lib.definitions.yaml_model import (
    CitedArticle,
    NotEmpty,
    ReadSource,
    ReadState,
    TextYaml,
    YamlModel,
)
from inspection_lib.model import DaysAre, DaysFrom, Severity

Points = Annotated[Decimal, Field(ge=0, max_digits=9)]
Days = Annotated[int, Field(gt=0, le=3660)]


class DocumentKeyYaml(YamlModel):
    """The number and the date of a legal document. A number alone is used again in later years."""

    number: NotEmpty = Field(
        description="Số, ký hiệu như trong legal_documents. / Its number, as in legal_documents.",
        examples=["80/2025/QH15"],
    )
    date: datetime.date | None = Field(
        default=None,
        description="Ngày ban hành như trong legal_documents. / Day of issue, as in legal_documents.",
        examples=["2025-06-24"],
    )


def _cited_by(value: object) -> str:
    return "key" if isinstance(value, dict | DocumentKeyYaml) else "id"


CitedDocument = Annotated[
    Annotated[DocumentKeyYaml, Tag("key")] | Annotated[NotEmpty, Tag("id")], Discriminator(_cited_by)
]
"""A document by its id in the file, or by its key. A fault in a key is told as one of the key alone."""


class LegalBasisYaml(YamlModel):
    """A citation of a document and, where known, an article."""

    document: CitedDocument = Field(
        description="Văn bản trong legal_documents: mã, hoặc số và ngày ban hành. "
        "/ A document in legal_documents: its id, or its number and date.",
        examples=["QD09", {"number": "80/2025/QH15", "date": "2025-06-24"}],
    )
    article: CitedArticle = None
    state: ReadState
    source: ReadSource = ""


class DefaultsYaml(YamlModel):
    """What items have that do not say it themselves.

    The nearest wins as a whole: the item's own, then its criterion's, then its area's, then the file's.
    """

    severity: Severity | None = Field(
        default=None,
        description="Mức độ nghiêm trọng khi không đạt. / How grave it is when the item fails.",
        examples=["high"],
    )
    days_to_mend: Days | None = Field(
        default=None,
        description="Số ngày để khắc phục, tính từ ngày kết luận. / Days to mend, from the conclusion.",
        examples=[30],
    )
    days_are: DaysAre | None = Field(
        default=None,
        description="Số ngày khắc phục là ngày theo lịch hay ngày làm việc; bỏ trống là theo lịch. "
        "/ Whether days to mend are of the calendar or working days; left out = of the calendar.",
        examples=["working"],
    )
    days_from: DaysFrom | None = Field(
        default=None,
        description="Tính từ ngày kết luận hay từ ngày kết thúc kiểm tra; bỏ trống là từ kết luận. "
        "/ The event after which they count; left out = the conclusion.",
        examples=["visit_end"],
    )
    appraiser: TextYaml | None = Field(
        default=None,
        description="Cơ quan thẩm định. / The office that appraises.",
        examples=[{"vi": "Sở Nội vụ", "en": "Department of Home Affairs"}],
    )
    recommendation: TextYaml | None = Field(
        default=None,
        description="Kiến nghị khi không đạt. / What is recommended when points are lost.",
        examples=["Ban hành kế hoạch và giao việc rõ cho từng bộ phận"],
    )
    legal_basis: tuple[LegalBasisYaml, ...] | None = Field(
        default=None,
        description="Căn cứ pháp lý; [] là không có dù cấp trên có mặc định. "
        "/ The legal basis; [] means none, also where a default exists.",
        examples=[[{"document": "QD09", "article": "Điều 6", "state": "to_be_verified"}]],
    )
    remark_templates: tuple[TextYaml, ...] | None = Field(
        default=None,
        description="Mẫu ghi chú: mỗi mẫu là một nút trên phiếu, bấm để đưa vào ghi chú rồi sửa; [] là "
        "không có. / Templates of remarks: buttons of the form that put a text into the remark; [] is none.",
        examples=[["Đã xem bản gốc tại bộ phận một cửa", "Chưa xuất trình được hồ sơ"]],
    )


DEFAULTS = Field(
    default_factory=DefaultsYaml,
    description="Giá trị mặc định cho các tiêu chí thành phần ở trong; lấy nơi gần nhất: tiêu chí "
    "thành phần, tiêu chí, lĩnh vực, tệp. / Defaults of the items inside; the nearest is taken: item, "
    "criterion, area, file.",
    examples=[{"severity": "medium", "days_to_mend": 30, "appraiser": "Sở Nội vụ"}],
)
