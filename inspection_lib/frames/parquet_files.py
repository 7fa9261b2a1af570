"""The Parquet files beside `batch.json`: one for each table, in the folder `frames`.

This module loads pyarrow and is imported inside functions. All files of one writing carry the same mark, made
from the digests of the reports and records that they hold: a file of another writing is not read beside them.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from inspection_lib.files import Folder
from inspection_lib.frames.columns import FRAMES, FRAMES_RECORDS, TABLES
from inspection_lib.frames.rows import Row
from inspection_lib.frames.table_values import FrameColumn, FrameTable, Kind
from inspection_lib.language import Text

UNITS_AT_ONCE = 200
"""Units whose rows are in memory together: 200 have some 15,000 rows of items."""
_MARK = b"inspection.frames"
_RECORDS_SCHEMA = pa.schema([(name, pa.string()) for name in ("unit", "report_sha256", "record")])
_TYPES = {
    Kind.CODE: pa.string(),
    Kind.TEXT: pa.string(),
    Kind.CATEGORY: pa.string(),
    Kind.POINTS: pa.string(),  # exact; text as in report.json
    Kind.COUNT: pa.int64(),
    Kind.YES_NO: pa.bool_(),
    Kind.DAY: pa.date32(),
    Kind.MOMENT: pa.timestamp("us", tz="UTC"),
}

UnitRows = dict[str, list[Row]]
"""The rows of one unit by table."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What the rows of a unit are made from: its report.json, and its record when they were made."""

    report_sha256: str
    record: str


def path_of(table: str) -> str:
    """The name of a table's file in the folder of a campaign."""
    return f"{FRAMES}/{table}.parquet"


def schema_of(table: FrameTable) -> pa.Schema:
    """The columns of a table's file."""
    return pa.schema(
        [(field, _TYPES[column.kind]) for column in table.all_columns for field in column.fields]
    )


def to_arrow(table: FrameTable, rows: Sequence[Row]) -> pa.Table:
    """Rows as an Arrow table, with both languages of a text side by side."""
    arrays: list[pa.Array] = []
    for number, column in enumerate(table.all_columns):
        for values in _field_values(column, [row[number] for row in rows]):
            arrays.append(pa.array(values, _TYPES[column.kind]))
    return pa.Table.from_arrays(arrays, schema=schema_of(table))


def _field_values(column: FrameColumn, values: list[object]) -> list[list[object]]:
    """The values of each field of a column."""
    if column.kind is Kind.TEXT:
        texts = [value for value in values if isinstance(value, Text)]
        return [[text.vi or text.en for text in texts], [text.en or text.vi for text in texts]]
    if column.kind is Kind.POINTS:
        return [[None if value is None else str(value) for value in values]]
    return [values]


