"""The sentences of the page that speak of the whole report: state, difference, limits of the grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from inspection_lib.keys import called
from inspection_lib.language import EMPTY_MESSAGE, Catalogue, Language, Message, Text, message
from inspection_lib.model import Fork, ForkSide, Redaction, ScoreState
from inspection_lib.report import FirmnessLine, ItemLine, Report, ReportState

FIVE = 5
SEVERITY_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "critical": Text("số tồn tại rất nghiêm trọng", "the number of critical findings"),
        "high": Text("số tồn tại nghiêm trọng trở lên", "the number of grave findings"),
        "medium": Text(
            "số tồn tại trung bình trở lên", "the number of findings of medium severity or graver"
        ),
        "low": Text("tổng số tồn tại", "the number of findings"),
    }
)
"""What a limit counts, by severity."""


def state_sentence(report: Report) -> Message:
    """One sentence about the state of the inspection and of its score."""
    if report.total.state is ScoreState.WITHHELD:
        return Message(
            "The score is withheld: a rule of the checklist broke. "
            "Correct the rule and make the report again."
        )
    match report.state:
        case ReportState.NOT_INSPECTED:
            return Message(
                "The inspectors have recorded nothing yet. This page says nothing good or bad about the unit."
            )
        case ReportState.UNFINISHED:
            return Message(
                "Items without an answer leave the score open; there is no grade yet, "
                "and no task has been given."
            )
        case ReportState.PROVISIONAL:
            return Message("The record is closed; the team leader still has to settle contradicting figures.")
        case ReportState.FINAL if report.total.state is ScoreState.NOTHING_APPLIES:
            return Message("Nothing in this checklist applies to the unit; there is no score.")
        case ReportState.FINAL:
            return Message("The inspection is closed; the score is final.")


def difference_sentence(report: Report) -> Message:
    """The inspectors' score compared with the unit's own; empty when one of them is not final."""
    if report.difference is None:
        return EMPTY_MESSAGE
    points = abs(report.difference).quantize(Decimal(1).scaleb(-report.checklist.decimals))
    if report.difference < 0:
        return message("The inspectors' score is {points} below the unit's own claim.", points=points)
    if report.difference > 0:
        return message("The inspectors' score is {points} above the unit's own claim.", points=points)
    return Message("The inspectors' score equals the unit's own claim.")


def previous_sentence(report: Report) -> Message:
    """What became of the last inspection's findings; empty without one, or before this one began."""
    previous = report.previous
    if previous is None or report.state is ReportState.NOT_INSPECTED:
        return EMPTY_MESSAGE
    counts = {
        "mended": previous.mended,
        "findings": previous.findings,
        "open": previous.still_open,
        "unseen": previous.not_looked_at,
    }
    if gone := previous.no_longer_asked:
        return message(
            "{mended} of {findings} findings mended, {open} still open, {unseen} not looked at again, {gone} "
            "no longer asked",
            gone=gone,
            **counts,
        )
    return message(
        "{mended} of {findings} findings mended, {open} still open, {unseen} not looked at again",
        **counts,
    )


def recurrence_sentence(times: int) -> Message:
    """How often a finding was found again; each time its severity was raised."""
    return message("found again {times} times, severity raised", times=times)


def inherited_sentence(report: Report) -> Message:
    """How many predecessors of the unit were inspected before; empty when none was."""
    if not report.inherited:
        return EMPTY_MESSAGE
    return message("{count} units before the merger were inspected", count=len(report.inherited))


def awaited_sentence(report: Report) -> Message:
    """Who has to decide between contradicting answers: the first role of the team in the plan."""
    if not report.campaign.team:
        return message("nobody has decided yet")
    return message("the decision of the role '{role}' is awaited", role=report.campaign.team[0][0])


def cap_sentence(report: Report) -> Message:
    """How failed knock-out items and limits lower the grade; empty when they do not lower it."""
    grade, uncapped = report.grade, report.uncapped_grade
    if not report.capped_by or grade is None or uncapped is None or grade.id == uncapped.id:
        return EMPTY_MESSAGE
    grades = {"uncapped": uncapped.title, "grade": grade.title}
    items = ", ".join(name for name in report.capped_by if name not in report.limited_by)
    if not report.limited_by:
        return message(
            "By points the grade would be {uncapped}; "
            "the grade is limited to {grade} by knock-out items: {items}.",
            items=items,
            **grades,
        )
    limits = _limit_names(report.limited_by)
    if not items:
        return message(
            "By points the grade would be {uncapped}; "
            "the grade is limited to {grade} by the limits of the checklist: {limits}.",
            limits=limits,
            **grades,
        )
    return message(
        "By points the grade would be {uncapped}; the grade is limited to {grade} by knock-out items: "
        "{items}; and by the limits of the checklist: {limits}.",
        items=items,
        limits=limits,
        **grades,
    )


