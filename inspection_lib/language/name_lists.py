"""Many names in one sentence: the first of them, and a sign that there are more."""

from __future__ import annotations

from collections.abc import Sequence


def first_names(names: Sequence[str], most: int) -> str:
    """At most ``most`` names in their order, with commas; three dots at the end where there are more."""
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
