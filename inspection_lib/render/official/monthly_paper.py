"""The monthly report to the meeting of the province (báo cáo giao ban tháng)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from inspection_lib.language import Catalogue, inside, message
from inspection_lib.model import PaperKind, UnitKind
from inspection_lib.render.names import office_of
from inspection_lib.render.official.campaign_words import (
    causes,
    common_findings,
    for_others,
    not_settled,
    tasks_of,
)
from inspection_lib.render.official.content import Block, Cell, Paper, PaperColumn, PaperTable
from inspection_lib.render.official.frame import (
    Frame,
    ended,
    framed,
    heading,
    point,
    sentence,
    text,
)
from inspection_lib.report import Report


@dataclass(frozen=True, slots=True)
class Month:
    """A month; both days count."""

    first: date
    last: date

    @classmethod
    def of(cls, day: date) -> Month:
        """The month of a day."""
        first = day.replace(day=1)
        return cls(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))

    @property
    def next(self) -> Month:
        """The month after."""
        return Month.of(self.last + timedelta(days=1))

    def has(self, day: date | None) -> bool:
        """Whether a day lies in the month."""
        return day is not None and self.first <= day <= self.last


def monthly_paper(reports: Sequence[Report], month: Month, frame: Frame, catalogue: Catalogue) -> Paper:
    """The report on a campaign at the end of a month. Records that were closed later count as open."""
    kind, first = PaperKind.MONTHLY, reports[0]
    concluded = [each for each in reports if each.concluded and _closed(each, catalogue) <= month.last]
    subject = message(
        "Results of the inspections in month {month} of {year}: {campaign}",
        month=str(month.first.month),
        year=str(month.first.year),
        campaign=inside(catalogue.write(first.campaign.title)),
    )
    return framed(
        *(kind, first, frame, catalogue),
        title=catalogue.format(message("REPORT")),
        subject=catalogue.format(subject),
        blocks=_blocks(reports, concluded, month, catalogue),
    )


def _closed(report: Report, catalogue: Catalogue) -> date:
    """The day on which a concluded record was closed."""
    zoned = catalogue.in_zone(report.office.zone)
    return date.fromisoformat(zoned.local_day(report.submitted_at) or f"{date.max}")


def _blocks(
    every: Sequence[Report], concluded: Sequence[Report], month: Month, catalogue: Catalogue
) -> Iterable[Block]:
    _ = catalogue.text
    yield heading(_("I. PROGRESS"))
    in_month = sum(month.has(_closed(report, catalogue)) for report in concluded)
    progress = message(
        "By {day}, {done} of {all} units of the campaign have been inspected; {new} of them in this month.",
        day=month.last,
        done=len(concluded),
        all=len(every),
        new=in_month,
    )
    yield text(catalogue.format(progress))
    yield _kinds_table(every, concluded, catalogue)
    closed = {report.unit.code for report in concluded}
    yield from not_settled([report for report in every if report.unit.code in closed], catalogue)
    yield heading(_("II. SHORTCOMINGS AND THEIR CAUSES"))
    yield from common_findings(concluded, catalogue)
    yield from causes(concluded, catalogue)
    yield heading(_("III. TASKS"))
    yield from _tasks(concluded, month, catalogue)
    yield heading(_("IV. PROPOSALS"))
    yield from for_others(concluded, catalogue)
    named = {"month": str(month.first.month), "year": str(month.first.year)}
    close = message("This is the report of month {month} of {year}", **named)
    yield text(ended(catalogue.format(close)))


def _kinds_table(every: Sequence[Report], concluded: Sequence[Report], catalogue: Catalogue) -> PaperTable:
    """Coverage and scores by kind of unit: checklists differ, so kinds are never mixed."""
    _ = catalogue.text
    columns = (
        PaperColumn(_("Kind of unit"), 43),
        PaperColumn(_("Units in all"), 18, centred=True),
        PaperColumn(_("Inspected"), 20, centred=True),
        PaperColumn(_("Median"), 20, centred=True),
        PaperColumn(_("Highest"), 32, centred=True),
        PaperColumn(_("Lowest"), 32, centred=True),
    )
    kinds = every[0].office.sorted_kinds(report.unit.kind for report in every)
    rows = tuple(_kind_row(kind, every, concluded, catalogue) for kind in kinds)
    return PaperTable(_("Progress"), "", columns, rows)


def _kind_row(
    kind: UnitKind, every: Sequence[Report], concluded: Sequence[Report], catalogue: Catalogue
) -> tuple[Cell, ...]:
    count = sum(report.unit.kind == kind.id for report in every)
    done = [report for report in concluded if report.unit.kind == kind.id]
    scores = sorted(
        (report.total.index, catalogue.write(office_of(report)))
        for report in done
        if report.total.index is not None
    )
    middle = Decimal(median(score for score, _ in scores)) if scores else None
    named = [f"{name}: {catalogue.points(score)}" for score, name in scores]
    return (
        Cell(catalogue.write(kind.plural)),
        Cell(catalogue.number(count), Decimal(count)),
        Cell(catalogue.number(len(done)), Decimal(len(done))),
        Cell(catalogue.points(middle), catalogue.rounded(middle)) if middle is not None else Cell("–"),
        Cell(named[-1] if named else "–"),
        Cell(named[0] if named else "–"),
    )


def _tasks(concluded: Sequence[Report], month: Month, catalogue: Catalogue) -> Iterable[Block]:
    tasks = tasks_of(concluded)
    days = [(report.unit.code, found.due_on) for report, found in tasks]
    spans = (
        (
            [code for code, day in days if day is not None and day < month.first],
            message("Due before this month; what was done about them is not yet inspected"),
        ),
        ([code for code, day in days if month.has(day)], message("Due in this month")),
        ([code for code, day in days if month.next.has(day)], message("Due in the next month")),
        ([code for code, day in days if day is not None and day > month.next.last], message("Due later")),
    )
    for codes, words in spans:
        count = message(
            "{when}: {tasks} tasks at {units} units",
            when=catalogue.format(words),
            tasks=len(codes),
            units=len(set(codes)),
        )
        yield point(sentence(catalogue.format(count)))
