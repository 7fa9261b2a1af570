"""Ids become names of files and folders."""

from __future__ import annotations

import pytest

from inspection_lib.model import LONGEST_ID, is_id


@pytest.mark.parametrize(
    "text",
    ["060", "2017-dot-1", "par-district.v1", "H28.11.5", "a_b", "x" * LONGEST_ID, "console", "com", "com10"],
)
def test_ids(text: str) -> None:
    """Codes of units such as the electronic ones of Decision 20/2020/QĐ-TTg are ids."""
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            ".",
            "..",
            "q/../../x",
            "a..b",
            "a.",
            ".a",
            "-a",
            "_a",
            "a b",
            "a/b",
            "a\\b",
            "a\n",
            "a\0",
            "C:",
        ),
        *("đơn-vị", "x" * (LONGEST_ID + 1), "a\u202eb", "\ud800", "a'b", "*", "~", "$(x)"),
        *("CON", "nul", "aux.v1", "Com1", "LPT9.x"),
    ],
)
def test_no_ids(text: str) -> None:
    """Nothing that leads out of a folder, hides or needs quotes."""
    assert not is_id(text)
