"""An exporter of an extension gives bytes with the mark of demonstration data, or nothing is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest

from inspection_lib.errors import InspectionError
from inspection_lib.extensions import ExtensionExporter
from inspection_lib.frames.own_export import own_file_bytes
from inspection_lib.language import Text, in_english
from inspection_lib.model import DEMONSTRATION_MARK, ExportColumn, ExportTable, FrameKind

TABLE = ExportTable("scores", "Scores", (ExportColumn("unit", "Unit", FrameKind.CODE),), (("060",),))
Write = Callable[[Sequence[ExportTable], str], bytes]


def exported(write: object, *, is_demonstration: bool = True) -> bytes:
    exporter = ExtensionExporter("own", ".own", Text("bảng", "a table"), write)  # type: ignore[arg-type]
    return own_file_bytes("school.own", exporter, [TABLE], is_demonstration=is_demonstration)


def zipped(_tables: Sequence[ExportTable], mark: str) -> bytes:
    """Packed, so that the mark is in none of the file's own bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("note.txt", mark * 100)
    return content.getvalue()


@pytest.mark.parametrize(
    "write",
    [
        lambda _tables, mark: mark.encode(),
        lambda _tables, mark: mark.encode("utf-16"),
        lambda _tables, mark: ascii(mark).encode(),
        zipped,
    ],
)
def test_a_mark_is_found_as_text(write: Write) -> None:
    """In UTF-8, in UTF-16, with Vietnamese letters as codes, and in the parts of a zip."""
    assert exported(write) == write([TABLE], DEMONSTRATION_MARK)


def test_the_exporter_gets_the_tables_and_no_mark_of_a_real_campaign() -> None:
    """A real campaign needs none."""
    given: list[tuple[Sequence[ExportTable], str]] = []

    def write(tables: Sequence[ExportTable], mark: str) -> bytes:
        given.append((tables, mark))
        return b""

    assert exported(write, is_demonstration=False) == b""
    assert given == [((TABLE,), "")]


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (lambda _tables, _mark: b"060", "school.own left the mark of demonstration data out"),
        (lambda _tables, _mark: b"PK\3\4 no zip", "left the mark of demonstration data out"),
        (lambda _tables, mark: mark, "school.own gave str, not bytes"),
        (lambda _tables, _mark: 1 / 0, "school.own broke: ZeroDivisionError"),
        (lambda: b"", "school.own broke: TypeError"),
    ],
)
def test_what_cannot_be_used_is_told(write: object, said: str) -> None:
    """With the exporter's name."""
    with pytest.raises(InspectionError) as caught:
        exported(write)
    assert said in in_english(caught.value.message)
    assert "Nothing was written" in in_english(caught.value.message)
