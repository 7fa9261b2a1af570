"""Write exported tables as CSV, Excel, OpenDocument and Parquet files. No text becomes a formula in any."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from inspection_lib.errors import InspectionError
from inspection_lib.frames.export_formats import ExportFormat
from inspection_lib.frames.table_values import Kind
from inspection_lib.imports import EXPORT_MARK, guarded
from inspection_lib.language import message
from inspection_lib.model import ExportColumn, ExportTable, ExportValue

SHEET_ROWS = 1_048_575
"""Rows of a sheet below its header."""
CELL_LETTERS = 32_767
"""Letters of one cell in Excel; LibreOffice keeps to it when it saves such a file."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBER_FORMATS = {Kind.POINTS: "0.00", Kind.COUNT: "0", Kind.DAY: "dd/mm/yyyy", Kind.YES_NO: "General"} | {
    Kind.MOMENT: "dd/mm/yyyy hh:mm:ss"
}
_TEXT_FORMAT = "@"
_WIDTHS = {Kind.TEXT: 36, Kind.CODE: 18, Kind.MOMENT: 20}
_NARROW = 12


def file_bytes(tables: Sequence[ExportTable], kind: ExportFormat) -> bytes:
    """The bytes of a file with one table, or in XLSX and ODS with several, a sheet for each.

    Raises InspectionError for what a sheet cannot hold.
    """
    if kind in (ExportFormat.XLSX, ExportFormat.ODS):
        for table in tables:
            _check_sheet(table)
        return _xlsx(tables) if kind is ExportFormat.XLSX else _ods(tables)
    (table,) = tables
    return _csv(table) if kind is ExportFormat.CSV else _parquet(table)


def _check_sheet(table: ExportTable) -> None:
    remedy = message("Export it with --to csv or --to parquet.")
    if len(table.rows) > SHEET_ROWS:
        text = message(
            "The table {table} has {count} rows; a sheet holds {most}.",
            table=table.name,
            count=len(table.rows),
            most=SHEET_ROWS,
        )
        raise InspectionError(text, remedy)
    if any(isinstance(value, str) and len(value) > CELL_LETTERS - 2 for row in table.rows for value in row):
        text = message(
            "The table {table} has a text of more than {most} letters; a cell holds no more.",
            table=table.name,
            most=CELL_LETTERS,
        )
        raise InspectionError(text, remedy)


