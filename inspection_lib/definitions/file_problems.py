"""Collect every problem of one YAML file, with lines and in words that its author understands."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from inspection_lib.definitions.formats import (
    example_of,
    fields_of,
    fits_roughly,
    is_list,
    is_required,
    is_text,
    known_part,
    meant_value,
    mistaken_names,
    placeholder,
    shape_at,
    written,
)
from inspection_lib.definitions.yaml_file import Tree, YamlFile, YamlPath, node_at, read_yaml
from inspection_lib.errors import Problem
from inspection_lib.files import ID_RULE
from inspection_lib.language import Fault, Message, message, nearest
from inspection_lib.model import ID_PATTERN

T = TypeVar("T")
LONGEST_VALUE = 60
"""Characters of a wrong value that a message repeats."""
_ROUNDS = 20
"""A placeholder may have fields that need placeholders themselves. Formats are less than 10 levels deep."""


def open_file(path: Path, name: str | None) -> FileProblems:
    """A file as it was read, with the problems of its YAML. ``name`` is what they call it; else its path."""
    return FileProblems(*read_yaml(path, name or str(path)))


@dataclass(slots=True)
class FileProblems:
    """The problems of one file, collected while it is read, so that its author sees all of them at once.

    ``unsound`` holds the places that do not fit the format: a placeholder stands for each, and what follows
    from it is not checked, so that one mistake is one problem. ``unreadable_rules`` holds the paths of items
    whose rule is not known.
    """

    file: YamlFile
    problems: list[Problem] = field(default_factory=list)
    unreadable_rules: set[YamlPath] = field(default_factory=set)
    unsound: set[YamlPath] = field(default_factory=set)
    _around_unsound: set[YamlPath] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Know what lies around the places that are unsound from the start."""
        for yaml_path in list(self.unsound):
            self.mark_unsound(yaml_path)

    def mark_unsound(self, yaml_path: YamlPath) -> None:
        """Remember that a place does not fit the format."""
        self.unsound.add(yaml_path)
        self._around_unsound.update(yaml_path[:count] for count in range(len(yaml_path) + 1))

    @property
    def is_unreadable(self) -> bool:
        """Whether nothing of the file could be read, so that there is nothing to check."""
        return self.file.tree is None and bool(self.problems)

    def add(self, yaml_path: YamlPath, text: Message, remedy: Message) -> None:
        """Add a problem at a path of the file."""
        self._add(yaml_path, Fault(text, remedy))

    def warn(self, yaml_path: YamlPath, text: Message, remedy: Message) -> None:
        """Add a warning at a path of the file."""
        self._add(yaml_path, Fault(text, remedy), warning=True)

    def is_sound(self, *yaml_paths: YamlPath) -> bool:
        """Whether these places fit the format, with all that lies in and around them."""
        return not self.unsound or not any(
            yaml_path in self._around_unsound or self._is_inside_unsound(yaml_path)
            for yaml_path in yaml_paths
        )

    def _is_inside_unsound(self, yaml_path: YamlPath) -> bool:
        """Whether a place is unsound or lies in one that is."""
        return any(yaml_path[:count] in self.unsound for count in range(len(yaml_path) + 1))

    def read(self, shape: type[T], value: object, around: YamlPath = ()) -> T | None:
        """The value in the format ``shape``; every part that does not fit is reported and replaced.

        ``around`` is the path of the value in the file. None where nothing of it can be read.
        """
        filled = copy.deepcopy(value)
        told: set[YamlPath] = set()
        for _ in range(_ROUNDS):
            try:
                return cast(T, _adapter(shape).validate_python(filled))
            except ValidationError as error:
                details = _at_known_parts(error.errors(), shape)
            if any(not detail["loc"] for detail in details):  # the root is no mapping
                details = [detail for detail in details if not detail["loc"]]
            names = _mistaken_names(details, shape, filled)
            for yaml_path, fault in _faults(details, shape, names):
                place = (*around, *yaml_path)
                if yaml_path not in told and not self._is_inside_unsound(place):
                    told.add(yaml_path)
                    self._add(place, fault)
            if not details[0]["loc"]:
                self.mark_unsound(around)
                return None
            self._replace(details, shape, filled, names, around)
        return None

    def rename(self, yaml_path: YamlPath, name: str) -> None:
        """Let the problems of a field that was meant as ``name`` have the lines of what stands there."""
        self._move(yaml_path, (*yaml_path[:-1], name))

    def _move(self, yaml_path: YamlPath, to: YamlPath) -> None:
        for inside in _paths_in(self.file.at(yaml_path), ()):
            if (*yaml_path, *inside) in self.file.lines:
                self.file.lines[(*to, *inside)] = self.file.lines[(*yaml_path, *inside)]

    def _replace(
        self,
        details: Sequence[ErrorDetails],
        shape: object,
        tree: Any,
        names: Mapping[YamlPath, str],
        around: YamlPath,
    ) -> None:
        for yaml_path, name in names.items():
            parent = node_at(tree, yaml_path[:-1])
            if isinstance(parent, dict):
                parent[name] = parent.pop(str(yaml_path[-1]))
                self.rename((*around, *yaml_path), name)
        meant = _meant(names)
        for detail in details:
            yaml_path = detail["loc"]
            if yaml_path not in names and yaml_path not in meant:
                self._fill(yaml_path, detail["type"], shape, tree, around)

    def _fill(self, yaml_path: YamlPath, error_type: str, shape: object, tree: Any, around: YamlPath) -> None:
        while yaml_path and not isinstance(node_at(tree, yaml_path[:-1]), dict | list):
            yaml_path = yaml_path[:-1]
        *before, last = yaml_path
        parent, expected = node_at(tree, tuple(before)), shape_at(shape, yaml_path)
        current = node_at(tree, yaml_path)
        meant = meant_value(expected, current)
        if meant is not None and meant != current:
            _put(parent, last, meant)
            return
        if is_list(expected) and current and fits_roughly(shape_at(shape, (*yaml_path, 0)), current):
            _put(parent, last, [current])  # a list of one
            self._move((*around, *yaml_path), (*around, *yaml_path, 0))
            return
        if error_type == "extra_forbidden" and isinstance(parent, dict):
            parent.pop(str(last), None)
            if parent or not is_text(shape_at(shape, tuple(before))):
                return
        if is_text(shape_at(shape, tuple(before))) and isinstance(parent, dict):
            parent.pop(str(last), None)
            parent.setdefault("vi", "?")  # a text that loses its only language is one mistake
            yaml_path = tuple(before)
        elif error_type == "too_short" and current:  # its entries do not fit, and get placeholders themselves
            return
        elif error_type == "too_short":
            _put(parent, last, [placeholder(shape_at(shape, (*yaml_path, 0)))])
        elif isinstance(parent, list) or is_required(shape_at(shape, tuple(before)), str(last)):
            _put(parent, last, placeholder(expected))
        elif isinstance(parent, dict):
            parent.pop(str(last), None)
        self.mark_unsound((*around, *yaml_path))

    def _add(self, yaml_path: YamlPath, fault: Fault, *, warning: bool = False) -> None:
        file, line = self.file.place(yaml_path)
        self.problems.append(Problem(file, line, fault, warning=warning))


