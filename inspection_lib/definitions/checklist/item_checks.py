"""Check one item against its checklist: its labels, rule, band, condition and register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from inspection_lib.answers import NOT_APPLICABLE_WORDS, level_words
from inspection_lib.definitions.checklist.case_checks import check_cases
from inspection_lib.definitions.checklist.formula_checks import check_formula
from inspection_lib.definitions.checklist.outside_checks import check_outside
from inspection_lib.definitions.checklist.places import items_with_paths
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.judging import RULES_OF_KIND, points_of
from inspection_lib.language import message, nearest, written_value
from inspection_lib.model import Checklist, Condition, Item, ItemKind, OfficeRule, Register

LABELS_OF_KIND: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.RATIO: ("numerator", "denominator"),
    ItemKind.COUNT: ("done", "target"),
    ItemKind.OCCURRENCES: ("occurrence",),
    ItemKind.DATE: ("document",),
    ItemKind.NUMBER: ("unit",),
    ItemKind.CASES: ("case",),
}
"""The labels a kind of answer needs, so that a form and a report can say what its figures are."""


@dataclass(frozen=True, slots=True)
class ItemPlaces:
    """Where all items stand, by id. ``are_known`` is False when the id of an item could not be read."""

    items: Mapping[str, Item]
    paths: Mapping[str, YamlPath]
    are_known: bool


def item_places(checklist: Checklist, problems: FileProblems) -> ItemPlaces:
    """Where the items of a checklist stand."""
    found = list(items_with_paths(checklist))
    return ItemPlaces(
        {item.id: item for _, item in found},
        {item.id: yaml_path for yaml_path, item in found},
        problems.is_sound(*((*yaml_path, "id") for yaml_path, _ in found)),
    )


def check_item(
    checklist: Checklist,
    item: Item,
    yaml_path: YamlPath,
    places: ItemPlaces,
    problems: FileProblems,
    registers: Mapping[str, Register],
) -> None:
    """Add every problem of an item; its rule is left out where it could not be read."""
    if yaml_path not in problems.unreadable_rules:
        _check_rule(checklist, item, yaml_path, problems)
    is_kind_known = problems.is_sound((*yaml_path, "kind"))
    for label in LABELS_OF_KIND.get(item.kind, ()) if is_kind_known else ():
        if label not in dict(item.labels) and problems.is_sound((*yaml_path, "labels", label)):
            text = message("Item {item} has no label '{label}'.", item=item.id, label=label)
            problems.add((*yaml_path, "labels"), text, message("Add it under 'labels'."))
    _check_figure(item, yaml_path, problems)
    check_formula(checklist, item, yaml_path, problems)
    check_cases(item, yaml_path, problems)
    check_outside(item, checklist.rounding, yaml_path, problems)
    _check_levels(item, yaml_path, problems)
    _check_references(checklist, item, yaml_path, places, problems)
    _check_register(item, yaml_path, problems, registers)


def _check_rule(checklist: Checklist, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    allowed = RULES_OF_KIND[item.kind]
    is_allowed = (
        item.kind in item.rule.kinds if isinstance(item.rule, OfficeRule) else item.rule_name in allowed
    )
    if not is_allowed and problems.is_sound((*yaml_path, "kind")):
        text = message(
            "The rule {rule} does not judge answers of the kind {kind}.",
            rule=item.rule_name,
            kind=written_value(item.kind),
        )
        problems.add(
            (*yaml_path, "scoring", "rule"),
            text,
            message("Rules for this kind: {rules}.", rules=", ".join(allowed)),
        )
    if not problems.is_sound((*yaml_path, "points"), (*yaml_path, "scoring")):
        return
    best = item.rule.best_points()
    rounded = points_of(Fraction(1), item.most_points, checklist.rounding)
    if rounded != item.most_points:  # the item's points have more decimals than the checklist rounds to
        best = rounded
    if best is not None and best != item.most_points:
        text = message(
            "The best answer to item {item} brings {best} points, the item carries {points}: "
            "its maximum is out of reach or overshot.",
            item=item.id,
            best=best,
            points=item.most_points,
        )
        problems.add(
            (*yaml_path, "scoring"), text, message("Make the best answer's points equal to the item's.")
        )
    if item.points == 0 and item.outside is None and item.rule_name != "recorded":
        text = message("Item {item} carries 0 points and has a rule that scores.", item=item.id)
        problems.add((*yaml_path, "points"), text, message("Give it points, or the rule 'recorded'."))


def _check_figure(item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    """Only a number can lie below 0 or be an amount of money."""
    for name, is_given in (("negative", item.negative), ("money", item.money is not None)):
        if is_given and item.kind is not ItemKind.NUMBER and problems.is_sound((*yaml_path, "kind")):
            text = message("Item {item}: '{setting}' is for the kind number.", item=item.id, setting=name)
            problems.add((*yaml_path, name), text, message("Remove it, or write kind: number."))


def _check_levels(item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    """Every word that answers a level must mean this level alone: `d` and `đ` are one word to a reader."""
    path = (*yaml_path, "scoring", "levels")
    known: dict[str, str] = {}
    for index, (key, label) in enumerate(item.levels):
        if not problems.is_sound((*path, index)):
            continue
        for word in sorted(level_words(key, label)):
            if word in NOT_APPLICABLE_WORDS:
                text = message(
                    "Item {item}: the level '{key}' is answered with '{word}', which means that the item "
                    "does not apply.",
                    item=item.id,
                    key=key,
                    word=word,
                )
                problems.add(path, text, message("Give the level another key or label."))
            elif known.setdefault(word, key) != key:
                text = message(
                    "Item {item}: the levels '{first}' and '{second}' are both answered with '{word}'.",
                    item=item.id,
                    first=known[word],
                    second=key,
                    word=word,
                )
                remedy = message(
                    "Give them keys and labels that differ without capitals and marks; no label is another "
                    "level's key."
                )
                problems.add(path, text, remedy)


def _check_references(
    checklist: Checklist, item: Item, yaml_path: YamlPath, places: ItemPlaces, problems: FileProblems
) -> None:
    bands = [band.id for band in checklist.bands]
    ids = (("bands", number, "id") for number in range(len(bands)))
    if item.cap is not None and item.cap not in bands and problems.is_sound((*yaml_path, "knock_out"), *ids):
        text = message("The band '{band}' does not exist.", band=item.cap)
        problems.add((*yaml_path, "knock_out", "cap"), text, nearest(item.cap, bands))
    if item.applies_when is not None:
        _check_condition(item, item.applies_when, (*yaml_path, "applies_when"), places, problems)


def _check_register(
    item: Item, yaml_path: YamlPath, problems: FileProblems, registers: Mapping[str, Register]
) -> None:
    check = item.cross_check
    known = [
        f"{register.name}.{measure.name}" for register in registers.values() for measure in register.measures
    ]
    name = f"{check.register}.{check.measure}" if check else ""
    if check and check.wide_from <= check.tolerance and problems.is_sound((*yaml_path, "cross_check")):
        problems.add(
            (*yaml_path, "cross_check", "wide_from"),
            message("'wide_from' is not above the tolerance."),
            message("Write a difference that is larger than what is let pass."),
        )
    by_row = {register.name for register in registers.values() if register.row_measures}
    is_known = check is None or name in known or check.register in by_row
    if not is_known and problems.is_sound((*yaml_path, "cross_check")):
        problems.add(
            (*yaml_path, "cross_check"),
            message("There is no measure '{name}'.", name=name),
            nearest(name, known),
        )


def _check_condition(
    item: Item, condition: Condition, yaml_path: YamlPath, places: ItemPlaces, problems: FileProblems
) -> None:
    other, path = places.items.get(condition.item_id), places.paths.get(condition.item_id, ())
    if other is None:
        if places.are_known and problems.is_sound((*yaml_path, "item")):
            text = message(
                "Item {item} depends on item '{other}', which does not exist.",
                item=item.id,
                other=condition.item_id,
            )
            problems.add((*yaml_path, "item"), text, nearest(condition.item_id, places.paths))
        return
    if (other.points != 0 or other.outside) and problems.is_sound((*path, "points")):
        text = message(
            "Item {item} depends on item {other}, which carries points.", item=item.id, other=other.id
        )
        remedy = message("Depend on an item of 0 points: otherwise a better answer could lower the total.")
        problems.add((*yaml_path, "item"), text, remedy)
    if path in problems.unreadable_rules:
        return
    if not problems.is_sound((*yaml_path, "is"), (*path, "kind"), (*path, "scoring")):
        return
    possible = {ItemKind.YES_NO: ("yes", "no"), ItemKind.LEVEL: tuple(key for key, _ in other.levels)}.get(
        other.kind, ()
    )
    impossible = [key for key in condition.keys if key not in possible]
    for key in impossible:
        text = message(
            "Item {other} cannot be answered '{key}', so item {item} may never be asked.",
            other=other.id,
            key=key,
            item=item.id,
        )
        problems.add((*yaml_path, "is"), text, nearest(key, possible or ("yes", "no")))
