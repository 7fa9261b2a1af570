"""Put the parts into a checklist file that it includes: `{include: parts/law.yaml}` stands for that file.

A mapping with this key alone stands for the content of the file; in a list, a file that holds a list stands
for all its entries. A path is relative to the file that names it. Parts lie in folders below that of the
checklist, so that a checklist with its parts can be copied as one folder. Every path of the whole keeps the
file and the line from which it comes, and the digest of the whole is that of a file without parts.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from inspection_lib.definitions.yaml_file import TOO_MANY, Tree, YamlFile, YamlPath, read_yaml
from inspection_lib.errors import Problem
from inspection_lib.language import Fault, Message, message
from inspection_lib.model import limits

INCLUDE = "include"


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A file with its parts in place.

    ``unsound`` are the places of parts that cannot be read: what follows from them is not known.
    ``parts`` are the files that were included, each once.
    """

    file: YamlFile
    problems: list[Problem]
    unsound: set[YamlPath]
    parts: tuple[Path, ...]


def read_with_parts(path: Path, name: str) -> WholeFile:
    """The file at a path with the parts that it includes. ``name`` is what problems call the file."""
    file, problems = read_yaml(path, name)
    if not any(yaml_path[-1:] == (INCLUDE,) for yaml_path in file.lines):
        return WholeFile(file, problems, set(), ())
    assembly = _Assembly(path.parent.resolve(), problems)
    tree = assembly.expand(file, (), (), (path.resolve(),))
    whole = YamlFile(name, tree, assembly.lines, assembly.included)
    parts = tuple(part for part in assembly.read if part.is_file())
    return WholeFile(whole, problems, assembly.unsound, parts)


def parts_of(path: Path) -> tuple[Path, ...]:
    """The files that a checklist includes, directly or through others; without those that are missing."""
    return read_with_parts(path, str(path)).parts


