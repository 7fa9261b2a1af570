"""A checklist as a table: from an office's own scoring table, to an Excel file, and back."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.checklist_tables.book_file import book_bytes
    from inspection_lib.checklist_tables.decision_file import decision_list, field_lines, same_decisions
    from inspection_lib.checklist_tables.file_head import Wishes
    from inspection_lib.checklist_tables.from_table import FromTable, checklist_from_table, file_text, id_of
    from inspection_lib.checklist_tables.open_marks import MARK, lines_of_open_decisions
    from inspection_lib.checklist_tables.outline import RowPlace, TableDecision, Use
    from inspection_lib.checklist_tables.whole_book import sheets_of

__all__ = [
    "MARK",
    "FromTable",
    "RowPlace",
    "TableDecision",
    "Use",
    "Wishes",
    "book_bytes",
    "checklist_from_table",
    "decision_list",
    "field_lines",
    "file_text",
    "id_of",
    "lines_of_open_decisions",
    "same_decisions",
    "sheets_of",
]
