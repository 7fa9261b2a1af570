"""Check the texts of findings: that each outcome has one, and that the answer and the rule can fill it."""

from __future__ import annotations

from string import Formatter

from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.judging import places_of, possible_defects, text_for
from inspection_lib.language import Text, message, nearest
from inspection_lib.model import FindingTexts, Item, Outcome

_TEXTS = (Outcome.FAIL, Outcome.PARTIAL, Outcome.UNANSWERED)


def check_finding_texts(item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    """Add every problem of an item's `finding`. An item may have none; one that has some needs all."""
    if item.finding_texts == FindingTexts():
        return
    possible = possible_defects(item) | {Outcome.UNANSWERED}
    for outcome in _TEXTS:
        text, path = text_for(item.finding_texts, outcome), (*yaml_path, "finding", outcome.value)
        if text is None and outcome in possible:
            problems.add(
                (*yaml_path, "finding"),
                message(
                    "Item {item} has no text for the outcome '{outcome}'.", item=item.id, outcome=outcome
                ),
                message("Add it: its rule can give this outcome."),
            )
        elif text is not None and outcome not in possible:
            problems.add(
                path,
                message(
                    "Item {item} has a text for the outcome '{outcome}', which its rule never gives.",
                    item=item.id,
                    outcome=outcome,
                ),
                message("Remove the text, or check the rule's settings."),
            )
        elif text is not None:
            _check_places(item, outcome, text, path, problems)


def _check_places(
    item: Item, outcome: Outcome, text: Text, yaml_path: YamlPath, problems: FileProblems
) -> None:
    known = places_of(item, outcome)
    for language, written in (("vi", text.vi), ("en", text.en)):
        for place in _places(written):
            if place not in known:
                said = message(
                    "The text of item {item} holds '{place}', which nothing fills.",
                    item=item.id,
                    place="{" + place + "}",
                )
                remedy = (
                    nearest(place, known) if known else message("This outcome of this rule fills no places.")
                )
                problems.add((*yaml_path, language), said, remedy)


def _places(text: str) -> list[str]:
    """What stands between braces. A place that is no plain name is given whole, so that it is refused."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return ["{"]
    return [
        f"{name}{'!' + conversion if conversion else ''}{':' + spec if spec else ''}"
        for _, name, spec, conversion in parts
        if name is not None
    ]
