"""The list of what a person must decide about a checklist that was read from a table, and of every cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from inspection_lib.checklist_tables.field_words import FIELD_WORDS, LEGAL_EXAMPLE
from inspection_lib.checklist_tables.from_table import CellUse, FromTable
from inspection_lib.checklist_tables.outline import TableDecision, Use
from inspection_lib.language import Catalogue, Fault, Message, message

_LONGEST_SHOWN = 80
_USES: dict[Use, Message] = {
    Use.TITLE: message("title"),
    Use.HEADER: message("header"),
    Use.COLUMN_NUMBERS: message("numbers of the columns"),
    Use.NUMBER: message("number"),
    Use.GROUP: message("group"),
    Use.ITEM: message("question or title"),
    Use.POINTS: message("points"),
    Use.SCORING: message("scoring"),
    Use.PART: message("level or part"),
    Use.EVIDENCE: message("evidence"),
    Use.APPRAISER: message("appraiser"),
    Use.LAW: message("legal basis (comment)"),
    Use.COMMENT: message("comment or further text"),
    Use.TOTAL: message("total, compared"),
    Use.TO_FILL: message("to be filled in later (comment)"),
    Use.NOT_READ: message("not read"),
}


def decision_list(found: FromTable, catalogue: Catalogue, source: str, target: str) -> str:
    """The list as Markdown: one table of decisions by rows, one of what became of each row of the source."""
    _ = catalogue.format
    title, account = message("To be decided: {target}", target=target), message("What became of each row")
    fields = message("Fields that decisions name")
    heads = (message("Row"), message("Item"), message("What is to be decided"), message("What to do"))
    columns = (heads[0], heads[1], message("Cells"), message("Text"))
    return "\n".join(
        [
            f"# {_(title)}",
            "",
            _(message("Read from {file}.", file=source)),
            "",
            _row(*map(_, heads)),
            _row("---", "---", "---", "---"),
            *(_decision(group, catalogue) for group in same_decisions(found.decisions)),
            "",
            f"## {_(fields)}",
            "",
            *field_lines(catalogue),
            "",
            f"## {_(account)}",
            "",
            _row(*map(_, columns)),
            _row("---", "---", "---", "---"),
            *_account(found.cells, catalogue),
            "",
        ]
    )


def field_lines(catalogue: Catalogue) -> list[str]:
    """The table of fields with what they mean, and an example of a legal document, as Markdown."""
    _ = catalogue.format
    return [
        _row(_(message("Field")), _(message("Meaning"))),
        _row("---", "---"),
        *(_row(f"`{name}`", _(words)) for name, words in FIELD_WORDS),
        "",
        _(
            message(
                "An example of a legal document, and of a line in 'defaults' or in an item that cites it:"
            )
        ),
        "",
        "```text",
        *LEGAL_EXAMPLE.splitlines(),
        "```",
    ]


def same_decisions(decisions: Iterable[TableDecision]) -> tuple[tuple[TableDecision, ...], ...]:
    """The decisions, those of the same words together where the first of them stands."""
    groups: dict[Fault, list[TableDecision]] = {}
    for one in decisions:
        groups.setdefault(one.fault, []).append(one)
    return tuple(map(tuple, groups.values()))


def _decision(group: tuple[TableDecision, ...], catalogue: Catalogue) -> str:
    fault = group[0].fault
    places = dict.fromkeys(catalogue.format(one.place.shown) for one in group)
    targets = dict.fromkeys(one.target for one in group if one.target)
    remedy = catalogue.format(fault.remedy) if fault.remedy else ""
    return _row("; ".join(places), ", ".join(targets), catalogue.format(fault.message), remedy)


def _account(cells: tuple[CellUse, ...], catalogue: Catalogue) -> Iterator[str]:
    for place, group in groupby(cells, key=lambda cell: cell.place):
        row = list(group)
        uses = dict.fromkeys(catalogue.format(_USES[cell.use]) for cell in row)
        targets = dict.fromkeys(cell.target for cell in row if cell.target)
        text = " | ".join(" ".join(cell.text.split()) for cell in row)
        shown = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
        yield _row(catalogue.format(place.shown), ", ".join(targets), ", ".join(uses), shown)


def _row(*cells: str) -> str:
    """A row of a table in Markdown; a bar inside a cell is no border."""
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
