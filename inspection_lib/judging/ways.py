"""How groups combine their parts, in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from inspection_lib.language import Message, Text, message
from inspection_lib.model import Area, Combination, Combine, Criterion

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


def way_of_group(combination: Combination, points: Decimal) -> Message | None:
    """How a group of ``points`` comes to them; None for a sum, which needs no words."""
    if combination.how is Combine.SUM:
        return None
    return message("At most {points} points: {way}", points=points, way=WAYS[combination.how])


def terms_of_group(group: Area | Criterion) -> tuple[Message, ...]:
    """How a group comes to its points and counts around it; empty for a sum without weight and minimum."""
    way = way_of_group(group.combination, group.points)
    terms = [way] if way else []
    if group.weight != 1:
        terms.append(message("Weight {weight} in the mean around it", weight=group.weight))
    if group.minimum:
        percent = Decimal(f"{(group.minimum * 100).normalize():f}")
        terms.append(message("No points below {percent} %", percent=percent))
    return tuple(terms)
