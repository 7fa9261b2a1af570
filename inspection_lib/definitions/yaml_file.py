"""Read a YAML file as plain texts and remember on which line each of them stands.

Every scalar stays the text it is in the file, so that `no`, `01-31` and `1.50` mean what they say and
decimals stay exact; the models of the file's parts convert them. PyYAML's C parser is used for its speed: a
checklist of 1,500 lines takes about 60 ms. It reports line numbers as well.
"""

from __future__ import annotations

import errno
import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from inspection_lib.definitions.flow_commas import TornText, is_bare, joined, torn_texts
from inspection_lib.definitions.yaml_repair import mend_yaml
from inspection_lib.errors import Problem
from inspection_lib.files import read_limited, too_large
from inspection_lib.language import Fault, Message, message
from inspection_lib.model import limits

FORMAT: Message = message("The format is different here; docs/checklists.md shows it.")
TOO_MANY: Message = message("The file has more than {count} values.", count=limits.YAML_NODES)
Tree = dict[str, "Tree"] | list["Tree"] | str | None
"""The content of a YAML file: mappings, lists and texts. None is an empty value."""
YamlPath = tuple[str | int, ...]
"""Where a value stands in a tree: keys of mappings and indexes of lists from the root. The root is an empty
tuple."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file's content as texts, with the line (from 1) of every path in it.

    ``included`` are the paths whose content comes from another file, with that file's name.
    """

    name: str
    tree: Tree
    lines: dict[YamlPath, int]
    included: Mapping[YamlPath, str] = field(default_factory=dict)

    def place(self, yaml_path: YamlPath) -> tuple[str, int]:
        """The file and the line in which a path stands."""
        while yaml_path and yaml_path not in self.lines:
            yaml_path = yaml_path[:-1]
        around = (yaml_path[:count] for count in range(len(yaml_path), 0, -1))
        name = next((self.included[path] for path in around if path in self.included), self.name)
        return name, self.lines.get(yaml_path, 1)

    def at(self, yaml_path: YamlPath) -> Tree:
        """The value at a path; None where there is none."""
        return node_at(self.tree, yaml_path)

    @property
    def digest(self) -> str:
        """SHA-256 of the content; comments and layout do not count."""
        return self.digest_without()

    def digest_without(self, *fields: str) -> str:
        """The digest of the content without some fields of the root."""
        tree = self.tree
        if isinstance(tree, dict):
            tree = {name: value for name, value in tree.items() if name not in fields}
        text = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def node_at(tree: Tree, yaml_path: YamlPath) -> Tree:
    """The value at a path of a tree; None where there is none."""
    for step in yaml_path:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def read_yaml(path: Path, name: str) -> tuple[YamlFile, list[Problem]]:
    """The file at a path, and its problems.

    A missing, unreadable or wrongly encoded file is a problem as well. ``name`` is what problems call the
    file.
    """
    try:
        text = read_limited(path, limits.YAML_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        fault = Fault(message("The file is not UTF-8 text."), message("Save it with the encoding UTF-8."))
        return _empty(name), [Problem(name, 0, fault)]
    except OSError as error:
        if error.errno == errno.EFBIG:
            return _empty(name), [_limit_problem(name, 0, too_large(limits.YAML_BYTES))]
        unreadable = message("The file cannot be read: {error}.", error=error.strerror or str(error))
        fault = Fault(unreadable, message("Check the name and the rights to read it."))
        return _empty(name), [Problem(name, 0, fault)]
    return parse_yaml(name, text)


def parse_yaml(name: str, text: str) -> tuple[YamlFile, list[Problem]]:
    """The content of a YAML text, and its problems: syntax, an anchor in itself, a key used twice."""
    try:
        if beyond := _beyond_limits(name, text):
            return _empty(name), [beyond]
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError:
        return _parse_mended(name, text)
    except yaml.YAMLError as error:
        return _empty(name), [_syntax_problem(name, 1, str(error).splitlines()[0])]
    if node is None:
        return _empty(name), []
    if "*" in text and (line := _line_of_loop(node, (), set())):  # no alias is written without a star
        loop = message("This is not valid YAML: {problem}.", problem="an anchor stands inside itself")
        return _empty(name), [Problem(name, line, Fault(loop, FORMAT))]
    reader = _TreeReader(name, text)
    try:
        tree = reader.read(node, ())
    except _TooManyError as error:
        return _empty(name), [_limit_problem(name, error.line, TOO_MANY)]
    if torn := torn_texts(reader.with_bare_names, text):
        return _parse_joined(name, text, torn)
    return YamlFile(name, tree, reader.lines), reader.problems


def _parse_joined(name: str, text: str, torn: list[TornText]) -> tuple[YamlFile, list[Problem]]:
    """The content with texts in quotes that a comma tore apart, and a problem for each line of them."""
    whole = joined(text, torn)
    lines = whole.split("\n")
    problems: dict[int, Problem] = {}
    for one in torn:
        said = message(
            "In braces a value with a comma stands in quotes, and a number has a dot: '{text}'.",
            text=one.text,
        )
        remedy = message("Write the line like this: {line}", line=lines[one.line - 1].strip())
        problems.setdefault(one.line, Problem(name, one.line, Fault(said, remedy)))
    file, others = parse_yaml(name, whole)
    return file, [*problems.values(), *others]


def _parse_mended(name: str, text: str) -> tuple[YamlFile, list[Problem]]:
    """The content of a text with slips, as far as they can be mended, and a problem for each."""
    mended, slips = mend_yaml(text)
    slip_text = message("This line is not valid YAML.")
    problems = [Problem(name, slip.line, Fault(slip_text, slip.remedy)) for slip in slips]
    if mended is not None and slips:  # without slips it is no matter of syntax, such as an unknown alias
        file, others = parse_yaml(name, mended)
        return file, problems + others
    return _empty(name), [*problems, *_first_error(name, text)]


def _first_error(name: str, text: str) -> list[Problem]:
    """The error at which YAML stops: nothing is known of what follows."""
    try:
        yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return [_syntax_problem(name, mark.line + 1 if mark else 1, error.problem or "unreadable")]
    return []


def _beyond_limits(name: str, text: str) -> Problem | None:
    """The problem of a text that is nested too deeply, has too many values, or one that is too long.

    The parser gives one event after the other and needs no memory for them. The loader, which calls itself
    for each bracket, would crash.
    """
    depth = values = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent) and len(event.value) > limits.YAML_TEXT:
            long = message("A text has more than {count} letters.", count=limits.YAML_TEXT)
            return _limit_problem(name, _line(event), long)
        values += isinstance(event, yaml.NodeEvent)
        if depth > limits.YAML_DEPTH:
            deep = message("More than {count} values lie inside each other.", count=limits.YAML_DEPTH)
            return _limit_problem(name, _line(event), deep)
        if values > limits.YAML_NODES:
            return _limit_problem(name, _line(event), TOO_MANY)
    return None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _limit_problem(name: str, line: int, limit: Message) -> Problem:
    return Problem(name, line, Fault(limit, message("No checklist or plan needs so much: shorten the file.")))


