"""What all papers share around their content: letterhead, number, day, signatures, recipients."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from inspection_lib.language import Catalogue, Text, message
from inspection_lib.model import PaperForm, PaperKind, PaperSettings
from inspection_lib.render.official.content import Block, Letterhead, Paper, Signatures
from inspection_lib.render.stylesheet import sheet_mark_text
from inspection_lib.render.visit_minutes import Paragraph, ParagraphKind, SignaturePlace
from inspection_lib.report import Report

DOTS = "......"
END = "./."
"""What ends the text of an official document."""
OF_TEAM = (PaperKind.MINUTES, PaperKind.RESULTS)
"""The papers that the team issues; all others are the office's."""
SYMBOLS = {
    PaperKind.MINUTES: "BB-ĐKT",
    PaperKind.RESULTS: "BC-ĐKT",
    PaperKind.NOTICE: "TB-",
    PaperKind.SCORES: "TB-",
    PaperKind.ACTIONS: "TB-",
    PaperKind.MONTHLY: "BC-",
}
"""The symbol of a paper whose form names none: its kind, and the team where that issues it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The office of a paper. ``place`` is where it is signed, ``number`` and ``day`` None until known."""

    name: Text
    place: Text
    settings: PaperSettings
    number: int | None = None
    day: date | None = None

    def form(self, kind: PaperKind) -> PaperForm:
        """The form of a kind of paper."""
        return self.settings.form(kind)

    def number_and_symbol(self, kind: PaperKind) -> str:
        """Number and symbol of a paper: 05/TB-SNV. A number below 10 has a 0, an unknown one is dotted."""
        number = DOTS if self.number is None else f"{self.number:02d}"
        return f"{number}/{self.symbol(kind)}"

    def symbol(self, kind: PaperKind) -> str:
        """The symbol of a kind of paper: TB-SNV."""
        return self.form(kind).symbol or SYMBOLS[kind]

    def after(self, count: int) -> Frame:
        """The frame of a paper whose number is higher by ``count``."""
        return self if self.number is None else replace(self, number=self.number + count)


def letterhead(kind: PaperKind, report: Report, frame: Frame, catalogue: Catalogue) -> Letterhead:
    """The letterhead of a paper on a report's campaign."""
    _ = catalogue.text
    form, lead = frame.form(kind), catalogue.write(report.campaign.lead)
    team = kind in OF_TEAM
    above = catalogue.write(form.above) or (lead if team else "")
    issuer = catalogue.write(form.issuer) or (
        _("INSPECTION TEAM") if team else catalogue.write(frame.name) or lead
    )
    return Letterhead(
        above=above.upper(),
        issuer=issuer.upper(),
        number=catalogue.format(message("No.: {number}", number=frame.number_and_symbol(kind))),
        motto=(_("SOCIALIST REPUBLIC OF VIET NAM"), _("Independence - Freedom - Happiness")),
        day="" if kind is PaperKind.MINUTES else _place_and_day(frame, catalogue),
        stamps=tuple(
            stamp.upper()
            for stamp in map(catalogue.write, (form.secrecy, form.urgency, form.circulation))
            if stamp
        ),
    )


def contact(kind: PaperKind, frame: Frame, catalogue: Catalogue) -> tuple[str, ...]:
    """The lines at the foot of page 1."""
    return tuple(catalogue.write(line) for line in frame.form(kind).contact)


def _place_and_day(frame: Frame, catalogue: Catalogue) -> str:
    place = catalogue.write(frame.place) or DOTS
    parts = day_parts(frame.day)
    return catalogue.format(message("{place}, day {day} month {month} year {year}", place=place, **parts))


def day_parts(day: date | None) -> dict[str, str]:
    """Days below 10 and the months 1 and 2 are written with a 0; an unknown day is dotted."""
    if day is None:
        return {"day": DOTS, "month": DOTS, "year": DOTS}
    month = f"{day:%m}" if day.month < 3 else str(day.month)
    return {"day": f"{day:%d}", "month": month, "year": f"{day:%Y}"}


