"""Writing the papers: nothing that people wrote is replaced."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language
from inspection_lib.render.papers import write_minutes
from inspection_lib.report import Report

VI = open_catalogue(Language.VI)


def test_a_word_file_filled_in_by_hand_is_never_replaced(report: Report, tmp_path: Path) -> None:
    """The same minutes again are one file. After somebody wrote into it, the next ones get another name."""
    first = write_minutes(report, tmp_path, VI)[1]
    assert write_minutes(report, tmp_path, VI)[1] == first
    document = Document(str(first))
    document.add_paragraph("Ý kiến của đơn vị: đồng ý")
    document.save(str(first))
    filled = first.read_bytes()
    second = write_minutes(report, tmp_path, VI)[1]
    assert second != first
    assert first.read_bytes() == filled
    assert write_minutes(report, tmp_path, VI)[1] == second
