"""Make the tree of a checklist file from the outline of a table, with comments that name the rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from inspection_lib.answers import fold_word
from inspection_lib.checklist_tables.clauses import written
from inspection_lib.checklist_tables.doubts import Doubt, doubt_fault
from inspection_lib.checklist_tables.file_head import (
    WHOLE_FILE,
    Built,
    Comment,
    Wishes,
    decide_on_file,
    decide_on_items,
    head_of,
    mappings_in,
)
from inspection_lib.checklist_tables.items import MadeItem, make_item, parts_of
from inspection_lib.checklist_tables.outline import Node, TableDecision, TableOutline
from inspection_lib.checklist_tables.row_ids import give_ids
from inspection_lib.definitions import Tree, YamlPath
from inspection_lib.language import Fault, message
from inspection_lib.model import limits

_BANDS = (("excellent", "90", "Xuất sắc"), ("good", "80", "Tốt"), ("fair", "70", "Khá"))
_LOWEST_BANDS = (("average", "50", "Trung bình"), ("weak", "0", "Yếu"))
_TITLE = re.compile(r"\b(?:tieu chi|bang|chi so|thang diem|phieu|noi dung kiem tra)\b")


def build_checklist(outline: TableOutline, title: str, wishes: Wishes) -> Built:
    """The checklist of an outline that has rows. ``title`` stands for a table without a title above it."""
    built = Built()
    built.decisions.extend(give_ids(outline.nodes))
    areas = _areas(outline, built)
    total = sum((Decimal(str(area["points"])) for area in areas), Decimal(0))
    heading = _title(outline) or title
    built.tree = head_of(heading, wishes, built) | {
        "points": written(total),
        "rounding": {"decimals": "2", "half": "up", "at": "item"},
        "bands": [
            {"id": name, "from": start, "title": said} for name, start, said in (*_BANDS, *_LOWEST_BANDS)
        ],
        "defaults": {
            "severity": "medium",
            "days_to_mend": "30",
            "appraiser": "Cơ quan thẩm định",
            "recommendation": "Khắc phục nội dung chưa đạt và báo cáo kết quả khắc phục.",
        },
        "areas": list(areas),
    }
    decide_on_file(built)
    decide_on_items(built)
    _join_unscored(built)
    _check_totals(outline, total, built)
    built.decisions = sorted(
        [*built.decisions, *(one.closed() for one in outline.decisions)],
        key=lambda one: (one.place.line > 0, one.place.sheet, one.place.line),
    )
    return built


def _title(outline: TableOutline) -> str:
    titles = [title for title in outline.titles if _TITLE.search(fold_word(title))]
    return max(titles, key=lambda one: (one.isupper(), len(one)), default="")


def _areas(outline: TableOutline, built: Built) -> list[dict[str, Tree]]:
    if not any(node.children for node in outline.nodes):
        return [_flat_area(outline.nodes, built)] if outline.nodes else []
    return [_area(node, ("areas", at), built) for at, node in enumerate(outline.nodes)]


def _flat_area(nodes: list[Node], built: Built) -> dict[str, Tree]:
    """The one area of a table without groups."""
    path: YamlPath = ("areas", 0)
    items = _items(nodes, (*path, "criteria", 0, "items"), (), built)
    said = message("The table has no groups; all its items are in one area.")
    built.decisions.append(
        TableDecision(WHOLE_FILE, Fault(said, message("Divide it if you want scores by area.")))
    )
    criterion: dict[str, Tree] = {"id": "A1", "title": "Nội dung kiểm tra", "items": list(items)}
    return {"id": "A", "title": "Nội dung kiểm tra", "points": _sum(items), "criteria": [criterion]}


def _area(node: Node, path: YamlPath, built: Built) -> dict[str, Tree]:
    _comment(built, path, node)
    criteria: list[Tree] = [
        _group(child, (*path, "criteria", at), built, is_row=child is not node)
        for at, child in enumerate(node.children or [node])
    ]
    points = _points_in(criteria)
    _check_group(node, points, built)
    return {"id": node.id, "title": _group_title(node), "points": written(points), "criteria": criteria}


def _group(node: Node, path: YamlPath, built: Built, *, is_row: bool = True) -> dict[str, Tree]:
    """A criterion or a group below one. It is no row of its own where an area is its only item.

    Groups come after items; below the deepest level that a checklist has, headings stand before questions.
    """
    if is_row:
        _comment(built, path, node)
    is_deepest = len(path) // 2 == limits.GROUPS_DEPTH
    leaves = list(node.leaves()) if is_deepest or not node.children else _leaves_in(node)
    above = tuple(_between(node)) if is_deepest else ()
    items = _items(leaves, (*path, "items"), above, built)
    below = [] if is_deepest else [child for child in node.children if child.children]
    groups: list[Tree] = [_group(child, (*path, "groups", at), built) for at, child in enumerate(below)]
    group: dict[str, Tree] = {"id": node.id, "title": _group_title(node)}
    group |= {"items": list(items)} if items or not groups else {}
    group |= {"groups": groups} if groups else {}
    if node.children:
        _check_group(node, _points_in([group]), built)
    return group


def _leaves_in(node: Node) -> list[Node]:
    return [child for child in node.children if not child.children]


def _points_in(groups: list[Tree]) -> Decimal:
    """The points of all items in groups, whatever their depth."""
    total = Decimal(0)
    for group in mappings_in(groups):
        total += sum((Decimal(str(item["points"])) for item in mappings_in(group.get("items"))), Decimal(0))
        total += _points_in(list(mappings_in(group.get("groups"))))
    return total


def _group_title(node: Node) -> Tree:
    title = " ".join(node.content.split())
    return {"vi": title, "en": node.english} if node.english else title


def _join_unscored(built: Built) -> None:
    """Put the items for which the table gives only a maximum into one decision: most tables have many."""
    alone = doubt_fault(Doubt.NOTHING_SAID)
    count = sum(one.fault == alone for one in built.decisions)
    if count:
        said = message("{count} items have a maximum alone: their points are given directly.", count=count)
        built.decisions = [one for one in built.decisions if one.fault != alone]
        built.decisions.append(TableDecision(WHOLE_FILE, Fault(said, alone.remedy)))


def _between(node: Node) -> list[Node]:
    """The rows between the deepest group and its items, which a checklist has no level for."""
    return [child for child in node.nodes() if child.children and child is not node]


def _items(
    nodes: Iterable[Node], path: YamlPath, between: tuple[Node, ...], built: Built
) -> list[dict[str, Tree]]:
    made: list[MadeItem] = []
    for node in nodes:
        parts = list(parts_of(node))
        if len(parts) > 1:
            built.decisions.append(TableDecision(node.place, doubt_fault(Doubt.PARTS), node.id))
        around = next((one for one in reversed(between) if node in one.leaves()), None)
        for part in parts:
            title = "" if part is node else f"{' '.join(node.content.split())}: "
            part.content = f"{_prefix(around)}{title}{part.content}"
            made.append(make_item(part, is_part=len(parts) > 1))
    for node in between:
        _comment(built, path[:-1], node, node.english)
        said = message(
            "Groups lie at most {depth} deep; heading '{title}' stands before the questions of its items.",
            depth=limits.GROUPS_DEPTH,
            title=node.content[:200],
        )
        built.decisions.append(
            TableDecision(
                node.place, Fault(said, message("Divide the table otherwise if you want it.")), node.id
            )
        )
    for at, item in enumerate(made):
        built.decisions.extend(item.decisions)
        built.comments.setdefault((*path, at), []).append(item.node.place)
        built.comments.setdefault((*path, at, "scoring"), []).extend(
            f"{heading}: {text}" if heading else text for heading, text in item.comments
        )
    return [item.content for item in made]


def _prefix(around: Node | None) -> str:
    return f"{' '.join(around.content.split())}: " if around else ""


def _comment(built: Built, path: YamlPath, node: Node, *others: str) -> None:
    """The row of a group, and what stands in it that a group has no field for, with ``others``."""
    lines: list[Comment] = [node.place]
    if node.children:
        lines_below = (f"{line.text}: {line.points}" for line in node.lines)
        kept = [*node.more, *node.scoring, *node.evidence, *node.law, *lines_below, node.appraiser, *others]
        kept += [f"{heading}: {text}" if heading else text for heading, text in node.notes]
        for text in filter(None, kept):
            lines.append(text)
            said = message(
                "A group has no field for this; it is kept as a comment: '{text}'.", text=text[:200]
            )
            built.decisions.append(
                TableDecision(node.place, Fault(said, message("Move it to the items below.")), node.id)
            )
    built.comments.setdefault(path, []).extend(lines)


def _check_group(node: Node, total: Decimal, built: Built) -> None:
    if node.points is not None and node.points != total and node.children:
        said = message(
            "The row says {points} points; its items add up to {total}. The sum is taken.",
            points=node.points,
            total=total,
        )
        remedy = message("Correct the points of the row or of its items.")
        built.decisions.append(TableDecision(node.place, Fault(said, remedy), node.id))


def _check_totals(outline: TableOutline, total: Decimal, built: Built) -> None:
    sums = {}
    for area in mappings_in(built.tree["areas"]):
        sums[area["id"]] = Decimal(str(area["points"]))
    for row in outline.totals:
        of_area = sums.get(row.area.id) if row.area else None
        if row.points not in (total, of_area):
            said = message(
                "The row '{text}' says {points} points; all items add up to {total}.",
                text=row.text[:100],
                points=row.points,
                total=total,
            )
            built.decisions.append(
                TableDecision(row.place, Fault(said, message("Correct the row or the items.")))
            )


def _sum(items: Iterable[dict[str, Tree]]) -> str:
    return written(sum((Decimal(str(item["points"])) for item in items), Decimal(0)))
