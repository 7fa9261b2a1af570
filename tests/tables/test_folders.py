"""Which files of a folder are tables."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.tables import LeftOutKind, is_table_file, table_files


def test_every_file_is_taken_or_named(tmp_path: Path) -> None:
    tables = ["a.csv", "b.TSV", "c.xlsx", "d.xlsm", "e.xls", "f.ods"]
    others = ["~$c.xlsx", ".~lock.c.xlsx#", "._a.csv", "Thumbs.db", "readme.txt", "scan.pdf"]
    for name in (*tables, *others):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "older.csv").mkdir()
    found = table_files(tmp_path)
    assert [path.name for path in found.files] == tables
    assert {one.kind for one in found.left_out} == {LeftOutKind.FILE}
    named = {value.value for one in found.left_out for value in one.message.values}
    assert named == {*others, "older.csv"}


def test_a_file_that_was_named_is_taken_whatever_its_name(tmp_path: Path) -> None:
    assert table_files(tmp_path / "readme.txt").files == (tmp_path / "readme.txt",)
    assert not is_table_file(tmp_path / "readme.txt")
