"""What the papers on several units say of all of them: common findings, causes, tasks, what is open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from inspection_lib.language import Catalogue, Text, inside, message
from inspection_lib.model import Cause, OwnCause, cause_words
from inspection_lib.render.names import office_of
from inspection_lib.render.official.content import Block
from inspection_lib.render.official.frame import point, sentence, text
from inspection_lib.render.official.results import statement
from inspection_lib.report import FindingLine, Report, ReportState, summarize

STRONGEST = 3
"""How many areas are named as strengths."""
MOST = 5
"""How many common findings are named."""
DECIDED_ABOVE = (Cause.FUNDS, Cause.GUIDANCE)
"""The causes that an inspected unit cannot remove alone, as those that a province adds under them."""


def mandate(report: Report, where: str, catalogue: Catalogue) -> str:
    """The campaign, its days, and where it was inspected."""
    campaign = report.campaign
    ordered = message(
        "{campaign}: inspected from {begin} to {end} was {where}; "
        "the period inspected is from {first} to {last}.",
        campaign=campaign.title,
        where=where,
        begin=campaign.visits_from,
        end=campaign.visits_to,
        first=campaign.period_from,
        last=campaign.period_to,
    )
    return catalogue.format(ordered)


def strengths(reports: Sequence[Report], catalogue: Catalogue) -> Iterable[Block]:
    """The areas with the largest share of their points, over all units."""
    points: dict[Text, Decimal] = defaultdict(Decimal)
    full: dict[Text, Decimal] = defaultdict(Decimal)
    for area in (area for report in reports for area in report.areas):
        if area.score.points is not None and area.score.maximum:
            points[area.title] += area.score.points
            full[area.title] += area.score.maximum
    best = sorted(full, key=lambda title: (-points[title] / full[title], title.vi))[:STRONGEST]
    for title in best:
        share = (points[title] / full[title] * 100).quantize(Decimal("0.01"))
        line = message("{area}: {share} of the points", area=title, share=catalogue.percent(share))
        yield point(sentence(catalogue.format(line)))


def common_findings(reports: Sequence[Report], catalogue: Catalogue) -> Iterable[Block]:
    """The items that most units did not meet, each with what was found at one of them."""
    for common in summarize(reports).common[:MOST]:
        of_kind = [report for report in reports if report.unit.kind == common.kind.id]
        found = _worst_of(of_kind, common.item_id)
        if found is None:
            continue
        line = message(
            "{item}, {kind}: {short} of {judged} units; at {unit}: {statement}",
            item=common.item_id,
            kind=common.kind.plural,
            short=common.short,
            judged=common.judged,
            unit=office_of(found[0]),
            statement=statement(found[1], catalogue),
        )
        yield point(sentence(catalogue.format(line)))


def _worst_of(reports: Iterable[Report], item_id: str) -> tuple[Report, FindingLine] | None:
    """The unit that lost most points on an item, with its finding."""
    found = [
        (report, each)
        for report in reports
        for each in report.findings
        if each.item_id == item_id and each.lost is not None
    ]
    return max(found, key=lambda pair: (pair[1].lost or Decimal(0), pair[0].unit.code), default=None)


def causes(reports: Sequence[Report], catalogue: Catalogue) -> Iterable[Block]:
    """How many findings have which cause."""
    counted = _counted_causes(reports)
    own = _own_causes(reports)
    parts = [
        catalogue.format(
            message("{cause}: {count} findings", cause=cause_words(cause, own, catalogue), count=count)
        )
        for cause, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    words = "; ".join(parts) or catalogue.format(message("No cause is recorded."))
    yield text(sentence(words))


def for_others(reports: Sequence[Report], catalogue: Catalogue) -> Iterable[Block]:
    """What the bodies above should look at: causes that a unit cannot remove alone."""
    counted = _counted_causes(reports)
    own = _own_causes(reports)
    belonging = [one.id for above in DECIDED_ABOVE for one in own if one.under is above]
    for cause in (*DECIDED_ABOVE, *belonging):
        if counted[cause]:
            units = sum(any(each.cause == cause for each in report.findings) for report in reports)
            line = message(
                "Consider the findings with the cause '{cause}': {count} findings at {units} units",
                cause=cause_words(cause, own, catalogue),
                count=counted[cause],
                units=units,
            )
            yield point(sentence(catalogue.format(line)))


def cause_inside(found: FindingLine, report: Report, catalogue: Catalogue) -> str:
    """The cause of a finding inside a sentence."""
    return inside(cause_words(found.cause or "", report.causes, catalogue))


def _counted_causes(reports: Iterable[Report]) -> Counter[str]:
    return Counter(found.cause for report in reports for found in report.findings if found.cause)


def _own_causes(reports: Iterable[Report]) -> tuple[OwnCause, ...]:
    """The causes of the province that the reports name; one that was renamed as the first report has it."""
    found: dict[str, OwnCause] = {}
    for own in (own for report in reports for own in report.causes):
        found.setdefault(own.id, own)
    return tuple(found.values())


def not_settled(every: Sequence[Report], catalogue: Catalogue) -> Iterable[Block]:
    """The units whose score is provisional, and those whose inspection is not finished."""
    states = (
        (
            [each for each in every if each.state is ReportState.PROVISIONAL],
            message("Figures that contradict each other wait for a decision of the head of the team"),
        ),
        ([each for each in every if not each.concluded], message("The inspection is not finished")),
    )
    for reports, words in states:
        if reports:
            units = "; ".join(catalogue.write(office_of(report)) for report in reports)
            line = f"{catalogue.format(words)} ({len(reports)}): {units}"
            yield text(sentence(line))


def tasks_of(reports: Iterable[Report]) -> list[tuple[Report, FindingLine]]:
    """All tasks with a last day: the earliest first, then by unit."""
    tasks = [(report, found) for report in reports for found in report.findings if found.due_on]
    return sorted(tasks, key=lambda task: (str(task[1].due_on), task[0].unit.code, task[1].item_id))
