"""The contrast of an office's colours with the ground of its pages, as WCAG 2.2 counts it."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

GROUND = "#f3f4f2"
"""The darkest ground of the light pages: `--ground` in `render/assets/style.css`."""
LEAST_CONTRAST = Decimal("4.5")
"""WCAG 2.2, 1.4.3 (AA), for text."""


def contrast(colour: str, ground: str = GROUND) -> Decimal:
    """The ratio of two colours (`#rrggbb`), from 1 to 21, rounded down to two decimals."""
    lighter, darker = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return Decimal((lighter + 0.05) / (darker + 0.05)).quantize(Decimal("0.01"), ROUND_DOWN)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
