"""The commands and snippets of the guide, in the order of its pages: what the tests and the pictures run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

GUIDE = Path(__file__).parents[1] / "docs" / "guide"
TUTORIAL = "tutorial"
ROLES = ("inspector", "office", "reviewer", "author", "analyst", "administrator")
"""The pages after the tutorial. Each goes on in the folder that the pages before it left."""
INSPECTED_ON = datetime(2026, 7, 20)
"""The day in the tutorial's forms."""
_PARTS = re.compile(
    r"^```(?:\{code-block\} )?(bash|yaml|python)\n(?::caption: (\S+)\n\n)?(.*?)^```$"
    r"|^((?:\| *[\d.]+ *\|[^\n]*\n)+)",
    re.MULTILINE | re.DOTALL,
)
Run = Callable[[Sequence[str]], str]
"""Runs the words of an `inspection` command in the workbench and gives what it printed."""


@dataclass(frozen=True)
class Part:
    """A block of a page: commands (`bash`), a file (`yaml`), code (`python`) or the answers (`form`).

    ``file`` is the path of a file that a person writes, else "".
    """

    kind: str
    file: str
    text: str


def parts(page: str, language: str) -> tuple[Part, ...]:
    """The blocks of a page, in order. A table whose first cells are ids of items holds the answers."""
    text = (GUIDE / language / f"{page}.md").read_text(encoding="utf-8")
    found = (match.groups() for match in _PARTS.finditer(text))
    return tuple(
        Part("form", "", table) if table else Part(kind, file or "", body)
        for kind, file, body, table in found
    )


def commands(part: Part) -> Iterator[list[str]]:
    """The words of each command of a block; what follows `#` is a remark."""
    for line in part.text.splitlines():
        if words := shlex.split(line, comments=True):
            yield words


def do_page(page: str, folder: Path, run: Run, language: str = "vi") -> tuple[str, ...]:
    """Do in a workbench's folder what a page says; gives what its commands and its code printed.

    The folder of the tutorial is the new one; its `cd` is left out. ValueError for a command that is unknown.
    """
    printed = []
    for part in parts(page, language):
        if part.kind == "yaml":
            (folder / part.file).write_text(part.text, encoding="utf-8")
        elif part.kind == "form":
            fill(folder, part.text)
        elif part.kind == "python":
            printed.append(run(["python", part.text]))
        else:
            for words in commands(part):
                if words[0] == "mv":
                    (folder / words[1]).rename(folder / words[2])
                elif words[0] == "inspection":
                    printed.append(run(words[1:]))
                elif words[0] != "cd":
                    raise ValueError(f"{page}: {words}")
    return tuple(printed)


def fill(folder: Path, table: str) -> None:
    """Write the answers of a table (item, answer, second number) into the form of the first unit."""
    path = min((folder / "forms").glob("*.xlsx"))
    book = load_workbook(path)
    page = book.worksheets[0]
    rows = {str(cells[0].value): number for number, cells in enumerate(page.iter_rows(), start=1)}
    page["C7"], page["C8"] = "Trưởng đoàn", INSPECTED_ON
    for line in table.splitlines():
        item, answer, second = [cell.strip() for cell in line.strip("|").split("|")][:3]
        page.cell(rows[item], 6).value = int(answer) if answer.isdigit() else answer
        page.cell(rows[item], 7).value = int(second) if second else None
    book.save(path)
