"""What offices hand in: tables of answers and registers exported from systems in use."""

from __future__ import annotations

from inspection_lib.imports.imported_file import ImportedFile
from inspection_lib.imports.register_files import (
    find_registers,
    identify_register,
    looks_like_register,
    unit_registers,
)
from inspection_lib.imports.registers import RegisterReading, read_measures
from inspection_lib.imports.response_rows import COLUMNS
from inspection_lib.imports.responses import (
    check_leave_out,
    faults_of_time,
    read_answer,
    read_responses,
    there_is_no_checklist,
)

__all__ = [
    "COLUMNS",
    "ImportedFile",
    "RegisterReading",
    "check_leave_out",
    "faults_of_time",
    "find_registers",
    "identify_register",
    "looks_like_register",
    "read_answer",
    "read_measures",
    "read_responses",
    "there_is_no_checklist",
    "unit_registers",
]