@dataclass(slots=True)
class _Assembly:
    """A file while it is put together. ``folder`` is that of the checklist, ``read`` keeps each part.

    ``count`` is the number of inclusions so far. Beyond the limit each is left out, and one problem says so.
    """

    folder: Path
    problems: list[Problem]
    lines: dict[YamlPath, int] = field(default_factory=dict)
    included: dict[YamlPath, str] = field(default_factory=dict)
    unsound: set[YamlPath] = field(default_factory=set)
    read: dict[Path, YamlFile] = field(default_factory=dict)
    count: int = 0

    def expand(self, file: YamlFile, at: YamlPath, out: YamlPath, stack: tuple[Path, ...]) -> Tree:
        """The tree at the path ``at`` of a file, which stands at ``out`` in the whole.

        ``stack`` are the files around it, the checklist first, the file itself last.
        """
        tree = file.at(at)
        self.lines[out] = file.place(at)[1]
        if isinstance(tree, dict) and INCLUDE in tree:
            found = self._part(file, at, stack)
            if found is None:
                self.unsound.add(out)
                return {}
            return self._content(found, out, stack)
        if isinstance(tree, dict):
            return {key: self.expand(file, (*at, key), (*out, key), stack) for key in tree}
        if isinstance(tree, list):
            entries: list[Tree] = []
            self._add_entries(entries, file, at, out, stack)
            return entries
        return tree

    def _add_entries(
        self, entries: list[Tree], file: YamlFile, at: YamlPath, out: YamlPath, stack: tuple[Path, ...]
    ) -> None:
        """Add the entries of the list at a path, and those of lists that it includes in their places."""
        tree = file.at(at)
        for index, entry in enumerate(tree if isinstance(tree, list) else ()):
            place, entry_out = (*at, index), (*out, len(entries))
            self.included[entry_out] = file.name
            if not (isinstance(entry, dict) and INCLUDE in entry):
                entries.append(self.expand(file, place, entry_out, stack))
                continue
            part = self._part(file, place, stack)
            if part is None:
                self.lines[entry_out] = file.place(place)[1]
                self.unsound.add(entry_out)
                entries.append({})
            elif isinstance(part[1].tree, list):
                self._add_entries(entries, part[1], (), out, (*stack, part[0]))
            else:
                entries.append(self._content(part, entry_out, stack))

    def _content(self, part: tuple[Path, YamlFile], out: YamlPath, stack: tuple[Path, ...]) -> Tree:
        self.included[out] = part[1].name
        return self.expand(part[1], (), out, (*stack, part[0]))

    def _part(self, file: YamlFile, at: YamlPath, stack: tuple[Path, ...]) -> tuple[Path, YamlFile] | None:
        """The file that the mapping at a path includes; None with a problem where it cannot be included."""
        self.count += 1
        if self.count > limits.PARTS:
            if self.count == limits.PARTS + 1:
                many = message("More than {count} files are included.", count=limits.PARTS)
                fewer = Fault(many, message("Include fewer files."))
                self.problems.append(Problem(file.name, file.place(at)[1], fewer))
            return None
        mapping = file.at(at)
        line = file.place((*at, INCLUDE))[1]
        reference = mapping.get(INCLUDE) if isinstance(mapping, dict) else None
        fault = self._fault(file, mapping, reference, stack)
        if fault is not None:
            self.problems.append(Problem(file.name, line, fault))
            return None
        path = (stack[-1].parent / str(reference)).resolve()
        if path not in self.read:
            name = os.path.normpath(Path(file.name).parent / str(reference))
            self.read[path], problems = read_yaml(path, name)
            self.problems += problems
        part = self.read[path]
        if part.tree is None:
            if path.is_file() and not any(problem.file == part.name for problem in self.problems):
                empty = message("The included file {file} is empty.", file=str(reference))
                self.problems.append(Problem(file.name, line, Fault(empty, message("Remove the line."))))
            return None
        if len(self.lines) + len(part.lines) > limits.YAML_NODES:
            self.problems.append(Problem(file.name, line, Fault(TOO_MANY, message("Include fewer files."))))
            return None
        return path, part

    def _fault(self, file: YamlFile, mapping: Tree, reference: Tree, stack: tuple[Path, ...]) -> Fault | None:
        """Why a file must not be included."""
        if isinstance(mapping, dict) and len(mapping) > 1:
            beside = message("'include' stands beside other names here.")
            return Fault(beside, message("Give it a line of its own: {form}", form="{include: parts/x.yaml}"))
        if not isinstance(reference, str) or not _is_relative(reference):
            return Fault(_misfit(reference), _PATH)
        path = (stack[-1].parent / reference).resolve()
        if self.folder not in path.parents:
            outside = message("{file} lies outside of the checklist's folder.", file=reference)
            return Fault(outside, _PATH)
        if path in stack:
            way = " → ".join(one.name for one in (*stack[stack.index(path) :], path))
            return Fault(message("Files include each other: {way}.", way=way), message("Break the circle."))
        if len(stack) > limits.PARTS_DEPTH:
            deep = message("More than {count} files include each other.", count=limits.PARTS_DEPTH)
            return Fault(deep, message("Include fewer files."))
        if not path.is_file():
            missing = message("There is no file {file}.", file=reference)
            return Fault(missing, message("Check the name; it is relative to {file}.", file=file.name))
        return None


_PATH = message("Write a path below the folder of the checklist, with '/', such as parts/law.yaml.")


def _is_relative(reference: str) -> bool:
    """Whether a text is a relative path of a YAML file that means the same on every system."""
    plain = reference and "\\" not in reference and ":" not in reference and "\0" not in reference
    path = PurePosixPath(reference)
    return bool(plain) and not path.is_absolute() and path.suffix.lower() in (".yaml", ".yml")


def _misfit(reference: Tree) -> Message:
    value = reference if isinstance(reference, str) else ""
    return message("'{value}' does not fit {field}.", value=value[:60], field=INCLUDE)
