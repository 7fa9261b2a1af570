"""The first difference of two values or texts, in words."""

from __future__ import annotations

from typing import Any

import pytest

from inspection_lib.language import Text, in_english
from inspection_lib.model import Fork, ForkSide
from inspection_lib.verification.compare import first_difference, first_difference_of_texts, with_names_of

TREE: dict[str, Any] = {
    "total": {"index": "71.50"},
    "items": [{"id": "A01", "points": "2"}, {"id": "A02", "points": None}],
}


@pytest.mark.parametrize(
    ("stands", "said"),
    [
        (
            {**TREE, "total": {"index": "81.50"}},
            "inspectors' result, score: it says “81.50”; it should say “71.50”.",
        ),
        (
            {**TREE, "items": [TREE["items"][0], {"id": "A02", "points": "3"}]},
            "item A02, points: it says “3”; it should say (nothing).",
        ),
        (
            {**TREE, "items": [TREE["items"][0]]},
            'item A02: it says (nothing); it should say “{"id": "A02", "points": null}”.',
        ),
        ({**TREE, "more": 1}, "more: it says “1”; it should say (nothing)."),
        ([], "content: it says “[]”; it should say"),
    ],
)
def test_the_place_is_named_in_words(stands: Any, said: str) -> None:
    """Elements of lists by their ids; what is missing on one side is nothing there."""
    found = first_difference(stands, TREE)
    assert found is not None
    assert in_english(found).startswith(said)


def test_equal_values_have_no_difference() -> None:
    """1 and true are not equal in JSON, though Python says so."""
    assert first_difference(TREE, TREE) is None
    assert first_difference({"a": 1}, {"a": True}) is not None


def test_a_difference_of_texts_shows_some_letters_around() -> None:
    """Ends of lines become visible."""
    where = Text("nội dung", "content")
    assert first_difference_of_texts("a\nb", "a\nb", where) is None
    found = first_difference_of_texts("a\rb", "a\nb", where)
    assert found is not None
    assert in_english(found) == "content, character 2: it says “a␍b”; it should say “a␊b”."
    longer = first_difference_of_texts("ab", "abc", where)
    assert longer is not None
    assert "character 3" in in_english(longer)


def a_fork(machine: str) -> Fork:
    side = ForkSide("A01", "yes", "Thư ký", "2017-01-15T08:00:00Z")
    return Fork("m-1", 2, side, side, machine)


@pytest.mark.parametrize(
    ("known", "told", "taken", "remarks"),
    [
        ("máy 2", "máy 2", "máy 2", 0),
        ("máy 2", "máy 3", "máy 2", 0),  # stays another one: a difference
        ("", "máy 3", "máy 3", 1),
        ("máy 2", "", "", 0),
    ],
)
def test_a_machine_is_called_as_the_report_says_where_nobody_knows_better(
    known: str, told: str, taken: str, remarks: int
) -> None:
    """A name that is known here is compared, an unknown one is told, and a missing one claims nothing."""
    (fork,), found = with_names_of([a_fork(known)], [a_fork(told)])
    assert (fork.machine, len(found)) == (taken, remarks)
