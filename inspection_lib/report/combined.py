"""The groups of a checklist that are no sum, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from inspection_lib.language import Text
from inspection_lib.model import Checklist, Combination, Combine

WHOLE = Text("toàn bộ", "the whole")
WAYS: Mapping[Combine, Text] = MappingProxyType(
    {
        Combine.SUM: Text("tổng", "the sum"),
        Combine.MEAN: Text("trung bình của các phần", "the mean of its parts"),
        Combine.LOWEST: Text("phần thấp nhất", "its lowest part"),
        Combine.LOWEST_PLUS: Text(
            "phần thấp nhất, cộng thêm nếu có phần cao hơn",
            "its lowest part, with a plus if another is higher",
        ),
        Combine.TABLE: Text("tra bảng theo trung bình của các phần", "by a table of the mean of its parts"),
        Combine.POOL: Text("điểm của nhóm trừ điểm mất ở mọi phần", "its points less what all parts lost"),
        Combine.LADDER: Text(
            "bậc cao nhất mà mọi bậc tới đó đều đạt", "the highest level up to which all levels are met"
        ),
    }
)


def combined_groups(checklist: Checklist) -> Text:
    """Each group that is no sum with how it combines its parts: `C1 (the mean of its parts); ...`."""
    found = [(name, WAYS[how.how]) for name, how in _groups(checklist) if how.how is not Combine.SUM]
    return Text(
        "; ".join(f"{name.vi} ({way.vi})" for name, way in found),
        "; ".join(f"{name.en} ({way.en})" for name, way in found),
    )


def _groups(checklist: Checklist) -> Iterator[tuple[Text, Combination]]:
    yield WHOLE, checklist.combination
    for area in checklist.areas:
        yield Text(area.id, area.id), area.combination
        for criterion in area.criteria:
            yield Text(criterion.id, criterion.id), criterion.combination