def legal_bases(report: Report, catalogue: Catalogue) -> Iterable[Paragraph]:
    """The legal bases of the plan and the decision: one a line, with ";" and a last "."."""
    campaign = report.campaign
    ordered = message(
        "Under Decision No. {number} of {day}/{month}/{year} {about}",
        number=campaign.decision_number or DOTS,
        about=campaign.decision_about,
        **day_parts(campaign.decision_date),
    )
    lines = [*(catalogue.write(line) for line in campaign.bases), catalogue.format(ordered)]
    ends = [*(";" for _ in lines[1:]), "."]
    for line, end in zip(lines, ends, strict=True):
        words = line.rstrip("; ")
        words = words if words.endswith(DOTS) else words.rstrip(".")  # what is not known stays dotted
        yield Paragraph(ParagraphKind.BASIS, f"{words}{end}")


def mark_of(report: Report, catalogue: Catalogue) -> str:
    """What stands on every sheet of a demonstration; "" for real inspections."""
    return sheet_mark_text(catalogue) if report.campaign.demonstration else ""


def signatures(kind: PaperKind, frame: Frame, catalogue: Catalogue) -> Signatures:
    """The one place for a signature of a report or notice: authority and office of whoever signs."""
    lines = [catalogue.write(line) for line in frame.form(kind).signed_by]
    title = "\n".join(lines) or catalogue.format(message("AUTHORITY AND OFFICE OF THE SIGNATORY"))
    return Signatures((SignaturePlace(title),), "")


def recipients(
    kind: PaperKind, frame: Frame, units: Iterable[str], defaults: Iterable[str], catalogue: Catalogue
) -> tuple[str, ...]:
    """Who gets the paper, as its last lines. `{unit}` becomes one line for each inspected office."""
    given = [catalogue.write(line) for line in frame.form(kind).recipients] or [
        *defaults,
        catalogue.format(message("Archives: office")),
    ]
    lines = [line for each in given for line in ([*units] if each == "{unit}" else [each])]
    ends = [*(";" for _ in lines[1:]), "."]
    return (
        catalogue.format(message("Recipients:")),
        *(f"- {line.rstrip('.;')}{end}" for line, end in zip(lines, ends, strict=True)),
    )


def addressees(kind: PaperKind, frame: Frame, catalogue: Catalogue) -> tuple[str, ...]:
    """Whom the paper is addressed to: one on the line of "Kính gửi", several each on a line of its own."""
    given = [catalogue.write(line).rstrip(".;") for line in frame.form(kind).addressees]
    to = catalogue.format(message("Addressed to:"))
    if len(given) < 2:
        return tuple(f"{to} {line}" for line in given)
    ends = [*(";" for _ in given[1:]), "."]
    return (to, *(f"- {line}{end}" for line, end in zip(given, ends, strict=True)))


def heading(text: str) -> Paragraph:
    """A heading of the first rank: "I. ..."."""
    return Paragraph(ParagraphKind.HEADING, text)


def subheading(text: str) -> Paragraph:
    """A heading of the second rank: "1. ..."."""
    return Paragraph(ParagraphKind.SUBHEADING, text)


def text(words: str) -> Paragraph:
    """A paragraph, justified, its first line indented."""
    return Paragraph(ParagraphKind.TEXT, words)


def point(words: str) -> Paragraph:
    """A paragraph with a dash before it."""
    return Paragraph(ParagraphKind.ITEM, words)


def sentence(words: str) -> str:
    """Words with a full stop, unless they end with a mark of their own."""
    words = words.rstrip()
    return words if words.endswith((".", "?", "!", ":", ";")) else f"{words}."


def ended(words: str) -> str:
    """The last paragraph of a paper, with the mark that ends official texts."""
    return f"{words.rstrip('. ')}{END}"


def framed(
    kind: PaperKind,
    report: Report,
    frame: Frame,
    catalogue: Catalogue,
    *,
    title: str,
    subject: str,
    blocks: Iterable[Block],
    units: Iterable[str] = (),
    informed: Iterable[str] = (),
) -> Paper:
    """A paper of the office or the team around its content; ``report`` names the campaign.

    ``units`` and ``informed`` are its recipients, as :func:`recipients` takes them.
    """
    return Paper(
        kind=kind,
        language=catalogue.language.value,
        mark=mark_of(report, catalogue),
        letterhead=letterhead(kind, report, frame, catalogue),
        title=title,
        subject=subject,
        addressees=addressees(kind, frame, catalogue),
        blocks=tuple(blocks),
        signatures=signatures(kind, frame, catalogue),
        recipients=recipients(kind, frame, units, informed, catalogue),
        seal="",
        drafter=frame.form(kind).drafter,
        contact=contact(kind, frame, catalogue),
    )
