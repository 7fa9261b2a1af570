"""Check one item against its checklist: its labels, rule, legal basis, band, condition and register."""

from __future__ import annotations

from fractions import Fraction

from inspection_lib.answers import NOT_APPLICABLE_WORDS, level_words
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.judging import RULES_OF_KIND, points_of
from inspection_lib.language import message, nearest, written_value
from inspection_lib.model import REGISTERS, Checklist, Condition, Item, ItemKind

LABELS_OF_KIND: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.RATIO: ("numerator", "denominator"),
    ItemKind.COUNT: ("done", "target"),
    ItemKind.OCCURRENCES: ("occurrence",),
    ItemKind.DATE: ("document",),
    ItemKind.NUMBER: ("unit",),
}
"""The labels a kind of answer needs, so that a form and a report can say what its figures are."""


def check_item(checklist: Checklist, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    """Add every problem of an item; its rule is left out where it could not be read."""
    if item.id not in problems.unreadable_rules:
        _check_rule(checklist, item, yaml_path, problems)
    for label in LABELS_OF_KIND.get(item.kind, ()):
        if label not in dict(item.labels):
            text = message("Item {item} has no label '{label}'.", item=item.id, label=label)
            problems.add(yaml_path, text, message("Add it under 'labels', in both languages."))
    _check_levels(item, yaml_path, problems)
    _check_law(checklist, item, yaml_path, problems)
    _check_references(checklist, item, yaml_path, problems)


def _check_rule(checklist: Checklist, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    allowed = RULES_OF_KIND[item.kind]
    if item.rule_name not in allowed:
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
    best = item.rule.best_points()
    rounded = points_of(Fraction(1), item.points, checklist.rounding)
    if rounded != item.points:  # the item's points have more decimals than the checklist rounds to
        best = rounded
    if best is not None and best != item.points:
        text = message(
            "The best answer to item {item} brings {best} points, the item carries {points}: "
            "its maximum is out of reach or overshot.",
            item=item.id,
            best=best,
            points=item.points,
        )
        problems.add(
            (*yaml_path, "scoring"), text, message("Make the best answer's points equal to the item's.")
        )
    if item.points == 0 and item.rule_name != "recorded":
        text = message("Item {item} carries 0 points and has a rule that scores.", item=item.id)
        problems.add((*yaml_path, "points"), text, message("Give it points, or the rule 'recorded'."))


def _check_levels(item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    """Every word that answers a level must mean this level alone: `d` and `đ` are one word to a reader."""
    path = (*yaml_path, "scoring", "levels")
    known: dict[str, str] = {}
    for key, label in item.levels:
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


def _check_law(checklist: Checklist, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    for basis in item.legal_basis:
        document, start = basis.document, checklist.valid_from
        ended = document.valid_to is not None and document.valid_to <= start
        not_yet = document.valid_from is not None and document.valid_from > start
        if ended or not_yet:
            text = message(
                "Item {item} cites {number}, which was not in force on {day}.",
                item=item.id,
                number=document.number,
                day=start,
            )
            problems.add(
                (*yaml_path, "legal_basis"), text, message("Cite what was in force, or correct the dates.")
            )


def _check_references(checklist: Checklist, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    bands = [band.id for band in checklist.bands]
    if item.cap is not None and item.cap not in bands:
        text = message("The band '{band}' does not exist.", band=item.cap)
        problems.add((*yaml_path, "knock_out", "cap"), text, nearest(item.cap, bands))
    if item.applies_when is not None:
        _check_condition(checklist, item, item.applies_when, (*yaml_path, "applies_when"), problems)
    check = item.cross_check
    known = [
        f"{register.name}.{measure.name}" for register in REGISTERS.values() for measure in register.measures
    ]
    name = f"{check.register}.{check.measure}" if check else ""
    if check is not None and name not in known:
        problems.add(
            (*yaml_path, "cross_check"),
            message("There is no measure '{name}'.", name=name),
            nearest(name, known),
        )


def _check_condition(
    checklist: Checklist, item: Item, condition: Condition, yaml_path: YamlPath, problems: FileProblems
) -> None:
    other = checklist.item(condition.item_id)
    if other is None:
        text = message(
            "Item {item} depends on item '{other}', which does not exist.",
            item=item.id,
            other=condition.item_id,
        )
        problems.add(
            (*yaml_path, "item"), text, nearest(condition.item_id, [known.id for known in checklist.items])
        )
        return
    if other.points != 0:
        text = message(
            "Item {item} depends on item {other}, which carries points.", item=item.id, other=other.id
        )
        remedy = message("Depend on an item of 0 points: otherwise a better answer could lower the total.")
        problems.add((*yaml_path, "item"), text, remedy)
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
