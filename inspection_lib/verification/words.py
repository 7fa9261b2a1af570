"""What people call the parts of the files: a place in `report.json` or `made.json` in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from inspection_lib.language import Text

Step = str | int
"""A key of an object, or the index of a list."""

FIELDS: Mapping[str, Text] = MappingProxyType(
    {
        "schema": Text("định dạng tệp", "file format"),
        "unit": Text("đơn vị", "unit"),
        "campaign": Text("đợt kiểm tra", "campaign"),
        "checklist": Text("bộ tiêu chí", "checklist"),
        "submitted_at": Text("thời điểm chốt hồ sơ", "time of submission"),
        "first_answer_at": Text("thời điểm trả lời đầu tiên", "time of the first answer"),
        "last_answer_at": Text("thời điểm trả lời cuối cùng", "time of the last answer"),
        "total": Text("kết quả thẩm định", "inspectors' result"),
        "claim": Text("kết quả đơn vị tự chấm", "unit's own claim"),
        "finding": Text("kết quả đoàn kiểm tra ghi", "inspectors' finding"),
        "difference": Text("chênh lệch", "difference"),
        "grade": Text("xếp loại", "grade"),
        "uncapped_grade": Text("xếp loại trước khi giới hạn", "grade before it was limited"),
        "capped_by": Text("tiêu chí giới hạn xếp loại", "items that limit the grade"),
        "claim_grade": Text("xếp loại tự chấm", "grade of the claim"),
        "outcomes": Text("số tiêu chí theo kết quả", "number of items by outcome"),
        "severities": Text("số tồn tại theo mức độ", "number of findings by severity"),
        "areas": Text("lĩnh vực", "area"),
        "groups": Text("nhóm", "group"),
        "inside": Text("thuộc nhóm", "group around it"),
        "depth": Text("cấp của nhóm", "depth of the group"),
        "how": Text("cách tính điểm của nhóm", "how the group's points come about"),
        "graded": Text("có xếp loại riêng", "has a grade of its own"),
        "waterfall": Text("điểm bị trừ", "points lost"),
        "findings": Text("tồn tại", "finding"),
        "items": Text("tiêu chí", "item"),
        "measures": Text("số đo từ sổ", "measure of a register"),
        "across": Text("quy tắc giữa các tiêu chí", "rules across items"),
        "agreement": Text("đối chiếu kết quả thẩm định với sổ", "class of the answer beside the register"),
        "claim_agreement": Text("đối chiếu số tự chấm với sổ", "class of the claim beside the register"),
        "answer_ratio": Text("kết quả thẩm định so với sổ", "answer divided by the register"),
        "claim_ratio": Text("số tự chấm so với sổ", "claim divided by the register"),
        "about": Text("định nghĩa", "definition"),
        "law": Text("căn cứ pháp lý", "legal basis"),
        "provenance": Text("nguồn gốc báo cáo", "origin of the report"),
        "state": Text("tình trạng", "state"),
        "score_at_register": Text("điểm theo sổ", "score by the register"),
        "grade_at_register": Text("xếp loại theo sổ", "grade by the register"),
        "repairs": Text("việc nên khắc phục trước", "what would help most"),
        "firmness": Text("độ chắc của điểm", "how firm the score is"),
        "outside": Text("điểm thưởng, điểm trừ ngoài điểm tối đa", "points outside the maximum"),
        "limited_by": Text("điều kiện giới hạn xếp loại", "limits of the grade"),
        "causes": Text("nguyên nhân riêng của tỉnh", "causes of the province"),
        "follow_up": Text("theo dõi tồn tại của các kỳ trước", "follow-up of earlier findings"),
        "grade_note": Text("ghi chú về xếp loại", "note on the grade"),
        "redactions": Text("nội dung đã xóa theo yêu cầu", "what was taken out on request"),
        "forks": Text("bản ghi mâu thuẫn", "contradicting records"),
        "machine": Text("tên máy", "name of the machine"),
        "has_own_code": Text("mã do cơ quan tự đặt", "code of the office's own"),
        "known_since": Text("ngày bắt đầu theo dõi hồ sơ", "day since which the record is known"),
        "is_public": Text("bản công khai", "public copy"),
        "worst": Text("tồn tại nặng nhất", "worst findings"),
        "previous": Text("kỳ kiểm tra trước", "earlier inspection"),
        "inherited": Text("kỳ kiểm tra trước của các đơn vị cũ", "earlier inspections of predecessors"),
        "office": Text("cơ quan kiểm tra", "inspecting office"),
        "extensions": Text("phần mở rộng", "extensions"),
        "visit": Text("buổi kiểm tra", "visit"),
        "begun": Text("bắt đầu", "beginning"),
        "ended": Text("kết thúc", "end"),
        "place": Text("địa điểm", "place"),
        "present_team": Text("thành phần đoàn kiểm tra", "present of the team"),
        "present_unit": Text("thành phần đơn vị", "present of the unit"),
        "position": Text("vị trí do thiết bị cung cấp", "position of the device"),
        "signatures": Text("chữ ký vẽ trên màn hình hoặc trên giấy", "signatures drawn or on paper"),
        "discussed": Text("giải trình và thống nhất", "explanation and agreement"),
        "explanation": Text("giải trình của đơn vị", "explanation of the unit"),
        "agreed": Text("nội dung thống nhất", "agreed task"),
        "agreed_by": Text("ngày thống nhất", "agreed day"),
        "changes": Text("thay đổi sau khi ký", "changes after the signature"),
        "visit_kind": Text("hình thức kiểm tra", "how it was inspected"),
        "code": Text("mã", "code"),
        "kind": Text("loại", "kind"),
        "name": Text("tên", "name"),
        "head": Text("người đứng đầu", "head"),
        "title": Text("tên gọi", "title"),
        "score": Text("điểm", "score"),
        "points": Text("điểm", "points"),
        "maximum": Text("điểm tối đa", "full points"),
        "full_points": Text("điểm tối đa", "full points"),
        "applicable": Text("điểm tối đa áp dụng", "points that apply"),
        "index": Text("điểm số", "score"),
        "index_low": Text("điểm thấp nhất có thể", "lowest possible score"),
        "index_high": Text("điểm cao nhất có thể", "highest possible score"),
        "low": Text("điểm thấp nhất có thể", "lowest possible score"),
        "high": Text("điểm cao nhất có thể", "highest possible score"),
        "outcome": Text("kết quả", "outcome"),
        "claim_outcome": Text("kết quả tự chấm", "outcome of the claim"),
        "claim_points": Text("điểm tự chấm", "points of the claim"),
        "question": Text("nội dung tiêu chí", "question"),
        "criterion": Text("nhóm tiêu chí", "criterion"),
        "shown": Text("câu trả lời", "answer"),
        "note": Text("ghi chú", "note"),
        "evidence": Text("tài liệu kiểm chứng", "evidence"),
        "actor": Text("người trả lời", "who answered"),
        "answered_at": Text("thời điểm trả lời", "time of the answer"),
        "recorded_at": Text("thời điểm ghi", "time of recording"),
        "history": Text("lịch sử câu trả lời", "history of the answer"),
        "rivals": Text("câu trả lời ghi khác", "answers recorded differently"),
        "revisions": Text("số lần sửa", "number of corrections"),
        "reason": Text("lý do", "reason"),
        "scoring": Text("cách cho điểm", "how points are given"),
        "severity": Text("mức độ", "severity"),
        "by_rules": Text("thay đổi do quy định chấm điểm", "change by other rules"),
        "by_reality": Text("thay đổi do thực tế của đơn vị", "change by the unit itself"),
        "lost": Text("điểm bị trừ", "points lost"),
        "gain": Text("điểm có thể thêm", "points to gain"),
        "remaining": Text("điểm còn lại", "points that remain"),
        "cause": Text("nguyên nhân", "cause"),
        "legal_basis": Text("căn cứ pháp lý", "legal basis"),
        "recommendation": Text("kiến nghị", "recommendation"),
        "responsible": Text("trách nhiệm", "responsible"),
        "due_on": Text("thời hạn", "due day"),
        "appraiser": Text("cơ quan thẩm định", "appraiser"),
        "statement": Text("nội dung tồn tại", "statement"),
        "sample": Text("mẫu rút thăm", "sample drawn by lot"),
        "register": Text("sổ", "register"),
        "population": Text("tổng số trường hợp", "number of all cases"),
        "size": Text("cỡ mẫu", "size of the sample"),
        "looked_at": Text("số đã xem", "cases looked at"),
        "deviations": Text("số sai sót", "deviations"),
        "not_drawn": Text("số trường hợp được chỉ định", "cases that were picked"),
        "upper": Text("cận trên", "upper bound"),
        "upper_count": Text("cận trên, số trường hợp", "upper bound, number of cases"),
        "rows": Text("dòng", "rows"),
        "row": Text("dòng", "row"),
        "file": Text("tệp", "file"),
        "chain_head": Text("mã niêm phong hồ sơ", "seal of the record"),
        "events": Text("số sự kiện của hồ sơ", "number of events"),
        "corrections": Text("số lần sửa", "number of corrections"),
        "plan_digest": Text("mã băm của kế hoạch", "digest of the plan"),
        "digest": Text("mã băm", "digest"),
        "library_version": Text("phiên bản phần mềm", "version of the library"),
        "made_at": Text("thời điểm lập báo cáo", "time at which the report was made"),
        "formula": Text("cách tính điểm", "formula"),
        "holidays": Text("lịch nghỉ lễ", "holidays"),
        "summary": Text("tóm tắt", "summary"),
        "band": Text("xếp loại", "grade"),
        "unanswered": Text("số tiêu chí chưa trả lời", "number of unanswered items"),
        "progress": Text("tình trạng", "state"),
        "capped": Text("bị giới hạn xếp loại", "grade is limited"),
        "at_register": Text("điểm theo sổ", "score by the register"),
        "decimals": Text("số chữ số thập phân", "decimals"),
        "inputs": Text("dữ liệu đầu vào", "inputs"),
        "sizes": Text("độ dài tệp", "size of the file"),
        "md5": Text("mã MD5 của tệp", "MD5 of the file"),
        "digests": Text("mã băm của tệp", "digest of the file"),
        "signature": Text("chữ ký số", "signature"),
        "key": Text("khóa", "key"),
        "role": Text("vai trò", "role"),
        "signed_at": Text("thời điểm ký", "time of signing"),
        "counts": Text("số đơn vị theo tình trạng", "number of units by state"),
        "units": Text("đơn vị", "unit"),
        "vi": Text("tiếng Việt", "Vietnamese"),
        "en": Text("tiếng Anh", "English"),
    }
)
"""The words for keys. A key without words is named as it stands in the file."""

_NAMES = ("id", "item_id", "code", "unit")
"""Keys that name an element of a list, the best first."""


def place_in_words(tree: Any, path: Sequence[Step]) -> Text:
    """A place in a JSON value in words: `tiêu chí A01, điểm`.

    ``tree`` is the value; elements of lists are named by their ids in it, others by their number from 1.
    """
    words: list[Text] = []
    value = tree
    for step in path:
        value = _below(value, step)
        if isinstance(step, str):
            words.append(FIELDS.get(step, Text(step, step)))
        elif words:
            name = _name_of(value) or str(step + 1)
            words[-1] = Text(f"{words[-1].vi} {name}", f"{words[-1].en} {name}")
    if not words:
        return Text("nội dung", "content")
    return Text(", ".join(word.vi for word in words), ", ".join(word.en for word in words))


def _below(value: Any, step: Step) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _name_of(value: Any) -> str:
    if isinstance(value, dict):
        return next((str(value[name]) for name in _NAMES if isinstance(value.get(name), str)), "")
    return ""
