"""What looks like personal data, and what must not be taken for it. The form's script has the same test."""

from __future__ import annotations

import json

import pytest

from inspection_lib.answers.personal import LOOK_ALIKE, PATTERNS, PersonalData, find_personal_data, fold
from tests.conftest import ROOT

DATA = json.loads((ROOT / "tests" / "data" / "personal.json").read_text(encoding="utf-8"))


def test_both_languages_have_the_same_table() -> None:
    """The file from which the JavaScript's test reads the patterns is up to date."""
    assert DATA["patterns"] == [[kind.value, pattern] for kind, pattern in PATTERNS]
    assert DATA["alike"] == list(LOOK_ALIKE)


@pytest.mark.parametrize(("text", "kind"), DATA["warned"])
def test_what_looks_like_personal_data_is_found(text: str, kind: str) -> None:
    """With the separators, words and file names in which people here write such numbers."""
    assert PersonalData(kind) in find_personal_data([text])


@pytest.mark.parametrize("text", DATA["quiet"])
def test_other_numbers_are_not_taken_for_it(text: str) -> None:
    """Documents, days, sums, counts, dossiers, codes."""
    assert find_personal_data([text]) == ()


def test_each_text_is_looked_at_by_itself() -> None:
    """Two cells beside each other make no number; kinds come once, in their order."""
    assert find_personal_data(["CCCD: 0191840", "00123"]) == ()
    found = find_personal_data(["0912345678, a@gmail.com", "CCCD 019184000123", "0987654321"])
    assert found == (PersonalData.ID_CARD, PersonalData.PHONE, PersonalData.EMAIL)


def test_no_part_of_a_sentence_changes_what_is_found() -> None:
    """Words around a number, marks, capitals and invisible characters make no difference."""
    for kind, number in (("id_card", "019184000123"), ("phone", "0912 345 678"), ("email", "a.b@gmail.com")):
        for text in (
            f"Bà Hoa ({number}) nộp.",
            f"{number};",
            f"SỐ {number}",
            f"\ufeff{number}\n",
            f"\u00a0{number}",
        ):
            assert find_personal_data([text]) == (kind,), text


@pytest.mark.parametrize(
    "text",
    ["x" * 100_000, "0" * 100_000, "1 " * 50_000, "a." * 50_000, "a@" * 50_000, "tai khoan " * 10_000],
)
def test_the_longest_text_is_read(text: str) -> None:
    """No pattern looks at a letter again and again: one that did would need minutes here."""
    assert find_personal_data([text]) == ()


def test_letters_are_folded() -> None:
    """The patterns are written in small letters without marks."""
    assert fold("Số ĐT\u200b: \uff10\uff19") == "so dt: 09"