def _paths_in(tree: Tree, yaml_path: YamlPath) -> Iterator[YamlPath]:
    yield yaml_path
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, part in parts:
        yield from _paths_in(part, (*yaml_path, step))


def _put(parent: Tree, step: str | int, value: Tree) -> None:
    if isinstance(parent, list) and isinstance(step, int):
        parent[step] = value
    elif isinstance(parent, dict):
        parent[str(step)] = value


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


def _at_known_parts(details: Sequence[ErrorDetails], shape: object) -> list[ErrorDetails]:
    """The errors at paths that the format knows, the first of each path."""
    found: dict[tuple[YamlPath, bool], ErrorDetails] = {}
    for detail in details:
        detail["loc"] = known_part(shape, detail["loc"])
        found.setdefault((detail["loc"], detail["type"] == "extra_forbidden"), detail)
    return list(found.values())


def _mistaken_names(details: Sequence[ErrorDetails], shape: object, tree: Any) -> dict[YamlPath, str]:
    """The paths of fields that are not known, each with the name that was most likely meant."""
    found: dict[YamlPath, str] = {}
    for around in {detail["loc"][:-1] for detail in details if detail["loc"]}:
        parent = node_at(tree, around)
        names = fields_of(shape_at(shape, around))
        if isinstance(parent, dict) and names:
            found |= {(*around, wrong): name for wrong, name in mistaken_names(parent, names).items()}
    return found


def _meant(names: Mapping[YamlPath, str]) -> set[YamlPath]:
    return {(*yaml_path[:-1], name) for yaml_path, name in names.items()}


