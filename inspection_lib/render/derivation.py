"""Where the numbers of the page come from: the import of most answers, and how each figure came about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from inspection_lib.language import Message, message
from inspection_lib.report import AnswerStep, Report

_MINUTE = len("2017-05-25T13:36")
"""Letters of a moment down to the minute, as pages write it."""


def usual_import(report: Report) -> AnswerStep | None:
    """An answer of the import that most answers come from; None where none was imported."""
    steps = {import_of(step): step for step in _imported(report)}
    most = Counter(import_of(step) for step in _imported(report)).most_common(1)
    return steps[most[0][0]] if most else None


def import_of(step: AnswerStep) -> tuple[str, str, str]:
    """Which import an answer comes from: the file, its digest, and the minute."""
    return step.file, step.sha256, step.recorded_at[:_MINUTE]


def _imported(report: Report) -> Iterator[AnswerStep]:
    for item in report.items:
        for shown in (item.finding, item.claim):
            if shown and shown.history and shown.history[-1].file:
                yield shown.history[-1]


def derivation_words(report: Report) -> Message:
    """How each number of the page came about, and which commands show what the page does not hold."""
    return message(
        "Choose a figure to see where it comes from: the score leads to the areas, an area to its items, an "
        "item to its finding with answers, rule, evidence and legal basis. An item without a finding lost no "
        "points; its answer stands in its row. A maximum is that of the checklist; a difference is what was "
        "found less what was claimed. Rule, person, time, file and row of every item: "
        "inspection explain {campaign} {unit} {example}. Earlier inspections are explained in the same way. "
        "Whether all numbers are right: inspection trace-check.",
        campaign=report.campaign.id,
        unit=report.unit.code,
        example=report.items[0].id if report.items else "",
    )
