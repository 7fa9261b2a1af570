"""The groups of a checklist that are no sum, in words."""

from __future__ import annotations

from collections.abc import Iterator

from inspection_lib.judging import WAYS
from inspection_lib.language import Text
from inspection_lib.model import Checklist, Combination, Combine

WHOLE = Text("toàn bộ", "the whole")


def combined_groups(checklist: Checklist) -> Text:
    """Each group that is no sum with how it combines its parts: `C1 (the mean of its parts); ...`."""
    found = [(name, WAYS[how.how]) for name, how in _groups(checklist) if how.how is not Combine.SUM]
    return Text(
        "; ".join(f"{name.vi} ({way.vi})" for name, way in found),
        "; ".join(f"{name.en} ({way.en})" for name, way in found),
    )


def _groups(checklist: Checklist) -> Iterator[tuple[Text, Combination]]:
    yield WHOLE, checklist.combination
    for part in checklist.parts:
        yield Text(part.id, part.id), part.combination
