"""What the events of a unit add up to: the answers that stand now, and where machines contradict each other.

Machines that did not see each other's answers may both answer one item. Whose answer counts must not depend
on clocks, which are often wrong, nor on the order of merging. So time decides nothing here. A response
replaces only what its writer could know: the earlier responses of its own machine, and those of other
machines that it names by their digests in ``replaces``, which is what stood in the store, or on the form,
when it was written. What nobody replaced *stands*. If the standing responses to an item differ, they
contradict each other, and people decide. The decision is a response that replaces them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from inspection_lib.answers import parse_answer, parse_day
from inspection_lib.model import (
    Answer,
    Attachment,
    Cause,
    Checklist,
    EventKind,
    Item,
    Response,
    ResponseEvent,
    Source,
)
from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import in_order

RESPONSES = (EventKind.ANSWERED, EventKind.WITHDRAWN, EventKind.DECIDED)
"""The kinds of events that change a source's answer to an item."""
ResponseKey = tuple[str, str]
"""Item id and source: which answer a response is about."""
StandingResponses = Mapping[ResponseKey, tuple[ResponseEvent, ...]]
"""For each answer the responses that nothing has replaced, the latest first."""


def standing_responses(events: Iterable[ResponseEvent]) -> dict[ResponseKey, tuple[ResponseEvent, ...]]:
    """The responses that nothing has replaced, the latest first. Events must be in order.

    A withdrawal is a response too. More than one standing response to an item means that machines answered
    without seeing each other; :func:`is_contradictory` says whether they differ.
    """
    last_of_machine: dict[ResponseKey, dict[str, ResponseEvent]] = {}
    replaced: dict[ResponseKey, set[str]] = {}
    for event in events:
        if event.kind in RESPONSES:
            key = (event.item_id, event.source)
            last = last_of_machine.setdefault(key, {})
            last.pop(event.origin, None)  # the later one goes to the end
            last[event.origin] = event
            replaced.setdefault(key, set()).update(event.replaces)
    return {
        key: tuple(event for event in reversed(last.values()) if event.digest not in replaced[key])
        for key, last in last_of_machine.items()
    }


def is_contradictory(responses: Iterable[ResponseEvent]) -> bool:
    """Whether standing responses to one item differ. Equal answers with different remarks do not."""
    return len({(response.kind is EventKind.WITHDRAWN, response.raw) for response in responses}) > 1


def find_contradictions(
    checklist: Checklist, events: Iterable[ResponseEvent]
) -> list[tuple[Item, tuple[ResponseEvent, ...]]]:
    """The items with contradicting responses of one source, and these responses, in the checklist's order.

    An item may occur twice: once for the inspectors' answers, once for those of the unit itself.
    """
    standing = standing_responses(in_order(events))
    sources = (Source.INSPECTOR, Source.SELF)
    found = [
        (item, standing.get((item.id, source.value), ())) for item in checklist.items for source in sources
    ]
    return [(item, responses) for item, responses in found if is_contradictory(responses)]


def fold_answers(checklist: Checklist, events: Iterable[ResponseEvent]) -> dict[str, Answer]:
    """The answer to each item as it stands now, by item id. Events must be in order.

    Of contradicting responses the latest counts until somebody decides; it holds the others. A withdrawn
    answer is None. Items that nobody answered are absent, as are items that the checklist does not have:
    whether the record was made with another version of the checklist is the question of
    :func:`opened_checklist`.
    """
    ordered = list(events)
    items = {item.id: item for item in checklist.items}
    counts = Counter((event.item_id, event.source) for event in ordered if event.kind in RESPONSES)
    attachments = fold_attachments(ordered)
    found: dict[str, dict[Source, Response]] = {}
    for key, standing in standing_responses(ordered).items():
        item_id, source = key
        if item_id not in items:
            continue
        by_source = found.setdefault(item_id, {})
        given = [event for event in standing if event.kind is not EventKind.WITHDRAWN]
        responses = [
            _response(items[item_id], event, attachments.get(key, ()), counts[key] - 1) for event in given
        ]
        if responses:
            others = tuple(responses[1:]) if is_contradictory(given) else ()
            by_source[Source(source)] = replace(responses[0], contradicting=others)
    return {
        item_id: Answer(item_id, by_source.get(Source.SELF), by_source.get(Source.INSPECTOR))
        for item_id, by_source in sorted(found.items())
    }


def _response(
    item: Item, event: ResponseEvent, attachments: Sequence[Attachment], revisions: int
) -> Response:
    return Response(
        value=parse_answer(item, event.raw),
        raw=event.raw,
        note=event.note,
        evidence=(*event.evidence, *(attachment.reference for attachment in attachments)),
        cause=Cause(event.cause) if event.cause else None,
        actor=event.actor,
        answered_at=event.answered_at,
        revisions=revisions,
        # A photo of a visit is always later than the inspected period, and still shows what was there.
        made=tuple(
            (attachment.reference, day)
            for attachment in attachments
            if not attachment.taken and (day := parse_day(attachment.made))
        ),
    )


def submitted_at(events: Iterable[ResponseEvent]) -> str:
    """When the record was last submitted; empty if never.

    An answer recorded after a submission reopens nothing.
    """
    return max((event.answered_at for event in events if event.kind is EventKind.SUBMITTED), default="")


def opened_checklist(events: Iterable[ResponseEvent]) -> tuple[str, str] | None:
    """Name and digest of the checklist that the inspection was opened with; None if it is not opened yet."""
    for event in events:
        if event.kind is EventKind.OPENED:
            name, _, digest = event.raw.partition(" ")
            return name, digest
    return None
