"""No text is missing in Vietnamese."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language, message
from tests.conftest import ROOT

KEYWORDS: dict[str, tuple[int, ...] | None] = {"message": None, "Message": None, "_": None}
METHODS = [("**.py", "python"), ("**.j2", "jinja2.ext:babel_extract")]


def said_in_code() -> set[str]:
    """Every English text that the package or its templates say."""
    found = extract_from_dir(ROOT / "inspection_lib", method_map=METHODS, keywords=KEYWORDS)
    return {text for _, _, text, _, _ in found if isinstance(text, str) and text}


def translated() -> dict[str, str]:
    """The entries of the Vietnamese catalogue."""
    path: Path = ROOT / "inspection_lib" / "language" / "locale" / "vi.po"
    with path.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def test_every_text_has_a_vietnamese_one_and_none_is_left_over() -> None:
    """The catalogue holds exactly what is said, and nothing is empty."""
    said, known = said_in_code(), translated()
    assert {text for text in said if not known.get(text)} == set()
    assert set(known) - said == set()


def test_a_translation_keeps_the_places_of_its_values() -> None:
    """A translation names the same {values} as the English text."""
    for english, vietnamese in translated().items():
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", vietnamese)), english


def test_numbers_and_days_are_written_as_people_here_write_them() -> None:
    """1.646 and 15/5/2017 in Vietnamese; 1,646 in English."""
    said = message("{done} of a target of {target}.", done=1646, target=2000)
    assert open_catalogue(Language.VI).format(said) == "Đạt 1.646 trên chỉ tiêu 2.000."
    assert open_catalogue(Language.EN).format(said) == "1,646 of a target of 2,000."
