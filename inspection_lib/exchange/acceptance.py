"""Hand what a file brought to the record. Every refusal becomes a BundleError that names the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from inspection_lib.answers import personal_warnings
from inspection_lib.errors import (
    BundleError,
    ChainError,
    ForkedChainError,
    InspectionError,
    NotFoundError,
    StoreError,
)
from inspection_lib.exchange.archive import refuse
from inspection_lib.language import Message, message
from inspection_lib.model import Checklist, EventKind, ItemKind, ResponseEvent
from inspection_lib.record import (
    Accepted,
    EvidenceFile,
    EvidenceFolder,
    Recorder,
    SignedEnd,
    accept_chains,
    clock_of,
    fold_facts,
    read_attachment,
    texts_of_facts,
    wrong_clocks,
)

Warn = Callable[[Message], None]
"""Tells people something before a file is taken in."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge added: numbers of new events and files, and the units that they are about."""

    campaign_id: str
    unit_codes: tuple[str, ...]
    events: int
    files: int
    missing: tuple[str, ...] = ()
    """Digests of files that events attach and that have not come yet."""
    unfit: tuple[str, ...] = ()
    """Names of files that were not kept because of their kind. Their items name them."""
    clocks: tuple[tuple[str, str], ...] = ()
    """Machines whose clock was wrong when they recorded a new event, and the moment that they wrote."""
    removals: tuple[ResponseEvent, ...] = ()
    """New `redacted` events: what they name was deleted here too."""
    package: Message | None = None
    """What a tablet's package is; None for a bundle."""
    forks: tuple[tuple[str, str, int], ...] = ()
    """Unit, machine and first number of events that contradict those of the same numbers here."""
    unsigned: tuple[str, ...] = ()
    """Machines whose new events in the file are not signed, because an earlier version made the file."""
    parts: tuple[Merged, ...] = ()
    """What each package of several in one file brought. The numbers above are their sums."""
    refused: tuple[BundleError, ...] = ()
    """Why single packages of several in one file were not taken in."""
    introduced: str = ""
    """The name of the machine that was confirmed with this file and is known from now on."""


@contextmanager
def refusals_naming(file: str) -> Iterator[None]:
    """Turn errors about the content of a file into a BundleError that names it.

    A StoreError passes unchanged, unless it is about the file's chains: that the disk is full is not the
    sender's fault.
    """
    try:
        yield
    except BundleError:
        raise
    except (ForkedChainError, ChainError) as error:
        raise refuse(file, error.message, error.remedy) from error
    except StoreError:
        raise
    except InspectionError as error:
        raise refuse(file, error.message, error.remedy) from error


def accept(
    events: Sequence[ResponseEvent],
    files: Sequence[EvidenceFile],
    recorder: Recorder,
    folder: EvidenceFolder,
    file: str,
    ends: Sequence[SignedEnd] = (),
    *,
    warn: Warn,
    restore_own: bool = False,
) -> Accepted:
    """Record the chains and keep the files that the archive ``file`` brought, with the signed ends.

    ``warn`` is called when all was checked and before anything is kept. Raises BundleError or StoreError.
    """

    def warn_of_all() -> None:
        for warning in personal_remarks(recorder, events):
            warn(warning)

    with refusals_naming(file):
        return accept_chains(
            recorder, events, files, folder, ends, restore_own=restore_own, before_keeping=warn_of_all
        )


def personal_remarks(recorder: Recorder, events: Iterable[ResponseEvent]) -> Iterator[Message]:
    """What looks like personal data in the texts of events that are new here, by unit and item."""
    for unit_code, of_unit in groupby(events, key=lambda event: event.unit_code):
        checklist = recorder.checklist_of(unit_code)
        known = {event.digest for event in recorder.store.events(recorder.campaign.id, unit_code)}
        texts: dict[str, list[str]] = {}
        for event in of_unit:
            if event.digest not in known:
                texts.setdefault(event.item_id, []).extend(_written_freely(event, checklist))
        for item_id, written in texts.items():
            yield from personal_warnings(f"{unit_code} {item_id}", written)


def _written_freely(event: ResponseEvent, checklist: Checklist) -> list[str]:
    """The texts of an event that people write freely: remarks, names of files, answers that are texts."""
    texts = [*_note_of(event), *event.evidence]
    item = checklist.item(event.item_id)
    if event.kind is EventKind.ATTACHED and "raw" not in event.removed:
        piece = read_attachment(event.raw)
        texts += [piece.name, piece.number]
    elif event.kind in (EventKind.ANSWERED, EventKind.DECIDED) and item and item.kind is ItemKind.TEXT:
        texts.append(event.raw)
    return texts


def _note_of(event: ResponseEvent) -> list[str]:
    """The remark of an event, or the text of a fact that people write freely."""
    if event.kind is not EventKind.NOTED:
        return [event.note]
    return [text for _, text in texts_of_facts(fold_facts([event]).noted)]


def forks_of(accepted: Accepted) -> tuple[tuple[str, str, int], ...]:
    """The forks that were kept beside the chains, as ``Merged.forks`` holds them."""
    first: dict[tuple[str, str], int] = {}
    for event in accepted.forked:
        key = (event.unit_code, event.origin)
        first[key] = min(event.number, first.get(key, event.number))
    return tuple((unit, origin, number) for (unit, origin), number in sorted(first.items()))


def wrong_clocks_of(recorder: Recorder, events: Iterable[ResponseEvent]) -> tuple[tuple[str, str], ...]:
    """The machines whose clock was wrong, as ``Merged.clocks`` holds them."""
    clock = clock_of(recorder.campaign, recorder.now())
    return tuple(sorted(wrong_clocks(events, clock).items()))


def check_checklists(
    digests: Mapping[str, str], recorder: Recorder, unit_codes: Iterable[str], file: str
) -> None:
    """Raise BundleError unless the versions of checklists are the same here as where the file was made.

    The sender's digests are given by name. A version that nobody has here is refused too.
    """
    here: dict[str, str] = {}
    for unit_code in unit_codes:
        planned = recorder.checklist_of(unit_code)
        here[planned.name] = planned.digest
    for name, digest in digests.items():
        if _digest_here(recorder, here, name) != digest:
            raise refuse(
                file,
                message(
                    "It was made with another version of checklist {checklist} than the one here.",
                    checklist=name,
                ),
                message("Bring the same file of the checklist to both machines."),
            )


def _digest_here(recorder: Recorder, known: Mapping[str, str], name: str) -> str:
    try:
        return known.get(name) or recorder.find_version(name).digest
    except NotFoundError:
        return ""
