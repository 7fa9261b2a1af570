"""Read the parts of an office file: a zip of XML files, from anybody, within the limits."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from inspection_lib.files import DAMAGED_ZIP, open_zip
from inspection_lib.language import message
from inspection_lib.tables.grid import Budget, UnreadableError

Attributes = dict[str, str]
_PIECE = 2**16
"""Bytes that are unpacked at a time."""


def damaged(cause: object) -> UnreadableError:
    """The error of a file whose parts do not fit together."""
    # A ValueError or KeyError quotes what it could not read, which may be a cell.
    is_quoting = isinstance(cause, (ValueError, KeyError))
    error = "" if is_quoting else str(cause)
    text = message("The file cannot be read: {error}.", error=error or type(cause).__name__)
    return UnreadableError(text, message("Save it as CSV UTF-8 or XLSX, and check its name."))


class Parts:
    """The parts of an office file by name. Raises UnreadableError for anything that is wrong with them."""

    def __init__(self, content: bytes, budget: Budget) -> None:
        self._budget = budget
        try:
            self._zip = open_zip(content)
        except DAMAGED_ZIP as error:
            raise damaged(error) from error
        self.names = {name.lower(): name for name in self._zip.namelist()}

    def has(self, name: str) -> bool:
        """Whether there is a part of this name; case does not matter."""
        return name.lower() in self.names

    def parse(
        self,
        name: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Hand the elements of a part to the functions, by names without a prefix.

        A document type is refused: no office program writes one, and its entities can fill the memory.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        local: dict[str, str] = {}

        def local_name(full: str) -> str:
            return local.get(full) or local.setdefault(full, full.rpartition(":")[2])

        def refuse(*_: object) -> None:
            raise damaged("DOCTYPE")

        parser.StartDoctypeDeclHandler = refuse
        parser.StartElementHandler = lambda full, attributes: start(local_name(full), attributes)
        if end:
            parser.EndElementHandler = lambda full: end(local_name(full))
        if text:
            parser.CharacterDataHandler = text
        try:
            with self._zip.open(self.names[name.lower()]) as file:
                while piece := file.read(_PIECE):
                    self._budget.unpack(len(piece))
                    self._budget.check_time()
                    parser.Parse(piece, False)
                parser.Parse(b"", True)
        except (expat.ExpatError, *DAMAGED_ZIP) as error:
            raise damaged(f"{name}: {error}") from error

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to, by id: the kind (`worksheet`, `comments` ...) and the name of the part.

        Kinds are the last word of their address, which is the same in both editions of Open XML.
        """
        folder, _, file = name.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels".lstrip("/")
        found: dict[str, tuple[str, str]] = {}

        def start(element: str, attributes: Attributes) -> None:
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes.get("Type", "").rsplit("/", 1)[-1]
                found[attributes.get("Id", "")] = (kind, _joined(folder, attributes.get("Target", "")))

        if self.has(relations):
            self.parse(relations, start)
        return found


def _joined(folder: str, target: str) -> str:
    """The name of a part that another one in a folder refers to."""
    if target.startswith("/"):
        return target[1:]
    parts = [part for part in folder.split("/") if part]
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def attribute(attributes: Attributes, name: str) -> str:
    """An attribute by its name without a prefix, "" when it is not there."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.endswith(f":{name}")), "")
