"""Read a raw answer against its item, show it, and tell which items are asked.

Pure: no clock, no database.
"""

from __future__ import annotations

from inspection_lib.answers.asked import Asked, Question, questions
from inspection_lib.answers.parse import canonical, excel_day, fold_word, parse_answer, parse_day
from inspection_lib.answers.show import show_answer

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
