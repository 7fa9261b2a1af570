"""Of many names a sentence holds the first ones."""

from __future__ import annotations

import pytest

from inspection_lib.language import first_names


@pytest.mark.parametrize(
    ("names", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a, b"), (("a", "b", "c"), "a, b, …")]
)
def test_three_dots_say_that_there_are_more(names: tuple[str, ...], said: str) -> None:
    """Not where all names stand there."""
    assert first_names(names, 2) == said
