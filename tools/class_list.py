"""Bring docs/classes.md up to date: `python -m tools.class_list`.

The page begins with an introduction that is written by hand. Below the line `MARKER` it lists every public
class, room by room, with the first sentence of its docstring: a meaning is written once, beside the class.
The Vietnamese terms are written into the page by hand and kept.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "inspection_lib"
PAGE = ROOT / "docs" / "classes.md"
MARKER = "<!-- Written by `python -m tools.class_list`, which keeps the Vietnamese terms only. -->"
_ROW = re.compile(r"^\| `(\w+)` \| ([^|]*) \| .* \| `([\w./]+)` \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Word:
    """A public class: its name, the first sentence of its docstring, and its file below `inspection_lib/`."""

    name: str
    meaning: str
    file: str

    @property
    def room(self) -> str:
        """The room of its file; `errors` is a module that is a room of its own."""
        return self.file.split("/")[0].removesuffix(".py")


def words() -> list[Word]:
    """Every public class at the top level of a module, by room and name."""
    found = [word for path in PACKAGE.rglob("*.py") for word in _words_of(path)]
    return sorted(found, key=lambda word: (word.room, word.name, word.file))


def updated(page: str) -> str:
    """The page with the list of classes as the code has it now. ValueError without the marker."""
    by_hand, marker, _ = page.partition(MARKER)
    if not marker:
        raise ValueError(f"{PAGE} lacks the line {MARKER}")
    return f"{by_hand}{MARKER}\n{_list(words(), vietnamese_terms(page))}"


def vietnamese_terms(page: str) -> dict[tuple[str, str], str]:
    """The Vietnamese terms of the page by class and room, so that a class may move inside its room."""
    return {
        (name, file.split("/")[0].removesuffix(".py")): term.strip()
        for name, term, file in _ROW.findall(page)
    }


def _list(found: list[Word], terms: Mapping[tuple[str, str], str]) -> str:
    lines: list[str] = []
    for number, word in enumerate(found):
        if number == 0 or found[number - 1].room != word.room:
            lines += [
                "",
                f"## {word.room}",
                "",
                "| class | Vietnamese | meaning | file |",
                "|---|---|---|---|",
            ]
        term = terms.get((word.name, word.room)) or "-"
        lines.append(f"| `{word.name}` | {term} | {word.meaning} | `{word.file}` |")
    return "\n".join([*lines, ""])


def _words_of(path: Path) -> Iterator[Word]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            summary = (ast.get_docstring(node) or "").split("\n\n")[0]
            meaning = " ".join(summary.split()).replace("|", "\\|")
            yield Word(node.name, meaning, path.relative_to(PACKAGE).as_posix())


def main() -> None:
    """Write the page and print how many classes it lists."""
    PAGE.write_text(updated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(words())} classes", file=sys.stderr)


if __name__ == "__main__":
    main()