def _faults(
    details: Sequence[ErrorDetails], shape: object, names: Mapping[YamlPath, str]
) -> Iterator[tuple[YamlPath, Fault]]:
    meant = _meant(names)
    for detail in details:
        if detail["loc"] in meant:  # missing, because its name is misspelt: that is one mistake
            continue
        if (fault := _fault(detail, shape, names)) is not None:
            yield detail["loc"], fault
    # A rule takes names that it does not know without a word: a field that is missing tells of them.
    told = {detail["loc"] for detail in details}
    for yaml_path, name in names.items():
        if yaml_path not in told:
            unknown = message("'{field}' is not known here.", field=str(yaml_path[-1]))
            yield yaml_path, Fault(unknown, nearest(name, [name]))


def _fault(detail: ErrorDetails, shape: object, names: Mapping[YamlPath, str]) -> Fault | None:
    """A pydantic error in the words of somebody who writes such files.

    None for a list that counts as empty because its entries do not fit: that is one mistake.
    """
    yaml_path = detail["loc"]
    value, kind = detail["input"], detail["type"]
    around = shape_at(shape, yaml_path[:-1])
    if kind == "string_too_short" and is_text(around):  # an empty text is named by its field, not as `vi`
        yaml_path = yaml_path[:-1]
    # The location of an element of a list ends with its index: the field is the last part that is a name.
    field_name = next((part for part in reversed(yaml_path) if isinstance(part, str)), "")
    if kind in ("missing", "missing_argument"):
        missing = message("'{field}' is missing here.", field=field_name)
        return Fault(missing, _how_to_add(shape, yaml_path))
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        unknown = message("'{field}' is not known here.", field=field_name)
        meant = names.get(yaml_path)
        return Fault(unknown, nearest(field_name, [meant] if meant else fields_of(around)))
    if kind == "text_empty" or value is None or (kind == "string_too_short" and value == ""):
        return Fault(message("{field} is empty.", field=field_name), _remedy(kind, yaml_path, shape))
    if kind in ("enum", "literal_error") and isinstance(value, str):
        expected = str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
        invalid = message("'{value}' is not valid for {field}.", value=_shortened(value), field=field_name)
        return Fault(invalid, nearest(value, expected.split(", ")))
    if kind == "too_short" and value:  # only because its entries do not fit
        return None
    if kind == "too_short":
        return Fault(message("{field} has no entry.", field=field_name), _how_to_add(shape, yaml_path))
    if isinstance(value, str) and value.rstrip().endswith("%") and kind.startswith("decimal"):
        return Fault(_misfit(value, field_name), message("Write shares as decimals: 90 % is 0.9."))
    if kind == "string_pattern_mismatch" and detail["ctx"]["pattern"] == ID_PATTERN:
        return Fault(_misfit(value, field_name), ID_RULE)
    return Fault(_misfit(value, field_name), _remedy(kind, yaml_path, shape))


def _misfit(value: object, field_name: str) -> Message:
    if isinstance(value, dict):
        return message("{field} is a mapping of names and values here.", field=field_name)
    if isinstance(value, list):
        return message("{field} is a list here.", field=field_name)
    return message("'{value}' does not fit {field}.", value=_shortened(str(value)), field=field_name)


def _remedy(kind: str, yaml_path: YamlPath, shape: object) -> Message:
    """What to write instead of a value with an error of this kind."""
    if is_text(shape_at(shape, yaml_path)):
        return message("Write {form} or one text.", form="{vi: ..., en: ...}")
    if kind in ("string_too_short", "text_empty"):
        return message("Write a text.")
    if kind.startswith("int") or kind == "greater_than":
        return message("Write a whole number such as 1 or 30.")
    if kind.startswith(("decimal", "greater", "less", "finite")):
        return message("Write a number such as 2 or 2.5, not negative.")
    if kind.startswith("date_"):
        return message("Write a day such as 2017-05-15.")
    if kind.startswith("bool"):
        return message("Write yes or no.")
    if kind == "string_too_long":
        return ID_RULE
    if (example := _example(shape, yaml_path)) is not None:
        return message("Write it like this: {example}", example=example)
    return message("The format is different here; docs/checklists.md shows it.")


def _how_to_add(shape: object, yaml_path: YamlPath) -> Message:
    if (example := _example(shape, yaml_path)) is not None:
        return message("Add it, such as: {example}", example=example)
    return message("Add it; docs/checklists.md shows the format.")


def _example(shape: object, yaml_path: YamlPath) -> str | None:
    """The example of the field at a path, or of the field whose list it lies in, as it is written in YAML."""
    while yaml_path and isinstance(yaml_path[-1], int):
        yaml_path = yaml_path[:-1]
    if not yaml_path:
        return None
    name = str(yaml_path[-1])
    example = example_of(shape_at(shape, yaml_path[:-1]), name)
    if example is None:
        return None
    return written({name: example})[1:-1]


def _shortened(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 3]}..."
