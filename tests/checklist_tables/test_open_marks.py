"""Where open decisions stand in a file."""

from __future__ import annotations

import unicodedata

from inspection_lib.checklist_tables import lines_of_open_decisions


def test_a_mark_counts_in_a_comment_of_either_language() -> None:
    """Beside a value too, and however its letters were composed; a text without a comment has no mark."""
    text = (
        "# CẦN QUYẾT ĐỊNH: x\n"
        "a: 1\n"
        "  - b: 2  # TO BE DECIDED\n"
        f"# {unicodedata.normalize('NFD', 'CẦN QUYẾT ĐỊNH')}\r\n"
        "title: CẦN QUYẾT ĐỊNH\n"
        "# decided\n"
    )
    assert lines_of_open_decisions(text) == (1, 3, 4)
