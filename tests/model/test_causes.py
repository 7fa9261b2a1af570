"""Causes in words: the article's, a province's own, and one that nobody here knows."""

from __future__ import annotations

import pytest

from inspection_lib.language import Language, Text, open_catalogue
from inspection_lib.model import Cause, OwnCause, cause_words, known_causes

PREMISES = OwnCause("MAT_BANG", Text("Thiếu trụ sở", "Lack of premises"), Cause.FUNDS)


@pytest.mark.parametrize(
    ("cause", "language", "words"),
    [
        ("KINH_PHI", Language.EN, "Funds"),
        ("MAT_BANG", Language.EN, "Lack of premises"),
        ("MAT_BANG", Language.VI, "Thiếu trụ sở"),
        ("THIEN_TAI", Language.EN, "THIEN_TAI (a cause that this workbench does not know)"),
        ("THIEN_TAI", Language.VI, "THIEN_TAI (nguyên nhân chưa có trong danh mục ở đây)"),
    ],
)
def test_a_cause_in_words(cause: str, language: Language, words: str) -> None:
    """An id of neither list is shown as it is, and said to be unknown."""
    assert cause_words(cause, [PREMISES], open_catalogue(language)) == words


def test_own_causes_stand_after_those_of_the_article() -> None:
    """The order in which forms offer them."""
    assert known_causes([PREMISES]) == (*(cause.value for cause in Cause), "MAT_BANG")
