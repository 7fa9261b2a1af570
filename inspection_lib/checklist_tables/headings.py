"""The Vietnamese headings of the columns that a checklist has as a table."""

from __future__ import annotations

_WORDS = {
    "level": "Cấp",
    "id": "Mã",
    "content": "Nội dung",
    "points": "Điểm tối đa",
    "words": "Cách chấm điểm",
    "evidence": "Tài liệu kiểm chứng",
    "kind": "Loại trả lời",
    "vi": "tiếng Việt",
    "en": "tiếng Anh",
    "title": "Tên",
    "version": "Phiên bản",
    "status": "Tình trạng",
    "unit_kind": "Loại đơn vị",
    "valid_from": "Hiệu lực từ",
    "valid_to": "Hiệu lực đến",
    "rounding": "Làm tròn",
    "bands": "Xếp loại",
    "bands_by": "Xếp loại theo",
    "defaults": "Mặc định",
    "legal_documents": "Văn bản pháp luật",
    "legal_basis": "Căn cứ pháp lý",
    "checks": "Kiểm tra chéo",
    "labels": "Nhãn",
    "numerator": "tử số",
    "denominator": "mẫu số",
    "scoring": "Quy tắc",
    "rule": "quy tắc",
    "na": "Không áp dụng",
    "evidence_required": "Bắt buộc có tài liệu",
    "finding": "Nhận xét",
    "recommendation": "Kiến nghị",
    "severity": "Mức độ",
    "days_to_mend": "Số ngày khắc phục",
    "appraiser": "Cơ quan thẩm định",
    "applies_when": "Áp dụng khi",
    "exempt": "Miễn",
    "knock_out": "Điểm liệt",
    "cross_check": "Đối chiếu sổ",
    "remark_templates": "Mẫu ghi chú",
    "replaces": "Nối tiếp mã cũ",
    "days_are": "Cách tính ngày",
}


def heading_of(path: str) -> str:
    """The heading of a column by its path; a field without a heading of its own keeps its name."""
    if path.startswith("list:"):
        return "TT"
    steps = path.replace("[]", "").split(".")
    return ": ".join(_WORDS.get(step, step) for step in steps)
