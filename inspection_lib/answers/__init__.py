"""Read a raw answer against its item, show it, and say which items are asked. Pure: no clock, no database."""

from __future__ import annotations

from inspection_lib.answers.parse import (
    Asked,
    Question,
    canonical,
    excel_day,
    fold_word,
    parse_answer,
    parse_day,
    questions,
    show_answer,
)

__all__ = [
    "Asked",
    "Question",
    "canonical",
    "excel_day",
    "fold_word",
    "parse_answer",
    "parse_day",
    "questions",
    "show_answer",
]
