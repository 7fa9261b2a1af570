"""The words about the check of a page."""

from __future__ import annotations

import re

import pytest

from inspection_lib.language import Language, open_catalogue
from inspection_lib.render.report_page.check_words import check_meaning, check_words
from inspection_lib.render.stylesheet import ASSETS


def test_the_script_asks_for_no_word_that_the_page_does_not_have() -> None:
    """`words.NAME` in the script is the attribute `data-NAME` of the page: small letters only.

    The zone is no word: a page in the default zone does without.
    """
    script = (ASSETS / "check.js").read_text(encoding="utf-8")
    asked = set(re.findall(r"\bwords\.([a-z]+)", script)) - {"replace", "zone"}
    assert 'words[signed ? "signed" : "unsigned"]' in script
    assert asked | {"signed", "unsigned"} == set(check_words(open_catalogue(Language.VI)))


@pytest.mark.parametrize("language", Language)
def test_the_page_says_what_the_check_cannot_see(language: Language) -> None:
    """One sentence leaves the page's own script and styles to the command."""
    assert "inspection verify" in check_meaning(open_catalogue(language))[-1]
