"""The words that a dropdown offers, and the answer that each stands for."""

from __future__ import annotations

from collections.abc import Sequence

from inspection_lib.answers import fold_word
from inspection_lib.language import Catalogue, message
from inspection_lib.model import Checklist, Item, ItemKind, NaPolicy, OwnCause, cause_words, known_causes

NOT_APPLICABLE = "n/a"
"""The raw answer that an item does not apply."""
LONGEST_CHOICE = 200
"""Letters of the longest choice; a longer label is cut, with its key before it."""


def words_of_item(item: Item, t: Catalogue) -> dict[str, str]:
    """The words that an item's answer cell takes beside numbers, days and texts, each with its raw answer."""
    words: dict[str, str] = {}
    match item.kind:
        case ItemKind.YES_NO:
            words = {t.format(message("Yes")): "yes", t.format(message("No")): "no"}
        case ItemKind.LEVEL:
            words = {shown: key for key, shown in _levels(item, t).items()}
        case ItemKind.DATE:
            words = {t.format(message("Not done")): "not_done"}
        case _:
            pass
    if item.na is not NaPolicy.NO:
        words[t.format(message("Not applicable"))] = NOT_APPLICABLE
    return words


def words_of_case(t: Catalogue) -> dict[str, str]:
    """The words for a case that meets the requirement or not, each with its raw result."""
    return {t.format(message("met")): "yes", t.format(message("not met")): "no"}


def is_chosen(item: Item) -> bool:
    """Whether the answer is one of a list."""
    return item.kind in (ItemKind.YES_NO, ItemKind.LEVEL)


def _levels(item: Item, t: Catalogue) -> dict[str, str]:
    """How each level is shown: by its label, with the key where labels alone could be mistaken."""
    labels = {key: " ".join(t.write(label).split()) for key, label in item.levels}
    folded = [fold_word(label) for label in labels.values()]
    folded.append(fold_word(t.format(message("Not applicable"))))
    shown = {}
    for key, label in labels.items():
        is_clear = folded.count(fold_word(label)) == 1 and len(label) <= LONGEST_CHOICE and label != ""
        shown[key] = label if is_clear else f"{key}: {label}"[:LONGEST_CHOICE].rstrip()
    return shown


def condition_words(checklist: Checklist, item: Item, t: Catalogue) -> list[str]:
    """The answers to another item upon which an item is asked, in words."""
    condition = item.applies_when
    if condition is None:
        return []
    before = checklist.item(condition.item_id)
    words = {raw: word for word, raw in words_of_item(before, t).items()} if before else {}
    return [words.get(key, key) for key in condition.keys]


def words_of_cause(own: Sequence[OwnCause], t: Catalogue) -> dict[str, str]:
    """The causes in words, the article's and a province's ``own``, each with what the record calls it."""
    return {cause_words(cause, own, t): cause for cause in known_causes(own)}
