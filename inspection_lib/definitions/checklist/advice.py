"""Warn of what is allowed in a checklist and probably not meant. A checklist with warnings can be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from inspection_lib.definitions.checklist.item_checks import LABELS_OF_KIND
from inspection_lib.definitions.checklist.places import items_with_paths
from inspection_lib.definitions.checklist.yaml_models import ChecklistYaml
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.formats import is_text, shape_at
from inspection_lib.definitions.yaml_file import Tree, YamlPath
from inspection_lib.judging import DateDeadline, Levels, RatioSteps
from inspection_lib.language import Message, Text, first_names, message
from inspection_lib.model import Checklist, Item, LegalState

PLACES_LISTED = 12
"""A warning that many places share lists at most this many."""
_TEXT_NAMES = ("label", "title")
"""Names of texts where the format says only that there is some value: in `scoring` and `checks`."""


def add_advice(content: ChecklistYaml, checklist: Checklist, problems: FileProblems) -> None:
    """Add all warnings of a checklist."""
    _warn_of_citations(content, problems)
    _warn_of_unused_documents(content, checklist, problems)
    for yaml_path, item in items_with_paths(checklist):
        if problems.is_sound((*yaml_path, "scoring"), (*yaml_path, "kind")):
            _warn_of_labels(item, yaml_path, problems)
            _warn_of_levels(item, yaml_path, problems)
            _warn_of_steps(item, yaml_path, problems)
        if item.cap is not None and item.cap == checklist.bands[0].id:
            text = message(
                "Item {item}: '{band}' is the best grade, so the cap changes nothing.",
                item=item.id,
                band=item.cap,
            )
            problems.warn((*yaml_path, "knock_out"), text, message("Name a lower grade, or remove the cap."))
    _warn_of_languages(problems)


def _warn_of_citations(content: ChecklistYaml, problems: FileProblems) -> None:
    """Citations that call themselves verified and are shown as to be verified."""
    states = {
        key: document.state
        for document in content.legal_documents
        for key in (document.id, (document.number, str(document.date or "")))
    }
    without, unread = [], []
    for yaml_path, value in _nodes(problems.file.tree, ()):
        if yaml_path[-2:-1] == ("legal_basis",) and isinstance(value, dict):
            if value.get("state") != LegalState.VERIFIED.value:
                continue
            if not value.get("article"):
                without.append(yaml_path)
            elif states.get(_cited(value.get("document"))) is LegalState.TO_BE_VERIFIED:
                unread.append(yaml_path)
    if without:
        text = message(
            "{count} citations are verified without an article, and shown as to be verified: lines {places}.",
            count=len(without),
            places=_places(without, problems),
        )
        problems.warn(without[0], text, message("Name the article that was read, or write to_be_verified."))
    if unread:
        text = message(
            "{count} citations are verified, and their document is not: lines {places}.",
            count=len(unread),
            places=_places(unread, problems),
        )
        problems.warn(unread[0], text, message("Verify the document too, or write to_be_verified."))


def _cited(document: Tree) -> str | tuple[str, str]:
    """What a citation calls its document: an id, or number and day."""
    if isinstance(document, dict):
        return str(document.get("number", "")), str(document.get("date", ""))
    return str(document)


def _warn_of_unused_documents(content: ChecklistYaml, checklist: Checklist, problems: FileProblems) -> None:
    cited = {basis.document.key for item in checklist.items for basis in item.legal_basis}
    for index, document in enumerate(content.legal_documents):
        yaml_path: YamlPath = ("legal_documents", index)
        key = (document.number, document.date)
        if key not in cited and problems.is_sound(yaml_path, ("areas",)):
            text = message("No item cites the legal document '{id}'.", id=document.id or document.number)
            problems.warn(yaml_path, text, message("Cite it, or remove it."))


def _warn_of_labels(item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    for label, _ in item.labels:
        if label not in LABELS_OF_KIND.get(item.kind, ()):
            text = message(
                "Item {item}: answers of the kind {kind} have no '{label}'.",
                item=item.id,
                kind=item.kind.value,
                label=label,
            )
            problems.warn((*yaml_path, "labels", label), text, message("Remove the label."))


def _warn_of_levels(item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    if not isinstance(item.rule, Levels):
        return
    known: dict[Decimal, str] = {}
    for index, level in enumerate(item.rule.levels):
        first = known.setdefault(level.points, level.key)
        if first != level.key:
            text = message(
                "Item {item}: the levels '{first}' and '{second}' bring the same points.",
                item=item.id,
                first=first,
                second=level.key,
            )
            remedy = message("Check the points; keep both only if the report should tell them apart.")
            problems.warn((*yaml_path, "scoring", "levels", index), text, remedy)


def _warn_of_steps(item: Item, yaml_path: YamlPath, problems: FileProblems) -> None:
    """Steps that change nothing: nobody can reach them, or the next one brings the same points."""
    if isinstance(item.rule, RatioSteps):
        below = item.rule.below
        for step in sorted(item.rule.steps, key=lambda step: step.at):
            if step.points == below:
                text = message(
                    "Item {item}: the step at {share} brings no more points than the one below it.",
                    item=item.id,
                    share=step.at,
                )
                problems.warn((*yaml_path, "scoring", "steps"), text, _CHECK_STEPS)
            below = step.points
        if item.rule.below > 0 and any(step.at == 0 for step in item.rule.steps):
            text = message("Item {item}: nobody is below the step at 0.", item=item.id)
            problems.warn((*yaml_path, "scoring", "below"), text, _CHECK_STEPS)
    if isinstance(item.rule, DateDeadline):
        later = item.rule.missing
        for late in reversed(item.rule.late):
            if late.points == later:
                text = message(
                    "Item {item}: {days} days late bring no more points than later still.",
                    item=item.id,
                    days=late.days,
                )
                problems.warn((*yaml_path, "scoring", "late"), text, _CHECK_STEPS)
            later = late.points


_CHECK_STEPS = message("Check the points, or remove the step.")


def _warn_of_languages(problems: FileProblems) -> None:
    """Texts that lack a language which other texts of the file have."""
    texts = [text for text in _texts(problems.file.tree, (), ChecklistYaml) if problems.is_sound(text[0])]
    for language, name in (("vi", Text("Tiếng Việt", "Vietnamese")), ("en", Text("Tiếng Anh", "English"))):
        has = [yaml_path for yaml_path, languages in texts if language in languages]
        lacks = [yaml_path for yaml_path, languages in texts if language not in languages]
        if has and lacks:
            problems.warn(*_mixed(name, has, lacks, problems))


def _mixed(
    name: Text, has: list[YamlPath], lacks: list[YamlPath], problems: FileProblems
) -> tuple[YamlPath, Message, Message]:
    total = len(has) + len(lacks)
    remedy = message("Write all texts in it or none: a reader sees the other language there.")
    if len(lacks) <= len(has):
        text = message(
            "{language} is missing in {count} of {total} texts: lines {places}.",
            language=name,
            count=len(lacks),
            total=total,
            places=_places(lacks, problems),
        )
        return lacks[0], text, remedy
    text = message(
        "{language} stands in {count} of {total} texts only: lines {places}.",
        language=name,
        count=len(has),
        total=total,
        places=_places(has, problems),
    )
    return has[0], text, remedy


def _texts(tree: Tree, yaml_path: YamlPath, shape: object) -> Iterator[tuple[YamlPath, frozenset[str]]]:
    """Every text of people with its path and the languages that it has."""
    is_free = shape is object and bool(yaml_path) and yaml_path[-1] in _TEXT_NAMES
    if is_text(shape) or is_free:
        if isinstance(tree, str):
            yield yaml_path, frozenset({"vi"})
        elif isinstance(tree, dict):
            yield yaml_path, frozenset(language for language in ("vi", "en") if tree.get(language))
    elif isinstance(tree, list):
        for index, part in enumerate(tree):
            yield from _texts(part, (*yaml_path, index), object if shape is object else shape_at(shape, (0,)))
    elif isinstance(tree, dict):
        for key, part in tree.items():
            inside = object if shape is object else shape_at(shape, (key,))
            yield from _texts(part, (*yaml_path, key), inside)


def _nodes(tree: Tree, yaml_path: YamlPath) -> Iterator[tuple[YamlPath, Tree]]:
    yield yaml_path, tree
    if isinstance(tree, list):
        for index, part in enumerate(tree):
            yield from _nodes(part, (*yaml_path, index))
    elif isinstance(tree, dict):
        for key, part in tree.items():
            yield from _nodes(part, (*yaml_path, key))


def _places(yaml_paths: Iterable[YamlPath], problems: FileProblems) -> str:
    """Lines of the file, and file and line of parts that it includes."""
    places = [problems.file.place(yaml_path) for yaml_path in yaml_paths]
    written = dict.fromkeys(
        str(line) if file == problems.file.name else f"{file}:{line}" for file, line in places
    )
    return first_names(list(written), PLACES_LISTED)
