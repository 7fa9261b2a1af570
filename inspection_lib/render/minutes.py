"""The minutes of an inspection (biên bản kiểm tra) as one value. Page and Word file are both drawn from it.

They follow form 1.9 of Decree 30/2020/NĐ-CP, with the parts that such inspections usually have. What people
write by hand is left blank: names, and hours, opinions and signatures where nothing is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inspection_lib.language import Catalogue, Message, Text, message, short_digest
from inspection_lib.model import Outcome
from inspection_lib.render.before_leaving import open_points
from inspection_lib.render.environment import open_environment
from inspection_lib.render.names import office_of
from inspection_lib.render.sentences import redaction_sentence
from inspection_lib.render.signatures import stroke_path
from inspection_lib.render.stylesheet import inline, read_asset, sheet_mark, sheet_mark_text
from inspection_lib.render.visit_minutes import (
    NAME_TO_FILL_IN,
    Paragraph,
    ParagraphKind,
    SignaturePlace,
    agreed,
    present,
    signature_places,
)
from inspection_lib.render.visit_words import (
    discussed_findings,
    explanation_sentence,
    moment_parts,
    noted_text,
    position_sentence,
)
from inspection_lib.report import AreaLine, FindingLine, ItemLine, Report, ShownAnswer


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes in one language. ``seal`` are the digits that identify the state of the record.

    ``demonstration`` is printed on every sheet; it is empty for real inspections.
    """

    language: str
    demonstration: str
    authority: str
    team: str
    motto: tuple[str, str]
    number: str
    title: str
    subject: str
    paragraphs: tuple[Paragraph, ...]
    signatures: tuple[SignaturePlace, ...]
    sign_here: str
    seal: str
    copies: tuple[str, ...]


def seal_of(head: str) -> str:
    """The first 16 digits of a chain's head, in groups of four, as the minutes print them."""
    return short_digest(head)


def make_minutes(report: Report, catalogue: Catalogue) -> Minutes:
    """The minutes of a report's inspection."""
    catalogue = catalogue.with_decimals(report.checklist.decimals).in_zone(report.office.zone)
    _ = catalogue.text
    campaign = report.campaign
    return Minutes(
        language=catalogue.language.value,
        demonstration=sheet_mark_text(catalogue) if campaign.demonstration else "",
        authority=catalogue.write(campaign.lead),
        team=_("INSPECTION TEAM"),
        motto=(_("SOCIALIST REPUBLIC OF VIET NAM"), _("Independence - Freedom - Happiness")),
        number=_("No.: ....../BB-ĐKT"),
        title=_("MINUTES"),
        subject=catalogue.format(_subject(report)),
        paragraphs=(*opening(report, catalogue), *_content(report, catalogue), *_closing(report, catalogue)),
        signatures=signature_places(report, catalogue),
        sign_here=_("(signature, full name, seal if any)"),
        seal=seal_of(report.provenance.chain_head),
        copies=(
            _("Recipients:"),
            f"- {catalogue.write(office_of(report))};",
            f"- {catalogue.write(campaign.lead)};",
            _("- Archives."),
        ),
    )


def _subject(report: Report) -> Message:
    """What was inspected where, in which campaign."""
    unit, campaign, subject = office_of(report), report.campaign.title, report.office.subject
    if not (subject.vi or subject.en):
        return message("On the inspection at {unit}, {campaign}", unit=unit, campaign=campaign)
    return message(
        "On the inspection of {subject} at {unit}, {campaign}",
        subject=subject,
        unit=unit,
        campaign=campaign,
    )


def opening(report: Report, catalogue: Catalogue) -> Iterable[Paragraph]:
    """The order, begin and place, and those present; before all, what is still to be settled."""
    _ = catalogue.text
    campaign = report.campaign
    day = catalogue.day(campaign.decision_date) if campaign.decision_date else "......"
    number = campaign.decision_number or "......"
    ordered = message("Under Decision No. {number} of {day}", number=number, day=day)
    yield Paragraph(ParagraphKind.TEXT, catalogue.format(ordered))
    for point in open_points(report):
        yield Paragraph(ParagraphKind.WARNING, catalogue.format(point))
    visit = report.visit
    begun = moment_parts(visit.begun, catalogue) if visit else {}
    begins = message("Begun at: {hour} h {minute}, on {day}", **begun) if begun else None
    blank = _("Begun at: ...... h ......, on ....../....../......")
    yield Paragraph(ParagraphKind.TEXT, catalogue.format(begins) if begins else blank)
    place = (
        noted_text(visit.place, catalogue) if visit and visit.place else catalogue.write(office_of(report))
    )
    yield Paragraph(ParagraphKind.TEXT, catalogue.format(message("Place: {unit}", unit=place)))
    if visit and visit.position:
        yield Paragraph(ParagraphKind.TEXT, position_sentence(visit.position, catalogue))
    if report.visit_kind:
        kind = message("How it was inspected: {kind}", kind=catalogue.label(report.visit_kind))
        yield Paragraph(ParagraphKind.TEXT, catalogue.format(kind))
    yield Paragraph(ParagraphKind.HEADING, _("I. THOSE PRESENT"))
    yield Paragraph(ParagraphKind.SUBHEADING, _("1. The inspection team"))
    for role, office in campaign.team:
        yield Paragraph(
            ParagraphKind.ITEM,
            f"{catalogue.write(role)}, {catalogue.write(office)}: {NAME_TO_FILL_IN}",
        )
    yield from present(visit.present_team if visit else None, catalogue)
    yield Paragraph(ParagraphKind.SUBHEADING, _("2. The inspected unit"))
    yield Paragraph(ParagraphKind.ITEM, f"{catalogue.write(report.unit.head)}: {NAME_TO_FILL_IN}")
    yield from present(visit.present_unit if visit else None, catalogue)
    yield Paragraph(ParagraphKind.BLANKS, "", 2)


