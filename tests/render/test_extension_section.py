"""A section of an extension stands in a frame that says whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import ParameterError
from inspection_lib.extensions import read_extensions
from inspection_lib.language import Language
from inspection_lib.render import draw_section
from tests.extensions.makers import changed, good
from tests.render.samples import good as golden

NAME = "school.reading_aid"


def test_the_frame_names_the_extension(tmp_path: Path) -> None:
    """Its heading can be linked to."""
    html = draw_section(golden(), NAME, Language.EN, good(tmp_path))
    assert '<section id="school-reading_aid"' in html
    assert '<h2 id="school-reading_aid-title">How to read it</h2>' in html
    assert "Extension of the office school 1.0" in html
    assert "<p>" in html


def test_a_plain_text_is_escaped(tmp_path: Path) -> None:
    """Only Markup is HTML."""
    extensions, _ = read_extensions(changed(tmp_path, 'Markup("<p>{}</p>").format(said)', '"<script>"'))
    assert "&lt;script&gt;" in draw_section(golden(), NAME, Language.VI, extensions)


@pytest.mark.parametrize("code", ["1 / 0", "None", "b''", "exit(3)"])
def test_what_breaks_is_told_with_its_name(tmp_path: Path, code: str) -> None:
    """And no traceback."""
    extensions, _ = read_extensions(changed(tmp_path, 'Markup("<p>{}</p>").format(said)', code))
    with pytest.raises(ParameterError, match=r"school\.reading_aid of the extension 'school' broke"):
        draw_section(golden(), NAME, Language.VI, extensions)


def test_without_the_extension_there_is_no_such_section() -> None:
    """The sections that exist are named."""
    with pytest.raises(ParameterError, match=r"no section 'school\.reading_aid'"):
        draw_section(golden(), NAME, Language.VI)
