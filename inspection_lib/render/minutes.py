"""The minutes of an inspection (biên bản kiểm tra) as one value, from which the page and the Word file are both drawn.

Form 1.9 of Decree 30/2020/NĐ-CP with the parts usual in inspections of administrative reform; what people fill in by hand
(hours, names, opinions, signatures) is left blank.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspection_lib.language import Catalogue, Message, message, short_digest
from inspection_lib.model import Outcome
from inspection_lib.render.sections import open_environment
from inspection_lib.render.stylesheet import inline, read_asset
from inspection_lib.report import AreaLine, FindingLine, ItemLine, Report


class BlockKind(StrEnum):
    """How a piece of the minutes is set."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    TEXT = "text"
    ITEM = "item"
    BLANKS = "blanks"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the minutes: its words, or so many dotted ``lines`` to be filled in by hand."""

    kind: BlockKind
    text: str
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes in one language. ``seal`` are the digits that prove the state of the record."""

    language: str
    demonstration: str
    authority: str
    team: str
    motto: tuple[str, str]
    number: str
    title: str
    subject: str
    blocks: tuple[Block, ...]
    signatures: tuple[str, str, str]
    sign_here: str
    seal: str
    copies: tuple[str, ...]


def seal_of(head: str) -> str:
    """The short digits of a chain's head as they are printed."""
    return short_digest(head)


def open_points(report: Report) -> tuple[Message, ...]:
    """What is not in order before the team leaves: unanswered items, missing evidence, contradicting answers."""
    unanswered = [item.id for item in report.items if item.outcome is Outcome.UNANSWERED]
    contradicting = [found.item_id for found in report.findings if found.id.endswith(".rivals")]
    lacking = [found.item_id for found in report.findings if found.id.endswith(".evidence")]
    points = (
        [message("Contradicting answers wait for a decision: {items}.", items=", ".join(contradicting))]
        if contradicting
        else []
    )
    points += [message("Asked and not answered: {items}.", items=", ".join(unanswered))] if unanswered else []
    points += [message("Evidence is missing: {items}.", items=", ".join(lacking))] if lacking else []
    return tuple(points)


def make_minutes(report: Report, t: Catalogue) -> Minutes:
    """The minutes of the inspection that a report is about."""
    _ = t.text
    campaign, unit = report.campaign, report.unit
    subject = message(
        "On the inspection of administrative reform at {unit}, {campaign}",
        unit=unit.name,
        campaign=campaign.title,
    )
    return Minutes(
        language=t.language.value,
        demonstration=_("Demonstration data") if campaign.demonstration else "",
        authority=t.write(campaign.lead),
        team=_("INSPECTION TEAM"),
        motto=(_("SOCIALIST REPUBLIC OF VIET NAM"), _("Independence - Freedom - Happiness")),
        number=_("No.: ....../BB-ĐKT"),
        title=_("MINUTES"),
        subject=t.format(subject),
        blocks=(*_opening(report, t), *_content(report, t), *_closing(report, t)),
        signatures=(_("FOR THE INSPECTED UNIT"), _("SECRETARY"), _("HEAD OF THE TEAM")),
        sign_here=_("(signature, full name, seal if any)"),
        seal=seal_of(report.provenance.chain_head),
        copies=(
            _("Recipients:"),
            f"- {t.write(unit.name)};",
            f"- {t.write(campaign.lead)};",
            _("- Archives."),
        ),
    )


def _block(kind: BlockKind, text: str, lines: int = 0) -> Block:
    return Block(kind, text, lines)


def _opening(report: Report, t: Catalogue) -> Iterable[Block]:
    _ = t.text
    campaign = report.campaign
    day = t.day(campaign.decision_date) if campaign.decision_date else "......"
    number = campaign.decision_number or "......"
    ordered = message("Under Decision No. {number} of {day}", number=number, day=day)
    yield _block(BlockKind.TEXT, t.format(ordered))
    for point in open_points(report):
        yield _block(BlockKind.WARNING, t.format(point))
    yield _block(BlockKind.TEXT, _("Begun at: ...... h ......, on ....../....../......"))
    yield _block(BlockKind.TEXT, t.format(message("Place: {unit}", unit=report.unit.name)))
    yield _block(BlockKind.HEADING, _("I. THOSE PRESENT"))
    yield _block(BlockKind.SUBHEADING, _("1. The inspection team"))
    for role, office in campaign.team:
        yield _block(
            BlockKind.ITEM,
            f"{t.write(role)}, {t.write(office)}: ................................................",
        )
    yield _block(BlockKind.SUBHEADING, _("2. The inspected unit"))
    yield _block(
        BlockKind.ITEM, f"{t.write(report.unit.head)}: ................................................"
    )
    yield _block(BlockKind.BLANKS, "", 2)


