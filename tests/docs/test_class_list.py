"""docs/classes.md lists the public classes as they are; no name stands for two classes."""

from __future__ import annotations

from collections import Counter

from tools.class_list import MARKER, PAGE, Word, updated, vietnamese_terms, words

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_lists_every_public_class_and_no_other() -> None:
    """`python -m tools.class_list` brings the page up to date; the Vietnamese terms stay."""
    assert updated(TEXT) == TEXT


def test_no_two_classes_share_a_name() -> None:
    """A reader who meets a name knows which class it is."""
    names = Counter(word.name for word in words())
    assert {name for name, times in names.items() if times > 1} == set()


def test_every_class_says_what_it_is() -> None:
    """Its docstring is its meaning in the list."""
    assert [word for word in words() if not word.meaning] == []


def test_a_class_keeps_its_vietnamese_term_when_it_moves_inside_its_room() -> None:
    """Terms are the only thing below the marker that is written by hand."""
    old = "| `Unit` | đơn vị | An office. | `model/units.py` |"
    page = f"# Classes\n\n{MARKER}\n{old}\n"
    assert vietnamese_terms(page) == {("Unit", "model"): "đơn vị"}
    (new,) = [line for line in updated(page).splitlines() if line.startswith("| `Unit` |")]
    assert new.startswith("| `Unit` | đơn vị | ")
    assert new.endswith("| `model/plans.py` |")


def test_errors_is_a_room_of_its_own() -> None:
    """The module lies beside the rooms."""
    assert (Word("E", "", "errors.py").room, Word("A", "", "model/answers.py").room) == ("errors", "model")
