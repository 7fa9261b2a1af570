"""What several papers say of one inspection: its score, its points by area, a finding as a statement."""

from __future__ import annotations

from collections.abc import Container, Iterable

from inspection_lib.language import Catalogue, Text, message
from inspection_lib.model import Outcome
from inspection_lib.render.official.frame import point, sentence, text
from inspection_lib.render.sentences import cap_sentence, state_sentence
from inspection_lib.render.visit_minutes import Paragraph
from inspection_lib.report import AreaLine, FindingLine, ItemLine, Report, ReportState


def graded(report: Report, catalogue: Catalogue) -> str:
    """Score, grade and limits of the grade in sentences; the state where there is no score yet."""
    total = report.total
    if not report.concluded or total.points is None or total.index is None:
        return sentence(catalogue.format(state_sentence(report)))
    words = message(
        "Result: {points} of {maximum} points, {index} of 100",
        points=catalogue.points(total.points),
        maximum=catalogue.points(total.maximum),
        index=catalogue.points(total.index),
    )
    parts = [sentence(catalogue.format(words))]
    if report.state is ReportState.PROVISIONAL:
        parts.append(catalogue.format(state_sentence(report)))
    if report.claim.index is not None:
        own = message("The unit's own score: {index} of 100", index=catalogue.points(report.claim.index))
        parts.append(sentence(catalogue.format(own)))
    if report.grade:
        parts.append(sentence(catalogue.format(message("Grade: {grade}", grade=report.grade.title))))
    if limited := catalogue.format(cap_sentence(report)):
        parts.append(limited)
    return " ".join(parts)


def area_points(area: AreaLine, catalogue: Catalogue) -> str:
    """The points of an area; "" while they are open."""
    if area.score.points is None:
        return ""
    points, maximum = catalogue.points(area.score.points), catalogue.points(area.score.maximum)
    return catalogue.format(message("{points} of {maximum} points", points=points, maximum=maximum))


def statement(found: FindingLine, catalogue: Catalogue) -> str:
    """What is wrong, as a sentence. Where the checklist has none: the question, and the rule's reason.

    Figures that contradict each other are named, with why that matters where the checklist says so.
    """
    if found.outcome is Outcome.UNCLEAR:
        parts = (
            catalogue.write(found.statement),
            catalogue.format(found.reason),
            catalogue.write(found.why),
        )
        return " ".join(sentence(part) for part in parts if part)
    if found.statement in (found.title, Text("", "")) and found.scored:
        return f"{catalogue.write(found.title)} {catalogue.format(found.reason)}".strip()
    return catalogue.write(found.statement) or catalogue.write(found.title)


def not_compared(report: Report, catalogue: Catalogue) -> Iterable[Paragraph]:
    """The rules across items that could not be checked, each with what is not known."""
    unknown = [line for line in report.across if not line.is_broken]
    if unknown:
        told = message("Rules across items that could not be checked")
        yield text(f"{catalogue.format(told)}:")
    for line in unknown:
        yield point(f"{line.id} {sentence(catalogue.write(line.title))} {catalogue.format(line.reason)}")


def remarks_without_loss(
    items: Iterable[ItemLine], found: Container[str], catalogue: Catalogue
) -> Iterable[str]:
    """The remarks on items that pass or do not apply, each with its item and who wrote it.

    ``found`` are the items with findings: a finding is stated without its remark, which the report shows.
    """
    for item in items:
        if item.id in found or item.outcome not in (Outcome.PASS, Outcome.NOT_APPLICABLE):
            continue
        for answer in (item.claim, item.finding):
            if answer is not None and answer.note.strip():
                words = {"item": item.id, "note": " ".join(answer.note.split()).rstrip(". ")}
                said = message("{item}: {note}", **words)
                if answer.actor:
                    said = message("{item}: {note} ({actor})", **words, actor=answer.actor)
                yield catalogue.format(said)


def seen_documents(items: Iterable[ItemLine]) -> tuple[str, ...]:
    """The documents that the inspectors recorded for these items, each once."""
    named = [piece for item in items if item.finding for piece in item.finding.evidence]
    return tuple(dict.fromkeys(named))
