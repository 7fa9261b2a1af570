"""The register of indicators: figures that a portal has counted and exports, one row for each."""

from __future__ import annotations

from inspection_lib.language import message
from inspection_lib.model.register_kinds import ColumnKind, Register, RegisterColumn, RowMeasures

INDICATOR_REGISTER = Register(
    name="indicators",
    label=message("Export of indicators"),
    columns=(
        RegisterColumn(
            "indicator",
            ColumnKind.NAME,
            unique=True,
            headings="chỉ số; mã chỉ số; tên chỉ số; chỉ tiêu; tên chỉ tiêu; chỉ số thành phần",
        ),
        RegisterColumn(
            "numerator",
            ColumnKind.COUNT,
            headings="tử số; số đạt; số lượng đạt; đạt; đã thực hiện",
        ),
        RegisterColumn(
            "denominator",
            ColumnKind.COUNT,
            headings="mẫu số; tổng số; tổng; phải thực hiện",
        ),
    ),
    excluded=(),
    measures=(),
    row_measures=RowMeasures("indicator", "numerator", "denominator"),
)
"""A table with one row for each indicator: its name and both figures. Each row is a measure."""
