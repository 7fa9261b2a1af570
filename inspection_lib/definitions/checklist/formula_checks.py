"""Check computed items: figures that exist, no circles, nobody answers them."""

from __future__ import annotations

from inspection_lib.definitions.checklist.formula_text import FormulaError, read_formula
from inspection_lib.definitions.checklist.limit_checks import FIGURE_KINDS
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.language import message, nearest
from inspection_lib.model import Checklist, Formula, Item, ItemFigure, ItemKind

_SHARES = (ItemKind.RATIO, ItemKind.COUNT)


def formula_of(text: str | None, yaml_path: YamlPath, problems: FileProblems) -> Formula | None:
    """The formula of an item, or None with a problem added where it cannot be read."""
    if text is None:
        return None
    try:
        return read_formula(text)
    except FormulaError as error:
        said = message("The formula cannot be read from here on: '{rest}'.", rest=str(error)[:40] or "…")
        remedy = message(
            "Write item codes, numbers, + - * /, parentheses, sum(), min(), max(): (A1 + A2) / B1."
        )
        problems.add((*yaml_path, "compute"), said, remedy)
        return None


def check_formula(checklist: Checklist, item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    """Add every problem of an item's `compute`."""
    if not problems.is_sound((*yaml_path, "kind"), (*yaml_path, "compute")):
        return
    if (item.formula is not None) is not (item.kind is ItemKind.COMPUTED):
        text = message("Item {item}: 'kind: computed' and 'compute' belong together.", item=item.id)
        problems.add((*yaml_path, "compute"), text, message("Write both, or neither."))
        return
    if item.formula is None:
        return
    for figure in item.formula.figures():
        _check_figure(checklist, item, figure, yaml_path, problems)
    circle = _circle(checklist, item)
    if circle:
        text = message("Item {item} depends on itself: {path}.", item=item.id, path=" → ".join(circle))
        remedy = message("Break the circle: compute one of these items from answers alone.")
        problems.add((*yaml_path, "compute"), text, remedy)
    if item.evidence_required or item.cross_check:
        text = message(
            "Item {item}: nobody answers it, so it has neither evidence nor a register.", item=item.id
        )
        remedy = message(
            "Remove 'evidence_required' and 'cross_check', or put them at an item of the formula."
        )
        problems.add((*yaml_path, "compute"), text, remedy)


def _check_figure(
    checklist: Checklist, item: Item, figure: ItemFigure, yaml_path: YamlPath, problems: FileProblems
) -> None:
    other = checklist.item(figure.item_id)
    is_figure = other is not None and other.kind in (*FIGURE_KINDS, ItemKind.COMPUTED)
    has_part = not figure.part or (other is not None and other.kind in _SHARES)
    if is_figure and has_part:
        return
    name = f"{figure.item_id}.{figure.part}" if figure.part else figure.item_id
    known = [one.id for one in checklist.items if one.kind in FIGURE_KINDS]
    text = message("The formula of item {item} names '{name}', which is no figure.", item=item.id, name=name)
    problems.add((*yaml_path, "compute"), text, nearest(figure.item_id, known))


def _circle(checklist: Checklist, item: Item) -> list[str]:
    """The way from an item back to itself; empty without one."""
    ways = [[item.id]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        known = checklist.item(way[-1])
        for figure in known.formula.figures() if known and known.formula else ():
            if figure.item_id == item.id:
                return [*way, item.id]
            if figure.item_id not in seen:
                seen.add(figure.item_id)
                ways.append([*way, figure.item_id])
    return []
