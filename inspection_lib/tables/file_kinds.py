"""Tell by its first bytes what a file is, whatever its name says."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from inspection_lib.files import DAMAGED_ZIP, open_zip
from inspection_lib.language import message
from inspection_lib.tables.grid import UnreadableError

TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
"""The endings of files that are read as tables."""
KNOWN_SUFFIXES = (*TABLE_SUFFIXES, ".docx", ".html", ".yaml", ".yml", ".zip")
"""The endings that stand for a format of the library: no extension can read such files instead."""
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLD_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")


class FileKind(StrEnum):
    """The formats that are read."""

    TEXT = "csv"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"


def file_kind(name: str, content: bytes) -> FileKind:
    """The format of a file. Raises UnreadableError for what is no table, in words that say what it is."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    suffix = Path(name).suffix.lower()
    if content[:8] == _OLE or content[:2] in _OLD_BIFF:
        return _old_office(suffix, content)
    if content[:4] == b"PK\3\4":
        return _zipped(suffix, content)
    if start.startswith(
        (b"<html", b"<!doctype", b"<table", b"<meta", b"<head", b"<style", b"<body", b"<div")
    ):
        raise UnreadableError(
            message("This is a web page under the name {suffix}.", suffix=suffix),
            message("Open it in Excel and save it as XLSX."),
        )
    if start.startswith(b"<?xml"):
        raise UnreadableError(
            message("This is an XML file under the name {suffix}.", suffix=suffix),
            message("Open it in Excel and save it as XLSX."),
        )
    if start.startswith((b"mime-version:", b"%pdf", b"{\\rtf")):
        raise _other_document(suffix)
    if suffix in (".xlsx", ".xlsm", ".ods") or (suffix == ".xls" and b"\0" in content[:1024]):
        raise UnreadableError(
            message(
                "The file is damaged, or it is not of the format that its name {suffix} says.", suffix=suffix
            ),
            message("Open it in Excel and save it as XLSX."),
        )
    return FileKind.TEXT


def _old_office(suffix: str, content: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableError(
            message("The file is protected by a password."),
            message("Open it in Excel with the password, remove the password, and save it."),
        )
    if any(name.encode("utf-16-le") in content for name in ("WordDocument", "PowerPoint Document")):
        raise _other_document(suffix)
    if suffix in (".xlsx", ".xlsm"):
        raise UnreadableError(
            message("This is an old Excel file (.xls) under the name {suffix}.", suffix=suffix),
            message("Name it .xls, or open it in Excel and save it as XLSX."),
        )
    return FileKind.XLS


def _zipped(suffix: str, content: bytes) -> FileKind:
    """The kind of an office file by the names of its parts."""
    try:
        with open_zip(content) as parts:
            names = {name.lower() for name in parts.namelist()}
    except DAMAGED_ZIP:
        return FileKind.XLSX  # its reader tells what is damaged
    if "xl/workbook.bin" in names:
        raise UnreadableError(
            message("This is a binary Excel file (.xlsb), which is not read."),
            message("Open it in Excel and save it as XLSX."),
        )
    if "content.xml" in names:
        return FileKind.ODS
    if "[content_types].xml" in names and not any(name.startswith("xl/") for name in names):
        raise _other_document(suffix)
    return FileKind.XLSX


def is_word_file(content: bytes) -> bool:
    """Whether the bytes are those of a .docx file, whatever its name."""
    if content[:4] != b"PK\3\4":
        return False
    try:
        with open_zip(content) as parts:
            return any(name.lower() == "word/document.xml" for name in parts.namelist())
    except DAMAGED_ZIP:
        return False


def _other_document(suffix: str) -> UnreadableError:
    return UnreadableError(
        message("This is no table, but another document under the name {suffix}.", suffix=suffix),
        message("Save the table as XLSX or CSV UTF-8."),
    )
