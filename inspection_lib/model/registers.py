"""The kinds of registers that the workbench reads: the one table of their columns, measures and labels.

A new kind of register is one more entry of `REGISTERS`. Everything else follows from the entry: `imports`
checks the columns and counts the measures, `definitions` accepts the names in a checklist's `cross_check`,
`render` prints the labels.

Which rows belong to the campaign's period is part of the entry (`excluded`). docs/registers.md tells the rule
and its reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspection_lib.language import Message, message
from inspection_lib.model.indicator_register import INDICATOR_REGISTER
from inspection_lib.model.register_kinds import (
    ColumnKind,
    Comparison,
    MeasureDefinition,
    PeriodEnd,
    Register,
    RegisterColumn,
    RowNote,
    RowTest,
)

YES_NO = ("yes", "no")
_YES_NO_WORDS = (
    ("yes", "có; y; x; ✓; ✔; ☑; true; 1; đã gửi; đã có"),
    ("no", "không; n; ☐; false; 0; chưa; không có; chưa có; chưa gửi"),
)
_AFTER = Message("Rows after the end of the period, not counted: {count} ({rows}).")
_BEFORE = Message("Rows before the beginning of the period, not counted: {count} ({rows}).")

_IN_HAND_TO_THE_END = RowTest("returned", Comparison.MORE_THAN, value=PeriodEnd.END)
_SETTLED = RowTest("returned", Comparison.AT_MOST, value=PeriodEnd.END)
_ON_TIME = RowTest("returned", Comparison.AT_MOST, other_column="due")

_ONE_STOP = Register(
    name="one_stop",
    label=message("One-stop register"),
    columns=(
        RegisterColumn(
            "dossier",
            unique=True,
            headings=(
                "mã hồ sơ; số hồ sơ; mã số hồ sơ; số hiệu hồ sơ; mã hs; số hs; mã hồ sơ tthc; "
                "số biên nhận; mã biên nhận; mã số biên nhận; số phiếu tiếp nhận"
            ),
        ),
        RegisterColumn(
            "procedure",
            required=False,
            essential=False,
            headings=(
                "tên thủ tục; thủ tục; tên thủ tục hành chính; thủ tục hành chính; tên tthc; tthc; "
                "tên dịch vụ công; dịch vụ công; tên thủ tục / dịch vụ công; nội dung công việc"
            ),
        ),
        RegisterColumn(
            "received",
            ColumnKind.DAY,
            near_period=True,
            headings=(
                "ngày tiếp nhận; ngày nhận; ngày nhận hồ sơ; ngày tiếp nhận hồ sơ; "
                "ngày giờ tiếp nhận; ngày, giờ tiếp nhận; thời gian tiếp nhận; thời điểm tiếp nhận; "
                "thời gian nhận"
            ),
        ),
        RegisterColumn(
            "due",
            ColumnKind.DAY,
            near_period=True,
            deadline=True,
            not_before="received",
            headings=(
                "ngày hẹn trả; ngày hẹn trả kết quả; ngày hẹn trả kq; ngày hẹn; ngày giờ hẹn trả; "
                "thời gian hẹn trả; thời gian hẹn trả kết quả; thời điểm hẹn trả; hạn trả; "
                "hạn trả kết quả; ngày đến hạn; hạn giải quyết; hạn xử lý; "
                "ngày hẹn trả theo phiếu hẹn"
            ),
        ),
        RegisterColumn(
            "returned",
            ColumnKind.DAY,
            near_period=True,
            required=False,
            not_before="received",
            headings=(
                "ngày trả kết quả; ngày trả; ngày trả kq; ngày thực trả; ngày trả thực tế; "
                "ngày trả kết quả thực tế; ngày đã trả; thời gian trả; thời gian trả kết quả; "
                "thời điểm trả kết quả; ngày có kết quả; ngày kết thúc; ngày kết thúc xử lý; "
                "ngày hoàn thành; ngày hoàn tất; ngày giải quyết xong"
            ),
        ),
        RegisterColumn(
            "apology",
            ColumnKind.CHOICE,
            required=False,
            essential=False,
            choices=YES_NO,
            words=_YES_NO_WORDS,
            headings=(
                "thư xin lỗi; văn bản xin lỗi; phiếu xin lỗi; xin lỗi; có thư xin lỗi; "
                "có văn bản xin lỗi; đã gửi thư xin lỗi; phiếu xin lỗi và hẹn lại ngày trả kết quả; "
                "đã xin lỗi"
            ),
        ),
        RegisterColumn(
            "state",
            ColumnKind.CHOICE,
            required=False,
            essential=False,
            optional=True,
            choices=("open", "returned", "withdrawn"),
            words=(
                (
                    "open",
                    "đang xử lý; đang giải quyết; đang thực hiện; mới tiếp nhận; đã tiếp nhận; chờ xử lý; "
                    "chưa giải quyết; chờ bổ sung; yêu cầu bổ sung; tạm dừng; chưa trả",
                ),
                (
                    "returned",
                    "đã trả kết quả; đã trả; đã giải quyết; hoàn thành; đã hoàn thành; đã xử lý xong",
                ),
                (
                    "withdrawn",
                    "rút hồ sơ; đã rút; đã rút hồ sơ; hủy; đã hủy; hủy hồ sơ; đã hủy hồ sơ; từ chối; "
                    "từ chối tiếp nhận; không tiếp nhận; trả lại; trả lại hồ sơ; dừng xử lý",
                ),
            ),
            headings=(
                "trạng thái; trạng thái hồ sơ; trạng thái xử lý; tình trạng; tình trạng hồ sơ; "
                "tình trạng xử lý; tình trạng giải quyết"
            ),
        ),
    ),
    excluded=(
        RowNote(
            Message("Rows of dossiers withdrawn or refused, not counted: {count} ({rows})."),
            (RowTest("state", Comparison.EQUAL, value="withdrawn"),),
        ),
        RowNote(_AFTER, (RowTest("received", Comparison.MORE_THAN, value=PeriodEnd.END),)),
        RowNote(_BEFORE, (RowTest("returned", Comparison.LESS_THAN, value=PeriodEnd.START),)),
        RowNote(
            Message(
                "Rows that are returned by their state but have no day of return, not counted: "
                "{count} ({rows})."
            ),
            (
                RowTest("state", Comparison.EQUAL, value="returned"),
                RowTest("returned", Comparison.EQUAL, value=""),
            ),
        ),
    ),
    doubted=(
        RowNote(
            Message(
                "Rows with a day of return that are open by their state; they count by their day: "
                "{count} ({rows})."
            ),
            (
                RowTest("state", Comparison.EQUAL, value="open"),
                RowTest("returned", Comparison.LESS_THAN, value=""),
            ),
        ),
    ),
    measures=(
        MeasureDefinition(
            name="settled_on_time",
            label=message("Dossiers settled on time"),
            denominator=(_SETTLED,),
            numerator=((_ON_TIME,),),
        ),
        MeasureDefinition(
            name="apologies",
            label=message("Late dossiers with a written apology"),
            denominator=(_SETTLED, RowTest("returned", Comparison.MORE_THAN, other_column="due")),
            numerator=((RowTest("apology", Comparison.EQUAL, value="yes"),),),
        ),
        MeasureDefinition(
            name="overdue_open",
            label=message("Open dossiers that are overdue"),
            denominator=(_IN_HAND_TO_THE_END,),
            numerator=((RowTest("due", Comparison.LESS_THAN, value=PeriodEnd.END),),),
            faults=True,
        ),
        MeasureDefinition(
            name="on_time_or_in_term",
            label=message("Dossiers settled on time, or open and still within their term"),
            denominator=(),
            numerator=(
                (_SETTLED, _ON_TIME),
                (_IN_HAND_TO_THE_END, RowTest("due", Comparison.AT_LEAST, value=PeriodEnd.END)),
            ),
        ),
    ),
)

_DOCUMENTS = Register(
    name="documents",
    label=message("Register of outgoing documents"),
    columns=(
        RegisterColumn(
            "number",
            unique=True,
            headings=(
                "số văn bản; số ký hiệu; số, ký hiệu; số/ký hiệu; số và ký hiệu; số hiệu; "
                "số ký hiệu văn bản; số, ký hiệu văn bản; số hiệu văn bản; số đi"
            ),
        ),
        RegisterColumn(
            "day",
            ColumnKind.DAY,
            near_period=True,
            headings=(
                "ngày; ngày ban hành; ngày văn bản; ngày tháng; ngày tháng văn bản; "
                "ngày, tháng văn bản; ngày phát hành; ngày gửi; ngày đi; ngày ký"
            ),
        ),
        RegisterColumn(
            "secret",
            ColumnKind.CHOICE,
            choices=YES_NO,
            words=(
                *_YES_NO_WORDS,
                ("yes", "mật; tối mật; tuyệt mật"),
                ("no", "thường; không mật; bình thường"),
            ),
            headings="mật; độ mật; văn bản mật; mức độ mật",
        ),
        RegisterColumn(
            "sent_by",
            ColumnKind.CHOICE,
            choices=("electronic", "paper", "both"),
            words=(
                ("electronic", "điện tử; bản điện tử; trục liên thông; qua mạng"),
                ("paper", "giấy; bản giấy; văn bản giấy; bưu điện; trực tiếp"),
                ("both", "cả hai; điện tử và giấy; giấy và điện tử"),
            ),
            headings="hình thức gửi; phương thức gửi; cách gửi; hình thức phát hành",
        ),
    ),
    excluded=(
        RowNote(_AFTER, (RowTest("day", Comparison.MORE_THAN, value=PeriodEnd.END),)),
        RowNote(_BEFORE, (RowTest("day", Comparison.LESS_THAN, value=PeriodEnd.START),)),
    ),
    measures=(
        MeasureDefinition(
            name="sent_electronically",
            label=message("Documents sent only electronically, secret ones not counted"),
            denominator=(RowTest("secret", Comparison.EQUAL, value="no"),),
            numerator=((RowTest("sent_by", Comparison.EQUAL, value="electronic"),),),
        ),
    ),
)

_CERTIFICATES = Register(
    name="certificates",
    label=message("Register of digital certificates"),
    columns=(
        RegisterColumn(
            "serial",
            unique=True,
            headings="số serial; số hiệu chứng thư; số hiệu chứng thư số; số chứng thư; mã chứng thư",
        ),
        RegisterColumn(
            "issued_to_role",
            required=False,
            essential=False,
            headings="chức vụ; chức danh; cấp cho; đối tượng được cấp; chức vụ người được cấp",
        ),
        RegisterColumn(
            "valid_from",
            ColumnKind.DAY,
            headings="hiệu lực từ; có hiệu lực từ; ngày hiệu lực; ngày cấp; từ ngày",
        ),
        RegisterColumn(
            "valid_to",
            ColumnKind.DAY,
            deadline=True,
            not_before="valid_from",
            headings="hiệu lực đến; có hiệu lực đến; ngày hết hiệu lực; ngày hết hạn; đến ngày",
        ),
        RegisterColumn(
            "signed_in_period",
            ColumnKind.COUNT,
            headings="số lần ký; số lượt ký; số lần ký trong kỳ; số lượt ký trong kỳ; số văn bản đã ký",
        ),
    ),
    excluded=(
        RowNote(_AFTER, (RowTest("valid_from", Comparison.MORE_THAN, value=PeriodEnd.END),)),
        RowNote(_BEFORE, (RowTest("valid_to", Comparison.LESS_THAN, value=PeriodEnd.START),)),
    ),
    measures=(
        MeasureDefinition(
            name="signed_in_period",
            label=message("Digital certificates used to sign in the period"),
            denominator=(),
            numerator=((RowTest("signed_in_period", Comparison.MORE_THAN, value=0),),),
        ),
    ),
)

REGISTERS: Mapping[str, Register] = MappingProxyType(
    {register.name: register for register in (_ONE_STOP, _DOCUMENTS, _CERTIFICATES, INDICATOR_REGISTER)}
)
"""Every kind of register by its name."""


def register_label(register: str) -> Message:
    """The label of a register.

    A name that is not in the table, as an older report may hold, is its own label.
    """
    known = REGISTERS.get(register)
    return known.label if known else Message(register)


def measure_label(register: str, measure: str) -> Message:
    """The label of a register's measure. A name that is not in the table is its own label."""
    known = REGISTERS.get(register)
    if known and known.row_measures:
        return Message("Figure of the export")
    definition = known.measure(measure) if known else None
    return definition.label if definition else Message(measure)
