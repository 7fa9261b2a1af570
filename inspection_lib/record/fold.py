"""What the events of a unit add up to: the answers that stand now, and where machines contradict each other.

Machines that did not see each other's answers may both answer one item. Whose answer counts must not depend
on clocks, which are often wrong, nor on the order of merging. So time decides nothing here. A response
replaces only what its writer could know: the earlier responses of its own machine, and those of other
machines that it names by their digests in ``replaces``, which is what stood in the store, or on the form,
when it was written. What nobody replaced *stands*. If the standing responses to an item differ, they
contradict each other, and people decide. The decision is a response that replaces them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from itertools import pairwise
from typing import TypeVar

from inspection_lib.answers import (
    only_adds,
    parse_answer,
    parse_day,
    put_together,
    recorded_cases,
    write_cases,
)
from inspection_lib.errors import AnswerError
from inspection_lib.model import (
    REMOVED,
    Answer,
    Attachment,
    Cases,
    Checklist,
    EventKind,
    FreeText,
    Item,
    ItemKind,
    Response,
    ResponseEvent,
    Source,
)
from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import in_order
from inspection_lib.record.spans import AHEAD, read_span

RESPONSES = (EventKind.ANSWERED, EventKind.WITHDRAWN, EventKind.DECIDED)
"""The kinds of events that change a source's answer to an item."""
Key = TypeVar("Key", bound=Hashable)
ResponseKey = tuple[str, str]
"""Item id and source: which answer a response is about."""
StandingResponses = Mapping[ResponseKey, tuple[ResponseEvent, ...]]
"""For each answer the responses that nothing has replaced, the latest first."""


def standing_responses(events: Iterable[ResponseEvent]) -> dict[ResponseKey, tuple[ResponseEvent, ...]]:
    """The responses that nothing has replaced, the latest first. Events must be in order.

    A withdrawal is a response too. More than one standing response to an item means that machines answered
    without seeing each other; :func:`is_contradictory` says whether they differ.
    """
    responses = (event for event in counted(events) if event.kind in RESPONSES)
    return unreplaced(responses, lambda event: (event.item_id, event.source))


def unreplaced(
    events: Iterable[ResponseEvent], key_of: Callable[[ResponseEvent], Key]
) -> dict[Key, tuple[ResponseEvent, ...]]:
    """For each key its events that nothing has replaced, the latest first. Events must be in order.

    An event replaces the earlier ones of its own machine, and those that it names.
    """
    last_of_machine: dict[Key, dict[str, ResponseEvent]] = {}
    replaced: dict[Key, set[str]] = {}
    for event in events:
        key = key_of(event)
        last = last_of_machine.setdefault(key, {})
        last.pop(event.origin, None)  # the later one goes to the end
        last[event.origin] = event
        replaced.setdefault(key, set()).update(event.replaces)
    return {
        key: _latest_first(event for event in last.values() if event.digest not in replaced[key])
        for key, last in last_of_machine.items()
    }


def _latest_first(responses: Iterable[ResponseEvent]) -> tuple[ResponseEvent, ...]:
    return tuple(sorted(responses, key=_given_at)[::-1])


def _given_at(event: ResponseEvent) -> str:
    """When a response was given, for the order of responses of several machines.

    Of an imported one its file says so: a file may be imported long after. One without a time, or with one
    that was not yet when it was recorded, comes first.
    """
    if event.place is None:
        return event.recorded_at
    given, recorded = read_span(event.answered_at), read_span(event.recorded_at)
    is_dated = event.answered_at != event.recorded_at
    if not is_dated or given is None or recorded is None or given.first > recorded.last + AHEAD:
        return ""
    return given.last.astimezone(UTC).isoformat(timespec="microseconds")


def counted(events: Iterable[ResponseEvent]) -> list[ResponseEvent]:
    """The events that count: without what imports brought that were taken back.

    An `import_withdrawn` event names the events that it takes back. They stay in the record, but say nothing
    any more: what they replaced stands again. Which events these are depends on the set of events alone, not
    on their order.
    """
    known = list(events)
    taken = {
        digest for event in known if event.kind is EventKind.IMPORT_WITHDRAWN for digest in event.replaces
    }
    return [event for event in known if event.digest not in taken] if taken else known


def events_of_item(events: Iterable[ResponseEvent], item_id: str) -> list[ResponseEvent]:
    """The events of an item, and those that took an import of its answers back."""
    known = list(events)
    own = {event.digest for event in known if event.item_id == item_id}
    return [
        event
        for event in known
        if event.digest in own
        or (event.kind is EventKind.IMPORT_WITHDRAWN and not own.isdisjoint(event.replaces))
    ]


def standing_imports(events: Iterable[ResponseEvent]) -> list[ResponseEvent]:
    """The `imported` events of a unit whose imports were not taken back."""
    return [event for event in counted(events) if event.kind is EventKind.IMPORTED]


def is_contradictory(responses: Iterable[ResponseEvent]) -> bool:
    """Whether standing responses to one item differ. Equal answers with different remarks do not.

    Nor do rows of cases that can be put together.
    """
    given = {(response.kind is EventKind.WITHDRAWN, response.raw) for response in responses}
    if len(given) < 2:
        return False
    cases = [None if is_withdrawn else recorded_cases(raw) for is_withdrawn, raw in given]
    known = [each for each in cases if each is not None]
    return len(known) < len(cases) or put_together(known) is None


def together_of(item: Item, given: Sequence[ResponseEvent]) -> Cases | None:
    """The cases that several machines observed, as one answer; None for another item, and for one machine."""
    if item.kind is not ItemKind.CASES or len({event.raw for event in given}) < 2:
        return None
    cases = [recorded_cases(event.raw) for event in given if event.kind is not EventKind.WITHDRAWN]
    known = [each for each in cases if each is not None]
    return put_together(known) if len(known) == len(given) else None


