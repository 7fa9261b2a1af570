"""How minutes begin: the order, what is still to be settled, begin and place, those present."""

from __future__ import annotations

from collections.abc import Iterable

from inspection_lib.language import Catalogue, message
from inspection_lib.render.before_leaving import open_points
from inspection_lib.render.names import office_of
from inspection_lib.render.official.content import Block
from inspection_lib.render.official.frame import heading, legal_bases, subheading, text
from inspection_lib.render.visit_minutes import Paragraph, ParagraphKind, name_of, present
from inspection_lib.render.visit_words import moment_parts, noted_text, position_sentence
from inspection_lib.report import Report


def opening(report: Report, catalogue: Catalogue) -> Iterable[Block]:
    """The order, begin and place, and those present; before all, what is still to be settled."""
    _ = catalogue.text
    visit = report.visit
    yield from legal_bases(report, catalogue)
    for each in open_points(report):
        yield Paragraph(ParagraphKind.WARNING, catalogue.format(each))
    begun = moment_parts(visit.begun, catalogue) if visit else {}
    begins = message("Begun at: {hour} h {minute}, on {day}", **begun) if begun else None
    blank = _("Begun at: ...... h ......, on ....../....../......")
    yield text(catalogue.format(begins) if begins else blank)
    place = (
        noted_text(visit.place, catalogue) if visit and visit.place else catalogue.write(office_of(report))
    )
    yield text(catalogue.format(message("Place: {unit}", unit=place)))
    if visit and visit.position:
        yield text(position_sentence(visit.position, catalogue))
    if report.visit_kind:
        kind = message("How it was inspected: {kind}", kind=catalogue.label(report.visit_kind))
        yield text(catalogue.format(kind))
    yield from _those_present(report, catalogue)


def _those_present(report: Report, catalogue: Catalogue) -> Iterable[Block]:
    """Those who were recorded; where nobody was, the team of the plan and the head of the unit."""
    _ = catalogue.text
    team = report.visit.present_team if report.visit else None
    unit = report.visit.present_unit if report.visit else None
    yield heading(_("I. THOSE PRESENT"))
    yield subheading(_("1. The inspection team"))
    for role, office in () if team else report.campaign.team:
        yield name_of(f"{catalogue.write(role)}, {catalogue.write(office)}")
    yield from present(team, catalogue)
    yield subheading(_("2. The inspected unit"))
    if unit:
        yield from present(unit, catalogue)
    else:
        yield name_of(catalogue.write(report.unit.head))
        yield Paragraph(ParagraphKind.BLANKS, "", 2)
