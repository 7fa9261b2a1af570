"""The tables for analysts: columns with kind, unit and meaning. Docs, files and frames follow from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from inspection_lib.language import Text
from inspection_lib.model import FrameKind

FRAMES = "frames"
"""The folder of the Parquet files, beside `batch.json`."""
FRAMES_RECORDS = f"{FRAMES}/records.parquet"
"""The small file that says from which report and record the rows of each unit were made; written last."""


Kind = FrameKind
"""The kind of a column."""


@dataclass(frozen=True, slots=True)
class FrameColumn:
    """One column. ``unit`` is what its numbers count ("" for none), ``about`` a heading in both languages."""

    name: str
    kind: Kind
    unit: str
    about: Text

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the column in the Parquet file: one for each language where it has both."""
        return (f"{self.name}_vi", f"{self.name}_en") if self.kind is Kind.TEXT else (self.name,)


@dataclass(frozen=True, slots=True)
class FrameTable:
    """One table: what a row is, and its columns. The first of them, ``index``, are the index of the frame."""

    name: str
    about: Text
    index: tuple[FrameColumn, ...]
    columns: tuple[FrameColumn, ...]

    @property
    def all_columns(self) -> tuple[FrameColumn, ...]:
        """The index and the columns, in the order in which rows hold their values."""
        return self.index + self.columns

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the columns in the Parquet file."""
        return tuple(field for column in self.all_columns for field in column.fields)


_HUNDRED = "points of 100"


def _code(name: str, vi: str, en: str) -> FrameColumn:
    return FrameColumn(name, Kind.CODE, "", Text(vi, en))


def _text(name: str, vi: str, en: str) -> FrameColumn:
    return FrameColumn(name, Kind.TEXT, "", Text(vi, en))


def _category(name: str, vi: str, en: str) -> FrameColumn:
    return FrameColumn(name, Kind.CATEGORY, "", Text(vi, en))


def _points(name: str, vi: str, en: str, unit: str = "points") -> FrameColumn:
    return FrameColumn(name, Kind.POINTS, unit, Text(vi, en))


def _count(name: str, vi: str, en: str, unit: str = "number") -> FrameColumn:
    return FrameColumn(name, Kind.COUNT, unit, Text(vi, en))


def _yes_no(name: str, vi: str, en: str) -> FrameColumn:
    return FrameColumn(name, Kind.YES_NO, "", Text(vi, en))


def _day(name: str, vi: str, en: str) -> FrameColumn:
    return FrameColumn(name, Kind.DAY, "", Text(vi, en))


def _moment(name: str, vi: str, en: str) -> FrameColumn:
    return FrameColumn(name, Kind.MOMENT, "UTC", Text(vi, en))


_UNIT = (_code("campaign", "Đợt", "Campaign"), _code("unit", "Mã đơn vị", "Code of the unit"))
_AREA = (*_UNIT, _code("area", "Mã lĩnh vực", "Id of the area"))
_ITEM = (*_UNIT, _code("item", "Mã tiêu chí", 'Id of the item; "" where the row is about the whole unit'))

_SCORE = (
    _points("points", "Điểm thẩm định", "Points by the inspectors; missing as the score is"),
    _points("maximum", "Điểm tối đa", "Most points, of what applies"),
    _points(
        "score",
        "Điểm quy đổi",
        "Score by the inspectors; missing while an item lacks an answer and the record is open (state)",
        _HUNDRED,
    ),
    _points("score_low", "Điểm thấp nhất có thể", "Least score that is possible", _HUNDRED),
    _points("score_high", "Điểm cao nhất có thể", "Greatest score that is possible", _HUNDRED),
)
_CLAIM = (
    _points("claim_points", "Điểm tự chấm", "Points by the unit itself; missing as its score is"),
    _points(
        "claim_score",
        "Điểm tự chấm quy đổi",
        "Score by the unit itself; missing where it left out an item that applies",
        _HUNDRED,
    ),
)
_EVENT = (
    _code("note", "Ghi chú", "Remark"),
    _category("cause", "Nguyên nhân", "Cause that was given for a defect"),
    _code("actor", "Người nhập", "Role of the person who answered"),
)
_WHEN = (
    _code("answered_at", "Trả lời lúc", "When it was answered: a day or a moment (ISO), as it was recorded"),
    _day("answered_on", "Ngày trả lời", "The day of it, in Vietnam"),
)

_TABLES = (
    FrameTable(
        "scores",
        Text("Kết quả của từng đơn vị trong từng đợt", "One row for each unit of a campaign: its result"),
        _UNIT,
        (
            _text("unit_name", "Đơn vị", "Name of the unit"),
            _category("kind", "Loại đơn vị", "Kind of unit, in the order of workbench.yaml"),
            _code("parent", "Mã đơn vị cấp trên", "Code of the unit above"),
            _text("parent_name", "Đơn vị cấp trên", "Name of the unit above"),
            _code("checklist", "Bộ tiêu chí", "Checklist with its version"),
            _category("state", "Trạng thái", "not_inspected < unfinished < provisional < final"),
            *_SCORE,
            _category("grade", "Mã xếp loại", "Grade, lowest first"),
            _text("grade_name", "Xếp loại", "Name of the grade"),
            _category(
                "grade_uncapped", "Xếp loại theo điểm", "Grade by points alone, without knock-out items"
            ),
            *_CLAIM,
            _category("claim_grade", "Xếp loại tự chấm", "Grade by the unit itself"),
            _points("difference", "Chênh lệch với tự chấm", "Score minus the unit's own score", _HUNDRED),
            _points(
                "score_at_register", "Điểm theo sổ", "Score with registers' figures that contradict", _HUNDRED
            ),
            _count("items_pass", "Số tiêu chí đạt", "Items with full points"),
            _count("items_partial", "Số tiêu chí đạt một phần", "Items with some points"),
            _count("items_fail", "Số tiêu chí không đạt", "Items without points"),
            _count(
                "items_unanswered", "Số tiêu chí chưa trả lời", "Items without an answer of the inspectors"
            ),
            _count("items_not_applicable", "Số tiêu chí không áp dụng", "Items that do not apply"),
            _count("items_error", "Số tiêu chí lỗi", "Items whose rule could not judge"),
            _count("critical", "Phát hiện rất nghiêm trọng", "Critical findings"),
            _count("high", "Phát hiện nghiêm trọng", "Findings of high severity"),
            _count("medium", "Phát hiện trung bình", "Findings of medium severity"),
            _count("low", "Phát hiện nhẹ", "Findings of low severity"),
            _count("events", "Số sự kiện", "Events of the record"),
            _count("corrections", "Số lần sửa", "Answers that replaced an earlier one"),
            _day(
                "first_answer_on",
                "Ngày trả lời đầu tiên",
                "Day of the first answer, the unit's own included, in Vietnam",
            ),
            _day(
                "last_answer_on",
                "Ngày trả lời cuối cùng",
                "Day of the last answer, the unit's own included, in Vietnam",
            ),
            _day("submitted_on", "Ngày khóa hồ sơ", "Day on which the inspectors closed the record"),
            _day("visits_from", "Bắt đầu kiểm tra", "First day of the campaign's visits"),
            _day("concluded_on", "Ngày kết luận", "Day of the campaign's conclusion"),
            _moment("made_at", "Lập báo cáo lúc", "When the report was made"),
            _yes_no("demonstration", "Dữ liệu minh họa", "Whether the campaign is demonstration data"),
            _code("report_sha256", "SHA-256 của report.json", "SHA-256 of the report.json that was read"),
        ),
    ),
    FrameTable(
        "areas",
        Text("Kết quả của từng lĩnh vực", "One row for each area of a unit"),
        _AREA,
        (
            _text("area_name", "Lĩnh vực", "Name of the area"),
            _category("state", "Trạng thái điểm", "nothing_applies < withheld < range < final"),
            *_SCORE,
            *_CLAIM,
            _points("difference", "Chênh lệch với tự chấm", "Score minus the unit's own score", _HUNDRED),
        ),
    ),
    FrameTable(
        "items",
        Text("Kết quả của từng tiêu chí", "One row for each item of a unit"),
        _ITEM,
        (
            _code("area", "Mã lĩnh vực", "Id of the area"),
            _code("criterion", "Mã nhóm tiêu chí", "Id of the criterion"),
            _text("criterion_name", "Nhóm tiêu chí", "Name of the criterion"),
            _text("question", "Câu hỏi", "What is asked"),
            _category("outcome", "Kết quả", "Result by the inspectors, lowest first (below)"),
            _points(
                "points",
                "Điểm thẩm định",
                "Points by the inspectors; 0 for an item without an answer once the record is closed",
            ),
            _points("maximum", "Điểm tối đa", "Most points"),
            _category("claim_outcome", "Kết quả tự chấm", "Result by the unit itself"),
            _points("claim_points", "Điểm tự chấm", "Points by the unit itself"),
            _points("difference", "Chênh lệch với tự chấm", "Points minus the unit's own points"),
            _category("rule", "Quy tắc chấm", "Rule that judges the item"),
            _count("days_to_mend", "Thời hạn khắc phục", "Days to mend a defect", "days"),
            _yes_no("answered", "Có kết quả thẩm định", "Whether the inspectors answered"),
            _yes_no("claimed", "Có tự chấm", "Whether the unit answered"),
        ),
    ),
    FrameTable(
        "findings",
        Text("Từng phát hiện", "One row for each finding; one item may have several"),
        _ITEM,
        (
            _code("finding", "Mã phát hiện", "Id of the finding within the unit"),
            _code("area", "Mã lĩnh vực", "Id of the area"),
            _text("title", "Tiêu đề", "What is asked, or what was checked"),
            _text("statement", "Nội dung", "What is wrong"),
            _category("severity", "Mức độ", "low < medium < high < critical"),
            _category("outcome", "Kết quả", "Result of the item, or of the check; lowest first"),
            _yes_no(
                "scored",
                "Có trừ điểm",
                "Whether it is the result of the item; False for a check, which costs no points",
            ),
            _points("points", "Điểm", "Points of the item"),
            _points("maximum", "Điểm tối đa", "Most points of the item"),
            _points("lost", "Điểm bị mất", "Points of the item that were lost"),
            _points(
                "gain",
                "Điểm tăng nếu khắc phục",
                "What full points would add to the score, rounded as the score is",
                _HUNDRED,
            ),
            _category("cause", "Nguyên nhân", "Cause"),
            _code("note", "Ghi chú", "Remark of the inspectors"),
            _text("recommendation", "Kiến nghị", "What must be done"),
            _text("responsible", "Người chịu trách nhiệm", "Role that must do it, with the unit's name"),
            _text("appraiser", "Đơn vị thẩm định", "Office that appraises it"),
            _day(
                "due_on",
                "Hạn",
                "Last day on which the task is done in time; missing while the record is open",
            ),
            _yes_no(
                "evidence_seen",
                "Đã xem minh chứng",
                "Whether the inspectors saw the evidence of the item; missing where there is none",
            ),
        ),
    ),
    FrameTable(
        "answers",
        Text("Câu trả lời hiện có", "One row for each item and source: what stands now"),
        _ITEM,
        (
            _category("source", "Nguồn", "self (the unit) or inspector"),
            _code("raw", "Câu trả lời", "The answer as files write it"),
            *_EVENT,
            *_WHEN,
            _count("revisions", "Số lần sửa", "Later corrections"),
            _count(
                "contradicting", "Số câu trả lời mâu thuẫn", "Answers of other machines that contradict it"
            ),
            _code("evidence", "Tài liệu kiểm chứng", 'Evidence, pieces separated by "; "'),
        ),
    ),
    FrameTable(
        "events",
        Text("Từng sự kiện của hồ sơ", "One row for each event of the record"),
        _ITEM,
        (
            _code("origin", "Máy", "Machine that recorded it"),
            _count("number", "Số thứ tự", "Number within the machine's chain, from 1"),
            _category(
                "event",
                "Loại sự kiện",
                "opened, answered, withdrawn, decided (contradiction, correction), submitted (record is "
                "closed), attached, detached, remarked, amended, imported, import_withdrawn, redacted, "
                "noted (fact of the visit)",
            ),
            _category(
                "source",
                "Nguồn",
                "self (the unit) or inspector; of a fact of the visit team, unit or device; else missing",
            ),
            _code("raw", "Nội dung", "The answer, or what the event says"),
            *_EVENT,
            *_WHEN,
            _moment("recorded_at", "Ghi nhận lúc", "When it was recorded"),
            _code("evidence", "Tài liệu kiểm chứng", 'Evidence, pieces separated by "; "'),
            _code("file", "Tệp", "File that it was imported from"),
            _count("row", "Dòng", "Row in that file, from 1; missing where the whole file is meant"),
            _code("digest", "Mã băm", "SHA-256 of the event"),
        ),
    ),
    FrameTable(
        "measures",
        Text("Số đo từ sổ, dữ liệu nghiệp vụ", "One row for each figure of a register"),
        _ITEM,
        (
            _category("register", "Sổ", "Kind of register"),
            _category("measure", "Số đo", "Name of the measure"),
            _count("numerator", "Tử số", "Cases counted", "cases"),
            _count("denominator", "Mẫu số", "Cases of which", "cases"),
            _points("percent", "Tỷ lệ theo sổ", "Share in the register", "%"),
            _points("answer_percent", "Tỷ lệ thẩm định", "Share that the inspectors found", "%"),
            _points("claim_percent", "Tỷ lệ tự chấm", "Share that the unit claims", "%"),
            _yes_no("agrees", "Khớp thẩm định", "Whether the inspectors' answer agrees with the register"),
            _yes_no("claim_agrees", "Khớp tự chấm", "Whether the claim agrees with the register"),
            _yes_no(
                "counts_agree", "Khớp số lượng", "Whether the register holds as many cases as the answer"
            ),
            _code("file", "Tệp", "File of the register"),
        ),
    ),
)
TABLES: Mapping[str, FrameTable] = MappingProxyType({table.name: table for table in _TABLES})
"""The tables by name."""
