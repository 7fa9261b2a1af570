"""Make items of the rows that have no rows below them: question, kind of answer, rule, evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from inspection_lib.checklist_tables.clauses import Clause, clauses_of, with_comma, written
from inspection_lib.checklist_tables.doubts import Doubt, Scoring, doubt_fault
from inspection_lib.checklist_tables.outline import Node, SubLine, TableDecision
from inspection_lib.checklist_tables.scoring_words import are_parts, understood
from inspection_lib.definitions import Tree
from inspection_lib.language import Fault, message

LABELS: dict[str, dict[str, str]] = {
    "ratio": {"numerator": "Số đạt yêu cầu", "denominator": "Tổng số"},
    "count": {"done": "Số đã thực hiện", "target": "Chỉ tiêu"},
    "occurrences": {"occurrence": "trường hợp"},
    "date": {"document": "Văn bản"},
    "number": {"unit": "đơn vị tính"},
}
"""Texts for the figures of an answer until a person writes better ones; the form and the report show them."""
_EACH = re.compile(r"(?:mỗi|cứ)\s+(?:một\s+|0?1\s+)?(.{2,80}?)[\s,:]*(?:thì |bị |sẽ )*\btrừ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MadeItem:
    """An item as the file has it, the words of the table to be kept above it, and what is to be decided."""

    content: dict[str, Tree]
    comments: tuple[tuple[str, str], ...]
    node: Node
    decisions: tuple[TableDecision, ...]


def parts_of(node: Node) -> Iterator[Node]:
    """The row itself, or its lines as rows of their own where their points add up to its points.

    The lines may be rows, or lines of one cell.
    """
    _join_first_line(node)
    if node.points is None or not are_parts(_all_clauses(node), node.points):
        yield node
        return
    for number, line in enumerate(_all_lines(node), start=1):
        part = Node(f"{node.number}-{number}", line.text, node.depth + 1, line.place, line.points)
        part.evidence, part.appraiser, part.law = list(node.evidence), node.appraiser, list(node.law)
        part.id = f"{node.id}-{number}"
        if number == 1:
            kept = [*node.scoring, *([node.english] if node.english else [])]
            part.notes = [*(("", words) for words in kept), *node.notes]
            part.more = list(node.more)
        yield part


def _join_first_line(node: Node) -> None:
    """The first of several levels stands in the row of the item, and its points in the column of points."""
    words = "\n".join(node.scoring)
    clauses = clauses_of(words)
    is_first = len(clauses) == 1 and clauses[0].points is None and not clauses[0].is_full
    if (
        is_first
        and node.lines
        and node.points is not None
        and all(line.points is not None for line in node.lines)
    ):
        others = sum((line.points for line in node.lines if line.points is not None), Decimal(0))
        best = max(line.points for line in node.lines if line.points is not None)
        if best <= node.points and others != node.points:
            node.lines.insert(0, SubLine(words, node.points, node.place))
            node.scoring = []


def _all_lines(node: Node) -> list[SubLine]:
    in_cells = (
        SubLine(clause.condition, clause.points, node.place) for clause in clauses_of("\n".join(node.scoring))
    )
    return [*in_cells, *node.lines]


def _all_clauses(node: Node) -> list[Clause]:
    return [Clause(line.text, line.points) for line in _all_lines(node)]


def _words(node: Node) -> str:
    lines = [f"{line.text}: {with_comma(line.points)} điểm" for line in node.lines if line.points is not None]
    return "\n".join([*node.scoring, *lines])


def make_item(node: Node, *, is_part: bool) -> MadeItem:
    """The item of a row."""
    words = _words(node)
    decisions: list[TableDecision] = []
    points = _points(node, words, decisions)
    scoring = understood(words, points)
    if points == 0:
        scoring = Scoring("yes_no", {"rule": "recorded"})
    elif is_part and Doubt.NOTHING_SAID in scoring.doubts:  # a line with its points: done or not
        scoring = Scoring("yes_no", {"rule": "yes_no", "wanted": "yes"}, scoring.doubts)
    doubts = [
        Doubt.NOT_UNDERSTOOD if doubt is Doubt.NOTHING_SAID and words else doubt for doubt in scoring.doubts
    ]
    decisions.extend(
        TableDecision(node.place, doubt_fault(doubt), node.id)
        for doubt in doubts
        if not is_part or doubt is not Doubt.NOTHING_SAID
    )
    for heading, text in node.notes:
        if not heading:
            continue
        said = message("The file has no place for '{heading}': '{text}'.", heading=heading, text=text[:200])
        decisions.append(TableDecision(node.place, Fault(said, message("It is kept as a comment.")), node.id))
    for text in node.law:
        said = message("The legal basis is kept as a comment: '{text}'.", text=text[:200])
        decisions.append(
            TableDecision(node.place, Fault(said, message("List the document and cite it.")), node.id)
        )
    content: dict[str, Tree] = {
        "id": node.id,
        "question": _text("\n".join([node.content, *node.more]), node.english),
        "kind": scoring.kind,
    }
    content["points"] = written(points)
    content |= {"labels": _labels(scoring, words)} if scoring.kind in LABELS else {}
    content["scoring"] = scoring.rule
    content |= {"evidence": list(dict.fromkeys(node.evidence))} if node.evidence else {}
    content |= {"appraiser": node.appraiser} if node.appraiser else {}
    comments = (
        *(("", line) for line in words.split("\n") if line),
        *node.notes,
        *(("", text) for text in node.law),
    )
    return MadeItem(content, comments, node, tuple(decisions))


def _points(node: Node, words: str, decisions: list[TableDecision]) -> Decimal:
    """The most that the item brings: the points of its row, or of its best line where the row has none."""
    if node.points is not None:
        if node.points == 0:
            said = message("The item brings no points; its answer is recorded and not judged.")
            decisions.append(
                TableDecision(node.place, Fault(said, message("Write its points if it has some.")), node.id)
            )
        return node.points
    named = [clause.points for clause in clauses_of(words) if clause.points is not None]
    best = max(named, default=Decimal(0))
    said = (
        message("The row has no points; {points} are taken, those of its best line.", points=best)
        if named
        else message("The row has no points that can be read; the item carries none for now.")
    )
    decisions.append(
        TableDecision(node.place, Fault(said, message("Write the most that the item brings.")), node.id)
    )
    return best


def _text(vi: str, en: str) -> Tree:
    return {"vi": vi, "en": en} if en else vi


def _labels(scoring: Scoring, words: str) -> Tree:
    labels: dict[str, Tree] = dict(LABELS[scoring.kind])
    if scoring.kind == "occurrences" and (found := _EACH.search(words)):
        labels["occurrence"] = found[1].strip()
    return labels | dict(scoring.labels)
