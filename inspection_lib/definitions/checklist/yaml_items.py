"""The format of one item of a checklist file."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from inspection_lib.definitions.checklist.yaml_checks import CrossCheckYaml
from inspection_lib.definitions.checklist.yaml_defaults import DefaultsYaml, Points
from inspection_lib.definitions.yaml_model import NotEmpty, TextYaml, YamlModel
from inspection_lib.model import ItemKind, Money, NaPolicy, Reduce


class ConditionYaml(YamlModel):
    """When an item is asked."""

    item: NotEmpty = Field(
        description="Tiêu chí thành phần 0 điểm quyết định việc này. / An item of 0 points that decides.",
        examples=["C00"],
    )
    keys: tuple[str, ...] = Field(
        alias="is",
        min_length=1,
        description="Hỏi khi câu trả lời là một trong số này. / Asked when its answer is one of these.",
        examples=[["yes"]],
    )


class ExemptionYaml(YamlModel):
    """Units that never have the item."""

    units: tuple[str, ...] = Field(description="Mã đơn vị. / Codes of units.", examples=[["06.TTT"]])
    reason: TextYaml = Field(description="Lý do. / Why.", examples=["Không có bộ phận một cửa"])


class KnockOutYaml(YamlModel):
    """The best band that is left when the item fails."""

    cap: NotEmpty = Field(
        description="Mã mức xếp loại cao nhất còn được nhận. / The id of the best grade that is left.",
        examples=["average"],
    )


class CasesYaml(YamlModel):
    """What the rows of an item of the kind cases come to."""

    reduce: Reduce = Field(
        description="Quy về: share (tỷ lệ đạt), mean (trung bình), median (trung vị), worst (kém nhất). "
        "/ What rows come to: the share that meets the requirement, or one of their figures.",
        examples=["share"],
    )
    lower_is_better: bool = Field(
        default=False,
        description="Số càng nhỏ càng tốt, dùng cho worst. / The lower a figure the better; for worst.",
        examples=["yes"],
    )


class OutsideYaml(YamlModel):
    """The points of an item that are added to the total or taken from it, outside the maximum."""

    least: Annotated[Decimal, Field(le=0, max_digits=9)] = Field(
        alias="from",
        description="Trừ nhiều nhất, số âm hoặc 0. / The most that is taken: negative, or 0.",
        examples=[-5],
    )
    most: Points = Field(
        alias="to", description="Cộng nhiều nhất, từ 0. / The most that is added.", examples=[2]
    )


class FindingTextsYaml(YamlModel):
    """The statements of a finding, with placeholders such as `{share}`."""

    fail: TextYaml | None = Field(
        default=None,
        description="Khi không được điểm nào. / When no points are given.",
        examples=["Chỉ {share} hồ sơ đúng hạn, mức yêu cầu {minimum}"],
    )
    partial: TextYaml | None = Field(
        default=None,
        description="Khi được một phần điểm. / When some points are given.",
        examples=["Mới có {share} hồ sơ đúng hạn, mức yêu cầu {minimum}"],
    )
    unanswered: TextYaml | None = Field(
        default=None,
        description="Khi đã nộp mà không có câu trả lời. / When the record was submitted without an answer.",
        examples=["Đoàn chưa có kết quả kiểm tra về nội dung này"],
    )


class ItemYaml(DefaultsYaml):
    """One item, with what it says itself of the defaults; `scoring` is read by the rule it names."""

    id: NotEmpty = Field(
        description="Mã; cùng mã là cùng câu hỏi ở mọi phiên bản. / The same id is the same question.",
        examples=["C14"],
    )
    replaces: tuple[NotEmpty, ...] | None = Field(
        default=None,
        description="Mã ở phiên bản trước mà tiêu chí này nối tiếp: đổi mã, gộp, tách; [] là nội dung mới. "
        "/ Ids of the version before that it continues (renamed, merged, split); [] is a new question.",
        examples=[["C14"]],
    )
    question: TextYaml = Field(
        description="Nội dung kiểm tra. / What is asked.", examples=["Tỷ lệ hồ sơ giải quyết đúng hạn"]
    )
    kind: ItemKind = Field(description="Cách trả lời. / How it is answered.", examples=["ratio"])
    points: Points = Field(
        description="Điểm tối đa; 0 là dữ kiện không chấm điểm. / The most points; 0 is a fact, not scored.",
        examples=[4.5],
    )
    labels: dict[str, TextYaml] = Field(
        default_factory=dict,
        description="Ý nghĩa các con số, theo cách trả lời. / What the figures are, by the kind of answer.",
        examples=[{"numerator": "Số hồ sơ đúng hạn", "denominator": "Số hồ sơ đã giải quyết"}],
    )
    scoring: dict[str, object] = Field(
        description="Cách chấm điểm: tên quy tắc và tham số. / The rule and its settings.",
        examples=[{"rule": "yes_no"}],
    )
    negative: bool = Field(
        default=False,
        description="Số có thể âm, chỉ với kind: number. / The figure may lie below 0; kind number alone.",
        examples=["yes"],
    )
    money: Money | None = Field(
        default=None,
        description="Số tiền tính bằng đơn vị này, chỉ với kind: number; trả lời được viết '1,25 tỷ'. "
        "/ An amount in this unit, kind number alone; an answer may be written '1,25 tỷ'.",
        examples=["million"],
    )
    cases: CasesYaml | None = Field(
        default=None,
        description="Với kind: cases: các trường hợp đã xem được quy về số nào. "
        "/ Of kind cases: what the cases that were looked at come to.",
        examples=[{"reduce": "share"}],
    )
    compute: NotEmpty | None = Field(
        default=None,
        description="Với kind: computed: công thức từ số liệu các tiêu chí khác; không ai trả lời. "
        "/ Of kind computed: a formula over figures of other items; nobody answers it.",
        examples=["(A05 + A06) / B01 * 100"],
    )
    outside: OutsideYaml | None = Field(
        default=None,
        description="Điểm thưởng, điểm trừ ngoài điểm tối đa, với points: 0. "
        "/ Bonus and penalty points outside the maximum, with points: 0.",
        examples=[{"from": -5, "to": 0}],
    )
    evidence: tuple[TextYaml, ...] = Field(
        default=(),
        description="Tài liệu cần xem tại chỗ. / What to look at on site.",
        examples=[["Sổ theo dõi hồ sơ"]],
    )
    evidence_required: bool = Field(
        default=False,
        description="Bắt buộc có tài liệu kiểm chứng. / Whether evidence must be attached.",
        examples=["yes"],
    )
    applies_when: ConditionYaml | None = Field(
        default=None,
        description="Chỉ hỏi khi tiêu chí khác trả lời như vậy. / Asked when another item has an answer.",
        examples=[{"item": "C00", "is": ["yes"]}],
    )
    exempt: tuple[ExemptionYaml, ...] = Field(
        default=(),
        description="Đơn vị không phải trả lời. / Units that never have this item.",
        examples=[[{"units": ["06.TTT"], "reason": "Không có bộ phận một cửa"}]],
    )
    knock_out: KnockOutYaml | None = Field(
        default=None,
        description="Không đạt thì xếp loại cao nhất là mức này. / When it fails, the best grade left.",
        examples=[{"cap": "average"}],
    )
    cross_check: CrossCheckYaml | None = Field(
        default=None,
        description="Số liệu trong sổ để đối chiếu. / The figure of a register that can confirm the answer.",
        examples=[{"register": "one_stop", "measure": "settled_on_time", "tolerance": 0.02}],
    )
    na: NaPolicy | None = Field(
        default=None,
        description="Có được trả lời 'không áp dụng' không. / Whether 'does not apply' is taken.",
        examples=["with_note"],
    )
    finding: FindingTextsYaml | None = Field(
        default=None,
        description="Báo cáo viết gì khi mất điểm. / What the report states when points are lost.",
        examples=[{"fail": "Chưa có kế hoạch", "unanswered": "Đoàn chưa kiểm tra nội dung này"}],
    )
