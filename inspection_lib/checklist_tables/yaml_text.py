"""Write a checklist's tree as YAML that people like to read.

PyYAML writes no comments, and here each item says from which row of its table it comes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from inspection_lib.definitions import Tree, YamlPath

EDITOR_LINE = "# yaml-language-server: $schema=../schemas/checklist.json"
"""The first line of a checklist file, by which editors find the JSON Schema of the format."""
WIDTH = 110
"""Letters of a line at most, where a text can be broken."""
_PLAIN = re.compile(r"[^\W_](?:(?!: |:$| #)[^\n\t])*")
_PLAIN_IN_FLOW = re.compile(r"[^\W_][^\n\t:#{}\[\],]*")
_NO_TEXT = re.compile(r"null|Null|NULL", re.ASCII)
_UNPRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x85\u2028\u2029\ufeff]"
)
Comments = Mapping[YamlPath, Sequence[str]]
"""The lines to write above a value, by its path."""


def write_yaml(tree: Tree, comments: Comments, head: Sequence[str] = ()) -> str:
    """The text of a checklist file. Reading it gives the tree again, whatever is in it."""
    lines = [EDITOR_LINE, *(_comment(line, "") for line in head)]
    if isinstance(tree, dict) and tree:
        lines.extend(_Writer(comments).mapping(tree, (), ""))
    else:
        lines.append(flow(tree))
    return "\n".join(lines) + "\n"


def flow(value: Tree) -> str:
    """A value on one line."""
    match value:
        case None:
            return "~"
        case dict():
            return "{" + ", ".join(f"{flow(key)}: {flow(part)}" for key, part in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
        case _:
            return _scalar(value)


def quoted(text: str) -> str:
    """A text between quotation marks, on one line; both JSON and YAML read it."""
    return _UNPRINTABLE.sub(escaped, json.dumps(text, ensure_ascii=False))


def escaped(found: re.Match[str]) -> str:
    """A letter as YAML writes it between quotation marks: by the number of its code."""
    number = ord(found[0])
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _scalar(text: str, plain: re.Pattern[str] = _PLAIN_IN_FLOW) -> str:
    is_printable = not _UNPRINTABLE.search(text)
    is_plain = plain.fullmatch(text) and text == text.strip() and not _NO_TEXT.fullmatch(text)
    if is_plain and is_printable:
        return text
    if text and is_printable and "\n" not in text and "\t" not in text:
        return "'" + text.replace("'", "''") + "'"
    return quoted(text)


class _Writer:
    """Writes mappings and lists as blocks, with the comments above them."""

    def __init__(self, comments: Comments) -> None:
        self._comments = comments
        self._around = {path[:steps] for path in comments for steps in range(len(path))}

    def mapping(self, tree: dict[str, Tree], path: YamlPath, indent: str) -> Iterator[str]:
        for key, value in tree.items():
            inside = (*path, key)
            yield from self._above(inside, indent)
            yield from self._entry(f"{indent}{flow(key)}:", value, inside, indent)

    def _entry(self, start: str, value: Tree, path: YamlPath, indent: str) -> Iterator[str]:
        if not isinstance(value, (dict, list)):
            yield from _text(start, value, indent + "  ")
        elif self._is_short(start, value, path):
            yield f"{start} {flow(value)}"
        else:
            yield start
            yield from self._block(value, path, indent + "  ")

    def _block(self, value: dict[str, Tree] | list[Tree], path: YamlPath, indent: str) -> Iterator[str]:
        if isinstance(value, dict):
            yield from self.mapping(value, path, indent)
        else:
            yield from self._list(value, path, indent)

    def _list(self, values: list[Tree], path: YamlPath, indent: str) -> Iterator[str]:
        for at, value in enumerate(values):
            inside, start = (*path, at), f"{indent}-"
            yield from self._above(inside, indent)
            if not isinstance(value, (dict, list)):
                yield from _text(start, value, indent + "  ")
            elif self._is_short(start, value, inside) or isinstance(value, list):
                yield f"{start} {flow(value)}"
            else:
                first, *rest = self.mapping(value, inside, indent + "  ")
                yield f"{start} {first.lstrip()}"
                yield from rest

    def _above(self, path: YamlPath, indent: str) -> Iterator[str]:
        return (_comment(line, indent) for line in self._comments.get(path, ()))

    def _is_short(self, start: str, value: dict[str, Tree] | list[Tree], path: YamlPath) -> bool:
        if not value:
            return True
        is_small = _is_small(value) and path not in self._around
        return is_small and len(start) + 1 + len(flow(value)) <= WIDTH


def _is_small(value: Tree) -> bool:
    """Whether a value reads well on one line: no mapping with lists of mappings in it."""
    if isinstance(value, dict):
        return not ({"id", "question", "items"} & set(value)) or "from" in value
    if isinstance(value, list):
        return not any(isinstance(one, dict) and ("id" in one or "vi" in one) for one in value)
    return True


def _text(start: str, value: str | None, indent: str) -> Iterator[str]:
    """A text: on one line, as a block where it has line breaks, or broken between words."""
    written = flow(value) if value is None else _scalar(value, _PLAIN)
    if value is not None and "\n" in value and _fits_block(value):
        yield f"{start} |-"
        yield from (f"{indent}{line}" if line else "" for line in value.split("\n"))
    elif len(start) + len(written) < WIDTH or written.startswith('"') or "  " in written:
        yield f"{start} {written}"
    else:
        yield from _broken(start, written, indent)


def _fits_block(text: str) -> bool:
    starts = text[:1] not in (" ", "\t", "\n") and not text.endswith("\n")
    return (
        starts
        and not _UNPRINTABLE.search(text)
        and all(line.strip() or not line for line in text.split("\n"))
    )


def _broken(start: str, written: str, indent: str) -> Iterator[str]:
    line = start
    for word in written.split(" "):
        # A word that begins like a comment or a document mark stays on the line of the word before it.
        if len(line) + len(word) + 1 > WIDTH and word[:1] not in ("#", "-", ".", "") and line != start:
            yield line
            line = f"{indent}{word}"
        else:
            line = f"{line} {word}"
    yield line


def _comment(text: str, indent: str) -> str:
    """A comment on one line, without letters that YAML allows nowhere."""
    return f"{indent}# {_UNPRINTABLE.sub('', ' '.join(text.split()))}".rstrip()
