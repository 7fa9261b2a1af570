"""What the settings of rules mean, each with an example, for the JSON Schema and for problems.

The rules themselves are values of the room `judging` and know no files. A test fails while a setting of a
rule is missing here. Descriptions are Vietnamese, a slash, English.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_ZERO = (
    "0/0 có nghĩa gì: full, zero hoặc not_applicable. / What 0 of 0 means: full, zero or not_applicable.",
    "not_applicable",
)
SETTING_TEXTS: Mapping[str, tuple[str, object]] = MappingProxyType(
    {
        "rule": ("Tên quy tắc. / The rule's name.", "yes_no"),
        "left": ("Số liệu thứ nhất: tiêu chí và phần. / The first figure: item and part.", "C14.denominator"),
        "minus": ("Số liệu bị trừ. / The figure that is taken away.", "C14.numerator"),
        "equals": ("Số liệu phải bằng hiệu đó. / The figure that the rest must equal.", "C15.denominator"),
        "right": ("Số liệu không được nhỏ hơn. / The figure that must not be less.", "C14.denominator"),
        "Jump.figure": ("Số liệu được so với lần trước. / The figure that is compared.", "C14.denominator"),
        "Jump.factor": ("Gấp hơn số lần này là bất thường. / More than so often is a jump.", 3),
        "Jump.at_least": ("Bỏ qua khi cả hai số nhỏ hơn. / No jump where both are smaller.", 20),
        "NotTogether.answers": (
            "Các câu trả lời không thể cùng có. / Answers that cannot all be given.",
            [{"item": "A01", "is": ["no"]}],
        ),
        "NotTogether.above": (
            "Các số liệu không thể cùng lớn hơn mức này. / Figures that cannot be above a number then.",
            [{"figure": "A03.numerator", "number": 0}],
        ),
        "YesNo.wanted": ("Câu trả lời được điểm. / The answer that brings the points.", "yes"),
        "Levels.levels": (
            "Các mức, mỗi mức một mã, điểm và nội dung. / The levels: key, points and label of each.",
            [{"key": "a", "points": 2, "label": "Đầy đủ"}, {"key": "b", "points": 0, "label": "Không có"}],
        ),
        "Level.key": ("Mã của mức, dùng để trả lời. / The key that answers it.", "a"),
        "Level.points": ("Điểm của mức. / Its points.", 2),
        "Level.label": ("Nội dung của mức. / What it means.", "Đầy đủ"),
        "Curve.points_at": (
            "Điểm tại từng giá trị của số liệu: chỉ tăng hoặc chỉ giảm. "
            "/ The points at each figure: they only rise or only fall.",
            [{"at": 0, "points": 2}, {"at": 10, "points": 0}],
        ),
        "Curve.between": (
            "Giữa hai giá trị: line là theo đường thẳng, step là theo bậc. "
            "/ Between two figures: a straight line, or a step.",
            "line",
        ),
        "Curve.zero_denominator": (
            "Cần có và chỉ có với ratio, count: 0/0 có nghĩa gì. "
            "/ For ratio and count, and needed there: what 0/0 means.",
            "not_applicable",
        ),
        "CurvePoint.at": (
            "Giá trị của số liệu, có thể âm; tỷ lệ từ 0 đến 1. "
            "/ The figure, may be negative; a share is 0 to 1.",
            12.5,
        ),
        "CurvePoint.points": ("Điểm tại giá trị đó. / The points at it.", 2),
        "RatioSteps.steps": (
            "Các bậc: từ tỷ lệ nào thì được bao nhiêu điểm. / The steps: from which share how many points.",
            [{"at": 0.9, "points": 2}, {"at": 0.8, "points": 1}],
        ),
        "RatioSteps.below": ("Điểm khi dưới bậc thấp nhất. / Points below the lowest step.", 0),
        "RatioSteps.zero_denominator": _ZERO,
        "ShareStep.at": ("Tỷ lệ từ 0 đến 1: 90 % là 0.9. / A share from 0 to 1: 90 % is 0.9.", 0.9),
        "ShareStep.points": ("Điểm của bậc. / Points of the step.", 2),
        "RatioLinear.zero_at": ("Tới tỷ lệ này được 0 điểm. / Up to this share no points.", 0.5),
        "RatioLinear.full_at": ("Từ tỷ lệ này được đủ điểm. / From this share all points.", 1),
        "RatioLinear.zero_denominator": _ZERO,
        "RatioThreshold.full_from": (
            "Từ tỷ lệ này được đủ điểm, thấp hơn thì theo tỷ lệ. / All points from this share on.",
            0.8,
        ),
        "RatioThreshold.zero_denominator": _ZERO,
        "CountTarget.zero_target": _ZERO,
        "Deduction.per_occurrence": ("Điểm trừ mỗi lần. / Points taken away each time.", 0.25),
        "Deduction.floor": ("Không trừ xuống dưới điểm này. / Never below these points.", 0),
        "DateDeadline.due": (
            "Hạn: tháng-ngày của năm được kiểm tra, hoặc {day, year: next}. "
            "/ Due: month-day of the inspected year, or {day, year: next}.",
            "01-31",
        ),
        "DueDay.day": ("Tháng-ngày. / Month and day.", "01-15"),
        "DueDay.year": ("Năm được kiểm tra hay năm sau. / The inspected year or the next one.", "next"),
        "DateDeadline.late": (
            "Điểm khi chậm tới số ngày này, ít ngày trước. / Points by days late, fewest first.",
            [{"days": 15, "points": 0.75}],
        ),
        "LateStep.days": ("Số ngày chậm. / Days after the due day.", 15),
        "LateStep.points": ("Điểm khi chậm tới số ngày này. / Points up to so many days late.", 0.75),
        "DateDeadline.missing": (
            "Điểm khi chưa làm hoặc chậm hơn nữa. / Points if not done or later still.",
            0,
        ),
        "NumberBounds.minimum": ("Số nhỏ nhất được đủ điểm. / The least number with all points.", 40),
        "NumberBounds.maximum": ("Số lớn nhất được đủ điểm. / The greatest number with all points.", 200),
        "NumberBounds.outside": ("Điểm khi ở ngoài. / Points outside the bounds.", 0),
        "PointsGiven.step": ("Điểm cho theo bội số của số này. / Points are multiples of this.", 0.25),
        "TextWithEvidence.without_evidence": (
            "Điểm khi có nội dung mà không có tài liệu kiểm chứng. / Points for a text without evidence.",
            0.5,
        ),
    }
)
"""By `Class.field`, or by the field alone where it means the same in all."""


def setting_text(class_name: str, name: str) -> tuple[str, object] | None:
    """Description and example of a setting; None where there is none."""
    return SETTING_TEXTS.get(f"{class_name}.{name}") or SETTING_TEXTS.get(name)