def _differ(item: Item, given: Sequence[ResponseEvent]) -> bool:
    """Whether people have to decide between responses to an item."""
    raws = {(event.kind is EventKind.WITHDRAWN, event.raw) for event in given}
    return len(raws) > 1 and together_of(item, given) is None


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
    return [(item, responses) for item, responses in found if _differ(item, responses)]


def fold_answers(checklist: Checklist, events: Iterable[ResponseEvent]) -> dict[str, Answer]:
    """The answer to each item as it stands now, by item id. Events must be in order.

    Of contradicting responses the latest counts until somebody decides; it holds the others. A withdrawn
    answer is None. Items that nobody answered are absent, as are items that the checklist does not have, and
    answers that do not fit it: a machine may still have answered under an earlier version when the inspection
    moved on. :func:`inspection_lib.record.amendment.find_unfit_answers` lists these.
    """
    ordered = counted(events)
    items = {item.id: item for item in checklist.items}
    histories: dict[ResponseKey, list[ResponseEvent]] = {}
    for event in ordered:
        if event.kind in RESPONSES:
            histories.setdefault((event.item_id, event.source), []).append(event)
    attachments = fold_attachments(ordered)
    found: dict[str, dict[Source, Response]] = {}
    for key, standing in standing_responses(ordered).items():
        item_id, source = key
        if item_id not in items:
            continue
        by_source = found.setdefault(item_id, {})
        given = [event for event in standing if event.kind is not EventKind.WITHDRAWN]
        given = [event for event in given if answer_fits(items[item_id], event)]
        responses = [
            _response(items[item_id], event, attachments.get(key, ()), histories[key]) for event in given
        ]
        if responses:
            others = tuple(responses[1:]) if _differ(items[item_id], given) else ()
            together = together_of(items[item_id], given)
            if together is not None:
                responses[0] = replace(responses[0], value=together, raw=write_cases(together))
            by_source[Source(source)] = replace(responses[0], contradicting=others)
    return {
        item_id: Answer(item_id, by_source.get(Source.SELF), by_source.get(Source.INSPECTOR))
        for item_id, by_source in sorted(found.items())
    }


def answer_fits(item: Item, event: ResponseEvent) -> bool:
    """Whether an answer can be read as one to this item."""
    try:
        return "raw" in event.removed or bool(parse_answer(item, event.raw))
    except AnswerError:
        return False


def _response(
    item: Item, event: ResponseEvent, attachments: Sequence[Attachment], history: Sequence[ResponseEvent]
) -> Response:
    # An answer that was taken out cannot be judged, unless it is a text, whose words no rule reads.
    value = FreeText(REMOVED) if "raw" in event.removed else parse_answer(item, event.raw)
    return Response(
        value=value,
        raw=event.raw,
        note=event.note,
        evidence=(*event.evidence, *(attachment.reference for attachment in attachments)),
        cause=event.cause or None,
        actor=event.actor,
        answered_at=event.answered_at,
        revisions=sum(not _confirms(later, earlier) for earlier, later in pairwise(history)),
        place=event.place,
        history=tuple(history),
        # A photo of a visit is always later than the inspected period, and still shows what was there.
        made=tuple(
            (attachment.reference, day)
            for attachment in attachments
            if not attachment.taken and (day := parse_day(attachment.made))
        ),
        drawn=tuple(
            (attachment.reference, _photo_of(attachment, attachments))
            for attachment in attachments
            if attachment.drawn_on
        ),
    )


def _photo_of(drawing: Attachment, attachments: Sequence[Attachment]) -> str:
    """The reference of the photo on which a drawing was made; its digest if it is not attached any more."""
    known = (each.reference for each in attachments if each.sha256 == drawing.drawn_on)
    return next(known, f"sha256:{drawing.drawn_on[:12]}")


def _confirms(later: ResponseEvent, earlier: ResponseEvent) -> bool:
    """Whether a response corrects nothing: it says again what a file said, or adds cases."""
    is_imported = later.place is not None or earlier.place is not None
    if is_imported and (later.kind, later.raw) == (earlier.kind, earlier.raw):
        return True
    before, after = recorded_cases(earlier.raw), recorded_cases(later.raw)
    if before is None or after is None:
        return False
    if later.origin == earlier.origin:
        return only_adds(before, after)
    return put_together([before, after]) is not None


def submitted_at(events: Iterable[ResponseEvent]) -> str:
    """When the record was last submitted; empty if never.

    An answer recorded after a submission reopens nothing.
    """
    return max(
        (event.answered_at for event in counted(events) if event.kind is EventKind.SUBMITTED), default=""
    )


def recorded_versions(events: Iterable[ResponseEvent]) -> list[tuple[str, str]]:
    """Name and digest of every checklist version on which the inspection stood, the newest version last.

    The order is that of the version numbers, not that of time: clocks of machines differ, and an inspection
    moves to newer versions only.
    """
    named = {event.raw for event in events if event.kind in (EventKind.OPENED, EventKind.AMENDED)}
    pairs = [(name, digest) for name, _, digest in (raw.partition(" ") for raw in sorted(named))]
    return sorted(pairs, key=lambda pair: version_number(pair[0]))


def recorded_checklist(events: Iterable[ResponseEvent]) -> tuple[str, str] | None:
    """Name and digest of the checklist version on which the inspection stands; None if it is not opened."""
    versions = recorded_versions(events)
    return versions[-1] if versions else None


def version_number(checklist_name: str) -> int:
    """The version of a checklist's name, 2 of `par-commune.v2`; 0 for a name without one."""
    version = checklist_name.rpartition(".v")[2]
    return int(version) if version.isdecimal() else 0
