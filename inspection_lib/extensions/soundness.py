"""Check what an extension declares, before anything uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import is_dataclass

from pydantic import TypeAdapter

from inspection_lib.extensions.register_soundness import faults_of_register
from inspection_lib.extensions.values import (
    Extension,
    ExtensionExporter,
    ExtensionPart,
    ExtensionReader,
    ExtensionRegister,
    ExtensionRule,
    ExtensionSection,
)
from inspection_lib.language import Message, Text, message
from inspection_lib.model import ItemKind
from inspection_lib.tables import KNOWN_SUFFIXES

_EXTENSION_NAME = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)
_SUFFIX = re.compile(r"\.[a-z0-9]+", re.ASCII)
_PART_NAME = re.compile(r"[a-z][a-z0-9_-]*", re.ASCII)


def faults_of(extension: Extension) -> Iterator[Message]:
    """Everything that is wrong with what an extension declares."""
    if not _EXTENSION_NAME.fullmatch(extension.name):
        yield message("'{name}' is no name of an extension: write a-z, 0-9 and -.", name=extension.name)
    if not isinstance(extension.version, str) or not extension.version.strip():
        yield message("The extension says no version.")
    try:
        hash(extension)
    except TypeError as error:  # checklists are kept in memory under the extensions that they were read with
        yield message("The extension holds a value that can change: {error}. Write tuples.", error=str(error))
    names: set[str] = set()
    for part in extension.parts:
        if not isinstance(part, ExtensionPart):
            yield message("{value} is nothing that an extension can add.", value=repr(part))
            continue
        if not _PART_NAME.fullmatch(part.name):
            yield message("'{name}' is no name of a part: write a-z, 0-9, - and _.", name=part.name)
        if part.name in names:
            yield message("The extension uses the name '{name}' twice.", name=part.name)
        names.add(part.name)
        yield from _of_part(part)


def _of_part(part: ExtensionPart) -> Iterator[Message]:
    match part:
        case ExtensionRule():
            yield from _of_rule(part)
        case ExtensionSection():
            yield from _of_section(part)
        case ExtensionExporter():
            yield from _of_exporter(part)
        case ExtensionReader():
            yield from _of_reader(part)
        case ExtensionRegister():
            yield from faults_of_register(part)


def _of_rule(rule: ExtensionRule) -> Iterator[Message]:
    settings = rule.settings
    if not (isinstance(settings, type) and is_dataclass(settings)):
        yield message("The rule '{name}' is no dataclass.", name=rule.name)
        return
    for method in ("judge", "best_points"):
        if not callable(getattr(settings, method, None)):
            yield message("The rule '{name}' has no method {method}.", name=rule.name, method=method)
    if not rule.kinds or not all(isinstance(kind, ItemKind) for kind in rule.kinds):
        yield message("The rule '{name}' names no kind of answer that it judges.", name=rule.name)
    if not isinstance(rule.about, Text):
        yield message("The rule '{name}' does not say in words how it gives points.", name=rule.name)
    try:
        TypeAdapter(settings)
    except Exception as error:  # a type that nothing can be read into
        yield message(
            "The settings of rule '{name}' cannot be read: {error}.", name=rule.name, error=str(error)
        )


def _of_section(section: ExtensionSection) -> Iterator[Message]:
    if not isinstance(section.title, Text):
        yield message("The section '{name}' has no title.", name=section.name)
    if not callable(section.draw):
        yield message("The section '{name}' has no function that draws it.", name=section.name)


def _of_exporter(exporter: ExtensionExporter) -> Iterator[Message]:
    if not _SUFFIX.fullmatch(exporter.suffix):
        yield message("'{suffix}' is no ending of a file: write it as .json.", suffix=exporter.suffix)
    if not isinstance(exporter.about, Text):
        yield message("The exporter '{name}' does not say in words what it writes.", name=exporter.name)
    if not callable(exporter.write):
        yield message("The exporter '{name}' has no function that writes.", name=exporter.name)


def _of_reader(reader: ExtensionReader) -> Iterator[Message]:
    if not reader.suffixes or isinstance(reader.suffixes, str):
        yield message("The reader '{name}' names no ending of files.", name=reader.name)
        return
    for suffix in reader.suffixes:
        if not _SUFFIX.fullmatch(suffix):
            yield message("'{suffix}' is no ending of a file: write it as .json.", suffix=suffix)
        if suffix in KNOWN_SUFFIXES:
            yield message("Files that end in {suffix} are read by the library itself.", suffix=suffix)
    if not isinstance(reader.about, Text):
        yield message("The reader '{name}' does not say in words what it reads.", name=reader.name)
    if not callable(reader.read):
        yield message("The reader '{name}' has no function that reads.", name=reader.name)
