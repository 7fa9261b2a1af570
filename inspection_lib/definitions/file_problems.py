"""Collect every problem of one YAML file, with lines and in words that its author understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from inspection_lib.definitions.yaml_file import YamlFile, YamlPath, read_yaml
from inspection_lib.errors import Problem
from inspection_lib.files import ID_RULE
from inspection_lib.language import Fault, Message, message, nearest

T = TypeVar("T")
LONGEST_VALUE = 60
"""Characters of a wrong value that a message repeats."""


def open_file(path: Path, name: str | None) -> FileProblems:
    """A file as it was read, with the problems of its YAML. ``name`` is what they call it; else its path."""
    return FileProblems(*read_yaml(path, name or str(path)))


@dataclass(slots=True)
class FileProblems:
    """The problems of one file, collected while it is read, so that its author sees all of them at once.

    ``unreadable_rules`` holds the items whose rule could not be read: what follows from the rule is not
    checked for them, so that one mistake is one problem.
    """

    file: YamlFile
    problems: list[Problem] = field(default_factory=list)
    unreadable_rules: set[str] = field(default_factory=set)

    @property
    def is_unreadable(self) -> bool:
        """Whether nothing of the file could be read, so that there is nothing to check."""
        return self.file.tree is None and bool(self.problems)

    def add(self, yaml_path: YamlPath, text: Message, remedy: Message) -> None:
        """Add a problem at a path of the file."""
        self._add(yaml_path, Fault(text, remedy))

    def warn(self, yaml_path: YamlPath, text: Message, remedy: Message) -> None:
        """Add a warning at a path of the file."""
        self.problems.append(
            Problem(self.file.name, self.file.line(yaml_path), Fault(text, remedy), warning=True)
        )

    def add_errors(self, error: ValidationError, around: YamlPath, names: Iterable[str]) -> None:
        """Add pydantic's errors.

        ``around`` is the path of the value that was validated, ``names`` the valid field names.
        """
        known = tuple(names)
        for detail in error.errors():
            self._add((*around, *detail["loc"]), _fault(detail, known))

    def validate(
        self, adapter: TypeAdapter[T], value: object, around: YamlPath, names: Iterable[str]
    ) -> T | None:
        """The validated value, or None with its problems added."""
        try:
            return adapter.validate_python(value)
        except ValidationError as error:
            self.add_errors(error, around, names)
            return None

    def _add(self, yaml_path: YamlPath, fault: Fault) -> None:
        self.problems.append(Problem(self.file.name, self.file.line(yaml_path), fault))


def _fault(detail: ErrorDetails, names: Sequence[str]) -> Fault:
    """A pydantic error in the words of somebody who writes such files."""
    # The location of an element of a list ends with its index: the field is the last part that is a name.
    field_name = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "")
    value = _shortened(str(detail["input"]))
    kind = detail["type"]
    if kind in ("missing", "missing_argument"):
        missing = message("'{field}' is missing here.", field=field_name)
        return Fault(missing, message("Add it; docs/checklists.md shows the format."))
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return Fault(message("'{field}' is not known here.", field=field_name), nearest(field_name, names))
    if kind in ("enum", "literal_error"):
        expected = str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
        invalid = message("'{value}' is not valid for {field}.", value=value, field=field_name)
        return Fault(invalid, nearest(value, expected.split(", ")))
    if kind == "string_too_short":
        return Fault(message("{field} is empty.", field=field_name), message("Write a text."))
    misfit = message("'{value}' does not fit {field}.", value=value, field=field_name)
    if field_name == "id" and kind in ("string_pattern_mismatch", "string_too_long"):
        return Fault(misfit, ID_RULE)
    return Fault(misfit, _remedy_of_misfit(kind, detail["msg"]))


def _remedy_of_misfit(kind: str, detail: str) -> Message:
    if kind.startswith(("decimal", "int", "greater", "less", "finite")):
        return message("Write a number such as 2 or 2.5, not negative.")
    if kind.startswith("date"):
        return message("Write a day such as 2017-05-15.")
    if kind.startswith("bool"):
        return message("Write yes or no.")
    if kind in ("string_type", "dict_type", "model_type", "dataclass_type", "tuple_type", "list_type"):
        return message("The format is different here; docs/checklists.md shows it.")
    return message("{detail}.", detail=detail)


def _shortened(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 3]}..."
