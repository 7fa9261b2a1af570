"""Which cells of a table of answers a message may quote.

A word that is none of a closed list, or a number that is none, is found faster when the message says it.
But a cell may hold anything, when columns were shifted or a text was pasted. A message quotes a cell only
where it is short and does not look like personal data. Cells of registers are never quoted.
"""

from __future__ import annotations

from inspection_lib.answers import find_personal_data

LONGEST = 30
"""Letters of the longest cell that is quoted: units have such names, sentences are longer."""
HIDDEN = "…"


def is_shown(cell: str) -> bool:
    """Whether a message may quote a cell."""
    return len(cell) <= LONGEST and not find_personal_data([cell])


def shown_cell(cell: str) -> str:
    """A cell as a message quotes it; only dots where it is long or looks like personal data."""
    return cell if is_shown(cell) else HIDDEN
