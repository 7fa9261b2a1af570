"""One reader of the tables that people hand in, with limits and an account of what it did not take in."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.tables.cells import clean_cell
    from inspection_lib.tables.cleaning import is_kept_as_written
    from inspection_lib.tables.file_kinds import KNOWN_SUFFIXES, TABLE_SUFFIXES
    from inspection_lib.tables.folders import TableFiles, is_passing_file, is_table_file, table_files
    from inspection_lib.tables.headings import Header, KnownHeadings, fold_heading
    from inspection_lib.tables.own_formats import OwnFormat
    from inspection_lib.tables.read import read_layout, read_raw, read_raw_sheets, read_table
    from inspection_lib.tables.row_kinds import RowKinds, counts_columns
    from inspection_lib.tables.rows import row_left_out
    from inspection_lib.tables.sheets import Sheet, SheetLine, Sheets, cell_name, read_sheets
    from inspection_lib.tables.values import (
        LIMITS,
        Account,
        Columns,
        CsvLayout,
        LeftOut,
        LeftOutKind,
        RawTable,
        Row,
        Table,
        TableLimits,
        Unknown,
    )

__all__ = [
    "KNOWN_SUFFIXES",
    "LIMITS",
    "TABLE_SUFFIXES",
    "Account",
    "Columns",
    "CsvLayout",
    "Header",
    "KnownHeadings",
    "LeftOut",
    "LeftOutKind",
    "OwnFormat",
    "RawTable",
    "Row",
    "RowKinds",
    "Sheet",
    "SheetLine",
    "Sheets",
    "Table",
    "TableFiles",
    "TableLimits",
    "Unknown",
    "cell_name",
    "clean_cell",
    "counts_columns",
    "fold_heading",
    "is_kept_as_written",
    "is_passing_file",
    "is_table_file",
    "read_layout",
    "read_raw",
    "read_raw_sheets",
    "read_sheets",
    "read_table",
    "row_left_out",
    "table_files",
]
