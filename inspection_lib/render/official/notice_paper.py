"""The notice of conclusions (thông báo kết luận kiểm tra) to one unit.

"Kết luận" is no kind of document of Decree 30/2020, so the conclusions go out as a notice (TB).
"""

from __future__ import annotations

from collections.abc import Iterable

from inspection_lib.language import Catalogue, inside, message
from inspection_lib.model import Outcome, PaperKind
from inspection_lib.render.names import office_of
from inspection_lib.render.official.campaign_words import cause_inside, mandate, not_settled, tasks_of
from inspection_lib.render.official.content import Block, Paper
from inspection_lib.render.official.frame import (
    Frame,
    ended,
    framed,
    legal_bases,
    point,
    sentence,
    subheading,
    text,
)
from inspection_lib.render.official.results import area_points, graded, not_compared, statement
from inspection_lib.report import Report


def notice_paper(report: Report, frame: Frame, catalogue: Catalogue) -> Paper:
    """The notice to the unit of a concluded report."""
    kind = PaperKind.NOTICE
    office, lead = catalogue.write(office_of(report)), catalogue.write(report.campaign.lead)
    campaign = inside(catalogue.write(report.campaign.title))
    subject = message("Conclusions of the inspection at {unit}, {campaign}", unit=office, campaign=campaign)
    return framed(
        *(kind, report, frame, catalogue),
        title=catalogue.format(message("NOTICE")),
        subject=catalogue.format(subject),
        blocks=(*legal_bases(report, catalogue), *_blocks(report, office, lead, catalogue)),
        units=[office],
        informed=[office, lead],
    )


def _blocks(report: Report, office: str, lead: str, catalogue: Catalogue) -> Iterable[Block]:
    _ = catalogue.text
    opening = message("{lead} gives notice of the conclusions on {unit}:", lead=lead, unit=office)
    yield text(f"{mandate(report, office, catalogue)} {catalogue.format(opening)}")
    yield subheading(_("1. Results"))
    yield text(graded(report, catalogue))
    for area in report.areas:
        outcomes = dict(area.outcomes)
        judged = sum(outcomes.get(each, 0) for each in (Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL))
        met = message("{met} of {judged} items met", met=outcomes.get(Outcome.PASS, 0), judged=judged)
        parts = [part for part in (area_points(area, catalogue), catalogue.format(met)) if part]
        yield point(sentence(f"{catalogue.write(area.title)}: {'; '.join(parts)}"))
    yield subheading(_("2. Shortcomings and their causes"))
    for found in report.findings:
        inside = cause_inside(found, report, catalogue) if found.cause else ""
        cause = message("cause: {cause}", cause=inside) if inside else None
        words = statement(found, catalogue).rstrip(". ")
        told = f"{words} ({catalogue.format(cause)})" if cause else words
        yield point(f"{found.item_id}: {sentence(told)}")
    yield from not_compared(report, catalogue)
    yield subheading(_("3. Recommendations and orders"))
    yield from not_settled([report], catalogue)
    yield from _orders(report, lead, catalogue)
    close = message("{unit} carries out these conclusions", unit=office)
    yield text(ended(catalogue.format(close)))


def _orders(report: Report, lead: str, catalogue: Catalogue) -> Iterable[Block]:
    """What is given to whom by when, and the day on which all is to be reported."""
    tasks = [found for _, found in tasks_of([report])]
    groups = dict.fromkeys((found.due_on, catalogue.write(found.responsible)) for found in tasks)
    for day, who in groups:
        order = message("{who}, no later than {day}:", who=who, day=catalogue.day(day) if day else "")
        yield text(catalogue.format(order))
        for found in tasks:
            if (found.due_on, catalogue.write(found.responsible)) == (day, who):
                yield point(f"{found.item_id}: {sentence(catalogue.write(found.recommendation))}")
    last = max((found.due_on for found in tasks if found.due_on), default=None)
    if last:
        remedy = message(
            "Report to {lead} on the remedy of all shortcomings no later than {day}", lead=lead, day=last
        )
        yield text(sentence(catalogue.format(remedy)))
