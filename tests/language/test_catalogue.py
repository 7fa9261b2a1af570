"""The catalogue has a Vietnamese text for every message of the code, and writes numbers and days."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from inspection_lib.language.catalogue import MINUS, open_catalogue, written_value
from inspection_lib.language.messages import (
    Language,
    Message,
    MessageValue,
    Text,
    ValueKind,
    in_english,
    message,
)
from inspection_lib.model import Severity
from tests.conftest import ROOT

KEYWORDS: dict[str, tuple[int, ...] | None] = {"message": None, "Message": None, "_": None}
METHODS = [("**.py", "python"), ("**.j2", "jinja2.ext:babel_extract")]


def english_texts() -> set[str]:
    """Every English text of the package and its templates that people read."""
    found = extract_from_dir(ROOT / "inspection_lib", method_map=METHODS, keywords=KEYWORDS)
    return {text for _, _, text, _, _ in found if isinstance(text, str) and text}


def translated() -> dict[str, str]:
    """The entries of the Vietnamese catalogue."""
    path: Path = ROOT / "inspection_lib" / "language" / "locale" / "vi.po"
    with path.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def test_every_text_has_a_vietnamese_one_and_none_is_left_over() -> None:
    """The catalogue holds exactly the texts of the code, and none is empty."""
    english, known = english_texts(), translated()
    assert {text for text in english if not known.get(text)} == set()
    assert set(known) - english == set()


def test_a_translation_keeps_the_placeholders() -> None:
    """A translation names the same {values} as the English text."""
    for english, vietnamese in translated().items():
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", vietnamese)), english


def test_numbers_and_days_are_written_as_people_here_write_them() -> None:
    """1.646 and 15/5/2017 in Vietnamese; 1,646 in English."""
    text = message("{done} of a target of {target}.", done=1646, target=2000)
    assert open_catalogue(Language.VI).format(text) == "Đạt 1.646 trên chỉ tiêu 2.000."
    assert open_catalogue(Language.EN).format(text) == "1,646 of a target of 2,000."


def test_a_text_of_people_is_shown_in_the_other_language_where_it_lacks_one() -> None:
    """A unit without an English name keeps its Vietnamese one."""
    assert open_catalogue(Language.EN).write(Text("Ba Bể", "")) == "Ba Bể"
    assert open_catalogue(Language.VI).write(Text("", "district")) == "district"


@pytest.mark.parametrize(
    ("method", "value", "vietnamese", "english"),
    [
        ("number", "1052.50", "1.052,5", "1,052.5"),
        ("number", "-2", f"{MINUS}2", f"{MINUS}2"),
        ("points", "4.5", "4,50", "4.50"),
        ("points", "4.00", "4", "4"),
        ("points", "0.375", "0,38", "0.38"),
        ("signed", "1.5", "+1,50", "+1.50"),
        ("signed", "0", "0", "0"),
        ("loss", "0.62", f"{MINUS}0,62", f"{MINUS}0.62"),
        ("percent", "86.94", "86,94\N{NO-BREAK SPACE}%", "86.94%"),
        ("percent", "79.99996", "79,99996\N{NO-BREAK SPACE}%", "79.99996%"),
    ],
)
def test_a_number_is_written_in_each_language(method: str, value: str, vietnamese: str, english: str) -> None:
    """Numbers are rounded half up and have a real minus sign."""
    written = [getattr(open_catalogue(language), method)(Decimal(value)) for language in Language]
    assert written == [vietnamese, english]


@pytest.mark.parametrize(
    ("moment", "vietnamese", "english"),
    [
        ("2017-05-24T01:30:00+00:00", "08:30, 24/5/2017", "08:30, 24 May 2017"),
        ("2017-05-24T08:30:59+07:00", "08:30, 24/5/2017", "08:30, 24 May 2017"),
        ("soon", "soon", "soon"),
    ],
)
def test_a_moment_is_shown_in_the_time_of_vietnam(moment: str, vietnamese: str, english: str) -> None:
    """To the minute; a text that is no moment stays as it is."""
    assert [open_catalogue(language).moment(moment) for language in Language] == [vietnamese, english]


@pytest.mark.parametrize(
    "text", ["{a} of {c}", "{a.__class__} of {c}", "{a:>1000000000} of {c}", "{a!r} of {c}", "{ of {c}"]
)
def test_a_message_of_a_changed_file_is_written_and_does_nothing_else(text: str) -> None:
    """A placeholder without a value stays; none reads attributes or asks for a huge width."""
    known = message("{a} of {b}", a=Decimal(1), b=Decimal(2))
    written = open_catalogue(Language.EN).format(Message(text, known.values))
    assert written == text.replace("{a} ", "1 ")


def test_a_day_that_is_none_stays_a_text() -> None:
    """A changed file may hold any text in its place."""
    changed = MessageValue("day", ValueKind.DATE, "2017-13-01")
    assert open_catalogue(Language.VI).format(Message("{day}", (changed,))) == "2017-13-01"


def test_a_value_of_a_file_is_explained_in_vietnamese() -> None:
    """Who corrects the file needs the English word, and who reads the sentence its meaning."""
    text = message("{field} is empty.", field=written_value(Severity.CRITICAL))
    assert open_catalogue(Language.VI).format(text) == "rất nghiêm trọng (critical) đang để trống."
    assert in_english(text) == "critical is empty."


def test_a_local_day_is_that_of_the_offices_zone() -> None:
    """Five in the afternoon in UTC is the next day in Vietnam; an empty text has no day."""
    catalogue = open_catalogue(Language.VI)
    moments = ("2017-05-30T16:59:59+00:00", "2017-05-30T17:00:00+00:00", "")
    assert [catalogue.local_day(moment) for moment in moments] == ["2017-05-30", "2017-05-31", ""]
