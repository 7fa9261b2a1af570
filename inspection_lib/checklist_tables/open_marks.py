"""The mark of an open decision in a checklist file, and where it still stands."""

from __future__ import annotations

import re
import unicodedata

from inspection_lib.language import Language, message, open_catalogue

MARK = message("TO BE DECIDED")
"""What stands in the comment of each open decision."""


def lines_of_open_decisions(text: str) -> tuple[int, ...]:
    """The lines (from 1) of a file whose comment has the mark, in any language in which it was written."""
    marks = "|".join(re.escape(open_catalogue(language).format(MARK)) for language in Language)
    marked = re.compile(rf"#.*(?:{marks})")
    lines = unicodedata.normalize("NFC", text).split("\n")
    return tuple(number for number, line in enumerate(lines, start=1) if marked.search(line))
