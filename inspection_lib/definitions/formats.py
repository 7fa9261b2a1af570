"""What a format expects at a place of a file: which fields, with which examples, and a value that would fit.

A format is a `YamlModel`, or a rule with its settings (a dataclass). A place is a path from its root.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
import types
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import BaseModel

from inspection_lib.definitions.setting_texts import setting_text
from inspection_lib.definitions.yaml_file import Tree, YamlPath
from inspection_lib.definitions.yaml_model import TextYaml
from inspection_lib.language import Text

_NUMBER = re.compile(r"^\s*(\d+(?:[.,]\d+)?)\s*(%|[^\d\s.,][^\d]*)?\s*$")
_DAY = re.compile(r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$")
_PLAIN: dict[object, str] = {
    bool: "no",
    int: "1",
    Decimal: "1",
    str: "x",
    datetime.date: "2000-01-01",
}
"""Placeholders of single values. 1 lies within the bounds of every number of the formats."""


@cache
def fields_of(shape: object) -> dict[str, object]:
    """The fields of a mapping by the name that files use, each with its type; empty for anything else.

    Kept: a file with many mistakes asks many times.
    """
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return {field.alias or name: field.annotation for name, field in shape.model_fields.items()}
    if isinstance(shape, type) and dataclasses.is_dataclass(shape):
        return dict(get_type_hints(shape))
    return {}


def is_required(shape: object, name: str) -> bool:
    """Whether a mapping must have a field."""
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return any(
            field.is_required() for key, field in shape.model_fields.items() if (field.alias or key) == name
        )
    fields = dataclasses.fields(shape) if isinstance(shape, type) and dataclasses.is_dataclass(shape) else ()
    return any(one.name == name and one.default is dataclasses.MISSING for one in fields)


def example_of(shape: object, name: str) -> object:
    """The example of a field; None where there is none."""
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        for key, field in shape.model_fields.items():
            if (field.alias or key) == name and field.examples:
                return field.examples[0]
    elif isinstance(shape, type) and (text := setting_text(shape.__name__, name)):
        return text[1]
    return None


def shape_at(shape: object, yaml_path: YamlPath) -> object:
    """The type that a format expects at a path; None where it expects nothing."""
    found = _plain_type(shape)
    for step in yaml_path:
        found = _plain_type(_inside(found, step))
    return found


def placeholder(shape: object) -> Tree:
    """A value that fits a type, or comes nearer to it: its own fields are filled when they are found missing.

    For a place that does not fit the format, so that the rest of the file can be checked.
    """
    shape = _plain_type(shape)
    origin = get_origin(shape)
    if origin in (tuple, list, Sequence):
        return []
    if choices := choices_of(shape):
        return choices[0]
    if shape in (TextYaml, Text):
        return {"vi": "?", "en": "?"}
    return _PLAIN.get(shape, {})


def meant_value(shape: object, value: object) -> str | None:
    """The value that somebody most likely meant where it does not fit; None where that is not clear.

    A word of a choice that is misspelt; a number with a decimal comma, a percent sign or a unit; a day as
    people write it.
    """
    choices = choices_of(shape)
    if not isinstance(value, str):
        return None
    if choices:
        close = get_close_matches(value.lower(), choices, n=1, cutoff=0.6)
        return close[0] if close else None
    if shape is datetime.date:
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}" if (day := _DAY.match(value)) else None
    found = _NUMBER.match(value) if shape in (int, Decimal) else None
    if found is None:
        return None
    number = Decimal(found[1].replace(",", "."))
    return f"{number / 100 if found[2] == '%' else number:f}"


def is_list(shape: object) -> bool:
    """Whether a format expects a list."""
    return get_origin(shape) in (tuple, list, Sequence)


def fits_roughly(shape: object, value: Tree) -> bool:
    """Whether a value is a mapping where the format has fields, or a single text where it has none."""
    if isinstance(value, dict):
        return bool(fields_of(shape)) or get_origin(shape) in (dict, Mapping)
    return isinstance(value, str) and (is_text(shape) or not fields_of(shape))


def choices_of(shape: object) -> list[str]:
    """The words of a choice; empty for anything else."""
    if get_origin(shape) is Literal:
        return [str(choice) for choice in get_args(shape)]
    if isinstance(shape, type) and issubclass(shape, Enum):
        return [str(member.value) for member in shape]
    return []


def known_part(shape: object, yaml_path: YamlPath) -> YamlPath:
    """A path of pydantic as a path of the file. In a choice of types pydantic adds the name of the type."""
    found, known = shape, YamlPath()
    for index, step in enumerate(yaml_path):
        plain = _plain_type(found)
        if plain is None:  # inside a field that is not known
            return (*known, *yaml_path[index:])
        if not (fields_of(plain) or get_origin(plain) in (tuple, list, dict, Mapping, Sequence)):
            return known
        if _is_choice(found):
            found = plain
            continue
        known, found = (*known, step), _inside(plain, step)
    return known


def is_text(shape: object) -> bool:
    """Whether a format expects a text of people at a place."""
    return shape in (TextYaml, Text)


def mistaken_names(given: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    """The names of a mapping that are not known, each with the name that was most likely meant.

    Only names that the mapping lacks can have been meant.
    """
    given, names = list(given), list(names)
    meant = {}
    left = [name for name in names if name not in given]
    for name in given:
        if name not in names:
            same = [other for other in left if other.lower() == name.lower()]
            close = same or get_close_matches(name, left, n=1, cutoff=0.6)
            if close:
                meant[name] = close[0]
                left.remove(close[0])
    return meant


def written(example: Tree | object) -> str:
    """A value as YAML on one line."""
    text = yaml.safe_dump(example, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000)
    return text.removesuffix("...\n").strip()


def _plain_type(shape: object) -> Any:
    """The type without `Annotated` and `| None`; of a choice of types the first, a mapping if one is."""
    while True:
        origin = get_origin(shape)
        if origin is Annotated:
            shape = get_args(shape)[0]
        elif origin in (Union, types.UnionType):
            shape = next(part for part in get_args(shape) if part is not types.NoneType)
        else:
            return shape


def _is_choice(shape: object) -> bool:
    """Whether a place takes values of several types; that it may be left out does not count."""
    if get_origin(shape) is Annotated:
        return _is_choice(get_args(shape)[0])
    parts = [part for part in get_args(shape) if part is not types.NoneType]
    return get_origin(shape) in (Union, types.UnionType) and len(parts) > 1


def _inside(shape: object, step: str | int) -> object:
    """The type of an element of a list, of a value of a mapping, or of a field."""
    arguments = get_args(shape)
    if isinstance(step, int):
        return arguments[0] if arguments and get_origin(shape) is not Literal else None
    if get_origin(shape) in (dict, Mapping):
        return arguments[1]
    return fields_of(shape).get(step)