def _csv(table: ExportTable) -> bytes:
    """UTF-8 with a byte order mark, by which Excel knows the encoding; numbers with a decimal point."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.heading for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_cell(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(value: ExportValue) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case str():
            return guarded(value, is_csv=True)
        case datetime():
            return value.isoformat(" ", timespec="seconds")
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def _xlsx(tables: Sequence[ExportTable]) -> bytes:
    from openpyxl import Workbook  # on use: it takes a while, and most commands need none
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    bold, head = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
    for table in tables:
        page = book.create_sheet(table.name)
        page.freeze_panes = "A2"
        for at, column in enumerate(table.columns, start=1):
            page.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(column.kind, _NARROW)
        heading_cells = [WriteOnlyCell(page, column.heading) for column in table.columns]
        for cell in heading_cells:
            cell.font, cell.fill = bold, head
        page.append(heading_cells)
        for row in table.rows:
            cells = []
            for column, value in zip(table.columns, row, strict=True):
                number: Any = float(value) if isinstance(value, Decimal) else value
                cell = WriteOnlyCell(page, _in_xml(value) if isinstance(value, str) else number)
                if isinstance(value, str):
                    cell.data_type = "s"  # openpyxl would take a text that begins with = for a formula
                cell.number_format = _number_format(column)
                cells.append(cell)
            page.append(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _number_format(column: ExportColumn) -> str:
    return _NUMBER_FORMATS.get(column.kind, _TEXT_FORMAT)


def _in_xml(value: ExportValue) -> str:
    """A text as a workbook may hold it: without letters that XML does not allow, and guarded."""
    return guarded(_NOT_IN_XML.sub("", str(value)), is_csv=False)


_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:automatic-styles>'
    '<number:text-style style:name="text-format"><number:text-content/></number:text-style>'
    '<number:number-style style:name="points-format"><number:number number:min-integer-digits="1"'
    ' number:decimal-places="2" number:min-decimal-places="2"/></number:number-style>'
    '<number:date-style style:name="day-format"><number:day number:style="long"/><number:text>/</number:text>'
    '<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>'
    '</number:date-style><number:date-style style:name="moment-format"><number:day number:style="long"/>'
    '<number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text>'
    '<number:year number:style="long"/><number:text> </number:text><number:hours number:style="long"/>'
    '<number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text>'
    '<number:seconds number:style="long"/></number:date-style>'
    '<style:style style:name="text" style:family="table-cell" style:data-style-name="text-format"/>'
    '<style:style style:name="points" style:family="table-cell" style:data-style-name="points-format"/>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="day-format"/>'
    '<style:style style:name="moment" style:family="table-cell" style:data-style-name="moment-format"/>'
    '<style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
    "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
)
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3"'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/"'
    ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def _ods(tables: Sequence[ExportTable]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)  # first and not packed, as the format asks
        archive.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
        with archive.open("content.xml", "w") as part:
            part.write(_ODS_HEAD.encode())
            for table in tables:
                part.write(f"<table:table table:name={quoteattr(table.name)}>".encode())
                part.write(_ods_row([_ods_text(column.heading, "head") for column in table.columns]))
                for row in table.rows:
                    part.write(
                        _ods_row(
                            [_ods_cell(*pair) for pair in zip(table.columns, row, strict=True)],
                        )
                    )
                part.write(b"</table:table>")
            part.write(b"</office:spreadsheet></office:body></office:document-content>")
    return content.getvalue()


def _ods_row(cells: Sequence[str]) -> bytes:
    return f"<table:table-row>{''.join(cells)}</table:table-row>".encode()


def _ods_text(text: str, style: str) -> str:
    lines = "".join(f"<text:p>{_ods_spaces(line)}</text:p>" for line in text.split("\n"))
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">{lines}</table:table-cell>'
    )


def _ods_spaces(line: str) -> str:
    """A line with its spaces: a reader of the format would make one of several."""
    return re.sub("  +", lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', escape(line))


def _ods_cell(column: ExportColumn, value: ExportValue) -> str:
    match value:
        case None:
            return '<table:table-cell table:style-name="text"/>'
        case str():
            return _ods_text(_in_xml(value), "text")
        case bool():
            return (
                f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
            )
        case datetime() | date():
            style = "moment" if isinstance(value, datetime) else "day"
            written = (
                value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()
            )
            return (
                f'<table:table-cell table:style-name="{style}" office:value-type="date"'
                f' office:date-value="{written}"/>'
            )
        case _:
            style = ' table:style-name="points"' if column.kind is Kind.POINTS else ""
            return f'<table:table-cell{style} office:value-type="float" office:value="{value}"/>'


def _parquet(table: ExportTable) -> bytes:
    """For programs: columns have their names, points are floats, and answers have no mark to edit by."""
    import pandas as pd
    import pyarrow as pa
    from pyarrow import parquet

    frame = pd.DataFrame(table.rows, columns=[column.name for column in table.columns])
    for column in table.columns:
        if column.kind is Kind.POINTS:
            frame[column.name] = frame[column.name].astype("float64")
        elif column.kind is Kind.COUNT:
            frame[column.name] = frame[column.name].astype("Int64")
        elif column.kind is Kind.YES_NO:
            frame[column.name] = frame[column.name].astype("boolean")
        elif column.kind in (Kind.DAY, Kind.MOMENT):
            frame[column.name] = pd.to_datetime(frame[column.name])
    out = pa.BufferOutputStream()
    parquet.write_table(
        pa.Table.from_pandas(frame.drop(columns=EXPORT_MARK, errors="ignore"), preserve_index=False), out
    )
    return bytes(out.getvalue())