class _TooManyError(Exception):
    """Aliases repeat more values than a file may have. ``line`` is where."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _empty(name: str) -> YamlFile:
    return YamlFile(name, None, {(): 1})


def _syntax_problem(name: str, line: int, problem: str) -> Problem:
    text = message("This is not valid YAML: {problem}.", problem=problem)
    remedy = message(
        "Look at this line and the one above: indentation, a missing colon or quote. The rest of the file is "
        "checked once this is mended."
    )
    return Problem(name, line, Fault(text, remedy))


def _line_of_loop(node: yaml.Node, around: tuple[yaml.Node, ...], seen: set[int]) -> int:
    """The line of an alias that stands inside the node it refers to; 0 if there is none.

    Such a file is valid YAML but has no end when it is read as a tree. ``seen`` are the ids of the nodes
    that were looked at: an alias of one of them leads nowhere new.
    """
    if any(node is outer for outer in around):
        return around[-1].start_mark.line + 1
    if id(node) in seen:
        return 0
    seen.add(id(node))
    inside: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        inside = [part for pair in node.value for part in pair]
    elif isinstance(node, yaml.SequenceNode):
        inside = node.value
    return next((line for part in inside if (line := _line_of_loop(part, (*around, node), seen))), 0)


@dataclass(slots=True)
class _TreeReader:
    """Turns YAML nodes into a tree, and collects the lines of all paths and the keys that stand twice.

    ``with_bare_names`` are the mappings in braces with a name that has no value.
    """

    name: str
    text: str
    lines: dict[YamlPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    values: int = 0
    with_bare_names: list[yaml.MappingNode] = field(default_factory=list)

    def read(self, node: yaml.Node, yaml_path: YamlPath) -> Tree:
        self.lines.setdefault(yaml_path, node.start_mark.line + 1)
        self.values += 1
        if self.values > limits.YAML_NODES:  # aliases count as often as they stand
            raise _TooManyError(node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, yaml_path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*yaml_path, index)) for index, child in enumerate(node.value)]
        if node.tag == "tag:yaml.org,2002:null":
            return None
        # A Vietnamese letter has a composed and a decomposed form: with one form equal texts are equal.
        return unicodedata.normalize("NFC", str(node.value))

    def _mapping(self, node: yaml.MappingNode, yaml_path: YamlPath) -> Tree:
        mapping: dict[str, Tree] = {}
        if node.flow_style and any(is_bare(key, value, self.text) for key, value in node.value):
            self.with_bare_names.append(node)
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                fault = Fault(message("A list or mapping cannot be a name."), FORMAT)
                self.problems.append(Problem(self.name, line, fault))
                continue
            key = str(key_node.value)
            if key in mapping:
                fault = Fault(message("'{key}' is there twice.", key=key), message("Keep one of the two."))
                self.problems.append(Problem(self.name, line, fault))
                continue
            self.lines[(*yaml_path, key)] = line
            mapping[key] = self.read(value_node, (*yaml_path, key))
        return mapping
