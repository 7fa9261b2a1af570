"""The contrast of two colours."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inspection_lib.definitions.colours import GROUND, contrast
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("colour", "ground", "ratio"),
    [("#000000", "#ffffff", "21"), ("#ffffff", "#ffffff", "1"), ("#767676", "#ffffff", "4.54")],
)
def test_the_ratio_is_that_of_wcag(colour: str, ground: str, ratio: str) -> None:
    """#767676 is the lightest grey that may be written on white."""
    assert contrast(colour, ground) == contrast(ground, colour) == Decimal(ratio)


def test_the_ground_is_that_of_the_pages() -> None:
    """The darkest of the light grounds in the style sheet."""
    style = (ROOT / "inspection_lib" / "render" / "assets" / "style.css").read_text(encoding="utf-8")
    assert f"--ground:{GROUND}" in style
