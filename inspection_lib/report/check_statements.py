"""What a finding without points states. The checklist has no texts for checks, so they stand here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspection_lib.judging import CLAIM_CHECK, EVIDENCE_CHECK, REGISTER_CHECK, RIVAL_CHECK
from inspection_lib.language import Text

_STATEMENTS: Mapping[str, Text] = MappingProxyType(
    {
        RIVAL_CHECK: Text(
            "Các thành viên đoàn ghi kết quả khác nhau, chưa có quyết định",
            "Members of the team answered differently, and nobody has decided",
        ),
        EVIDENCE_CHECK: Text(
            "Chưa có tài liệu kiểm chứng cho nội dung phải có tài liệu kiểm chứng",
            "There is no evidence for an item that demands it",
        ),
        REGISTER_CHECK: Text(
            "Số liệu thẩm định khác dữ liệu trích xuất từ hệ thống",
            "The inspectors' figure differs from the data exported from the system",
        ),
        CLAIM_CHECK: Text(
            "Số liệu đơn vị tự chấm khác dữ liệu trích xuất từ hệ thống",
            "The unit's own figure differs from the data exported from the system",
        ),
    }
)
_OTHER = Text("Số liệu mâu thuẫn nhau, cần làm rõ", "Figures contradict each other and are to be clarified")


def check_statement(rule_name: str) -> Text:
    """The statement of a check, by the name of its rule; a general one for a check without its own."""
    return _STATEMENTS.get(rule_name, _OTHER)