def _content(report: Report, t: Catalogue) -> Iterable[Block]:
    _ = t.text
    yield _block(BlockKind.HEADING, _("II. WHAT WAS INSPECTED"))
    said = message("By {checklist}", checklist=report.checklist.title)
    yield _block(BlockKind.TEXT, t.format(said))
    for number, area in enumerate(report.areas, start=1):
        yield from _area(report, area, number, t)


def _area(report: Report, area: AreaLine, number: int, t: Catalogue) -> Iterable[Block]:
    _ = t.text
    items = [item for item in report.items if item.area_id == area.id]
    findings = [found for found in report.findings if found.area_id == area.id]
    yield _block(BlockKind.SUBHEADING, f"{number}. {t.write(area.title)}{_points(area, t)}")
    good = [item for item in items if item.outcome is Outcome.PASS and item.finding]
    if good:
        yield _block(BlockKind.TEXT, _("Results:"))
        yield from (_block(BlockKind.ITEM, _result(item, t)) for item in good)
    if findings:
        yield _block(BlockKind.TEXT, _("Shortcomings:"))
        yield from (_block(BlockKind.ITEM, _shortcoming(found, t)) for found in findings)
    waiting = [item for item in items if item.outcome is Outcome.UNANSWERED]
    if waiting:
        listed = "; ".join(f"{item.id} {t.write(item.question)}" for item in waiting)
        yield _block(BlockKind.TEXT, t.format(message("Not answered: {items}", items=listed)))


def _points(area: AreaLine, t: Catalogue) -> str:
    if area.score.points is None:
        return ""
    points, maximum = t.points(area.score.points), t.points(area.score.maximum)
    return " - " + t.format(message("{points} of {maximum} points", points=points, maximum=maximum))


def _result(item: ItemLine, t: Catalogue) -> str:
    said = item.finding
    words = (t.format(said.shown), said.note, said.evidence) if said else ("", "", ())
    return _sentences(_parts(f"{item.id} {t.write(item.question)}", *words, t))


def _shortcoming(found: FindingLine, t: Catalogue) -> str:
    return _sentences(
        _parts(
            f"{found.item_id} {t.write(found.title)}", t.format(found.reason), found.note, found.evidence, t
        )
    )


def _sentences(parts: Iterable[str]) -> str:
    """Parts one after another, each ended as it asks: a question by its own mark, the rest by a full stop."""
    return " ".join(part if part.endswith(("?", "!", ":")) else f"{part}." for part in parts)


def _parts(title: str, said: str, note: str, evidence: tuple[str, ...], t: Catalogue) -> list[str]:
    backed = t.format(message("Evidence: {evidence}", evidence="; ".join(evidence))) if evidence else ""
    return [part.rstrip(". ") for part in (title, said, note, backed) if part.strip()]


def _closing(report: Report, t: Catalogue) -> Iterable[Block]:
    _ = t.text
    yield _block(BlockKind.HEADING, _("III. OPINION OF THE UNIT"))
    yield _block(BlockKind.BLANKS, "", 6)
    yield _block(BlockKind.HEADING, _("IV. CONCLUSIONS AND RECOMMENDATIONS OF THE TEAM"))
    told: dict[tuple[date, str, str], list[str]] = {}
    for found in report.findings:
        if what := t.write(found.recommendation).rstrip(". "):
            told.setdefault((found.due_on, t.write(found.responsible), what), []).append(found.item_id)
    for (day, who, what), items in sorted(told.items()):
        line = message(
            "{items}: {what} ({who}, before {day})", items=", ".join(items), what=what, who=who, day=day
        )
        yield _block(BlockKind.ITEM, t.format(line))
    yield _block(BlockKind.BLANKS, "", 3)
    yield _block(
        BlockKind.TEXT, _("The minutes were made in ...... copies, read aloud and agreed by those present.")
    )
    yield _block(BlockKind.TEXT, _("Ended at ...... h ......, on ....../....../......"))


def seal_sentence(report: Report, t: Catalogue) -> str:
    """What the digits on the paper prove."""
    sealed = message(
        "State of the record when printed: {events} events, seal {seal}.",
        events=report.provenance.events,
        seal=seal_of(report.provenance.chain_head),
    )
    return t.format(sealed)


def minutes_page(report: Report, t: Catalogue) -> str:
    """The minutes as a page that stands by itself and prints on A4."""
    style = inline(read_asset("minutes.css"))
    template = open_environment().get_template("minutes.html.j2")
    return template.render(
        minutes=make_minutes(report, t), style=style, seal=seal_sentence(report, t), BlockKind=BlockKind
    )
