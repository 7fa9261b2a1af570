"""Check a checklist as a whole: ids, sums of points, bands, conditions in a circle, figures of checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from inspection_lib.definitions.checklist.finding_checks import check_finding_texts
from inspection_lib.definitions.checklist.group_checks import check_groups
from inspection_lib.definitions.checklist.item_checks import check_item, item_places
from inspection_lib.definitions.checklist.limit_checks import check_limits
from inspection_lib.definitions.checklist.places import bands_with_paths, groups_with_paths, items_with_paths
from inspection_lib.definitions.checklist.settings import check_settings
from inspection_lib.definitions.file_problems import LONGEST_VALUE, FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.exchange import OWN_QUESTIONS, question_names
from inspection_lib.files import ID_RULE
from inspection_lib.judging import NotTogether
from inspection_lib.language import message, nearest
from inspection_lib.model import REGISTER_FIGURE, Band, Checklist, Combine, Figure, ItemKind, Register, is_id

PARTS_OF_KIND: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.RATIO: ("numerator", "denominator"),
    ItemKind.COUNT: ("numerator", "denominator"),
    ItemKind.OCCURRENCES: ("value",),
    ItemKind.NUMBER: ("value",),
    ItemKind.POINTS: ("value",),
}
"""The parts of an answer that a check across items can name, such as `C14.numerator`."""


def check_checklist(checklist: Checklist, problems: FileProblems, registers: Mapping[str, Register]) -> None:
    """Add every problem that shows only once the whole file has been read."""
    _check_names(checklist, problems)
    _check_points(checklist, problems)
    check_groups(checklist, problems)
    check_limits(checklist, problems)
    for yaml_path, bands in bands_with_paths(checklist):
        _check_bands(bands, yaml_path, problems)
    places = item_places(checklist, problems)
    for yaml_path, item in items_with_paths(checklist):
        check_item(checklist, item, yaml_path, places, problems, registers)
        if yaml_path not in problems.unreadable_rules:
            check_settings(item, (*yaml_path, "scoring"), problems)
        if yaml_path not in problems.unreadable_rules and problems.is_sound((*yaml_path, "scoring")):
            check_finding_texts(item, yaml_path, problems)
    _check_cycles(checklist, problems)
    _check_figures(checklist, problems, registers)


def _check_names(checklist: Checklist, problems: FileProblems) -> None:
    items = [((*yaml_path, "id"), item.id) for yaml_path, item in items_with_paths(checklist)]
    areas = [(("areas", number, "id"), area.id) for number, area in enumerate(checklist.areas)]
    inside = [((*yaml_path, "id"), group.id) for yaml_path, group in groups_with_paths(checklist)]
    has_deeper = any("groups" in yaml_path for yaml_path, _ in inside)
    groups: tuple[Sequence[tuple[YamlPath, str]], ...] = (
        *([[*areas, *inside]] if has_deeper else [areas, inside]),  # a criterion may be called as its area
        items,
        *(
            [((*yaml_path, "bands", number, "id"), band.id) for number, band in enumerate(bands)]
            for yaml_path, bands in bands_with_paths(checklist)
        ),
        [(_path_of_check(problems, line.id), line.id) for line in checklist.checks],
    )
    for group in groups:
        names = {yaml_path: name for yaml_path, name in group if problems.is_sound(yaml_path)}
        times = Counter(name for yaml_path, name in group if problems.is_sound(yaml_path))
        last = {name: yaml_path for yaml_path, name in names.items()}
        for name, yaml_path in last.items():
            if times[name] > 1:
                text = message("The id '{id}' is used {times} times.", id=name, times=times[name])
                problems.add(yaml_path, text, message("Give each its own id."))
            if not is_id(name):  # it becomes an anchor and a name in a form
                misfit = message("'{value}' does not fit {field}.", value=name[:LONGEST_VALUE], field="id")
                problems.add(yaml_path, misfit, ID_RULE)
    _check_questions(checklist, problems)


def _path_of_check(problems: FileProblems, check_id: str) -> YamlPath:
    """The path of the last check with this id: one that cannot be read is not among the checklist's."""
    paths = [path for path in problems.file.lines if path[:1] == ("checks",) and path[2:] == ("id",)]
    return next((path for path in reversed(paths) if problems.file.at(path) == check_id), ("checks",))


def _check_questions(checklist: Checklist, problems: FileProblems) -> None:
    """Add a problem for each item whose questions in a form for phones would have another item's names.

    There, A.1 and A_1 are one name, and A1_note is that of the remark on A1.
    """
    owners = {name: f"({name})" for name in OWN_QUESTIONS}
    for yaml_path, item in items_with_paths(checklist):
        if not problems.is_sound((*yaml_path, "id")):
            continue
        for name in question_names(item):
            other = owners.setdefault(name, item.id)
            if other != item.id:
                text = message("Items {item} and {other} have one name in forms.", item=item.id, other=other)
                problems.add((*yaml_path, "id"), text, message("Give each its own id."))
                break
        for index, (key, _) in enumerate(item.levels):
            place = (*yaml_path, "scoring", "levels", index, "key")
            if not is_id(key) and problems.is_sound(place):
                misfit = message("'{value}' does not fit {field}.", value=key[:LONGEST_VALUE], field="key")
                problems.add(place, misfit, ID_RULE)


