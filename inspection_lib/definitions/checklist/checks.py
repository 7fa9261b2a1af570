"""What must hold across a whole checklist: points, names, conditions, the law's dates, a maximum that can be reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from inspection_lib.definitions.checklist.settings import check_settings
from inspection_lib.definitions.yamlfile import Findings, Place
from inspection_lib.judging import RULES_OF_KIND, points_of
from inspection_lib.language import message, nearest
from inspection_lib.model import REGISTERS, Checklist, Condition, Figure, Item, ItemKind

LABELS_OF_KIND: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.RATIO: ("numerator", "denominator"),
    ItemKind.COUNT: ("done", "target"),
    ItemKind.OCCURRENCES: ("occurrence",),
    ItemKind.DATE: ("document",),
    ItemKind.NUMBER: ("unit",),
}
"""The labels a kind of answer needs, so that a form and a report can say what its figures are."""

PARTS_OF_KIND: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.RATIO: ("numerator", "denominator"),
    ItemKind.COUNT: ("numerator", "denominator"),
    ItemKind.OCCURRENCES: ("value",),
    ItemKind.NUMBER: ("value",),
}


def check_checklist(checklist: Checklist, found: Findings) -> None:
    """Add every problem that only shows in the checklist as a whole."""
    _check_names(checklist, found)
    _check_points(checklist, found)
    _check_bands(checklist, found)
    for place, item in places_of(found, checklist):
        _check_item(checklist, item, place, found)
        if item.id not in found.unread:
            check_settings(item, (*place, "scoring"), found)
    _check_cycles(checklist, found)
    _check_figures(checklist, found)


def places_of(found: Findings, checklist: Checklist) -> Iterator[tuple[Place, Item]]:
    """Every item with its place in the file, found by its id."""
    items = {item.id: item for item in checklist.items}
    for place in found.file.lines:
        if len(place) == 7 and place[0] == "areas" and place[-1] == "id":
            item = items.get(str(found.file.at(place)))
            if item is not None:
                yield place[:-1], item


def _check_names(checklist: Checklist, found: Findings) -> None:
    groups: tuple[tuple[Place, Iterable[str]], ...] = (
        (("areas",), (area.id for area in checklist.areas)),
        (("areas",), (criterion.id for area in checklist.areas for criterion in area.criteria)),
        (("areas",), (item.id for item in checklist.items)),
        (("bands",), (band.id for band in checklist.bands)),
        (("checks",), (line.id for line in checklist.checks)),
    )
    for place, names in groups:
        for name, times in Counter(names).items():
            if times > 1:
                where = _last_place(found, place[0], name) or place
                said = message("The id '{id}' is used {times} times.", id=name, times=times)
                found.add(where, said, message("Give each its own id."))


def _last_place(found: Findings, root: str | int, name: str) -> Place | None:
    ids = [place for place in found.file.lines if place[:1] == (root,) and place[-1] == "id"]
    places = [place for place in ids if found.file.at(place) == name]
    return places[-1] if places else None


def _check_points(checklist: Checklist, found: Findings) -> None:
    for number, area in enumerate(checklist.areas):
        total = sum((item.points for item in area.items), Decimal(0))
        if total != area.points:
            said = message(
                "The items of area {area} add up to {total} points, not {points}.",
                area=area.id,
                total=total,
                points=area.points,
            )
            found.add(("areas", number, "points"), said, message("Correct the items' points or the area's."))
    total = sum((area.points for area in checklist.areas), Decimal(0))
    if total != checklist.points:
        said = message(
            "The areas add up to {total} points, not {points}.", total=total, points=checklist.points
        )
        found.add(("points",), said, message("Correct the areas' points or the checklist's."))


def _check_bands(checklist: Checklist, found: Findings) -> None:
    starts = [band.from_score for band in checklist.bands]
    if starts != sorted(starts, reverse=True) or len(set(starts)) != len(starts):
        said = message("The bands are not in order, best first.")
        found.add(("bands",), said, message("Sort them by 'from', the highest first, each once."))
    if min(starts) != 0:
        said = message("No band begins at 0, so a low score has none.")
        found.add(("bands",), said, message("Let the lowest band begin at 0."))


def _check_item(checklist: Checklist, item: Item, place: Place, found: Findings) -> None:
    if item.id not in found.unread:
        _check_rule(checklist, item, place, found)
    for label in LABELS_OF_KIND.get(item.kind, ()):
        if label not in dict(item.labels):
            said = message("Item {item} has no label '{label}'.", item=item.id, label=label)
            found.add(place, said, message("Add it under 'labels', in both languages."))
    _check_law(checklist, item, place, found)
    _check_references(checklist, item, place, found)


def _check_rule(checklist: Checklist, item: Item, place: Place, found: Findings) -> None:
    allowed = RULES_OF_KIND[item.kind]
    if item.rule_name not in allowed:
        said = message(
            "The rule {rule} does not judge answers of the kind {kind}.",
            rule=item.rule_name,
            kind=item.kind.value,
        )
        found.add(
            (*place, "scoring", "rule"),
            said,
            message("Rules for this kind: {rules}.", rules=", ".join(allowed)),
        )
    best = item.rule.best_points()
    reached = points_of(Fraction(1), item.points, checklist.rounding)
    if reached != item.points:  # the item has more decimals than points are rounded to
        best = reached
    if best is not None and best != item.points:
        said = message(
            "The best answer to item {item} brings {best} points, the item carries {points}: its maximum is out of reach "
            "or overshot.",
            item=item.id,
            best=best,
            points=item.points,
        )
        found.add((*place, "scoring"), said, message("Make the best answer's points equal to the item's."))
    if item.points == 0 and item.rule_name != "recorded":
        said = message("Item {item} carries 0 points and has a rule that scores.", item=item.id)
        found.add((*place, "points"), said, message("Give it points, or the rule 'recorded'."))


def _check_law(checklist: Checklist, item: Item, place: Place, found: Findings) -> None:
    for basis in item.legal_basis:
        document, start = basis.document, checklist.valid_from
        ended = document.valid_to is not None and document.valid_to <= start
        not_yet = document.valid_from is not None and document.valid_from > start
        if ended or not_yet:
            said = message(
                "Item {item} cites {number}, which was not in force on {day}.",
                item=item.id,
                number=document.number,
                day=start,
            )
            found.add((*place, "legal_basis"), said, message("Cite what was in force, or correct the dates."))


def _check_references(checklist: Checklist, item: Item, place: Place, found: Findings) -> None:
    bands = [band.id for band in checklist.bands]
    if item.cap is not None and item.cap not in bands:
        said = message("The band '{band}' does not exist.", band=item.cap)
        found.add((*place, "knock_out", "cap"), said, nearest(item.cap, bands))
    if item.applies_when is not None:
        _check_condition(checklist, item, item.applies_when, (*place, "applies_when"), found)
    check = item.cross_check
    known = [
        f"{register.name}.{measure.name}" for register in REGISTERS.values() for measure in register.measures
    ]
    name = f"{check.register}.{check.measure}" if check else ""
    if check is not None and name not in known:
        found.add(
            (*place, "cross_check"), message("There is no measure '{name}'.", name=name), nearest(name, known)
        )


def _check_condition(
    checklist: Checklist, item: Item, condition: Condition, place: Place, found: Findings
) -> None:
    other = checklist.item(condition.item_id)
    if other is None:
        said = message(
            "Item {item} depends on item '{other}', which does not exist.",
            item=item.id,
            other=condition.item_id,
        )
        found.add((*place, "item"), said, nearest(condition.item_id, [known.id for known in checklist.items]))
        return
    if other.points != 0:
        said = message(
            "Item {item} depends on item {other}, which carries points.", item=item.id, other=other.id
        )
        remedy = message("Depend on an item of 0 points: otherwise a better answer could lower the total.")
        found.add((*place, "item"), said, remedy)
    possible = {ItemKind.YES_NO: ("yes", "no"), ItemKind.LEVEL: tuple(key for key, _ in other.levels)}.get(
        other.kind, ()
    )
    impossible = [key for key in condition.keys if key not in possible]
    for key in impossible:
        said = message(
            "Item {other} cannot be answered '{key}', so item {item} may never be asked.",
            other=other.id,
            key=key,
            item=item.id,
        )
        found.add((*place, "is"), said, nearest(key, possible or ("yes", "no")))


def _check_cycles(checklist: Checklist, found: Findings) -> None:
    steers = {item.id: item.applies_when.item_id for item in checklist.items if item.applies_when}
    for place, item in places_of(found, checklist):
        path = [item.id]
        while path[-1] in steers and steers[path[-1]] not in path:
            path.append(steers[path[-1]])
        if path[-1] in steers and steers[path[-1]] == item.id:
            said = message(
                "Item {item} depends on itself: {path}.", item=item.id, path=" → ".join([*path, item.id])
            )
            found.add(
                (*place, "applies_when"), said, message("Break the circle: let one of them be asked always.")
            )


def _check_figures(checklist: Checklist, found: Findings) -> None:
    for number, line in enumerate(checklist.checks):
        for figure in line.check.figures():
            _check_figure(checklist, figure, ("checks", number), found)


def _check_figure(checklist: Checklist, figure: Figure, place: Place, found: Findings) -> None:
    item = checklist.item(figure.item_id)
    name = f"{figure.item_id}.{figure.part}"
    if item is None or figure.part not in PARTS_OF_KIND.get(item.kind, ()):
        known = [
            f"{other.id}.{part}" for other in checklist.items for part in PARTS_OF_KIND.get(other.kind, ())
        ]
        found.add(place, message("There is no figure '{name}'.", name=name), nearest(name, known))
