"""What a system lacks is told in words."""

from __future__ import annotations

from inspection_lib.language import Language, lack_in_words, open_catalogue
from inspection_lib.system import Lack


def test_every_lack_has_its_sentence_in_both_languages() -> None:
    """A new one without words fails here."""
    for language in Language:
        texts = {open_catalogue(language).format(lack_in_words(lack)) for lack in Lack}
        assert len(texts) == len(Lack)