def _check_points(checklist: Checklist, problems: FileProblems) -> None:
    """Sums of points; those with a part that could not be read are not checked."""
    for number, area in enumerate(checklist.areas):
        places = (*items_with_paths(checklist), *groups_with_paths(checklist))
        inside = [yaml_path for yaml_path, _ in places if yaml_path[1] == number]
        total = sum((criterion.points for criterion in area.criteria), Decimal(0))
        is_sound = problems.is_sound(
            ("areas", number, "points"), *((*yaml_path, "points") for yaml_path in inside)
        )
        if total != area.points and is_sound and area.combination.how is Combine.SUM:
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
    areas = [("areas", number, "points") for number in range(len(checklist.areas))]
    if checklist.combination.how is not Combine.SUM:
        return
    if total != checklist.points and problems.is_sound(("points",), *areas):
        text = message(
            "The areas add up to {total} points, not {points}.", total=total, points=checklist.points
        )
        problems.add(("points",), text, message("Correct the areas' points or the checklist's."))


def _check_bands(bands: Sequence[Band], yaml_path: YamlPath, problems: FileProblems) -> None:
    starts = [band.from_score for band in bands]
    if not problems.is_sound(*((*yaml_path, "bands", number, "from") for number in range(len(starts)))):
        return
    if starts != sorted(starts, reverse=True) or len(set(starts)) != len(starts):
        text = message("The bands are not in order, best first.")
        problems.add(
            (*yaml_path, "bands"), text, message("Sort them by 'from', the highest first, each once.")
        )
    if min(starts) != 0:
        text = message("No band begins at 0, so a low score would have no band.")
        problems.add((*yaml_path, "bands"), text, message("Make the lowest band begin at 0."))


def _check_cycles(checklist: Checklist, problems: FileProblems) -> None:
    steers = {item.id: item.applies_when.item_id for item in checklist.items if item.applies_when}
    for yaml_path, item in items_with_paths(checklist):
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


def _check_figures(checklist: Checklist, problems: FileProblems, registers: Mapping[str, Register]) -> None:
    for line in checklist.checks:
        yaml_path = _path_of_check(problems, line.id)[:2]
        for figure in line.check.figures():
            if figure.item_id.startswith(REGISTER_FIGURE):
                _check_register_figure(figure, yaml_path, problems, registers)
            else:
                _check_figure(checklist, figure, yaml_path, problems)
        if not line.check.items():
            text = message("The check {id} names no item, so no finding could stand anywhere.", id=line.id)
            problems.add(yaml_path, text, message("Compare a figure of an item."))
        if isinstance(line.check, NotTogether):
            _check_answers(checklist, line.check, yaml_path, problems)


def _check_register_figure(
    figure: Figure, yaml_path: YamlPath, problems: FileProblems, registers: Mapping[str, Register]
) -> None:
    """That a register has the measure. Those of a portal's export have names that only their file knows."""
    name = figure.item_id.removeprefix(REGISTER_FIGURE)
    known = [f"{one.name}.{measure.name}" for one in registers.values() for measure in one.measures]
    by_row = [one.name for one in registers.values() if one.row_measures]
    if name not in known and name.rpartition(".")[0] not in by_row:
        problems.add(yaml_path, message("There is no measure '{name}'.", name=name), nearest(name, known))


def _check_answers(
    checklist: Checklist, check: NotTogether, yaml_path: YamlPath, problems: FileProblems
) -> None:
    """That the answers of a check can be given, and that there are two things that contradict each other."""
    if len(check.answers) + len(check.above) < 2:
        text = message("One answer alone contradicts nothing.")
        problems.add(yaml_path, text, message("Name a second answer, or a figure under 'above'."))
    for one in check.answers:
        item = checklist.item(one.item_id)
        if item is None:
            ids = [other.id for other in checklist.items]
            unknown = message("There is no item '{item}'.", item=one.item_id)
            problems.add((*yaml_path, "answers"), unknown, nearest(one.item_id, ids))
            continue
        possible = {ItemKind.YES_NO: ("yes", "no"), ItemKind.LEVEL: tuple(key for key, _ in item.levels)}
        for key in one.keys:
            if key not in possible.get(item.kind, ()):
                text = message("Item {item} cannot be answered '{key}'.", item=item.id, key=key)
                problems.add((*yaml_path, "answers"), text, nearest(key, possible.get(item.kind, ())))


def _check_figure(checklist: Checklist, figure: Figure, yaml_path: YamlPath, problems: FileProblems) -> None:
    item = checklist.item(figure.item_id)
    name = f"{figure.item_id}.{figure.part}"
    if item is not None and figure.part in PARTS_OF_KIND.get(item.kind, ()):
        return
    paths = [path for path, other in items_with_paths(checklist) if item is None or other is item]
    if problems.is_sound(*((*path, "kind" if item else "id") for path in paths)):
        known = [
            f"{other.id}.{part}" for other in checklist.items for part in PARTS_OF_KIND.get(other.kind, ())
        ]
        problems.add(yaml_path, message("There is no figure '{name}'.", name=name), nearest(name, known))
