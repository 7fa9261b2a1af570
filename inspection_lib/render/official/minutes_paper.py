"""The minutes of an inspection (biên bản kiểm tra, form 1.9) as a paper of a few pages.

Findings are statements; what backs them stands in the report and in the annex of scores.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from inspection_lib.language import Catalogue, message
from inspection_lib.model import Outcome, PaperKind, Severity
from inspection_lib.render.minutes import make_minutes, opening, seal_sentence
from inspection_lib.render.names import office_of
from inspection_lib.render.official.content import Block, Paper, Signatures
from inspection_lib.render.official.frame import (
    Frame,
    addressees,
    ended,
    heading,
    letterhead,
    mark_of,
    point,
    recipients,
    sentence,
    subheading,
    text,
)
from inspection_lib.render.official.results import (
    area_points,
    graded,
    seen_documents,
    statement,
)
from inspection_lib.render.visit_minutes import Paragraph, ParagraphKind, agreed, signature_places
from inspection_lib.render.visit_words import discussed_findings, explanation_sentence, moment_parts
from inspection_lib.report import AreaLine, FindingLine, Report

LINES_FOR_THE_UNIT = 3


def minutes_paper(report: Report, frame: Frame, catalogue: Catalogue) -> Paper:
    """The minutes of a report's inspection."""
    kind = PaperKind.MINUTES
    minutes = make_minutes(report, catalogue)
    office, lead = catalogue.write(office_of(report)), catalogue.write(report.campaign.lead)
    unit, secretary, head = signature_places(report, catalogue)
    return Paper(
        kind=kind,
        language=catalogue.language.value,
        mark=mark_of(report, catalogue),
        letterhead=letterhead(kind, report, frame, catalogue),
        title=minutes.title,
        subject=minutes.subject,
        addressees=addressees(kind, frame, catalogue),
        blocks=(*opening(report, catalogue), *_content(report, catalogue), *_closing(report, catalogue)),
        signatures=Signatures((secretary, unit, head), minutes.sign_here),
        recipients=recipients(kind, frame, [office], [office, lead], catalogue),
        seal=seal_sentence(report, catalogue),
    )


def _content(report: Report, catalogue: Catalogue) -> Iterable[Block]:
    _ = catalogue.text
    yield heading(_("II. WHAT WAS INSPECTED"))
    basis = message("By {checklist}", checklist=report.checklist.title)
    yield text(f"{sentence(catalogue.format(basis))} {graded(report, catalogue)}".strip())
    for number, area in enumerate(report.areas, start=1):
        yield from _area(report, area, number, catalogue)


def _area(report: Report, area: AreaLine, number: int, catalogue: Catalogue) -> Iterable[Block]:
    """Points, what passes and the documents seen in one paragraph, then each finding as a statement."""
    items = [item for item in report.items if item.area_id == area.id]
    title = f"{number}. {catalogue.write(area.title)}"
    points = area_points(area, catalogue)
    yield subheading(f"{title}: {points}" if points else title)
    ids = {each: ", ".join(item.id for item in items if item.outcome is each) for each in Outcome}
    seen = "; ".join(seen_documents(items))
    words = (
        (ids[Outcome.PASS], message("Met: {items}.", items=ids[Outcome.PASS])),
        (ids[Outcome.NOT_APPLICABLE], message("Does not apply: {items}.", items=ids[Outcome.NOT_APPLICABLE])),
        (ids[Outcome.UNANSWERED], message("Not answered: {items}.", items=ids[Outcome.UNANSWERED])),
        (seen, message("Documents seen: {documents}.", documents=seen)),
    )
    if said := [catalogue.format(one) for named, one in words if named]:
        yield text(" ".join(said))
    discussed = {found.id: each for found, each in discussed_findings(report)}
    for found in report.findings:
        if found.area_id == area.id:
            explained = explanation_sentence(discussed[found.id], catalogue) if found.id in discussed else ""
            yield point(f"{found.item_id}: {sentence(statement(found, catalogue))} {explained}".strip())


def _closing(report: Report, catalogue: Catalogue) -> Iterable[Block]:
    _ = catalogue.text
    yield heading(_("III. OPINION OF THE UNIT"))
    for each in report.visit.discussed if report.visit else ():
        if explained := explanation_sentence(each.said, catalogue):
            yield point(f"{each.item_id}: {explained}")
    yield Paragraph(ParagraphKind.BLANKS, "", LINES_FOR_THE_UNIT)
    if report.concluded:
        yield heading(_("IV. CONCLUSIONS AND RECOMMENDATIONS OF THE TEAM"))
        yield from tasks_by_day(report, catalogue)
    else:
        yield heading(_("IV. RECOMMENDATIONS OF THE TEAM"))
        yield text(_("The inspection is not finished: no task has been given."))
    yield from agreed(report, catalogue)
    made = _("The minutes were made in ...... copies, read aloud and agreed by those present.")
    ended_at = moment_parts(report.visit.ended, catalogue) if report.visit else {}
    ends = message("Ended at {hour} h {minute}, on {day}", **ended_at) if ended_at else None
    blank = _("Ended at ...... h ......, on ....../....../......")
    yield text(ended(f"{sentence(made)} {catalogue.format(ends) if ends else blank}"))


def tasks_by_day(report: Report, catalogue: Catalogue) -> Iterable[Block]:
    """What is to be done, grouped by the last day and by who is responsible.

    Tasks about findings of low severity are named by their items: the annex of tasks has their measures.
    """
    groups: dict[tuple[date, str], list[FindingLine]] = {}
    for found in report.findings:
        if found.due_on is not None and catalogue.write(found.recommendation):
            groups.setdefault((found.due_on, catalogue.write(found.responsible)), []).append(found)
    for number, ((day, who), tasks) in enumerate(sorted(groups.items()), start=1):
        line = message("{number}. No later than {day}, {who}:", number=str(number), day=day, who=who)
        measures: dict[str, list[str]] = {}
        for found in tasks:
            if found.severity is not Severity.LOW:
                what = catalogue.write(found.recommendation).rstrip(". ")
                measures.setdefault(what, []).append(found.item_id)
        parts = [f"{what} ({', '.join(items)})" for what, items in measures.items()]
        if low := [found.item_id for found in tasks if found.severity is Severity.LOW]:
            rest = message("tasks of the annex on {items}", items=", ".join(low))
            parts.append(catalogue.format(rest))
        yield text(f"{catalogue.format(line)} {'; '.join(parts)}.")
