"""The visit in words: its beginning and end, those present, the device's position, what was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from inspection_lib.language import Catalogue, message
from inspection_lib.model import Position
from inspection_lib.report import DiscussedLine, FindingLine, NotedLine, Report


def moment_parts(value: str, catalogue: Catalogue) -> dict[str, str]:
    """Hour, minute and day of a moment of the visit, as minutes write them; empty where it is not known."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return {}
    return {"hour": f"{moment:%H}", "minute": f"{moment:%M}", "day": catalogue.day(moment.date())}


def noted_text(line: NotedLine, catalogue: Catalogue) -> str:
    """A text about the visit, with the texts of machines that did not see it."""
    if not line.others:
        return line.text
    others = "; ".join(line.others)
    return catalogue.format(message("{text} (another machine has: {others})", text=line.text, others=others))


def position_sentence(position: Position, catalogue: Catalogue) -> str:
    """Where the device said that it was, and how far that may be wrong."""
    return catalogue.format(
        message(
            "Position given by the device: {latitude}, {longitude}, error {accuracy} m ({when}).",
            latitude=position.latitude,
            longitude=position.longitude,
            accuracy=position.accuracy,
            when=catalogue.moment(position.at),
        )
    )


def explanation_sentence(said: DiscussedLine, catalogue: Catalogue) -> str:
    """What the unit explained; empty where it explained nothing."""
    if said.explanation is None:
        return ""
    text = noted_text(said.explanation, catalogue).rstrip(". ")
    return catalogue.format(message("Explanation of the unit: {text}.", text=text))


def agreement_sentence(said: DiscussedLine, catalogue: Catalogue) -> str:
    """What was agreed and by when; empty where nothing was."""
    if said.agreed is None and said.agreed_by is None:
        return ""
    parts = [noted_text(said.agreed, catalogue).rstrip(". ")] if said.agreed else []
    if said.agreed_by:
        parts.append(catalogue.format(message("no later than {day}", day=catalogue.day(said.agreed_by))))
    return catalogue.format(message("Agreed: {parts}.", parts="; ".join(parts)))


def discussed_findings(report: Report) -> Iterable[tuple[FindingLine, DiscussedLine]]:
    """The first finding of each item of which something was explained or agreed, in the order of findings."""
    items: set[str] = set()
    for found in report.findings:
        if found.discussed and found.item_id not in items:
            items.add(found.item_id)
            yield found, found.discussed
