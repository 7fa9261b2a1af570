"""The minutes of an inspection (biên bản kiểm tra, form 1.9) as a paper of a few pages.

Findings are statements; what backs them stands in the report and in the annex of scores. What people write by
hand is left blank: names, and hours, opinions and signatures where nothing is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from inspection_lib.language import Catalogue, Message, inside, message, short_digest
from inspection_lib.model import Outcome, PaperKind, Severity
from inspection_lib.render.names import office_of
from inspection_lib.render.official.content import Block, Paper, Signatures
from inspection_lib.render.official.frame import (
    Frame,
    addressees,
    contact,
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
from inspection_lib.render.official.minutes_opening import opening
from inspection_lib.render.official.results import (
    area_points,
    graded,
    not_compared,
    remarks_without_loss,
    seen_documents,
    statement,
)
from inspection_lib.render.sentences import redaction_sentence
from inspection_lib.render.visit_minutes import Paragraph, ParagraphKind, agreed, signature_places
from inspection_lib.render.visit_words import discussed_findings, explanation_sentence, moment_parts
from inspection_lib.report import AreaLine, FindingLine, Report

LINES_FOR_THE_UNIT = 3
"""Dotted lines for the unit's opinion; one where what it explained is recorded."""


def minutes_paper(report: Report, frame: Frame, catalogue: Catalogue) -> Paper:
    """The minutes of a report's inspection."""
    _, kind = catalogue.text, PaperKind.MINUTES
    office, lead = catalogue.write(office_of(report)), catalogue.write(report.campaign.lead)
    unit, secretary, head = signature_places(report, catalogue)
    return Paper(
        kind=kind,
        language=catalogue.language.value,
        mark=mark_of(report, catalogue),
        letterhead=letterhead(kind, report, frame, catalogue),
        title=_("MINUTES"),
        subject=catalogue.format(_subject(report, catalogue)),
        addressees=addressees(kind, frame, catalogue),
        blocks=(*opening(report, catalogue), *_content(report, catalogue), *_closing(report, catalogue)),
        signatures=Signatures((secretary, unit, head), _("(signature, full name, seal if any)")),
        recipients=recipients(kind, frame, [office], [office, lead], catalogue),
        seal=_seal(report, catalogue),
        drafter=frame.form(kind).drafter,
        contact=contact(kind, frame, catalogue),
    )


def _subject(report: Report, catalogue: Catalogue) -> Message:
    """What was inspected where, in which campaign."""
    unit, subject = office_of(report), report.office.subject
    campaign = inside(catalogue.write(report.campaign.title))
    if not (subject.vi or subject.en):
        return message("On the inspection at {unit}, {campaign}", unit=unit, campaign=campaign)
    if catalogue.write(subject).casefold() in campaign.casefold():  # "kiểm tra công tác ... đợt 1 năm 2017"
        return message("On the {campaign}, at {unit}", campaign=campaign, unit=unit)
    return message(
        "On the inspection of {subject} at {unit}, {campaign}",
        subject=subject,
        unit=unit,
        campaign=campaign,
    )


def _seal(report: Report, catalogue: Catalogue) -> str:
    """The number of events and the first digits of their chain; without events there is no seal."""
    if not report.provenance.events:
        return catalogue.format(message("State of the record when printed: nothing is recorded."))
    sealed = message(
        "State of the record when printed: {events} events, seal {seal}.",
        events=report.provenance.events,
        seal=short_digest(report.provenance.chain_head),
    )
    return catalogue.format(sealed)


def _content(report: Report, catalogue: Catalogue) -> Iterable[Block]:
    _ = catalogue.text
    yield heading(_("II. WHAT WAS INSPECTED"))
    basis = message("By {checklist}", checklist=report.checklist.title)
    yield text(f"{sentence(catalogue.format(basis))} {graded(report, catalogue)}".strip())
    without = [item.id for item in report.items if not item.legal_basis]
    if without:
        none = message("The checklist names no legal basis for: {items}.", items=", ".join(without))
        yield text(catalogue.format(none))
    for number, area in enumerate(report.areas, start=1):
        yield from _area(report, area, number, catalogue)
    yield from not_compared(report, catalogue)
    if report.redactions:
        yield text(f"{_('Taken out of the record on request')}:")
    for each in report.redactions:
        yield point(f"{each.item_id or _('Whole unit')}: {redaction_sentence(each, catalogue)}")


