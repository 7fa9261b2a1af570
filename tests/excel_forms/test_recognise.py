"""Which files are taken for forms."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from inspection_lib.excel_forms import looks_like_form
from tests.excel_forms.filled import blank_form


def test_only_forms_look_like_forms(tmp_path: Path) -> None:
    """Whatever their names; no other workbook, text, damaged or missing file does."""
    (tmp_path / "a.bin").write_bytes(blank_form())
    Workbook().save(tmp_path / "b.xlsx")
    (tmp_path / "c.xlsx").write_bytes(b"PK\3\4 damaged _inspection_form")
    (tmp_path / "d.csv").write_text("_inspection_form", "utf-8")
    found = [looks_like_form(tmp_path / name) for name in ("a.bin", "b.xlsx", "c.xlsx", "d.csv", "e.xlsx")]
    assert found == [True, False, False, False, False]