class FrameFiles:
    """The files of all tables while they are written: in memory, until `write` puts them into the folder.

    Only `UNITS_AT_ONCE` units are in memory with all their rows; the others are compressed.
    """

    def __init__(self) -> None:
        self.origins: dict[str, Origin] = {}
        """What the rows that were added are made from, by unit."""
        self._portion: list[UnitRows] = []
        self._buffers = {name: pa.BufferOutputStream() for name in TABLES}
        self._writers = {
            name: parquet.ParquetWriter(self._buffers[name], schema_of(table), compression="zstd")
            for name, table in TABLES.items()
        }

    def add(self, code: str, origin: Origin, rows: UnitRows) -> None:
        """Add the rows of a unit, once."""
        self.origins[code] = origin
        self._portion.append(rows)
        if len(self._portion) == UNITS_AT_ONCE:
            self._take_portion()

    def add_kept(self, folder: Folder, kept: Mapping[str, Origin]) -> None:
        """Add the rows of some units from the files that are there. Raises ArrowException, OSError."""
        for name, writer in self._writers.items():
            for batch in _kept_rows(folder, name, kept) if kept else ():
                writer.write_table(batch)
        self.origins |= kept

    def _take_portion(self) -> None:
        for name, table in TABLES.items():
            rows = [row for unit in self._portion for row in unit[name]]
            self._writers[name].write_table(to_arrow(table, rows))
        self._portion.clear()

    def write(self, folder: Folder) -> None:
        """Write the files. That of the origins comes last: before it nothing is read. Raises OSError."""
        if self._portion:
            self._take_portion()
        mark = _mark_of(self.origins)
        for writer in self._writers.values():
            writer.add_key_value_metadata({_MARK: mark})
            writer.close()
        for name, buffer in self._buffers.items():
            folder.write(path_of(name), buffer.getvalue().to_pybytes())
        listed = [
            (code, origin.report_sha256, origin.record) for code, origin in sorted(self.origins.items())
        ]
        columns = [pa.array(values, pa.string()) for values in zip(*listed, strict=True)] or [
            pa.array([], pa.string())
        ] * len(_RECORDS_SCHEMA)
        table = pa.Table.from_arrays(columns, schema=_RECORDS_SCHEMA.with_metadata({_MARK: mark}))
        out = pa.BufferOutputStream()
        parquet.write_table(table, out)
        folder.write(FRAMES_RECORDS, out.getvalue().to_pybytes())


def _kept_rows(folder: Folder, name: str, kept: Mapping[str, Origin]) -> Iterator[pa.Table]:
    """The rows of some units in the file that is there, group by group."""
    file = parquet.ParquetFile(io.BytesIO(folder.read_bytes(path_of(name)) or b""))
    codes = pa.array(sorted(kept), pa.string())
    for number in range(file.num_row_groups):
        group = file.read_row_group(number)
        yield group.filter(pc.is_in(group.column("unit"), value_set=codes)).replace_schema_metadata(None)


def _mark_of(origins: Mapping[str, Origin]) -> bytes:
    lines = [f"{code} {origin.report_sha256} {origin.record}" for code, origin in sorted(origins.items())]
    lines += [
        f"{name} {','.join(table.fields)}" for name, table in TABLES.items()
    ]  # other columns: other files
    return hashlib.sha256("\n".join(lines).encode()).hexdigest().encode()


def read_origins(folder: Folder) -> dict[str, Origin] | None:
    """What the files were made from, unit by unit; None where there are none of this version."""
    content = folder.read_bytes(FRAMES_RECORDS)
    try:
        table = parquet.read_table(io.BytesIO(content)) if content else None
        if table is None:
            return None
        codes, reports, records = (table.column(name).to_pylist() for name in _RECORDS_SCHEMA.names)
    except (pa.ArrowException, KeyError):
        return None
    origins = {
        code: Origin(report, record) for code, report, record in zip(codes, reports, records, strict=True)
    }
    return origins if (table.schema.metadata or {}).get(_MARK) == _mark_of(origins) else None


def are_of_one_writing(folder: Folder, origins: Mapping[str, Origin]) -> bool:
    """Whether the files of all tables are those that were written with these origins."""
    mark = _mark_of(origins)
    return all(_mark_in(folder, name) == mark for name in TABLES)


def _mark_in(folder: Folder, name: str) -> bytes | None:
    try:
        content = folder.read_bytes(path_of(name)) or b""
        return (parquet.read_metadata(io.BytesIO(content)).metadata or {}).get(_MARK)
    except pa.ArrowException:
        return None


def read_table(
    folder: Folder, name: str, origins: Mapping[str, Origin], fields: list[str]
) -> pa.Table | None:
    """Some fields of a table; None where its file is missing, damaged or of another writing."""
    content = folder.read_bytes(path_of(name)) or b""
    try:
        file = parquet.ParquetFile(io.BytesIO(content))
        if (file.metadata.metadata or {}).get(_MARK) != _mark_of(origins):
            return None
        return file.read(columns=fields)
    except pa.ArrowException:
        return None
