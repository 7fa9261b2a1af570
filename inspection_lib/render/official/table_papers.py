"""The annexes of scores and of tasks: as papers, and as workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inspection_lib.language import Catalogue, message
from inspection_lib.model import PaperKind
from inspection_lib.render.names import office_of
from inspection_lib.render.official.campaign_words import tasks_of
from inspection_lib.render.official.content import Block, Cell, Column, Paper, Table
from inspection_lib.render.official.frame import Frame, mark_of, recipients, signatures, text
from inspection_lib.render.official.results import statement
from inspection_lib.report import FindingLine, ItemLine, Report

NOTHING = Cell("–")


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
    first = reports[0]
    of = catalogue.write(office_of(first)) + ", " if len(reports) == 1 else ""
    attached = message("(Attached: {unit}{campaign})", unit=of, campaign=first.campaign.title)
    return Paper(
        kind=kind,
        language=catalogue.language.value,
        mark=mark_of(first, catalogue),
        letterhead=None,
        title=catalogue.format(message("Annex")),
        subject=title,
        addressees=(),
        blocks=tuple(blocks),
        signatures=signatures(kind, frame, catalogue),
        recipients=recipients(kind, frame, (), (), catalogue),
        seal="",
        attached_to=catalogue.format(attached),
    )


def _points(value: Decimal | None, catalogue: Catalogue) -> Cell:
    """Points as they are printed; the workbook has the printed number, so that both are the same."""
    return NOTHING if value is None else Cell(catalogue.points(value), catalogue.rounded(value))


def _units_table(reports: Sequence[Report], name: str, catalogue: Catalogue) -> Table:
    """The units of one kind, best score first, with the points of each area."""
    _ = catalogue.text
    areas = reports[0].areas
    ordered = sorted(reports, key=lambda each: (-(each.total.index or Decimal(-1)), each.unit.code))
    width = (165 - 9 - 16 - 24 - 42) // max(len(areas), 1)
    columns = (
        Column(_("No."), 9, centred=True),
        Column(_("Inspected unit"), 165 - 9 - 16 - 24 - width * len(areas)),
        *(Column(area.id, width, centred=True) for area in areas),
        Column(_("Score"), 16, centred=True),
        Column(_("Grade"), 24, centred=True),
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
    return Table(name, name, columns, rows)


def _items_table(report: Report, catalogue: Catalogue) -> Table:
    _ = catalogue.text
    columns = (
        Column(_("Code"), 14, centred=True),
        Column(_("Item"), 83),
        Column(_("Maximum"), 16, centred=True),
        Column(_("Claimed"), 16, centred=True),
        Column(_("Found"), 16, centred=True),
        Column(_("Outcome"), 20, centred=True),
    )
    rows = tuple(_item_row(item, catalogue) for item in report.items)
    return Table(_("Items"), _("Points of each item"), columns, rows)


def _item_row(item: ItemLine, catalogue: Catalogue) -> tuple[Cell, ...]:
    return (
        Cell(item.id),
        Cell(catalogue.write(item.question)),
        _points(item.maximum, catalogue),
        _points(item.claim_points, catalogue),
        _points(item.points, catalogue),
        Cell(catalogue.label(item.outcome)),
    )


def _tasks_table(reports: Sequence[Report], catalogue: Catalogue) -> Table:
    _ = catalogue.text
    unit = (Column(_("Inspected unit"), 23),) if len(reports) > 1 else ()
    wide = 43 if unit else 52
    columns = (
        Column(_("No."), 9, centred=True),
        *unit,
        Column(_("Code"), 12, centred=True),
        Column(_("Shortcoming"), wide - 4),
        Column(_("Task"), wide - 3),
        Column(_("Responsible"), 25 if not unit else 20),
        Column(_("Last day"), 22, centred=True),
    )
    tasks = tasks_of(reports)
    rows = tuple(
        _task_row(number, report if unit else None, found, catalogue)
        for number, (report, found) in enumerate(tasks, start=1)
    )
    return Table(_("Tasks"), "", columns, rows)


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
