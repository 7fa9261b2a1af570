"""Read a raw answer against its item, show it, and tell which items are asked.

Pure: no clock, no database.
"""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.answers.asked import Asked, Question, questions
    from inspection_lib.answers.cases import (
        MOST_CASES,
        only_adds,
        put_together,
        read_cases,
        recorded_cases,
        write_cases,
    )
    from inspection_lib.answers.days import far_day, is_far, is_impossible_day, month_first, parse_day
    from inspection_lib.answers.evidence import EvidenceOfAnswer, evidence_of, names_nothing, younger_evidence
    from inspection_lib.answers.na import NA_WITHOUT_REASON, NaProblem, na_problem
    from inspection_lib.answers.numbers import (
        amount_in,
        fold_word,
        is_ambiguous,
        parse_number,
        parse_signed,
        split_amount,
    )
    from inspection_lib.answers.parse import (
        NOT_APPLICABLE_WORDS,
        canonical,
        excel_day,
        level_words,
        parse_answer,
    )
    from inspection_lib.answers.personal import (
        LOOK_ALIKE,
        PATTERNS,
        PersonalData,
        find_personal_data,
        personal_warnings,
    )
    from inspection_lib.answers.reasons import answer_problem, needs_reason
    from inspection_lib.answers.show import occurrence_label, show_answer

__all__ = [
    "LOOK_ALIKE",
    "MOST_CASES",
    "NA_WITHOUT_REASON",
    "NOT_APPLICABLE_WORDS",
    "PATTERNS",
    "Asked",
    "EvidenceOfAnswer",
    "NaProblem",
    "PersonalData",
    "Question",
    "amount_in",
    "answer_problem",
    "canonical",
    "evidence_of",
    "excel_day",
    "far_day",
    "find_personal_data",
    "fold_word",
    "is_ambiguous",
    "is_far",
    "is_impossible_day",
    "level_words",
    "month_first",
    "na_problem",
    "names_nothing",
    "needs_reason",
    "occurrence_label",
    "only_adds",
    "parse_answer",
    "parse_day",
    "parse_number",
    "parse_signed",
    "personal_warnings",
    "put_together",
    "questions",
    "read_cases",
    "recorded_cases",
    "show_answer",
    "split_amount",
    "write_cases",
    "younger_evidence",
]
