"""Check a checklist as a whole: ids, sums of points, bands, conditions in a circle, figures of checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from inspection_lib.definitions.checklist.finding_checks import check_finding_texts
from inspection_lib.definitions.checklist.item_checks import check_item
from inspection_lib.definitions.checklist.settings import check_settings
from inspection_lib.definitions.file_problems import LONGEST_VALUE, FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.exchange import OWN_QUESTIONS, question_names
from inspection_lib.files import ID_RULE
from inspection_lib.language import message, nearest
from inspection_lib.model import Checklist, Figure, Item, ItemKind, is_id

PARTS_OF_KIND: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.RATIO: ("numerator", "denominator"),
    ItemKind.COUNT: ("numerator", "denominator"),
    ItemKind.OCCURRENCES: ("value",),
    ItemKind.NUMBER: ("value",),
}
"""The parts of an answer that a check across items can name, such as `C14.numerator`."""


def check_checklist(checklist: Checklist, problems: FileProblems) -> None:
    """Add every problem that shows only once the whole file has been read."""
    _check_names(checklist, problems)
    _check_points(checklist, problems)
    _check_bands(checklist, problems)
    for yaml_path, item in items_with_paths(problems, checklist):
        check_item(checklist, item, yaml_path, problems)
        if item.id not in problems.unreadable_rules:
            check_settings(item, (*yaml_path, "scoring"), problems)
            check_finding_texts(item, yaml_path, problems)
    _check_cycles(checklist, problems)
    _check_figures(checklist, problems)


def items_with_paths(problems: FileProblems, checklist: Checklist) -> Iterator[tuple[YamlPath, Item]]:
    """Every item with its path in the file, found by its id.

    Paths to items have six steps; their id is the seventh.
    """
    items = {item.id: item for item in checklist.items}
    for yaml_path in problems.file.lines:
        if len(yaml_path) == 7 and yaml_path[0] == "areas" and yaml_path[-1] == "id":
            item = items.get(str(problems.file.at(yaml_path)))
            if item is not None:
                yield yaml_path[:-1], item


def _check_names(checklist: Checklist, problems: FileProblems) -> None:
    groups: tuple[tuple[YamlPath, Iterable[str]], ...] = (
        (("areas",), (area.id for area in checklist.areas)),
        (("areas",), (criterion.id for area in checklist.areas for criterion in area.criteria)),
        (("areas",), (item.id for item in checklist.items)),
        (("bands",), (band.id for band in checklist.bands)),
        (("checks",), (line.id for line in checklist.checks)),
    )
    for yaml_path, names in groups:
        for name, times in Counter(names).items():
            if times > 1:
                where = _last_path_of_id(problems, yaml_path[0], name) or yaml_path
                text = message("The id '{id}' is used {times} times.", id=name, times=times)
                problems.add(where, text, message("Give each its own id."))
            if name != "?" and not is_id(name):  # it becomes an anchor and a name in a form
                where = _last_path_of_id(problems, yaml_path[0], name) or yaml_path
                misfit = message("'{value}' does not fit {field}.", value=name[:LONGEST_VALUE], field="id")
                problems.add(where, misfit, ID_RULE)
    _check_questions(checklist, problems)


def _check_questions(checklist: Checklist, problems: FileProblems) -> None:
    """Add a problem for each item whose questions in a form for phones would have another item's names.

    There, A.1 and A_1 are one name, and A1_note is that of the remark on A1.
    """
    owners = {name: f"({name})" for name in OWN_QUESTIONS}
    for item in checklist.items:
        for name in question_names(item):
            other = owners.setdefault(name, item.id)
            if other != item.id:
                text = message("Items {item} and {other} have one name in forms.", item=item.id, other=other)
                where = _last_path_of_id(problems, "areas", item.id) or ("areas",)
                problems.add(where, text, message("Give each its own id."))
                break
        for key, _ in item.levels:
            if not is_id(key):
                misfit = message("'{value}' does not fit {field}.", value=key[:LONGEST_VALUE], field="key")
                problems.add(_last_path_of_id(problems, "areas", item.id) or ("areas",), misfit, ID_RULE)


def _last_path_of_id(problems: FileProblems, root: str | int, name: str) -> YamlPath | None:
    ids = [
        yaml_path for yaml_path in problems.file.lines if yaml_path[:1] == (root,) and yaml_path[-1] == "id"
    ]
    paths = [yaml_path for yaml_path in ids if problems.file.at(yaml_path) == name]
    return paths[-1] if paths else None


def _check_points(checklist: Checklist, problems: FileProblems) -> None:
    for number, area in enumerate(checklist.areas):
        total = sum((item.points for item in area.items), Decimal(0))
        if total != area.points:
            text = message(
                "The items of area {area} add up to {total} points, not {points}.",
                area=area.id,
                total=total,
                points=area.points,
            )
            problems.add(
                ("areas", number, "points"), text, message("Correct the items' points or the area's.")
            )
    total = sum((area.points for area in checklist.areas), Decimal(0))
    if total != checklist.points:
        text = message(
            "The areas add up to {total} points, not {points}.", total=total, points=checklist.points
        )
        problems.add(("points",), text, message("Correct the areas' points or the checklist's."))


def _check_bands(checklist: Checklist, problems: FileProblems) -> None:
    starts = [band.from_score for band in checklist.bands]
    if starts != sorted(starts, reverse=True) or len(set(starts)) != len(starts):
        text = message("The bands are not in order, best first.")
        problems.add(("bands",), text, message("Sort them by 'from', the highest first, each once."))
    if min(starts) != 0:
        text = message("No band begins at 0, so a low score would have no band.")
        problems.add(("bands",), text, message("Make the lowest band begin at 0."))


def _check_cycles(checklist: Checklist, problems: FileProblems) -> None:
    steers = {item.id: item.applies_when.item_id for item in checklist.items if item.applies_when}
    for yaml_path, item in items_with_paths(problems, checklist):
        path = [item.id]
        while path[-1] in steers and steers[path[-1]] not in path:
            path.append(steers[path[-1]])
        if path[-1] in steers and steers[path[-1]] == item.id:
            text = message(
                "Item {item} depends on itself: {path}.", item=item.id, path=" → ".join([*path, item.id])
            )
            problems.add(
                (*yaml_path, "applies_when"),
                text,
                message("Break the circle: one of these items must always be asked."),
            )


def _check_figures(checklist: Checklist, problems: FileProblems) -> None:
    for number, line in enumerate(checklist.checks):
        for figure in line.check.figures():
            _check_figure(checklist, figure, ("checks", number), problems)


def _check_figure(checklist: Checklist, figure: Figure, yaml_path: YamlPath, problems: FileProblems) -> None:
    item = checklist.item(figure.item_id)
    name = f"{figure.item_id}.{figure.part}"
    if item is None or figure.part not in PARTS_OF_KIND.get(item.kind, ()):
        known = [
            f"{other.id}.{part}" for other in checklist.items for part in PARTS_OF_KIND.get(other.kind, ())
        ]
        problems.add(yaml_path, message("There is no figure '{name}'.", name=name), nearest(name, known))
