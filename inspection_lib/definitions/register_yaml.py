"""The format of a file that describes a kind of register: `<id>.register.yaml`."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from inspection_lib.definitions.register_conditions import CONDITION
from inspection_lib.definitions.yaml_model import (
    CitedArticle,
    NotEmpty,
    ReadSource,
    ReadState,
    TextYaml,
    YamlModel,
)
from inspection_lib.model import MeasureKind, Severity

_NAME = r"^[a-z][a-z0-9_]*$"
Name = Annotated[str, Field(pattern=_NAME, max_length=40)]
Conditions = tuple[Annotated[str, Field(min_length=1, json_schema_extra={"pattern": CONDITION})], ...]
_LATE = {"vi": "Trả lời quá hạn", "en": "Answered late"}
_LAW = {"number": "20/2008/NĐ-CP", "date": "2008-02-14", "state": "to_be_verified"}


class ColumnType(StrEnum):
    """What the cells of a column hold."""

    DAY = "day"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    TEXT = "text"
    CHOICE = "choice"


class RegisterColumnYaml(YamlModel):
    """A column: what offices call it, what its cells hold, which cells must be filled in."""

    id: Name = Field(
        description="Mã cột, dùng trong điều kiện. / The id by which conditions name it.",
        examples=["answered_on"],
    )
    name: TextYaml = Field(
        description="Tiêu đề cột. / The heading.",
        examples=[{"vi": "Ngày trả lời", "en": "Day of the answer"}],
    )
    aliases: tuple[NotEmpty, ...] = Field(
        default=(),
        description="Tiêu đề khác của cùng cột. / Other headings of the same column.",
        examples=[["Ngày có văn bản trả lời"]],
    )
    type: ColumnType = Field(
        description="Loại dữ liệu: day (ngày), count (số nguyên từ 0), number (số), money (tiền, đồng), "
        "text (chữ), choice (một trong các giá trị). / What the cells hold.",
        examples=["day"],
    )
    required: bool = Field(
        default=True,
        description="Ô không được để trống; mặc định yes. / Cells are never empty; yes if left out.",
        examples=["no"],
    )
    may_be_missing: bool = Field(
        default=False,
        description="Tệp có thể không có cột này. / A file may lack the column.",
        examples=["yes"],
    )
    key: bool = Field(
        default=False,
        description="Mỗi giá trị chỉ xuất hiện một lần, ví dụ mã hồ sơ. / Each value stands once.",
        examples=["yes"],
    )
    choices: dict[Name, tuple[NotEmpty, ...]] = Field(
        default_factory=dict,
        description="Với choice: mỗi giá trị và các từ của nó. / Each value of a choice and its words.",
        examples=[{"yes": ["có", "x"], "no": ["không"]}],
    )
    deadline: bool = Field(
        default=False,
        description="Ngày là hạn: hết ngày mới quá hạn. / A day that lasts until its end.",
        examples=["yes"],
    )
    not_before: Name | None = Field(
        default=None,
        description="Cột ngày mà ngày này không được trước. / The column of days that these do not precede.",
        examples=["received"],
    )
    near_period: bool = Field(
        default=False,
        description="Nhắc khi năm ở xa kỳ kiểm tra. / Days far from the period are told.",
        examples=["yes"],
    )


class LegalReferenceYaml(YamlModel):
    """The document and the article that a rule or a measure rests on."""

    number: NotEmpty = Field(description="Số, ký hiệu. / Its number.", examples=["63/2010/NĐ-CP"])
    date: datetime.date | None = Field(
        default=None,
        description="Ngày ban hành; bỏ trống nếu chưa biết. / Day of issue; left out where it is not known.",
        examples=["2010-06-08"],
    )
    article: CitedArticle = None
    state: ReadState
    source: ReadSource = ""


class RowNoteYaml(YamlModel):
    """Rows that are told apart: those left out, or those that count with two cells in contradiction."""

    when: Conditions = Field(
        min_length=1,
        description="Các điều kiện; dòng phải đạt tất cả. / Conditions; a row passes all of them.",
        examples=[["received > period_end"]],
    )
    words: TextYaml = Field(
        description="Vì sao. / Why.",
        examples=[{"vi": "Sau kỳ kiểm tra, không tính", "en": "After the period, not counted"}],
    )


class RowRuleYaml(YamlModel):
    """A rule that every row has to keep. Rows that pass all of ``when`` break it."""

    id: Name = Field(description="Mã quy tắc. / The rule's id.", examples=["answered_late"])
    of: Conditions = Field(
        default=(),
        description="Chỉ xét các dòng này; bỏ trống là mọi dòng. / Rows that it looks at; all if left out.",
        examples=[["answered_on is not empty"]],
    )
    when: Conditions = Field(
        min_length=1,
        description="Dòng vi phạm khi đạt tất cả điều kiện. / Rows that pass all of these break the rule.",
        examples=[["answered_on > due"]],
    )
    severity: Severity = Field(description="Mức độ nghiêm trọng. / How grave it is.", examples=["medium"])
    words: TextYaml = Field(description="Nói bằng lời. / The rule in words.", examples=[_LATE])
    basis: tuple[LegalReferenceYaml, ...] = Field(
        default=(), description="Căn cứ. / What it rests on.", examples=[[_LAW]]
    )


class MeasureYaml(YamlModel):
    """A figure of the register: a share, a count, a sum or a median of rows."""

    id: Name = Field(
        description="Mã số đo, để tiêu chí đối chiếu. / The id by which items name it.",
        examples=["handled_on_time"],
    )
    name: TextYaml = Field(
        description="Tên số đo. / Its name.",
        examples=[{"vi": "Phản ánh trả lời đúng hạn", "en": "Feedback answered on time"}],
    )
    definition: TextYaml = Field(
        description="Định nghĩa: đếm gì trên gì. / The definition: what is counted of what.",
        examples=[{"vi": "Số trả lời đúng hạn / số đã trả lời", "en": "Answered on time / answered"}],
    )
    kind: MeasureKind = Field(
        default=MeasureKind.SHARE,
        description="share (tỷ lệ), count (số dòng), sum (tổng), median (trung vị). / What it comes to.",
        examples=["share"],
    )
    of: Conditions = Field(
        default=(),
        description="Các dòng được xét (mẫu số); bỏ trống là mọi dòng. / Rows below the line; else all.",
        examples=[["answered_on is not empty"]],
    )
    fulfilled: Conditions = Field(
        default=(),
        description="Các dòng đạt (tử số); với sum, median là các dòng được lấy số. "
        "/ The rows above the line; those whose figures are taken.",
        examples=[["answered_on <= due"]],
    )
    column: Name | None = Field(
        default=None,
        description="Cột lấy số, với sum, median hoặc share có over. / The column of the figures.",
        examples=["present"],
    )
    over: Name | None = Field(
        default=None,
        description="Với share: tổng của column trên tổng của cột này. / Of a share of sums: the one below.",
        examples=["quota"],
    )
    since: Name | None = Field(
        default=None,
        description="Với median: số ngày từ cột này đến column. / Of a median of days: where they begin.",
        examples=["received"],
    )
    faults: bool = Field(
        default=False,
        description="Dòng đạt điều kiện là dòng sai. / The rows above the line are what went wrong.",
        examples=["yes"],
    )
    basis: tuple[LegalReferenceYaml, ...] = Field(
        min_length=1, description="Căn cứ. / What it rests on.", examples=[[_LAW]]
    )


class RegisterYaml(YamlModel):
    """The whole file."""

    id: Name = Field(
        description="Mã loại sổ; tệp tên <id>.register.yaml, sổ tên <đơn vị>.<id>.csv. "
        "/ The kind's id, which is in the names of its files.",
        examples=["feedback"],
    )
    name: TextYaml = Field(
        description="Tên sổ. / Its name.",
        examples=[{"vi": "Sổ phản ánh, kiến nghị", "en": "Register of feedback"}],
    )
    about: TextYaml = Field(
        description="Sổ để làm gì, mỗi dòng là gì. / What it is for and what each row is.",
        examples=[{"vi": "Mỗi dòng là một phản ánh.", "en": "Each row is one piece of feedback."}],
    )
    columns: tuple[RegisterColumnYaml, ...] = Field(
        min_length=1,
        description="Các cột. / The columns.",
        examples=[[{"id": "code", "name": "Mã", "type": "text", "key": "yes"}]],
    )
    left_out: tuple[RowNoteYaml, ...] = Field(
        default=(),
        description="Dòng không tính, ví dụ ngoài kỳ kiểm tra. / Rows that do not count.",
        examples=[[{"when": ["received > period_end"], "words": "Sau kỳ kiểm tra"}]],
    )
    doubted: tuple[RowNoteYaml, ...] = Field(
        default=(),
        description="Dòng vẫn tính nhưng hai ô mâu thuẫn. / Rows that count and whose cells contradict.",
        examples=[[{"when": ["state = open", "answered_on is not empty"], "words": "Đang xử lý mà có ngày"}]],
    )
    rules: tuple[RowRuleYaml, ...] = Field(
        default=(),
        description="Quy tắc cho từng dòng. / Rules of rows.",
        examples=[[{"id": "late", "when": ["answered_on > due"], "severity": "medium", "words": _LATE}]],
    )
    measures: tuple[MeasureYaml, ...] = Field(
        min_length=1,
        description="Các số đo. / The measures.",
        examples=[
            [{"id": "all", "name": "Số dòng", "definition": "Mọi dòng", "kind": "count", "basis": [_LAW]}]
        ],
    )
