"""The report of results (báo cáo kết quả kiểm tra): each unit, a general assessment, recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inspection_lib.language import Catalogue, inside, message
from inspection_lib.model import Outcome, PaperKind
from inspection_lib.render.names import office_of
from inspection_lib.render.official.campaign_words import (
    causes,
    common_findings,
    for_others,
    mandate,
    not_settled,
    strengths,
    tasks_of,
)
from inspection_lib.render.official.content import Block, Paper
from inspection_lib.render.official.frame import (
    Frame,
    ended,
    framed,
    heading,
    legal_bases,
    point,
    sentence,
    subheading,
    text,
)
from inspection_lib.render.official.results import graded, not_compared, seen_documents, statement
from inspection_lib.report import Report


def results_paper(reports: Sequence[Report], frame: Frame, catalogue: Catalogue) -> Paper:
    """The report on the units of a campaign; those that are not finished are named as such."""
    kind, first = PaperKind.RESULTS, reports[0]
    concluded = [report for report in reports if report.concluded]
    lead = catalogue.write(first.campaign.lead)
    return framed(
        *(kind, first, frame, catalogue),
        title=catalogue.format(message("REPORT")),
        subject=catalogue.format(
            message("Results: {campaign}", campaign=inside(catalogue.write(first.campaign.title)))
        ),
        blocks=(
            *legal_bases(first, catalogue),
            text(mandate(first, catalogue.format(message("{count} units", count=len(concluded))), catalogue)),
            *_units(concluded, catalogue),
            *_assessment(concluded, catalogue),
            *_recommendations(reports, concluded, catalogue),
        ),
        units=_offices(concluded, catalogue),
        informed=[lead],
    )


def _offices(reports: Iterable[Report], catalogue: Catalogue) -> list[str]:
    return [catalogue.write(office_of(report)) for report in reports]


def _units(reports: Sequence[Report], catalogue: Catalogue) -> Iterable[Block]:
    yield heading(catalogue.format(message("I. RESULTS OF THE INSPECTION")))
    for number, report in enumerate(reports, start=1):
        yield subheading(f"{number}. {catalogue.write(office_of(report))}")
        yield text(graded(report, catalogue))
        yield text(_looked_at(report, catalogue))
        worst = [found for found in report.findings if found.id in report.worst]
        if worst:
            count = message(
                "{count} shortcomings were found. The main ones:",
                count=sum(found.scored for found in report.findings),
            )
            yield text(catalogue.format(count))
        for found in worst:
            yield point(f"{found.item_id}: {sentence(statement(found, catalogue))}")
        unclear = [found for found in report.findings if found.outcome is Outcome.UNCLEAR]
        if unclear:
            yield text(catalogue.format(message("Figures and answers that contradict each other:")))
        for found in unclear:
            yield point(f"{found.item_id}: {statement(found, catalogue)}")
        yield from not_compared(report, catalogue)


def _looked_at(report: Report, catalogue: Catalogue) -> str:
    """Documents seen, items, and figures of systems that were compared."""
    compared = [line for line in report.measures if line.item_id]
    words = message(
        "{items} items were judged, {documents} documents seen, "
        "{measures} figures compared with data of the systems in use.",
        items=sum(item.points is not None for item in report.items),
        documents=len(seen_documents(report.items)),
        measures=len(compared),
    )
    return catalogue.format(words)


def _assessment(reports: Sequence[Report], catalogue: Catalogue) -> Iterable[Block]:
    _ = catalogue.text
    yield heading(_("II. GENERAL ASSESSMENT"))
    yield subheading(_("1. Strengths"))
    yield from strengths(reports, catalogue)
    yield subheading(_("2. Shortcomings"))
    yield from common_findings(reports, catalogue)
    yield subheading(_("3. Causes"))
    yield from causes(reports, catalogue)


def _recommendations(
    every: Sequence[Report], concluded: Sequence[Report], catalogue: Catalogue
) -> Iterable[Block]:
    _ = catalogue.text
    yield heading(_("III. CONCLUSIONS AND RECOMMENDATIONS"))
    yield from not_settled(every, catalogue)
    yield subheading(_("1. To the inspected units"))
    yield from tasks_by_deadline(concluded, catalogue)
    yield subheading(_("2. To the provincial People's Committee and the departments"))
    yield from for_others(concluded, catalogue)
    close = message(
        "This is the report on the results: {campaign}",
        campaign=inside(catalogue.write(every[0].campaign.title)),
    )
    yield text(ended(catalogue.format(close)))


def tasks_by_deadline(reports: Sequence[Report], catalogue: Catalogue) -> Iterable[Block]:
    """How many tasks are due by which day, at how many units."""
    tasks = tasks_of(reports)
    for day in dict.fromkeys(found.due_on for _, found in tasks):
        due = [(report, found) for report, found in tasks if found.due_on == day]
        line = message(
            "No later than {day}: {tasks} tasks at {units} units, as listed in the annex of tasks",
            day=catalogue.day(day) if day else "",
            tasks=len(due),
            units=len({report.unit.code for report, _ in due}),
        )
        yield point(sentence(catalogue.format(line)))
