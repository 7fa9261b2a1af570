"""The public copy of a report: without what people wrote freely and without the roles of those who recorded.

Points, grades, answers, reasons of rules, findings and tasks stay. Remarks, evidence, answers that are free
texts, the histories of answers, the team and all about the visit go. The score of a public copy is that of
the report: everything is judged before.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from inspection_lib.language import Message, message
from inspection_lib.model import ForkSide, Outcome
from inspection_lib.report.item_line import ItemLine, ShownAnswer
from inspection_lib.report.values import FindingLine, Report


def public_report(report: Report, free_texts: Collection[str]) -> Report:
    """The public copy. ``free_texts`` are the ids of the items that are answered with a free text."""
    return replace(
        report,
        is_public=True,
        campaign=replace(report.campaign, team=()),
        items=tuple(_item(item, is_free=item.id in free_texts) for item in report.items),
        findings=tuple(_finding(found, is_free=found.item_id in free_texts) for found in report.findings),
        redactions=(),
        visit=None,
        follow_up=tuple(replace(line, mending=None) for line in report.follow_up),
        forks=tuple(
            replace(fork, here=_without_words(fork.here), there=_without_words(fork.there), machine="")
            for fork in report.forks
        ),
    )


def _without_words(side: ForkSide) -> ForkSide:
    return replace(side, raw="", actor="")


def _item(item: ItemLine, *, is_free: bool) -> ItemLine:
    return replace(
        item,
        finding=_answer(item.finding, is_free=is_free),
        claim=_answer(item.claim, is_free=is_free),
        reason=_reason(item.reason, item.outcome, is_free=is_free),
    )


def _answer(shown: ShownAnswer | None, *, is_free: bool) -> ShownAnswer | None:
    if shown is None:
        return None
    return replace(
        shown,
        shown=_withheld() if is_free else shown.shown,
        note="",
        evidence=(),
        actor="",
        younger=(),
        drawings=(),
        rivals=tuple(public for rival in shown.rivals if (public := _answer(rival, is_free=is_free))),
        history=(),
    )


def _finding(found: FindingLine, *, is_free: bool) -> FindingLine:
    return replace(
        found,
        note="",
        evidence=(),
        discussed=None,
        mending=None,
        reason=_reason(found.reason, found.outcome, is_free=is_free),
        statement=found.title if is_free else found.statement,
    )


def _reason(reason: Message, outcome: Outcome, *, is_free: bool) -> Message:
    """The reason of a rule. That of an item that does not apply is a remark, and one may quote a text."""
    if outcome is Outcome.NOT_APPLICABLE and any(value.name == "note" for value in reason.values):
        return message("Marked as not applicable.")
    return _withheld() if is_free and reason.values else reason


def _withheld() -> Message:
    return message("Not in the public copy.")