def _content(report: Report, catalogue: Catalogue) -> Iterable[Paragraph]:
    _ = catalogue.text
    yield Paragraph(ParagraphKind.HEADING, _("II. WHAT WAS INSPECTED"))
    basis = message("By {checklist}", checklist=report.checklist.title)
    yield Paragraph(ParagraphKind.TEXT, catalogue.format(basis))
    without = [item.id for item in report.items if not item.legal_basis]
    if without:
        none = message("The checklist names no legal basis for: {items}.", items=", ".join(without))
        yield Paragraph(ParagraphKind.TEXT, catalogue.format(none))
    for number, area in enumerate(report.areas, start=1):
        yield from _area(report, area, number, catalogue)
    if report.redactions:
        yield Paragraph(ParagraphKind.TEXT, _("Taken out of the record on request"))
    for each in report.redactions:
        where = each.item_id or _("Whole unit")
        yield Paragraph(ParagraphKind.ITEM, f"{where}: {redaction_sentence(each, catalogue)}")


def _area(report: Report, area: AreaLine, number: int, catalogue: Catalogue) -> Iterable[Paragraph]:
    _ = catalogue.text
    items = [item for item in report.items if item.area_id == area.id]
    findings = [found for found in report.findings if found.area_id == area.id]
    yield Paragraph(
        ParagraphKind.SUBHEADING, f"{number}. {catalogue.write(area.title)}{_points(area, catalogue)}"
    )
    good = [item for item in items if item.outcome is Outcome.PASS and item.finding]
    if good:
        yield Paragraph(ParagraphKind.TEXT, _("Results:"))
        yield from (Paragraph(ParagraphKind.ITEM, _result(item, catalogue)) for item in good)
    if findings:
        yield Paragraph(ParagraphKind.TEXT, _("Shortcomings:"))
        said = {found.id: each for found, each in discussed_findings(report)}
        for found in findings:
            yield Paragraph(ParagraphKind.ITEM, _shortcoming(found, report, catalogue))
            if found.id in said and (explained := explanation_sentence(said[found.id], catalogue)):
                yield Paragraph(ParagraphKind.ITEM, explained)
    waiting = [item for item in items if item.outcome is Outcome.UNANSWERED]
    if waiting:
        listed = "; ".join(f"{item.id} {catalogue.write(item.question)}" for item in waiting)
        yield Paragraph(ParagraphKind.TEXT, catalogue.format(message("Not answered: {items}", items=listed)))


def _points(area: AreaLine, catalogue: Catalogue) -> str:
    if area.score.points is None:
        return ""
    points, maximum = catalogue.points(area.score.points), catalogue.points(area.score.maximum)
    return " - " + catalogue.format(message("{points} of {maximum} points", points=points, maximum=maximum))


def _result(item: ItemLine, catalogue: Catalogue) -> str:
    answer = item.finding
    parts = (catalogue.format(answer.shown), answer.note, answer.evidence) if answer else ("", "", ())
    title = f"{item.id} {catalogue.write(item.question)}"
    return _sentences(_parts(title, *parts, _drawings(answer), catalogue))


def _shortcoming(found: FindingLine, report: Report, catalogue: Catalogue) -> str:
    """The finding's statement; where the checklist has none, the question and the rule's reason."""
    items = {item.id: item for item in report.items}
    item = items.get(found.item_id)
    asked = found.statement in (item.question if item else None, Text("", ""))
    title = f"{found.item_id} {catalogue.write(found.title if asked else found.statement)}"
    reason = catalogue.format(found.reason) if asked else ""
    drawings = _drawings(item.finding) if item and found.evidence else ()
    sentences = _sentences(_parts(title, reason, found.note, found.evidence, drawings, catalogue))
    if found.evidence and not found.evidence_seen:
        sentences += f" ({catalogue.text('named by the unit, not yet seen by the inspectors')})"
    return sentences


