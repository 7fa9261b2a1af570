"""The texts of the form in both languages."""

from __future__ import annotations

import re

from inspection_lib.language import Language, open_catalogue
from inspection_lib.visit.texts import TEXTS, form_texts


def test_every_text_is_there_in_both_languages_with_the_same_places() -> None:
    """The form fills in the `{name}` places, whatever the language."""
    english, vietnamese = (form_texts(open_catalogue(language)) for language in (Language.EN, Language.VI))
    assert english.keys() == vietnamese.keys() == TEXTS.keys()
    for key, text in english.items():
        assert text
        assert vietnamese[key]
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", vietnamese[key])), key
