"""The page of a notebook, from end to end."""

from __future__ import annotations

from inspection_lib.language.messages import Language
from tests.render.samples import a_page, good


def test_a_page_is_in_the_language_of_the_parameters() -> None:
    """The same report in English."""
    assert '<html lang="en">' in a_page(good(), Language.EN)


def test_code_is_not_shown() -> None:
    """The page has the outputs only, and not their plain text forms."""
    page = a_page(good())
    assert "show(...)" not in page
    assert "Section(...)" not in page
