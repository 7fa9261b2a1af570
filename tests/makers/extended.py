"""The sample `school` with the extension and the cells of docs/extending.md, as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell

from inspection_lib.workbench import Workbench, make_workbench
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
OWN_NOTEBOOK = "notebooks/our_report.ipynb"
OWN_TEXT = """# Ghi chú của đoàn

Xem **kỹ** [trang](https://example.invalid/x) và [phụ lục](#items).

<script>window.hit=1</script> <b onclick="x()">đậm</b> ![ảnh](https://example.invalid/p.png)

| a | b |
|---|---|
| 1 | 2 |
"""
RATIO = "scoring: {rule: ratio_linear, zero_at: 0.5, full_at: 1, zero_denominator: not_applicable}"


def fences(kind: str) -> list[str]:
    """The pieces of a kind on the page, in their order."""
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.S)


def an_extended_school(folder: Path) -> Workbench:
    """The first share of the checklist is judged by the rule of the page and compared with its register."""
    make_workbench(folder, "school")
    code, makes, shows, exporter, reader, register = fences("python")
    for name, text in (("school", code), ("portal", exporter), ("diary", reader), ("upkeep", register)):
        (folder / "extensions" / f"{name}.py").write_text(text, encoding="utf-8")
    (folder / "TH01.diary").write_text(fences("text")[0], encoding="utf-8")
    registers = folder / "checklists" / "registers" / "2026-an-toan"
    registers.mkdir(parents=True)
    (registers / "TH01.upkeep.extinguishers.csv").write_text(fences("csv")[0], encoding="utf-8")
    checklist = folder / "checklists" / "definitions" / "school-safety.v1.yaml"
    text = checklist.read_text(encoding="utf-8")
    rule, check = (piece.strip() for piece in fences("yaml"))
    checklist.write_text(text.replace(RATIO, f"{rule}\n            {check}", 1), encoding="utf-8")
    notebook = nbformat.read(folder / "notebooks" / "unit_report.ipynb", as_version=4)
    place = next(at for at, cell in enumerate(notebook.cells) if '"summary"' in cell.source)
    notebook.cells[place + 1 : place + 1] = [
        new_markdown_cell(OWN_TEXT, id="own-text"),
        new_code_cell(makes.strip(), id="own-extensions"),
        new_code_cell(shows.strip(), id="own-section"),
    ]
    nbformat.write(notebook, folder / OWN_NOTEBOOK)
    return Workbench(folder)
