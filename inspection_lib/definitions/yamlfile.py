"""Read a YAML file as plain texts with the line of every place, and turn what is wrong with it into problems.

PyYAML's C parser is used for its speed (a checklist of 1,500 lines in some 60 ms); it gives line marks, too. Every scalar
stays the text it is in the file, so `no`, `01-31` and `1.50` mean what they say and decimals stay exact.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from inspection_lib.errors import Problem
from inspection_lib.language import Fault, Message, Text, message, nearest

Tree = dict[str, "Tree"] | list["Tree"] | str | None
Place = tuple[str | int, ...]
T = TypeVar("T")
NotEmpty = Annotated[str, Field(min_length=1)]


class Shape(BaseModel):
    """A part of the file: only the fields named, no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TextShape(Shape):
    """A text in both languages."""

    vi: NotEmpty
    en: NotEmpty

    def text(self) -> Text:
        """As a value."""
        return Text(self.vi, self.en)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file's content as texts, with the line (from 1) of every place in it."""

    name: str
    tree: Tree
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def at(self, place: Place) -> Tree:
        """What stands at a place; None where nothing does."""
        return node_at(self.tree, place)

    @property
    def digest(self) -> str:
        """SHA-256 of the content; comments and layout do not count."""
        text = json.dumps(self.tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(slots=True)
class Findings:
    """The problems of one file, collected while it is read. ``unread`` holds items whose rule could not be read."""

    file: YamlFile
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def add(self, place: Place, said: Message, remedy: Message) -> None:
        """One more problem at a place of the file."""
        self.problems.append(Problem(self.file.name, self.file.line(place), Fault(said, remedy)))

    def add_errors(self, error: ValidationError, around: Place, names: Iterable[str]) -> None:
        """The problems behind pydantic's errors, in the words of somebody who writes such files."""
        known = tuple(names)
        for detail in error.errors():
            place = (*around, *detail["loc"])
            self.problems.append(Problem(self.file.name, self.file.line(place), _explain(detail, known)))

    def validate(
        self, adapter: TypeAdapter[T], value: object, around: Place, names: Iterable[str]
    ) -> T | None:
        """The value, or None with its problems added."""
        try:
            return adapter.validate_python(value)
        except ValidationError as error:
            self.add_errors(error, around, names)
            return None


def node_at(tree: Tree, place: Place) -> Tree:
    """What stands at a place of a tree; None where nothing does."""
    for step in place:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def parse_yaml(name: str, text: str) -> tuple[YamlFile, list[Problem]]:
    """The file and what is wrong with it as YAML: syntax, a key twice, a text that is not NFC."""
    file = YamlFile(name, None, {(): 1})
    problems: list[Problem] = []
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = message("This is not valid YAML: {problem}.", problem=error.problem or "unreadable")
        remedy = message("Look at this line and the one above: indentation, a missing colon or quote.")
        return file, [Problem(name, mark.line + 1 if mark else 1, Fault(said, remedy))]
    except yaml.YAMLError as error:
        said = message("This is not valid YAML: {problem}.", problem=str(error).splitlines()[0])
        remedy = message("Look at this line and the one above: indentation, a missing colon or quote.")
        return file, [Problem(name, 1, Fault(said, remedy))]
    if loop := _loop_line(node, ()):
        said = message("This is not valid YAML: {problem}.", problem="an anchor stands inside itself")
        return file, [
            Problem(
                name,
                loop,
                Fault(said, message("The format is another one here; docs/checklists.md shows it.")),
            )
        ]
    lines: dict[Place, int] = {}
    tree = _tree(node, (), lines, problems, name) if node else None
    return YamlFile(name, tree, lines or {(): 1}), problems


def read_yaml(path: Path, name: str) -> tuple[YamlFile, list[Problem]]:
    """The file at a path; a missing, unreadable or wrongly encoded file is a problem, too."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        said, remedy = message("The file is not UTF-8 text."), message("Save it with the encoding UTF-8.")
        return YamlFile(name, None, {(): 1}), [Problem(name, 0, Fault(said, remedy))]
    except OSError as error:
        said = message("The file cannot be read: {error}.", error=error.strerror or str(error))
        return YamlFile(name, None, {(): 1}), [
            Problem(name, 0, Fault(said, message("Check the name and the rights to read it.")))
        ]
    return parse_yaml(name, text)


def for_editors(schema: Any) -> Any:
    """The JSON Schema with scalars as an editor reads them: `yes` may reach it as a text or as true, an id as a number."""
    if isinstance(schema, list):
        return [for_editors(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kind = schema.get("type")
    if kind == "boolean":
        kept = {key: value for key, value in schema.items() if key != "type"}
        return kept | {"enum": [True, False, "yes", "no", "true", "false"]}
    wide = {key: for_editors(value) for key, value in schema.items()}
    if kind == "string" and "enum" in schema and {"yes", "no"} & set(schema["enum"]):
        del wide["type"]
        wide["enum"] = [*schema["enum"], True, False]
    elif kind == "string" and not {"enum", "const", "format", "pattern"} & set(schema):
        wide["type"] = ["string", "number", "boolean"]
    return wide


def _loop_line(node: yaml.Node | None, around: tuple[yaml.Node, ...]) -> int:
    """The line of an alias that stands inside what it names; 0 if there is none."""
    if any(node is outer for outer in around):
        return around[-1].start_mark.line + 1
    inside: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        inside = [part for pair in node.value for part in pair]
    elif isinstance(node, yaml.SequenceNode):
        inside = node.value
    return next(
        (line for part in inside if (line := _loop_line(part, (*around, node) if node else around))), 0
    )


def _tree(node: yaml.Node, place: Place, lines: dict[Place, int], problems: list[Problem], name: str) -> Tree:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in mapping:
                said = message("'{key}' stands here twice.", key=key)
                problems.append(Problem(name, line, Fault(said, message("Keep one of the two."))))
                continue
            lines[(*place, key)] = line
            mapping[key] = _tree(value_node, (*place, key), lines, problems, name)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [
            _tree(child, (*place, number), lines, problems, name) for number, child in enumerate(node.value)
        ]
    text = str(node.value)
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return unicodedata.normalize("NFC", text)


def _explain(detail: ErrorDetails, names: Sequence[str]) -> Fault:
    """A pydantic error as a fault, in the words of somebody who writes such files."""
    # The location of an element of a list ends with its index: the field is the last part that is a name.
    field_name = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "")
    shown = str(detail["input"])
    shown = shown if len(shown) <= 60 else shown[:57] + "..."
    kind = detail["type"]
    if kind in ("missing", "missing_argument"):
        missing = message("'{field}' is missing here.", field=field_name)
        return Fault(missing, message("Add it; docs/checklists.md shows the format."))
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return Fault(message("'{field}' is not known here.", field=field_name), nearest(field_name, names))
    if kind in ("enum", "literal_error"):
        expected = str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
        invalid = message("'{value}' is not valid for {field}.", value=shown, field=field_name)
        return Fault(invalid, nearest(shown, expected.split(", ")))
    if kind == "string_too_short":
        return Fault(message("{field} is empty.", field=field_name), message("Write a text."))
    misfit = message("'{value}' does not fit {field}.", value=shown, field=field_name)
    return Fault(misfit, _remedy_of_misfit(kind, detail["msg"]))


def _remedy_of_misfit(kind: str, detail: str) -> Message:
    if kind.startswith(("decimal", "int", "greater", "less", "finite")):
        return message("Write a number such as 2 or 2.5, not negative.")
    if kind.startswith("date"):
        return message("Write a day such as 2017-05-15.")
    if kind.startswith("bool"):
        return message("Write yes or no.")
    if kind in ("string_type", "dict_type", "model_type", "dataclass_type", "tuple_type", "list_type"):
        return message("The format is another one here; docs/checklists.md shows it.")
    return message("{detail}.", detail=detail)
