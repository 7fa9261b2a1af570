"""One item against its checklist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.definitions.checklist.broken import GOOD, assert_reported, problems_after, problems_of_text


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (("d", "Dở", "Bad"), ("đ", "Đúng", "Right"), "both answered with 'd'"),
        (("a", "Một", "One"), ("A", "Hai", "Two"), "both answered with 'a'"),
        (("1", "2", "two"), ("2", "3", "three"), "both answered with '2'"),
        (("a", "Đã có", "Done"), ("b", "Da co", "Other"), "both answered with 'da co'"),
        (("NA", "Nà Phặc", "Na Phac"), ("b", "Khác", "Other"), "does not apply"),
        (("a", "Không áp dụng", "None"), ("b", "Khác", "Other"), "does not apply"),
        (("a", "Nà", "Na"), ("b", "Khác", "Other"), "does not apply"),
        (("a", "Tốt", "A"), ("b", "Kém", "B"), ""),
    ],
)
def test_levels_that_are_answered_with_one_word_are_reported(
    tmp_path: Path, first: tuple[str, str, str], second: tuple[str, str, str], text: str
) -> None:
    """Keys and labels are compared without marks and capitals, as answers are."""
    item = re.search(r"( +)- id: A02\n(?:\1  .*\n|\1    .*\n)+", GOOD)
    assert item
    levels = ", ".join(
        f"{{key: '{key}', points: {points}, label: {{vi: '{vi}', en: '{en}'}}}}"
        for (key, vi, en), points in ((first, "1.5"), (second, "0"))
    )
    scoring = f"{item[1]}  scoring: {{rule: levels, levels: [{levels}]}}\n"
    changed = re.sub(rf"{item[1]}  scoring:.*\n(?:{item[1]}    .*\n)*", scoring, item[0])
    problems = problems_of_text(tmp_path, GOOD.replace(item[0], changed))
    if text:
        assert_reported(problems, text)
    else:
        assert problems == []


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("is: [yes]", "is: [perhaps]", "cannot be answered"),
        ("item: C00", "item: C99", "does not exist"),
        ("item: C00", "item: C14", "carries points"),
        ("cap: average", "cap: averag", "does not exist"),
        ("measure: settled_on_time", "measure: settled", "no measure"),
        ("valid_from: 2015-05-15", "valid_from: 2017-05-16", "not in force"),
        ("decimals: 2", "decimals: 0", "overshot"),
        ("kind: number", "kind: ratio", "does not judge answers"),
    ],
)
def test_an_item_that_does_not_fit_its_checklist_is_reported(
    tmp_path: Path, old: str, new: str, text: str
) -> None:
    """Conditions, caps, registers, points, labels and the dates of the law."""
    assert_reported(problems_after(tmp_path, old, new), text)
