"""What offices hand in: tables of answers and registers exported from systems in use."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.imports.answer_days import faults_of_time
    from inspection_lib.imports.edited_rows import (
        EditedRows,
        answer_mark,
        compare_with_record,
        standing_answers,
    )
    from inspection_lib.imports.export_marks import (
        EXPORT_MARK,
        EXPORTED_HEADINGS,
        guarded,
        shown_evidence,
    )
    from inspection_lib.imports.imported_file import ImportedFile
    from inspection_lib.imports.register_cases import RegisterCase, RegisterCases, read_cases
    from inspection_lib.imports.register_files import (
        RegisterFile,
        find_registers,
        identify_register,
        looks_like_register,
        unit_registers,
    )
    from inspection_lib.imports.registers import RegisterReading, read_measures
    from inspection_lib.imports.response_rows import COLUMNS
    from inspection_lib.imports.responses import (
        check_leave_out,
        read_answer,
        read_responses,
        there_is_no_checklist,
    )
    from inspection_lib.imports.shown_cells import shown_cell

__all__ = [
    "COLUMNS",
    "EXPORTED_HEADINGS",
    "EXPORT_MARK",
    "EditedRows",
    "ImportedFile",
    "RegisterCase",
    "RegisterCases",
    "RegisterFile",
    "RegisterReading",
    "answer_mark",
    "check_leave_out",
    "compare_with_record",
    "faults_of_time",
    "find_registers",
    "guarded",
    "identify_register",
    "looks_like_register",
    "read_answer",
    "read_cases",
    "read_measures",
    "read_responses",
    "shown_cell",
    "shown_evidence",
    "standing_answers",
    "there_is_no_checklist",
    "unit_registers",
]
