"""Machines with a store of their own, and what they record and hand each other."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.model import Attachment, Entry, EventKind, ResponseEvent
from inspection_lib.record.attachments import write_attachment
from inspection_lib.record.chain import in_order, next_event
from inspection_lib.record.fold import standing_responses
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import create_store
from inspection_lib.record.texts import NewSalt
from tests.builders import a_campaign, a_checklist, a_unit, an_item

KEY = ("X", "inspector")


CHECKLIST = a_checklist([[an_item("X"), an_item("Y")]])


def a_recorder(folder: Path, origin: str = "office") -> Recorder:
    store = create_store(f"sqlite:///{origin}.db", folder)
    return Recorder(store, a_campaign(a_unit()), {"district": CHECKLIST}, origin)


def an_answer(raw: str, client: str = "") -> Entry:
    return Entry("060", EventKind.ANSWERED, "X", "inspector", raw, client=client)


def standing(recorder: Recorder) -> tuple[str, ...]:
    found = standing_responses(in_order(recorder.store.events("c", "060")))
    return tuple(event.raw for event in found.get(KEY, ()))


def detach(recorder: Recorder, piece: Attachment) -> list[ResponseEvent]:
    return recorder.record([Entry("060", EventKind.DETACHED, "X", "inspector", write_attachment(piece))])


def share(taker: Recorder, giver: Recorder) -> None:
    ends = giver.store.unit_ends("c", "060").ends
    taker.store.add_chains(giver.store.events("c", "060"), ends, taker.origin)


def a_chain(length: int = 4, new_salt: NewSalt | None = None) -> list[ResponseEvent]:
    chain: list[ResponseEvent] = []
    for number in range(length):
        entry = Entry(
            "060",
            EventKind.ANSWERED,
            "X",
            "inspector",
            "yes" if number % 2 else "no",
            note=f"ghi chú {number}",
            actor="r",
        )
        chain.append(
            next_event(
                chain[-1] if chain else None, "c", "office", entry, f"2017-05-22T00:00:0{number}", new_salt
            )
        )
    return chain
