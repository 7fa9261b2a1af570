"""What a file is, by its first bytes."""

from __future__ import annotations

import pytest

from inspection_lib.tables.file_kinds import FileKind, file_kind
from inspection_lib.tables.grid import UnreadableError
from tests.tables.workbook_parts import a_zip, an_ods, an_xlsx

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("r.xls", b"\xef\xbb\xbf\r\n<HTML><table>", "This is a web page under the name .xls."),
        ("r.xls", b"<meta charset=utf-8><table>", "This is a web page under the name .xls."),
        ("r.xls", b'<?xml version="1.0"?><Workbook/>', "This is an XML file under the name .xls."),
        ("r.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "The file is protected by a password."),
        ("r.xlsx", OLE + bytes(600), "This is an old Excel file (.xls) under the name .xlsx."),
        ("r.xls", OLE + "WordDocument".encode("utf-16-le"), "This is no table, but another document"),
        ("r.csv", b"%PDF-1.7", "This is no table, but another document"),
        ("r.xlsx", b"unit,item", "The file is damaged, or it is not of the format"),
        ("r.xlsx", a_zip({"xl/workbook.bin": ""}), "This is a binary Excel file (.xlsb)"),
        ("r.xlsx", a_zip({"[Content_Types].xml": "", "word/document.xml": ""}), "This is no table"),
    ],
)
def test_what_is_no_table_is_named(name: str, content: bytes, said: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        file_kind(name, content)
    assert str(caught.value).startswith(said)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("r.csv", b"unit,item", FileKind.TEXT),
        ("r.xls", b"unit\titem", FileKind.TEXT),
        ("r.csv", an_xlsx(""), FileKind.XLSX),
        ("r.xls", an_ods(""), FileKind.ODS),
        ("r.xls", OLE + bytes(600), FileKind.XLS),
    ],
)
def test_the_content_counts_and_not_the_name(name: str, content: bytes, kind: FileKind) -> None:
    """Many programs export a text or an XLSX file under the name .xls."""
    assert file_kind(name, content) is kind
