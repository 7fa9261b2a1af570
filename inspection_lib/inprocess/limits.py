"""How much one cell may emit, and the texts that stand in its outputs for what was left out."""

from __future__ import annotations

from dataclasses import dataclass

MAX_TEXT_CHARACTERS = 10_000_000
"""Characters that one cell may print. Text beyond is left out, and the cell goes on."""
MAX_OUTPUT_CHARACTERS = 100_000_000
"""Characters that one cell may display, measured as JSON. Each output counts as `OUTPUT_OVERHEAD` more."""
OUTPUT_OVERHEAD = 2_000
"""What an output costs beside its content, in characters. It limits a cell to 50,000 outputs, however small
they are."""


@dataclass(frozen=True, slots=True)
class LimitTexts:
    """What the reader of a notebook sees where text or outputs were left out."""

    text: str = (
        f"This cell printed more than {MAX_TEXT_CHARACTERS:,} characters: the rest of its text was left out."
    )
    outputs: str = "This cell showed too much: the rest of its outputs was left out."
