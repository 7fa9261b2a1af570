"""What an extension offers, as values: an extension declares them, nothing registers itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from inspection_lib.language import Language, Text
from inspection_lib.model import (
    REGISTERS,
    ExportTable,
    ExtensionOrigin,
    ItemKind,
    MeasureDefinition,
    Register,
    RegisterColumn,
    RowNote,
    Rule,
    in_words,
)
from inspection_lib.report import Report
from inspection_lib.tables import OwnFormat


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """A rule that an extension adds. Checklists call it `<extension>.<name>`.

    ``settings`` is a frozen dataclass with the methods of `Rule`; its fields are the settings in the
    checklist. A field `best` is no setting: it gets the item's points. ``kinds`` are the kinds of answers
    that the rule judges. ``about`` says in words how it gives points: the page prints it.
    """

    name: str
    settings: type[Rule]
    kinds: tuple[ItemKind, ...]
    about: Text


@dataclass(frozen=True, slots=True)
class ExtensionSection:
    """A section that an extension adds. Notebooks call it `<extension>.<name>`.

    ``draw`` gives its content below the heading: a text, which is escaped, or `markupsafe.Markup`. The page
    takes out of it what no page may hold, such as scripts.
    """

    name: str
    title: Text
    draw: Callable[[Report, Language], str]


@dataclass(frozen=True, slots=True)
class ExtensionExporter:
    """A format of exported tables that an extension adds: `inspection export --to <extension>.<name>`.

    ``suffix`` is the ending of the file, such as `.json`; ``about`` says in words what the file is for.
    ``write`` takes the tables and the mark of demonstration data ("" for others), which the file must show,
    and gives the bytes of one file. It writes no file itself: the command writes it whole or not at all.
    """

    name: str
    suffix: str
    about: Text
    write: Callable[[Sequence[ExportTable], str], bytes]


@dataclass(frozen=True, slots=True)
class ExtensionReader:
    """A format of answers that an extension reads: `inspection import` knows it by the ending of the file.

    ``suffixes`` are endings that the library does not read itself, in small letters, such as `.diary`.
    ``read`` takes the bytes of a file and gives its rows: the number of each in the file, counted from 1 and
    growing, and its cells as texts. The first row holds the headings.
    """

    name: str
    suffixes: tuple[str, ...]
    about: Text
    read: Callable[[bytes], Iterable[tuple[int, Sequence[str]]]]


@dataclass(frozen=True, slots=True)
class ExtensionRegister:
    """A kind of register that an extension adds: `<unit>.<extension>.<name>.csv`.

    ``columns``, ``measures``, ``excluded`` and ``doubted`` are those of `Register`, with labels made by
    `in_words`. A checklist names a measure as `cross_check: {register: <extension>.<name>, measure: ...}`.
    """

    name: str
    label: Text
    columns: tuple[RegisterColumn, ...]
    measures: tuple[MeasureDefinition, ...]
    excluded: tuple[RowNote, ...] = ()
    doubted: tuple[RowNote, ...] = ()

    def register(self, origin: ExtensionOrigin) -> Register:
        """The kind of register as everything else takes it, under its whole name."""
        return Register(
            name=f"{origin.name}.{self.name}",
            label=in_words(self.label),
            columns=self.columns,
            excluded=self.excluded,
            measures=self.measures,
            doubted=self.doubted,
            origin=origin,
        )


ExtensionPart = ExtensionRule | ExtensionSection | ExtensionExporter | ExtensionReader | ExtensionRegister
"""One thing that an extension adds."""
_Part = TypeVar("_Part", ExtensionRule, ExtensionSection, ExtensionExporter)


@dataclass(frozen=True, slots=True)
class Extension:
    """Everything that one file or package adds. It stands in the file under the name `EXTENSION`."""

    name: str
    version: str
    rules: tuple[ExtensionRule, ...] = ()
    sections: tuple[ExtensionSection, ...] = ()
    exporters: tuple[ExtensionExporter, ...] = ()
    readers: tuple[ExtensionReader, ...] = ()
    registers: tuple[ExtensionRegister, ...] = ()

    @property
    def parts(self) -> tuple[ExtensionPart, ...]:
        """Everything that it adds."""
        return (*self.rules, *self.sections, *self.exporters, *self.readers, *self.registers)


@dataclass(frozen=True, slots=True)
class LoadedExtension:
    """An extension that was found, with its origin; ``place`` is its file or its package."""

    extension: Extension
    origin: ExtensionOrigin
    place: str

    def formats(self) -> Iterator[tuple[str, OwnFormat]]:
        """Each ending of a file that it reads, with the format."""
        for reader in self.extension.readers:
            own = OwnFormat(f"{self.origin.name}.{reader.name}", self.origin, reader.read)
            yield from ((suffix, own) for suffix in reader.suffixes)


@dataclass(frozen=True, slots=True)
class Extensions:
    """All extensions of a workbench, sorted by name. ``described`` are kinds of register from files."""

    loaded: tuple[LoadedExtension, ...] = ()
    described: tuple[Register, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the extensions."""
        return tuple(one.origin.name for one in self.loaded)

    @property
    def rules(self) -> Mapping[str, tuple[ExtensionRule, ExtensionOrigin]]:
        """The rules by the names that checklists use."""
        return self._by_name(lambda extension: extension.rules)

    @property
    def sections(self) -> Mapping[str, tuple[ExtensionSection, ExtensionOrigin]]:
        """The sections by the names that notebooks use."""
        return self._by_name(lambda extension: extension.sections)

    @property
    def exporters(self) -> Mapping[str, tuple[ExtensionExporter, ExtensionOrigin]]:
        """The exporters by the names that `inspection export --to` takes."""
        return self._by_name(lambda extension: extension.exporters)

    @property
    def formats(self) -> Mapping[str, OwnFormat]:
        """The formats of answers by the endings of their files."""
        return {suffix: own for one in self.loaded for suffix, own in one.formats()}

    @property
    def registers(self) -> Mapping[str, Register]:
        """All kinds of register by name: those of the library, of files, and of extensions."""
        own = [part.register(one.origin) for one in self.loaded for part in one.extension.registers]
        return {**REGISTERS, **{register.name: register for register in (*self.described, *own)}}

    def _by_name(
        self, parts_of: Callable[[Extension], Iterable[_Part]]
    ) -> dict[str, tuple[_Part, ExtensionOrigin]]:
        """Parts of one sort by their whole names, each with its origin."""
        return {
            f"{one.origin.name}.{part.name}": (part, one.origin)
            for one in self.loaded
            for part in parts_of(one.extension)
        }

    @property
    def digest(self) -> str:
        """The SHA-256 of all names, versions and files; "" without an extension."""
        origins = [f"{one.origin.name} {one.origin.version} {one.origin.digest}" for one in self.loaded]
        return hashlib.sha256("\n".join(origins).encode()).hexdigest() if origins else ""


NO_EXTENSIONS = Extensions()
"""A workbench without any."""
