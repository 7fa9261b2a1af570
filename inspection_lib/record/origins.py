"""Whose chain is it? Each machine's name (``origin``) is bound to the machine's key when it is first trusted.

A bundle is signed by an inspector, which says who sends it. It may bring chains of other machines too, and an
inspector who is trusted must not be able to go on with the chain of another machine. So each chain comes with
its end as its own machine signed it, and the key has to be the one to which the name is bound. Then a bundle
may pass through any number of laptops, and nobody on the way can add an event.

| the chain that came | what happens |
|---|---|
| holds nothing new | nothing |
| goes on with the key to which its name is bound | its new events are added |
| is of a name that is not bound, signed by its own machine | the same, and the name is bound to that key |
| goes on without its machine's signature, or with another key | refused: somebody else wrote it |
| has no signature of its machine, which is not known here | taken in; this machine signs that it did |
| of a tablet or phone, which has no key | its new events are added; this machine signs that it took them in |
| differs from the known one, and is signed by its machine | a fork: it is kept beside the chain |
| of this machine, later than the store | refused: the store was shortened, or an older copy was put back |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inspection_lib.errors import ForeignChainError, RolledBackError
from inspection_lib.keys import fingerprint_of, machine_called
from inspection_lib.language import message
from inspection_lib.model import ResponseEvent
from inspection_lib.record.chain import ChainDigests, check_forks
from inspection_lib.record.ends import SignedEnd

_DEVICE = re.compile(r"[tf]-[0-9a-f]{1,16}|odk-[0-9a-f]{1,16}(-.*)?", re.DOTALL)


def is_device(origin: str) -> bool:
    """Whether a chain is that of a tablet or phone. These have no key; see :mod:`devices`."""
    return _DEVICE.fullmatch(origin) is not None


@dataclass(frozen=True, slots=True)
class KnownChain:
    """What the store knows of a chain: the digests of its events, and the key to which its name is bound.

    ``bound`` is empty while it is bound to none. ``is_own``: it is the chain of this machine.
    """

    digests: ChainDigests
    bound: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """What becomes of a chain that came in.

    ``fresh`` are its new events, ``forked`` those of a fork, to be kept beside the chain. ``end`` is its end
    as its own machine signed it; None: this machine signs it. ``binds`` is the key to which its name is bound
    from now on, else empty.
    """

    fresh: tuple[ResponseEvent, ...] = ()
    forked: tuple[ResponseEvent, ...] = ()
    end: SignedEnd | None = None
    binds: str = ""


def receive_chain(known: KnownChain, chain: Sequence[ResponseEvent], end: SignedEnd | None) -> Arrival:
    """What becomes of a chain that came in with its signed end; None: it came without.

    ``chain`` is whole, from its first event. Raises ForeignChainError, RolledBackError, or ForkedChainError
    for a fork that nobody signed.
    """
    last = chain[-1]
    if end is not None and not _fits(end, last):
        raise ForeignChainError(
            message(
                "The signature at the end of the chain of {machine} for unit {unit} does not fit.",
                machine=machine_called(last.origin),
                unit=last.unit_code,
            )
        )
    signed = end if end and not is_device(last.origin) and _is_of_its_machine(known, end) else None
    binds = signed.key if signed and not known.bound else ""
    fork = next((place for place, event in enumerate(chain) if _differs(known, event)), None)
    if fork is not None:
        if end is None or not (signed or is_device(last.origin)):
            check_forks(known.digests, chain)
        return Arrival(forked=tuple(chain[fork:]), binds=binds)
    fresh = tuple(event for event in chain if (event.origin, event.number) not in known.digests)
    if fresh and not is_device(last.origin):
        _check_going_on(known, last, end, signed)
    is_its_last = last.number >= len(known.digests)
    return Arrival(fresh, end=signed if is_its_last else None, binds=binds)


def _fits(end: SignedEnd, last: ResponseEvent) -> bool:
    """Whether an end is that of a chain with this last event, and its signature is right."""
    place = (end.campaign_id, end.unit_code, end.origin, end.number, end.digest)
    own = (last.campaign_id, last.unit_code, last.origin, last.number, last.digest)
    return place == own and end.is_valid


def _is_of_its_machine(known: KnownChain, end: SignedEnd) -> bool:
    return end.is_own and known.bound in ("", end.key)


def _differs(known: KnownChain, event: ResponseEvent) -> bool:
    return known.digests.get((event.origin, event.number), event.digest) != event.digest


def _check_going_on(
    known: KnownChain, last: ResponseEvent, end: SignedEnd | None, signed: SignedEnd | None
) -> None:
    """Raise unless a chain may get new events. ``signed`` is its end if its own machine signed it."""
    if signed and known.is_own:
        raise RolledBackError(
            message(
                "The file holds {found} events that this machine recorded for unit {unit}, and the store has "
                "{known}: the store was shortened, or an older copy was put back.",
                found=last.number,
                unit=last.unit_code,
                known=len(known.digests),
            ),
            message(
                "Keep both, and restore the latest copy of the store. Without one, take the events back: "
                "inspection merge FILE --restore-own."
            ),
        )
    if signed or not (known.bound or known.digests):
        return
    if end and end.is_own:
        raise ForeignChainError(
            message(
                "The new events of {machine} for unit {unit} are signed with the key {other}; its "
                "chains belong to the key {own}.",
                machine=machine_called(last.origin),
                unit=last.unit_code,
                other=fingerprint_of(end.key),
                own=fingerprint_of(known.bound),
            ),
            message("Somebody else wrote them. Keep the file, and ask its sender and the machine's owner."),
        )
    raise ForeignChainError(
        message(
            "The new events of {machine} for unit {unit} are not signed by that machine: somebody "
            "else wrote them, or an earlier version made the file.",
            machine=machine_called(last.origin),
            unit=last.unit_code,
        ),
        message(
            "Install this version on that machine, run `inspection store adopt` there, and bring its own "
            "bundle."
        ),
    )
