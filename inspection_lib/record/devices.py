"""Entries of devices that write no events themselves: tablets with the one-file form, phones with ODK.

Such a device hands over its entries as a file, and several machines may take the same file in without knowing
of each other. If each wrote these entries into its own chain, they would be there twice after merging, and an
answer would contradict itself. If each made a chain of the device but with different events, the two would be
a fork. Therefore the device's chain is computed from the file alone: the device's name is the origin, the
order is that of the entries, and the time is the one at which each was answered, not that of the import. All
machines that take one file in make identical events, with identical digests, and merging finds nothing new.
For the same reason the salts of its texts are not random: they are computed from a secret in the file.

Whoever writes a file can give it any device's name. So a file may go on with a chain only if it computes the
salts of that chain, and a device that nobody recognised replaces nothing that others recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from inspection_lib.errors import ChainError
from inspection_lib.language import message
from inspection_lib.model import Checklist, Entry, EventKind, ResponseEvent
from inspection_lib.record.acceptance import accept_chains
from inspection_lib.record.chain import in_order, next_event
from inspection_lib.record.entries import canonical_entry, entries_by_unit, opening_entry
from inspection_lib.record.fold import RESPONSES
from inspection_lib.record.moments import utc_moment
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.texts import derived_salts

SeenByClient = Mapping[str, tuple[str, ...]]
"""For entries, by their client, the digests of the responses that the device showed at that moment."""
Seen = SeenByClient | None
"""None: whatever the device says that it saw, it replaces and detaches only what it recorded itself."""


def record_device(
    recorder: Recorder,
    device: str,
    entries: Iterable[Entry],
    secret: str = "",
    checklist: Checklist | None = None,
) -> list[ResponseEvent]:
    """Record the entries of a device that saw no other answers; gives the new events.

    See :func:`device_chains`.
    """
    return accept_chains(recorder, device_chains(recorder, device, entries, None, secret, checklist)).events


def device_chains(
    recorder: Recorder,
    device: str,
    entries: Iterable[Entry],
    seen: Seen,
    secret: str = "",
    checklist: Checklist | None = None,
) -> list[ResponseEvent]:
    """The chains of a device as they are with its entries at their ends. Nothing is recorded.

    ``device`` is the origin of the chains. An entry whose ``client`` is in its chain already adds nothing. A
    response replaces what its writer saw, which ``seen`` names, and nothing else: what other machines
    recorded stands beside it. ``secret`` is what only the device and its file know, always the same: the
    salts of the texts are computed from it. Without one, and where the chain began without one, the texts
    have no commitments (see :mod:`inspection_lib.record.texts`). ``checklist`` is the version with which the
    device was filled in, which the file says: the record here may have moved on to a newer one, and on
    another machine not yet. None is the version in use here. Raises NotFoundError, AnswerError or
    FrozenChecklistError if an entry does not fit the checklist, and ChainError if the chain was begun with
    another secret.
    """
    return [
        event
        for unit_code, of_unit in entries_by_unit(entries).items()
        for event in _device_chain(recorder, device, unit_code, of_unit, seen, secret, checklist)
    ]


def unrecognised_digests(
    recorder: Recorder, device: str, entries: Sequence[Entry], secret: str, checklist: Checklist
) -> dict[str, str]:
    """By client, the digests of the events that a machine makes of a device that it does not recognise.

    ``entries`` are all of one unit. The store is not read.
    """
    chain = _longer([], recorder, device, entries, None, secret, checklist)
    return {event.client: event.digest for event in chain if event.client}


def _device_chain(
    recorder: Recorder,
    device: str,
    unit_code: str,
    entries: Sequence[Entry],
    seen: Seen,
    secret: str,
    checklist: Checklist | None,
) -> list[ResponseEvent]:
    events = recorder.store.events(recorder.campaign.id, unit_code)
    checklist = checklist or recorder.checklist_in_use(unit_code, in_order(events))
    chain = [event for event in events if event.origin == device]
    if chain and not chain[0].commitments:
        secret = ""  # an older version began it, perhaps on another laptop too: both have to go on alike
    _check_secret(chain, secret)
    return _longer(chain, recorder, device, entries, seen, secret, checklist)


def _longer(
    known: Sequence[ResponseEvent],
    recorder: Recorder,
    device: str,
    entries: Sequence[Entry],
    seen: Seen,
    secret: str,
    checklist: Checklist,
) -> list[ResponseEvent]:
    """A device's chain of one unit with the entries that are not in it yet."""
    chain = list(known)
    clients = {event.client for event in chain if event.client}
    fresh: list[Entry] = []
    for entry in entries:
        if entry.client not in clients:
            fresh.append(canonical_entry(checklist, entry))
            clients.add(entry.client)
    if fresh and not chain:
        # Every device's chain is opened, even if another machine opened the inspection before: whether one
        # did is not known on the next machine that takes the file in, and there the same chain has to come
        # out.
        fresh.insert(0, replace(opening_entry(checklist, fresh[0]), answered_at=fresh[0].answered_at))
    for entry in fresh:
        previous = chain[-1] if chain else None
        moment = utc_moment(entry.answered_at) or (previous.recorded_at if previous else recorder.now())
        complete = replace(entry, replaces=_replaced(entry, chain, seen))
        number = previous.number + 1 if previous else 1
        salts = derived_salts(secret, device, entry.unit_code, number) if secret else None
        chain.append(next_event(previous, recorder.campaign.id, device, complete, moment, salts))
    return chain


def _replaced(entry: Entry, chain: Sequence[ResponseEvent], seen: Seen) -> tuple[str, ...]:
    """What the event of an entry names as replaced."""
    if entry.kind is EventKind.DETACHED and seen is None:
        # One that names nothing would end all that was attached before, by whatever machine. One that names
        # any event ends that, and what its own machine attached: so it names the event that opened its chain.
        return (chain[0].digest,)
    replacing = (*RESPONSES, EventKind.NOTED)
    return tuple(sorted(set((seen or {}).get(entry.client, ())))) if entry.kind in replacing else ()


def _check_secret(chain: Sequence[ResponseEvent], secret: str) -> None:
    """Raise ChainError unless the salts of a chain are those that are computed from this secret."""
    for event in chain:
        salt = derived_salts(secret, event.origin, event.unit_code, event.number)
        if any(kept.salt and kept.salt != salt(kept.name) for kept in event.commitments):
            raise ChainError(
                message("It bears the name of another device, {device}.", device=event.origin),
                message("Nothing was recorded. Keep the file, and ask who made it."),
            )
