"""The page of a notebook, from end to end."""

from __future__ import annotations

from inspection_lib.language.messages import Language
from tests.render.samples import a_page, good


def test_a_page_speaks_the_language_of_the_parameters() -> None:
    """The same report in English."""
    assert '<html lang="en">' in a_page(good(), Language.EN)


def test_code_is_not_shown() -> None:
    """The reader sees outputs only, and neither the plain form of a section."""
    page = a_page(good())
    assert "show(...)" not in page
    assert "Section(...)" not in page