def _area(report: Report, area: AreaLine, number: int, catalogue: Catalogue) -> Iterable[Block]:
    """Points, what passes, documents and remarks in one paragraph, then each finding as a statement."""
    items = [item for item in report.items if item.area_id == area.id]
    title = f"{number}. {catalogue.write(area.title)}"
    points = area_points(area, catalogue)
    yield subheading(f"{title}: {points}" if points else title)
    ids = {each: ", ".join(item.id for item in items if item.outcome is each) for each in Outcome}
    seen = "; ".join(seen_documents(items))
    with_finding = {found.item_id for found in report.findings}
    remarks = "; ".join(remarks_without_loss(items, with_finding, catalogue))
    words = (
        (ids[Outcome.PASS], message("Met: {items}.", items=ids[Outcome.PASS])),
        (ids[Outcome.NOT_APPLICABLE], message("Does not apply: {items}.", items=ids[Outcome.NOT_APPLICABLE])),
        (ids[Outcome.UNANSWERED], message("Not answered: {items}.", items=ids[Outcome.UNANSWERED])),
        (seen, message("Documents seen: {documents}.", documents=seen)),
        (remarks, message("Remarks: {remarks}.", remarks=remarks)),
    )
    said = [catalogue.format(one) for named, one in words if named]
    drawings = [one for item in items if item.finding for one in item.finding.drawings]
    said += [sentence(catalogue.format(one)) for one in drawings]
    if said:
        yield text(" ".join(said))
    yield from _findings(report, [found for found in report.findings if found.area_id == area.id], catalogue)


def _findings(report: Report, findings: Sequence[FindingLine], catalogue: Catalogue) -> Iterable[Block]:
    """Each finding as a statement with the unit's explanation; those of low severity in one paragraph."""
    explained = {
        found.id: told
        for found, each in discussed_findings(report)
        if (told := explanation_sentence(each, catalogue))
    }
    low = []
    for found in findings:
        words = f"{found.item_id}: {statement(found, catalogue).rstrip('. ')}"
        if found.severity is Severity.LOW and found.id not in explained:
            low.append(words)
        else:
            yield point(f"{sentence(words)} {explained.get(found.id, '')}".strip())
    if low:
        yield point(catalogue.format(message("Of low severity: {findings}.", findings="; ".join(low))))


def _closing(report: Report, catalogue: Catalogue) -> Iterable[Block]:
    _ = catalogue.text
    yield heading(_("III. OPINION OF THE UNIT"))
    for each in report.visit.discussed if report.visit else ():
        if explained := explanation_sentence(each.said, catalogue):
            yield point(f"{each.item_id}: {explained}")
    is_explained = any(each.explanation for _found, each in discussed_findings(report))
    yield Paragraph(ParagraphKind.BLANKS, "", 1 if is_explained else LINES_FOR_THE_UNIT)
    if report.concluded:
        yield heading(_("IV. CONCLUSIONS AND RECOMMENDATIONS OF THE TEAM"))
        yield from tasks_by_day(report, catalogue)
    else:
        yield heading(_("IV. RECOMMENDATIONS OF THE TEAM"))
        yield text(_("The inspection is not finished: no task has been given."))
    yield from agreed(report, catalogue)
    yield from _still_open(report, catalogue)
    made = _("The minutes were made in ...... copies, read aloud and agreed by those present.")
    ended_at = moment_parts(report.visit.ended, catalogue) if report.visit else {}
    ends = message("Ended at {hour} h {minute}, on {day}", **ended_at) if ended_at else None
    blank = _("Ended at ...... h ......, on ....../....../......")
    yield text(ended(f"{sentence(made)} {catalogue.format(ends) if ends else blank}"))


def _still_open(report: Report, catalogue: Catalogue) -> Iterable[Block]:
    """The findings of earlier inspections that are open and were not found again in this one."""
    here = f"{report.campaign.id}/"
    lines = [line for line in report.follow_up if line.is_open and not line.found[-1].startswith(here)]
    if lines:
        yield text(catalogue.format(message("Findings of earlier inspections that are still open:")))
    for line in lines:
        item, what, who = line.item_id, line.statement, line.responsible
        said = message("{item}: {what} ({who})", item=item, what=what, who=who)
        if line.due_on:
            said = message(
                "{item}: {what} ({who}, no later than {day})", item=item, what=what, who=who, day=line.due_on
            )
        yield point(catalogue.format(said))


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
