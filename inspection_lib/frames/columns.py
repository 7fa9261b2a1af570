"""The tables for analysts: columns with kind, unit and meaning. Docs, files and frames follow from here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspection_lib.frames.table_values import (
    FrameTable,
    category,
    code,
    count,
    day,
    moment,
    points,
    text,
    yes_no,
)
from inspection_lib.language import Text

FRAMES = "frames"
"""The folder of the Parquet files, beside `batch.json`."""
FRAMES_RECORDS = f"{FRAMES}/records.parquet"
"""The small file that says from which report and record the rows of each unit were made; written last."""


_HUNDRED = "points of 100"


_UNIT = (code("campaign", "Đợt", "Campaign"), code("unit", "Mã đơn vị", "Code of the unit"))
_AREA = (*_UNIT, code("area", "Mã lĩnh vực", "Id of the area"))
_ITEM = (*_UNIT, code("item", "Mã tiêu chí", 'Id of the item; "" where the row is about the whole unit'))

_SCORE = (
    points("points", "Điểm thẩm định", "Points by the inspectors; missing as the score is"),
    points("maximum", "Điểm tối đa", "Most points, of what applies"),
    points(
        "score",
        "Điểm quy đổi",
        "Score by the inspectors; missing while an item lacks an answer and the record is open (state)",
        _HUNDRED,
    ),
    points("score_low", "Điểm thấp nhất có thể", "Least score that is possible", _HUNDRED),
    points("score_high", "Điểm cao nhất có thể", "Greatest score that is possible", _HUNDRED),
)
_CLAIM = (
    points("claim_points", "Điểm tự chấm", "Points by the unit itself; missing as its score is"),
    points(
        "claim_score",
        "Điểm tự chấm quy đổi",
        "Score by the unit itself; missing where it left out an item that applies",
        _HUNDRED,
    ),
)
_EVENT = (
    code("note", "Ghi chú", "Remark"),
    category("cause", "Nguyên nhân", "Cause that was given for a defect"),
    code("actor", "Người nhập", "Role of the person who answered"),
)
_WHEN = (
    code("answered_at", "Trả lời lúc", "When it was answered: a day or a moment (ISO), as it was recorded"),
    day("answered_on", "Ngày trả lời", "The day of it, in Vietnam"),
)

_CLASSES = "agrees, differs or differs_widely; missing where nothing can be compared"
_TABLES = (
    FrameTable(
        "scores",
        Text("Kết quả của từng đơn vị trong từng đợt", "One row for each unit of a campaign: its result"),
        _UNIT,
        (
            text("unit_name", "Đơn vị", "Name of the unit"),
            category("kind", "Loại đơn vị", "Kind of unit, in the order of workbench.yaml"),
            code("parent", "Mã đơn vị cấp trên", "Code of the unit above"),
            text("parent_name", "Đơn vị cấp trên", "Name of the unit above"),
            code("checklist", "Bộ tiêu chí", "Checklist with its version"),
            category("state", "Trạng thái", "not_inspected < unfinished < provisional < final"),
            *_SCORE,
            category("grade", "Mã xếp loại", "Grade, lowest first"),
            text("grade_name", "Xếp loại", "Name of the grade"),
            category(
                "grade_uncapped", "Xếp loại theo điểm", "Grade by points alone, without knock-out items"
            ),
            *_CLAIM,
            category("claim_grade", "Xếp loại tự chấm", "Grade by the unit itself"),
            points("difference", "Chênh lệch với tự chấm", "Score minus the unit's own score", _HUNDRED),
            points(
                "score_at_register", "Điểm theo sổ", "Score with registers' figures that contradict", _HUNDRED
            ),
            points("firm_low", "Điểm chắc chắn thấp nhất", "Least score over what is uncertain", _HUNDRED),
            points("firm_high", "Điểm chắc chắn cao nhất", "Greatest score over what is uncertain", _HUNDRED),
            points("previous_score", "Điểm kỳ trước", "Final score of the campaign before", _HUNDRED),
            points(
                "change_by_rules",
                "Thay đổi do quy định",
                "Part of the change that other rules make",
                _HUNDRED,
            ),
            points(
                "change_by_reality", "Thay đổi do thực tế", "Part of the change that the unit makes", _HUNDRED
            ),
            count("items_pass", "Số tiêu chí đạt", "Items with full points"),
            count("items_partial", "Số tiêu chí đạt một phần", "Items with some points"),
            count("items_fail", "Số tiêu chí không đạt", "Items without points"),
            count(
                "items_unanswered", "Số tiêu chí chưa trả lời", "Items without an answer of the inspectors"
            ),
            count("items_not_applicable", "Số tiêu chí không áp dụng", "Items that do not apply"),
            count("items_error", "Số tiêu chí lỗi", "Items whose rule could not judge"),
            count("critical", "Phát hiện rất nghiêm trọng", "Critical findings"),
            count("high", "Phát hiện nghiêm trọng", "Findings of high severity"),
            count("medium", "Phát hiện trung bình", "Findings of medium severity"),
            count("low", "Phát hiện nhẹ", "Findings of low severity"),
            count("events", "Số sự kiện", "Events of the record"),
            count("corrections", "Số lần sửa", "Answers that replaced an earlier one"),
            day(
                "first_answer_on",
                "Ngày trả lời đầu tiên",
                "Day of the first answer, the unit's own included, in Vietnam",
            ),
            day(
                "last_answer_on",
                "Ngày trả lời cuối cùng",
                "Day of the last answer, the unit's own included, in Vietnam",
            ),
            day("submitted_on", "Ngày khóa hồ sơ", "Day on which the inspectors closed the record"),
            day("visits_from", "Bắt đầu kiểm tra", "First day of the campaign's visits"),
            day("concluded_on", "Ngày kết luận", "Day of the campaign's conclusion"),
            moment("made_at", "Lập báo cáo lúc", "When the report was made"),
            yes_no("demonstration", "Dữ liệu minh họa", "Whether the campaign is demonstration data"),
            code("report_sha256", "SHA-256 của report.json", "SHA-256 of the report.json that was read"),
        ),
    ),
    FrameTable(
        "areas",
        Text("Kết quả của từng lĩnh vực", "One row for each area of a unit"),
        _AREA,
        (
            text("area_name", "Lĩnh vực", "Name of the area"),
            category("state", "Trạng thái điểm", "nothing_applies < withheld < range < final"),
            *_SCORE,
            *_CLAIM,
            points("difference", "Chênh lệch với tự chấm", "Score minus the unit's own score", _HUNDRED),
        ),
    ),
    FrameTable(
        "items",
        Text("Kết quả của từng tiêu chí", "One row for each item of a unit"),
        _ITEM,
        (
            code("area", "Mã lĩnh vực", "Id of the area"),
            code("criterion", "Mã nhóm tiêu chí", "Id of the criterion"),
            text("criterion_name", "Nhóm tiêu chí", "Name of the criterion"),
            text("question", "Câu hỏi", "What is asked"),
            category("outcome", "Kết quả", "Result by the inspectors, lowest first (below)"),
            points(
                "points",
                "Điểm thẩm định",
                "Points by the inspectors; 0 for an item without an answer once the record is closed",
            ),
            points("maximum", "Điểm tối đa", "Most points"),
            category("claim_outcome", "Kết quả tự chấm", "Result by the unit itself"),
            points("claim_points", "Điểm tự chấm", "Points by the unit itself"),
            points("difference", "Chênh lệch với tự chấm", "Points minus the unit's own points"),
            points(
                "figure",
                "Số đo",
                "Figure that the inspectors answered: a share in %, a number or a count; missing otherwise",
                "% or as asked",
            ),
            category("rule", "Quy tắc chấm", "Rule that judges the item"),
            count("days_to_mend", "Thời hạn khắc phục", "Days to mend a defect", "days"),
            yes_no("answered", "Có kết quả thẩm định", "Whether the inspectors answered"),
            yes_no("claimed", "Có tự chấm", "Whether the unit answered"),
        ),
    ),
    FrameTable(
        "findings",
        Text("Từng phát hiện", "One row for each finding; one item may have several"),
        _ITEM,
        (
            code("finding", "Mã phát hiện", "Id of the finding within the unit"),
            code("area", "Mã lĩnh vực", "Id of the area"),
            text("title", "Tiêu đề", "What is asked, or what was checked"),
            text("statement", "Nội dung", "What is wrong"),
            category("severity", "Mức độ", "low < medium < high < critical"),
            category("outcome", "Kết quả", "Result of the item, or of the check; lowest first"),
            yes_no(
                "scored",
                "Có trừ điểm",
                "Whether it is the result of the item; False for a check, which costs no points",
            ),
            points("points", "Điểm", "Points of the item"),
            points("maximum", "Điểm tối đa", "Most points of the item"),
            points("lost", "Điểm bị mất", "Points of the item that were lost"),
            points(
                "gain",
                "Điểm tăng nếu khắc phục",
                "What full points would add to the score, rounded as the score is",
                _HUNDRED,
            ),
            category("cause", "Nguyên nhân", "Cause"),
            code("note", "Ghi chú", "Remark of the inspectors"),
            text("recommendation", "Kiến nghị", "What must be done"),
            text("responsible", "Người chịu trách nhiệm", "Role that must do it, with the unit's name"),
            text("appraiser", "Đơn vị thẩm định", "Office that appraises it"),
            day(
                "due_on",
                "Hạn",
                "Last day on which the task is done in time; missing while the record is open",
            ),
            yes_no(
                "evidence_seen",
                "Đã xem minh chứng",
                "Whether the inspectors saw the evidence of the item; missing where there is none",
            ),
            category(
                "mending", "Tình trạng khắc phục", "answered, returned or accepted; missing without an answer"
            ),
        ),
    ),
    FrameTable(
        "follow_up",
        Text("Tồn tại của các kỳ trước", "One row for each finding of earlier inspections"),
        _ITEM,
        (
            code("finding", "Mã phát hiện", "Where it was found first: campaign/unit/finding"),
            code("found_in", "Đợt phát hiện gần nhất", "Campaign that found it last"),
            text("statement", "Nội dung", "What is wrong"),
            category("severity", "Mức độ", "low < medium < high < critical"),
            category("cause", "Nguyên nhân", "Cause"),
            text("responsible", "Người chịu trách nhiệm", "Role that must mend it, with the unit's name"),
            day("due_on", "Hạn", "Last day on which it is mended in time; missing where there is none"),
            category(
                "mending",
                "Tình trạng khắc phục",
                "returned, open, answered, accepted, mended or no_longer_asked",
            ),
            count("recurred", "Số lần tái phạm", "How often it was found again after it was mended"),
        ),
    ),
    FrameTable(
        "answers",
        Text("Câu trả lời hiện có", "One row for each item and source: what stands now"),
        _ITEM,
        (
            category("source", "Nguồn", "self (the unit) or inspector"),
            code("raw", "Câu trả lời", "The answer as files write it"),
            *_EVENT,
            *_WHEN,
            count("revisions", "Số lần sửa", "Later corrections"),
            count(
                "contradicting", "Số câu trả lời mâu thuẫn", "Answers of other machines that contradict it"
            ),
            code("evidence", "Tài liệu kiểm chứng", 'Evidence, pieces separated by "; "'),
        ),
    ),
    FrameTable(
        "events",
        Text("Từng sự kiện của hồ sơ", "One row for each event of the record"),
        _ITEM,
        (
            code("origin", "Máy", "Machine that recorded it"),
            count("number", "Số thứ tự", "Number within the machine's chain, from 1"),
            category(
                "event",
                "Loại sự kiện",
                "opened, answered, withdrawn, decided (contradiction, correction), submitted (record is "
                "closed), attached, detached, remarked, amended, imported, import_withdrawn, redacted, "
                "noted (fact of the visit)",
            ),
            category(
                "source",
                "Nguồn",
                "self (the unit) or inspector; of a fact of the visit team, unit or device; else missing",
            ),
            code("raw", "Nội dung", "The answer, or what the event says"),
            *_EVENT,
            *_WHEN,
            moment("recorded_at", "Ghi nhận lúc", "When it was recorded"),
            code("evidence", "Tài liệu kiểm chứng", 'Evidence, pieces separated by "; "'),
            code("file", "Tệp", "File that it was imported from"),
            count("row", "Dòng", "Row in that file, from 1; missing where the whole file is meant"),
            code("digest", "Mã băm", "SHA-256 of the event"),
        ),
    ),
    FrameTable(
        "measures",
        Text("Số đo từ sổ, dữ liệu nghiệp vụ", "One row for each figure of a register"),
        _ITEM,
        (
            category("register", "Sổ", "Kind of register"),
            category("measure", "Số đo", "Name of the measure"),
            count("numerator", "Tử số", "Cases counted", "cases"),
            count("denominator", "Mẫu số", "Cases of which", "cases"),
            points("percent", "Tỷ lệ theo sổ", "Share in the register", "%"),
            points("answer_percent", "Tỷ lệ thẩm định", "Share that the inspectors found", "%"),
            points("claim_percent", "Tỷ lệ tự chấm", "Share that the unit claims", "%"),
            yes_no("agrees", "Khớp thẩm định", "Whether the inspectors' answer agrees with the register"),
            yes_no("claim_agrees", "Khớp tự chấm", "Whether the claim agrees with the register"),
            yes_no("counts_agree", "Khớp số lượng", "Whether the register holds as many cases as the answer"),
            points("value", "Giá trị theo sổ", "Sum or median in the register, where the measure is one", ""),
            category("answer_class", "Mức khớp thẩm định", f"Of the inspectors' answer: {_CLASSES}"),
            category("claim_class", "Mức khớp tự chấm", f"Of the unit's claim: {_CLASSES}"),
            points("answer_ratio", "Thẩm định so với sổ", "The answer divided by the register's figure", ""),
            points("claim_ratio", "Tự chấm so với sổ", "The claim divided by the register's figure", ""),
            code("file", "Tệp", "File of the register"),
        ),
    ),
)
TABLES: Mapping[str, FrameTable] = MappingProxyType({table.name: table for table in _TABLES})
"""The tables by name."""