def _limit_names(names: Sequence[str]) -> Text:
    """The subjects of limits: ids of groups and items, and severities in words."""
    words = [(SEVERITY_NAMES.get(name) or Text(name, name)) for name in names]
    return Text(", ".join(word.vi for word in words), ", ".join(word.en for word in words))


def withheld_sentence(item: ItemLine) -> Message:
    """Which rule failed on which item."""
    return message(
        "Rule '{rule}' broke on item {item}; its points, its area and the total are withheld.",
        rule=item.rule,
        item=item.id,
    )


def fork_sentence(fork: Fork, catalogue: Catalogue) -> str:
    """Two events of one machine that contradict each other: what counts, and what is kept beside."""
    sentence = message(
        "Two computers wrote under the name of {machine}. What counts: {here}. What the other one "
        "wrote, which is kept beside and counts nowhere: {there}. Ask who copied what, and enter again what "
        "is right.",
        machine=called(fork.origin, fork.machine),
        here=_side(fork.here, catalogue),
        there=_side(fork.there, catalogue),
    )
    return catalogue.format(sentence)


def _side(side: ForkSide, catalogue: Catalogue) -> str:
    answer = f"{side.item_id} = {side.raw}" if side.raw else side.item_id
    return ", ".join(part for part in (answer, side.actor, catalogue.moment(side.recorded_at)) if part)


def language_sentence(report: Report, language: Language) -> Message:
    """Where texts of the checklist are shown in the other language; empty when all have this one."""
    texts = [report.checklist.title, *(area.title for area in report.areas)]
    texts += [item.question for item in report.items]
    texts += [text for found in report.findings for text in (found.statement, found.recommendation)]
    if all(text.in_language(language) or text == Text("", "") for text in texts):
        return EMPTY_MESSAGE
    if language is Language.EN:
        return Message("Texts that the checklist has in Vietnamese only are shown in Vietnamese.")
    return Message("Texts that the checklist has in English only are shown in English.")


def worst_title(report: Report) -> Message:
    """The heading over the worst findings."""
    if len(report.worst) == FIVE:
        return Message("The five worst findings")
    return Message("The worst findings")


def redaction_sentence(redaction: Redaction, catalogue: Catalogue) -> str:
    """What was taken out on request, by which role and why."""
    _ = catalogue.text
    kinds = [catalogue.label(kind) for kind in redaction.texts]
    if redaction.files:
        kinds.append(catalogue.format(message("{count} files", count=redaction.files)))
    sentence = message(
        "Taken out on request: {what}; {role}; reason: {reason}; {when}.",
        what=", ".join(kinds),
        role=redaction.role or _("no role named"),
        reason=redaction.reason or _("none given"),
        when=catalogue.moment(redaction.recorded_at),
    )
    return catalogue.format(sentence)


def repairs_sentence(report: Report) -> Message:
    """What the fewest repairs give; empty where nothing is known."""
    if report.repairs is None:
        return EMPTY_MESSAGE
    return message(
        "Mending these gives the grade {grade}, {score} of 100; fewer are not enough.",
        grade=report.repairs.grade.title,
        score=report.repairs.score,
    )


NO_GRADE = Text("chưa xếp loại", "none")


def firmness_sentence(line: FirmnessLine) -> Message:
    """How far the score would move over one thing that is not certain, and whether the grade would change."""
    if line.low is None or line.high is None:
        return message("not known: there are too many contradictions to try them all.")
    low, high = (grade.title if grade else NO_GRADE for grade in (line.lowest, line.highest))
    if low == high:
        return message(
            "from {low} to {high}; by points the grade stays {grade}.",
            low=line.low,
            high=line.high,
            grade=low,
        )
    return message(
        "from {low} to {high}; by points the grade would be {lowest} to {highest}.",
        low=line.low,
        high=line.high,
        lowest=low,
        highest=high,
    )
