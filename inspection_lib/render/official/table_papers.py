"""The annexes of scores and of tasks: as papers, and as workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inspection_lib.language import Catalogue, inside, message
from inspection_lib.model import PaperKind
from inspection_lib.render.names import office_of
from inspection_lib.render.official.campaign_words import tasks_of
from inspection_lib.render.official.content import Block, Cell, Paper, PaperColumn, PaperTable, Signatures
from inspection_lib.render.official.frame import Frame, day_parts, mark_of, text
from inspection_lib.render.official.results import statement
from inspection_lib.report import FindingLine, ItemLine, Report

NOTHING = Cell("–")
TEXT_WIDTH = 165
"""Width of the text in mm: what the columns of a table add up to."""
NUMBER_WIDTH, SCORE_WIDTH, GRADE_WIDTH, LEAST_NAME_WIDTH = 10, 16, 24, 34
"""Widths in mm. Seven areas get 11 each, in which "11,75" stands on one line."""


def scores_paper(reports: Sequence[Report], frame: Frame, catalogue: Catalogue) -> Paper:
    """The annex of scores: units by area; of one unit also its items."""
    kinds = reports[0].office.sorted_kinds(report.unit.kind for report in reports)
    blocks: list[Block] = []
    for kind in kinds:
        of_kind = [report for report in reports if report.unit.kind == kind.id]
        blocks.append(_units_table(of_kind, catalogue.write(kind.plural), catalogue))
        areas = "; ".join(f"{area.id}: {catalogue.write(area.title)}" for area in of_kind[0].areas)
        blocks.append(text(f"{areas}."))
    if len(reports) == 1:
        blocks.append(_items_table(reports[0], catalogue))
    title = catalogue.format(message("SCORES OF THE INSPECTION"))
    return _annex(PaperKind.SCORES, title, blocks, reports, frame, catalogue)


def actions_paper(reports: Sequence[Report], frame: Frame, catalogue: Catalogue) -> Paper:
    """The annex of tasks: what is to be mended, by whom, by when; the earliest day first."""
    title = catalogue.format(message("TASKS TO MEND WHAT WAS FOUND"))
    blocks = [_tasks_table(reports, catalogue)]
    return _annex(PaperKind.ACTIONS, title, blocks, reports, frame, catalogue)


def _annex(
    kind: PaperKind,
    title: str,
    blocks: Sequence[Block],
    reports: Sequence[Report],
    frame: Frame,
    catalogue: Catalogue,
) -> Paper:
    """An annex of the paper whose number and symbol it names. It has no signatures and recipients."""
    first = reports[0]
    attached = message(
        "(Attached to document No. {number} of {day}/{month}/{year} of {issuer}; {unit}{campaign})",
        number=frame.number_and_symbol(kind),
        **day_parts(frame.day),
        issuer=catalogue.write(frame.form(kind).issuer) or catalogue.write(frame.name),
        unit=catalogue.write(office_of(first)) + ", " if len(reports) == 1 else "",
        campaign=inside(catalogue.write(first.campaign.title)),
    )
    return Paper(
        kind=kind,
        language=catalogue.language.value,
        mark=mark_of(first, catalogue),
        letterhead=None,
        title=catalogue.format(message("Annex")),
        subject=title,
        addressees=(),
        blocks=tuple(blocks),
        signatures=Signatures((), ""),
        recipients=(),
        seal="",
        attached_to=catalogue.format(attached),
    )


def _points(value: Decimal | None, catalogue: Catalogue) -> Cell:
    """Points as they are printed; the workbook has the printed number, so that both are the same."""
    return NOTHING if value is None else Cell(catalogue.points(value), catalogue.rounded(value))


def _units_table(reports: Sequence[Report], name: str, catalogue: Catalogue) -> PaperTable:
    """The units of one kind, best score first, with the points of each area."""
    _ = catalogue.text
    areas = reports[0].areas
    ordered = sorted(reports, key=lambda each: (-(each.total.index or Decimal(-1)), each.unit.code))
    rest = TEXT_WIDTH - NUMBER_WIDTH - SCORE_WIDTH - GRADE_WIDTH
    width = (rest - LEAST_NAME_WIDTH) // max(len(areas), 1)
    columns = (
        PaperColumn(_("No."), NUMBER_WIDTH, centred=True),
        PaperColumn(_("Inspected unit"), rest - width * len(areas)),
        *(PaperColumn(area.id, width, centred=True) for area in areas),
        PaperColumn(_("Score"), SCORE_WIDTH, centred=True),
        PaperColumn(_("Grade"), GRADE_WIDTH, centred=True),
    )
    rows = tuple(
        (
            Cell(str(number), Decimal(number)),
            Cell(catalogue.write(office_of(report))),
            *(_points(area.score.points, catalogue) for area in report.areas),
            _points(report.total.index, catalogue) if report.concluded else NOTHING,
            Cell(catalogue.write(report.grade.title)) if report.grade else NOTHING,
        )
        for number, report in enumerate(ordered, start=1)
    )
    return PaperTable(name, name, columns, rows)


def _items_table(report: Report, catalogue: Catalogue) -> PaperTable:
    _ = catalogue.text
    columns = (
        PaperColumn(_("Code"), 14, centred=True),
        PaperColumn(_("Item"), 83),
        PaperColumn(_("Maximum"), 16, centred=True),
        PaperColumn(_("Claimed"), 16, centred=True),
        PaperColumn(_("Found"), 16, centred=True),
        PaperColumn(_("Outcome"), 20, centred=True),
    )
    rows = tuple(_item_row(item, catalogue) for item in report.items)
    return PaperTable(_("Items"), _("Points of each item"), columns, rows)


def _item_row(item: ItemLine, catalogue: Catalogue) -> tuple[Cell, ...]:
    return (
        Cell(item.id),
        Cell(catalogue.write(item.question)),
        _points(item.maximum, catalogue),
        _points(item.claim_points, catalogue),
        _points(item.points, catalogue),
        Cell(catalogue.label(item.outcome)),
    )


def _tasks_table(reports: Sequence[Report], catalogue: Catalogue) -> PaperTable:
    _ = catalogue.text
    unit = (PaperColumn(_("Inspected unit"), 23),) if len(reports) > 1 else ()
    wide = 43 if unit else 52
    columns = (
        PaperColumn(_("No."), NUMBER_WIDTH, centred=True),
        *unit,
        PaperColumn(_("Code"), 12, centred=True),
        PaperColumn(_("Shortcoming"), wide - 5),
        PaperColumn(_("Task"), wide - 3),
        PaperColumn(_("Responsible"), 25 if not unit else 20),
        PaperColumn(_("Last day"), 22, centred=True),
    )
    tasks = tasks_of(reports)
    rows = tuple(
        _task_row(number, report if unit else None, found, catalogue)
        for number, (report, found) in enumerate(tasks, start=1)
    )
    return PaperTable(_("Tasks"), "", columns, rows)


def _task_row(
    number: int, report: Report | None, found: FindingLine, catalogue: Catalogue
) -> tuple[Cell, ...]:
    day = found.due_on
    return (
        Cell(str(number), Decimal(number)),
        *([Cell(catalogue.write(office_of(report)))] if report else []),
        Cell(found.item_id),
        Cell(statement(found, catalogue)),
        Cell(catalogue.write(found.recommendation)),
        Cell(catalogue.write(found.responsible)),
        Cell(catalogue.day(day), day) if day else NOTHING,
    )
