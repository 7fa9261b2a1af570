"""Read an office's scoring table, or a workbook made by `to-table`, as a checklist with open decisions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.answers import fold_word
from inspection_lib.checklist_tables.build import build_checklist
from inspection_lib.checklist_tables.file_head import Comment, Wishes
from inspection_lib.checklist_tables.open_marks import MARK
from inspection_lib.checklist_tables.outline import RowPlace, TableDecision, TableOutline, Use
from inspection_lib.checklist_tables.row_reader import places_of, read_outline
from inspection_lib.checklist_tables.whole_book import is_whole_book, read_whole_book
from inspection_lib.checklist_tables.yaml_text import write_yaml
from inspection_lib.definitions import Tree, YamlPath, node_at
from inspection_lib.errors import InspectionError, InvalidFilesError, Problem
from inspection_lib.language import Catalogue, Fault, message
from inspection_lib.model import LONGEST_ID, limits
from inspection_lib.tables import Sheets, read_sheets


@dataclass(frozen=True, slots=True)
class CellUse:
    """What became of one cell of the source: its place, its text, its use, and the id it went to or ""."""

    place: RowPlace
    column: int
    text: str
    use: Use
    target: str


@dataclass(frozen=True, slots=True)
class FromTable:
    """A checklist that was read of a table.

    ``decisions`` are for a person, in the order of rows. ``cells`` account for every cell of an office's
    table; they are empty for a workbook of `to-table`, whose ``problems`` say what could not be read back.
    """

    tree: dict[str, Tree]
    comments: dict[YamlPath, list[Comment]]
    decisions: tuple[TableDecision, ...] = ()
    cells: tuple[CellUse, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """`<id>.v<version>`, the name of the file."""
        return f"{self.tree.get('id', 'checklist')}.v{self.tree.get('version', '1')}"


def checklist_from_table(path: Path, wishes: Wishes, content: bytes | None = None) -> FromTable:
    """The checklist of a table; ``wishes`` do not count for a workbook of `to-table`, which says all itself.

    Raises InvalidFilesError for a file that cannot be read or holds no table.
    """
    sheets = read_sheets(path, content=content)
    if sheets.problems:
        raise InvalidFilesError(sheets.problems)
    if is_whole_book(sheets):
        tree, problems = read_whole_book(sheets)
        return FromTable(tree, {}, problems=tuple(problems))
    outline = read_outline(sheets)
    if not outline.nodes:
        fault = Fault(
            message("The file holds no scoring table."),
            message("Give the table a header with the columns STT, Tiêu chí (or Nội dung) and Điểm tối đa."),
        )
        raise InvalidFilesError([Problem(str(path), 0, fault)])
    built = build_checklist(outline, path.stem, wishes)
    hidden = [TableDecision(RowPlace(), Fault(one.message)) for one in sheets.left_out]
    return FromTable(built.tree, built.comments, (*hidden, *built.decisions), _cells(sheets, outline))


def id_of(name: str) -> str:
    """An id for a checklist from the name of its file: `Bộ tiêu chí 2026` is `bo-tieu-chi-2026`."""
    words = re.sub(r"[^a-z0-9]+", "-", fold_word(name)).strip("-")[: LONGEST_ID - 10].strip("-")
    return words if words[:1].isalpha() else f"c-{words}".strip("-")


def _cells(sheets: Sheets, outline: TableOutline) -> tuple[CellUse, ...]:
    cells = []
    places = places_of(sheets)
    for number, sheet in enumerate(sheets.sheets):
        for line in sheet.lines:
            place = places[number, line.number]
            for column in range(len(line.cells)):
                if text := line.own(column):
                    use, node = outline.uses.get((number, line.number, column), (Use.NOT_READ, None))
                    cells.append(CellUse(place, column, text, use, node.id if node else ""))
    return tuple(cells)


def file_text(found: FromTable, catalogue: Catalogue, source: str) -> str:
    """The YAML text of the file: each item says its row and what is to be decided about it.

    What to do about it stands in the list of decisions. Raises InspectionError for a text that no command
    would read.
    """
    comments: dict[YamlPath, list[str]] = {}
    open_by_target: dict[str, list[TableDecision]] = {}
    for decision in found.decisions:
        open_by_target.setdefault(decision.target, []).append(decision)
    for path, lines in found.comments.items():
        comments[path] = [_line(line, catalogue) for line in lines]
    mark = catalogue.format(MARK)
    for path in found.comments:
        node = node_at(found.tree, path)
        if isinstance(node, dict) and isinstance(node.get("id"), str):
            for decision in open_by_target.pop(str(node["id"]), ()):
                comments[path].append(f"{mark}: {catalogue.format(decision.fault.message)}")
    head = [catalogue.format(message("Read from {file}.", file=source))] if source else []
    rest = [one for group in open_by_target.values() for one in group] if found.cells else []
    head += [f"{mark}: {_said(decision, catalogue)}" for decision in rest]
    text = write_yaml(found.tree, comments, head)
    if len(text.encode()) > limits.YAML_BYTES:
        raise InspectionError(
            message("The table is too long for one checklist."), message("Divide it into several checklists.")
        )
    return text


def _line(line: Comment, catalogue: Catalogue) -> str:
    if isinstance(line, str):
        return line
    return catalogue.format(line.shown if isinstance(line, RowPlace) else line)


def _said(decision: TableDecision, catalogue: Catalogue) -> str:
    parts = (decision.fault.message, decision.fault.remedy)
    where = catalogue.format(decision.place.shown)
    return f"({where}) " + " ".join(catalogue.format(part) for part in parts if part)