def _sentences(parts: Iterable[str]) -> str:
    """Parts as sentences: each ends with a full stop, unless it ends with a mark of its own."""
    return " ".join(part if part.endswith(("?", "!", ":")) else f"{part}." for part in parts)


def _drawings(answer: ShownAnswer | None) -> tuple[Message, ...]:
    return answer.drawings if answer else ()


def _parts(
    title: str,
    answer: str,
    note: str,
    evidence: tuple[str, ...],
    drawings: Iterable[Message],
    catalogue: Catalogue,
) -> list[str]:
    backing = (
        catalogue.format(message("Evidence: {evidence}", evidence="; ".join(evidence))) if evidence else ""
    )
    drawn = (catalogue.format(drawing) for drawing in drawings)
    return [part.rstrip(". ") for part in (title, answer, note, backing, *drawn) if part.strip()]


def _closing(report: Report, catalogue: Catalogue) -> Iterable[Paragraph]:
    _ = catalogue.text
    yield Paragraph(ParagraphKind.HEADING, _("III. OPINION OF THE UNIT"))
    for each in report.visit.discussed if report.visit else ():
        if explained := explanation_sentence(each.said, catalogue):
            yield Paragraph(ParagraphKind.ITEM, f"{each.item_id}: {explained}")
    yield Paragraph(ParagraphKind.BLANKS, "", 6)
    if not report.concluded:
        yield Paragraph(ParagraphKind.HEADING, _("IV. RECOMMENDATIONS OF THE TEAM"))
        yield Paragraph(ParagraphKind.TEXT, _("The inspection is not finished: no task has been given."))
    else:
        yield Paragraph(ParagraphKind.HEADING, _("IV. CONCLUSIONS AND RECOMMENDATIONS OF THE TEAM"))
        yield from _tasks(report, catalogue)
    yield from agreed(report, catalogue)
    yield from _still_open(report, catalogue)
    yield Paragraph(ParagraphKind.BLANKS, "", 3)
    yield Paragraph(
        ParagraphKind.TEXT,
        _("The minutes were made in ...... copies, read aloud and agreed by those present."),
    )
    ended = moment_parts(report.visit.ended, catalogue) if report.visit else {}
    ends = message("Ended at {hour} h {minute}, on {day}", **ended) if ended else None
    blank = _("Ended at ...... h ......, on ....../....../......")
    yield Paragraph(ParagraphKind.TEXT, catalogue.format(ends) if ends else blank)


def _still_open(report: Report, catalogue: Catalogue) -> Iterable[Paragraph]:
    """The findings of earlier inspections that are open and were not found again in this one."""
    here = f"{report.campaign.id}/"
    lines = [line for line in report.follow_up if line.is_open and not line.found[-1].startswith(here)]
    if lines:
        title = catalogue.text("Findings of earlier inspections that are still open:")
        yield Paragraph(ParagraphKind.TEXT, title)
    for line in lines:
        item, what, who = line.item_id, line.statement, line.responsible
        said = message("{item}: {what} ({who})", item=item, what=what, who=who)
        if line.due_on:
            said = message(
                "{item}: {what} ({who}, no later than {day})", item=item, what=what, who=who, day=line.due_on
            )
        yield Paragraph(ParagraphKind.ITEM, catalogue.format(said))


def _tasks(report: Report, catalogue: Catalogue) -> Iterable[Paragraph]:
    grouped: dict[tuple[date, str, str], list[str]] = {}
    for found in report.findings:
        what = catalogue.write(found.recommendation).rstrip(". ")
        if what and found.due_on is not None:
            group = (found.due_on, catalogue.write(found.responsible), what)
            grouped.setdefault(group, []).append(found.item_id)
    for (day, who, what), items in sorted(grouped.items()):
        line = message(
            "{items}: {what} ({who}, no later than {day})",
            items=", ".join(items),
            what=what,
            who=who,
            day=day,
        )
        yield Paragraph(ParagraphKind.ITEM, catalogue.format(line))


def seal_sentence(report: Report, catalogue: Catalogue) -> str:
    """The sentence with the seal and the number of events that it covers; without events there is no seal."""
    if not report.provenance.events:
        return catalogue.format(message("State of the record when printed: nothing is recorded."))
    sealed = message(
        "State of the record when printed: {events} events, seal {seal}.",
        events=report.provenance.events,
        seal=seal_of(report.provenance.chain_head),
    )
    return catalogue.format(sealed)


def minutes_page(report: Report, catalogue: Catalogue) -> str:
    """The minutes as one page that loads nothing and prints on A4."""
    minutes = make_minutes(report, catalogue)
    style = inline(read_asset("minutes.css") + sheet_mark(minutes.demonstration, "bottom-center"))
    template = open_environment().get_template("minutes.html.j2")
    return template.render(
        minutes=minutes,
        style=style,
        seal=seal_sentence(report, catalogue),
        ParagraphKind=ParagraphKind,
        stroke_path=stroke_path,
        drawn=catalogue.text("Signature drawn on the screen"),
    )
