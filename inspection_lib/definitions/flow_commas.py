"""Texts in braces whose comma was meant as part of the text: `{vi: Xã, phường, en: Commune}`.

YAML ends a text in braces at its comma, and takes what follows for a name without a value. Such a text is
joined again here and put in quotes, so that the check shows the line as it should be and reads on. The file
itself is never changed, and a file that needed this is never used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import yaml

_NAME = re.compile(r"[a-z][a-z_]*")
"""What may well be a field whose value was forgotten, and no part of a text."""
_LANGUAGES = ("vi", "en")
_DECIMALS = re.compile(r"\d+,\d+")


@dataclass(frozen=True, slots=True)
class TornText:
    """A text that a comma tore apart: its line (from 1), its place in the file's text, and what to write."""

    line: int
    start: int
    end: int
    text: str
    meant: str


def is_bare(key: yaml.Node, value: yaml.Node, text: str) -> bool:
    """Whether a name in braces has neither a colon nor a value. An alias has the place of its anchor."""
    start, end = key.end_mark.index, value.start_mark.index
    is_empty = isinstance(value, yaml.ScalarNode) and not value.value and not value.style
    return is_empty and start <= end and ":" not in text[start:end]


def torn_texts(mappings: Iterable[yaml.MappingNode], text: str) -> list[TornText]:
    """The torn texts in mappings that are written in braces, in the order of the file, each once."""
    found = {torn.start: torn for mapping in mappings for torn in _torn_in(mapping, text)}
    return [found[start] for start in sorted(found)]


def joined(text: str, torn: Sequence[TornText]) -> str:
    """The text of the file with every torn text as it was meant. Lines keep their numbers."""
    for one in reversed(torn):
        breaks = text.count("\n", one.start, one.end)
        indent = "\n" + " " * (one.start - text.rfind("\n", 0, one.start) - 1)
        text = f"{text[: one.start]}{one.meant}{indent * breaks}{text[one.end :]}"
    return text


def _torn_in(mapping: yaml.MappingNode, text: str) -> Iterator[TornText]:
    pairs: list[tuple[yaml.Node, yaml.Node]] = mapping.value
    for at, (name, value) in enumerate(pairs):
        is_plain = isinstance(value, yaml.ScalarNode) and value.value and not value.style
        if not is_plain or value.start_mark.index < name.end_mark.index:
            continue
        end = 0
        for bare, empty in pairs[at + 1 :]:
            if not is_bare(bare, empty, text) or not _goes_on(name, bare):
                break
            end = bare.end_mark.index
        if end:
            yield _torn(name, value, end, text)


def _goes_on(name: yaml.Node, bare: yaml.Node) -> bool:
    """Whether a name without a value goes on with the text of the field ``name`` before it."""
    if not isinstance(bare, yaml.ScalarNode) or bare.style or bare.value in _LANGUAGES:
        return False
    return name.value in _LANGUAGES or not _NAME.fullmatch(bare.value)


def _torn(name: yaml.Node, value: yaml.Node, end: int, text: str) -> TornText:
    start = value.start_mark.index
    told = " ".join(text[start:end].split())
    is_number = name.value not in _LANGUAGES and _DECIMALS.fullmatch(told)
    meant = told.replace(",", ".") if is_number else json.dumps(told, ensure_ascii=False)
    return TornText(value.start_mark.line + 1, start, end, told, meant)
