"""The parts of the minutes: paragraphs, places for signatures, and what the record knows of the visit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from inspection_lib.language import Catalogue
from inspection_lib.model import SIGNATURE_FIELDS
from inspection_lib.render.signatures import signature_sentence, signature_warning
from inspection_lib.render.visit_words import agreement_sentence, discussed_findings, noted_text
from inspection_lib.report import NotedLine, Report, SignatureLine


class ParagraphKind(StrEnum):
    """How a paragraph of a paper is formatted. NAME is an item with dots behind it, to write a name on."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    TEXT = "text"
    ITEM = "item"
    NAME = "name"
    BASIS = "basis"
    BLANKS = "blanks"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a paper. BLANKS has no text; ``lines`` is its number of dotted lines to write on."""

    kind: ParagraphKind
    text: str
    lines: int = 0


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """A place for a signature. ``strokes`` are drawn there; without any it is signed on paper.

    ``office`` is that of whoever signs, ``sentence`` says how and when; both are empty where nobody has
    signed yet. ``warning`` says what was recorded after it.
    """

    title: str
    office: str = ""
    strokes: tuple[tuple[int, ...], ...] = ()
    sentence: str = ""
    warning: str = ""


def name_of(office: str) -> Paragraph:
    """The office of somebody who is present. The name is written by hand."""
    return Paragraph(ParagraphKind.NAME, f"{office}:")


def present(line: NotedLine | None, catalogue: Catalogue) -> Iterable[Paragraph]:
    """Those who were present by role and office, as recorded."""
    for present in noted_text(line, catalogue).split("\n") if line else ():
        if present.strip():
            yield name_of(present.strip())


def signature_places(report: Report, catalogue: Catalogue) -> tuple[SignaturePlace, ...]:
    """The places for signatures, each with what the record knows of it."""
    _ = catalogue.text
    titles = (_("FOR THE INSPECTED UNIT"), _("SECRETARY"), _("HEAD OF THE TEAM"))
    given = {line.field: line for line in (report.visit.signatures if report.visit else ())}
    fields = zip(titles, SIGNATURE_FIELDS, strict=True)
    return tuple(_signature_place(title, given.get(field), catalogue) for title, field in fields)


def _signature_place(title: str, line: SignatureLine | None, catalogue: Catalogue) -> SignaturePlace:
    if line is None:
        return SignaturePlace(title)
    words = (signature_sentence(line, catalogue), signature_warning(line, catalogue))
    return SignaturePlace(title, line.office, line.strokes, *words)


def agreed(report: Report, catalogue: Catalogue) -> Iterable[Paragraph]:
    """What was agreed at the visit, by item, in one paragraph: the days of the plan stand with the tasks."""
    said = [(found.item_id, each) for found, each in discussed_findings(report)]
    said += [(each.item_id, each.said) for each in (report.visit.discussed if report.visit else ())]
    told = [f"{item}: {words}" for item, each in said if (words := agreement_sentence(each, catalogue))]
    if told:
        yield Paragraph(ParagraphKind.ITEM, " ".join(told))
