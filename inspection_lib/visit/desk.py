"""The desk is the form's partner in Python: it answers the form's messages and records what they hold.

A Desk does not depend on a widget or a browser: the widget passes messages on, and tests call it directly.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from inspection_lib.errors import (
    ConflictError,
    InspectionError,
    StoreError,
)
from inspection_lib.keys import machine_names
from inspection_lib.language import Catalogue, Language, message, open_catalogue
from inspection_lib.model import Attachment, Entry, EventKind, ResponseEvent
from inspection_lib.record import (
    EvidenceFolder,
    Recorder,
    create_store,
    events_of_item,
    evidence_folder,
    fold_attachments,
    in_order,
    submitted_at,
    write_attachment,
)
from inspection_lib.visit.contents import content_reply
from inspection_lib.visit.definition import FormDefinition, define_form
from inspection_lib.visit.fact_states import ends_of, fact_entry, fact_states
from inspection_lib.visit.kept_registers import KeptRegisters
from inspection_lib.visit.messages import (
    ContentMessage,
    EntryMessage,
    FactMessage,
    FileMessage,
    FormMessage,
    HistoryMessage,
    PieceMessage,
    SubmitMessage,
    read_message,
)
from inspection_lib.visit.minutes import write_minutes
from inspection_lib.visit.previous import Previous, previous_inspection
from inspection_lib.visit.refusals import refusal
from inspection_lib.visit.replies import (
    Acknowledged,
    FactState,
    HistoryReply,
    ItemState,
    MinutesReply,
    Reply,
    States,
)
from inspection_lib.visit.states import INSPECTOR, history_rows, item_states, standing_of
from inspection_lib.visit.thumbnails import Thumbnails
from inspection_lib.workbench import (
    Workbench,
    drawn_rows,
    find_unit,
    inspection_from_events,
    load_inspection,
    open_recorder,
    report_of,
)

LOCK_WAIT = 2.0
"""Seconds to wait for a locked store.

A short time is enough, because the form repeats a message that failed.
"""


def open_desk(
    workbench: Workbench,
    store_url: str,
    campaign_id: str,
    unit_code: str | int,
    *,
    actor: str = "",
    language: Language | str = Language.VI,
) -> Desk:
    """The desk of one unit. A store that does not exist is created. ``actor`` is the role that answers.

    An empty role becomes a member of the team: the role is part of each event and is never empty.

    Raises NotFoundError for an unknown campaign or unit, and StoreError.
    """
    campaign = workbench.campaign(campaign_id)
    code = find_unit(campaign, unit_code).code
    recorder = open_recorder(workbench, campaign, create_store(store_url, workbench.folder, LOCK_WAIT))
    recorder.checklist_of(code)  # raises now, and not at the first message, when the unit has no checklist
    evidence = evidence_folder(store_url, workbench.folder)
    catalogue = open_catalogue(Language(language)).in_zone(campaign.office.zone)
    role = actor.strip() or catalogue.format(message("Member of the inspection team"))
    return Desk(workbench, recorder, code, catalogue, evidence, role)


@dataclass
class Desk:
    """Answers the messages of the forms of one unit, one at a time: a notebook may call from several threads.

    ``actor`` is the role that answers when a message names none. The desk remembers which states it has sent,
    so that a reply holds only the items that changed since; a form that was opened again asks for all of
    them.
    """

    workbench: Workbench
    recorder: Recorder
    unit_code: str
    catalogue: Catalogue
    evidence: EvidenceFolder
    actor: str
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _parts: dict[str, list[bytes]] = field(default_factory=dict)
    _sent: dict[str, ItemState] = field(default_factory=dict)
    _sent_facts: dict[str, FactState] = field(default_factory=dict)
    _thumbnails: Thumbnails = field(init=False)
    _previous: Previous | None = None
    _registers: KeptRegisters = field(init=False)

    def __post_init__(self) -> None:
        """Read no register and no photo yet."""
        self._thumbnails = Thumbnails(self.evidence)
        self._registers = KeptRegisters(self.workbench, self.recorder.campaign, self.unit_code)

    def definition(self) -> FormDefinition:
        """The definition from which the form is drawn."""
        unit = find_unit(self.recorder.campaign, self.unit_code)
        return define_form(
            self.recorder.campaign,
            unit,
            self.recorder.current_checklist(self.unit_code),
            self.catalogue,
            self.actor,
            self.workbench.calendar(),
            drawn_rows(self.workbench, self.recorder.campaign, self.unit_code),
        )

    def states(self) -> States:
        """The present states of all items and facts."""
        return self._states(everything=True)

    def answer(self, content: object, buffers: Sequence[bytes | memoryview] = ()) -> list[Reply]:
        """The replies to one message of the form.

        No error leaves this method. A refusal is a reply as well, and the form keeps what it sent until it is
        recorded.
        """
        with self._lock:
            client = str(content.get("client", "")) if isinstance(content, dict) else ""
            try:
                received = read_message(content)
                client = received.client
                return self._replies(received, buffers)
            except ConflictError as error:
                return [self._states(), refusal(client, error, self.catalogue)]
            except InspectionError as error:
                return [refusal(client, error, self.catalogue)]
            except Exception as error:
                # A bug of ours. Without any reply the form would report a lost connection, so reply with the
                # error.
                logging.getLogger("inspection").exception("form message")
                cause = f"{type(error).__name__}: {error}"
                text = message("An unexpected error occurred: {cause}.", cause=cause)
                remedy = message("What you entered is kept. Tell the people who maintain the workbench.")
                return [refusal(client, StoreError(text, remedy), self.catalogue)]

    def _replies(self, received: FormMessage, buffers: Sequence[bytes | memoryview]) -> list[Reply]:
        match received:
            case EntryMessage():
                chains = self._record(received)
            case FactMessage():
                chains = self.recorder.record_one(fact_entry(self.unit_code, received, self.actor))
            case PieceMessage():
                chains = self._record_piece(received)
            case FileMessage():
                taken = self._take_part(received, buffers)
                if isinstance(taken, int):
                    return [Acknowledged(client=received.client, part=taken)]
                chains = taken
            case SubmitMessage():
                chains = self.recorder.record_one(self._submission(received))
                return [self._states(chains), Acknowledged(client=received.client), self._minutes()]
            case HistoryMessage():
                events = self._events()
                item = self.recorder.checklist_in_use(self.unit_code, events).item(received.item)
                own = events_of_item(events, received.item)
                return [
                    HistoryReply(
                        item=received.item, rows=history_rows(item, own, self.catalogue, machine_names())
                    )
                ]
            case ContentMessage():
                return [content_reply(received, self._events(), self.evidence)]
            case _:
                return [self._states(everything=received.type == "hello")]
        return [self._states(chains), Acknowledged(client=received.client)]

    def _record(self, received: EntryMessage) -> list[ResponseEvent]:
        kind = EventKind(received.kind)
        entry = Entry(
            self.unit_code,
            kind,
            received.item,
            INSPECTOR,
            received.raw,
            note=received.note,
            evidence=tuple(received.evidence),
            cause=received.cause,
            actor=received.actor.strip() or self.actor,
            answered_at=received.answered_at,
            client=received.client,
        )
        seen = {} if kind is EventKind.REMARKED else {(received.item, INSPECTOR): tuple(received.seen)}
        return self.recorder.record_one(entry, seen)

    def _submission(self, received: SubmitMessage) -> Entry:
        return Entry(
            self.unit_code,
            EventKind.SUBMITTED,
            actor=received.actor.strip() or self.actor,
            client=received.client,
        )

    def _minutes(self) -> MinutesReply:
        """Write the minutes into the folder of the unit's report."""
        campaign = self.recorder.campaign
        report = report_of(load_inspection(self.workbench, self.recorder.store, campaign, self.unit_code))
        written = write_minutes(self.workbench, report, self.catalogue)
        return MinutesReply(files=[path.relative_to(self.workbench.folder).as_posix() for path in written])

    def _record_piece(self, received: PieceMessage) -> list[ResponseEvent]:
        attached = fold_attachments(self._events()).get((received.item, INSPECTOR), ())
        known = {piece.reference: piece for piece in attached}
        new = Attachment(number=received.reference, received=self._today())
        piece = known.get(received.reference, new)
        if received.kind == "attached":
            days = {
                name: day for name in ("made", "valid_from", "valid_to") if (day := getattr(received, name))
            }
            piece = replace(piece, **days)
        return self._attach(received, EventKind(received.kind), piece)

    def _take_part(
        self, received: FileMessage, buffers: Sequence[bytes | memoryview]
    ) -> int | list[ResponseEvent]:
        """Collect a part of a file; the last part stores and attaches the file.

        Returns the number of the last part received, or the unit's record when the file is complete. A part
        that arrives twice is ignored, because the form repeats a part when it got no reply.
        """
        parts = self._parts.setdefault(received.client, [])
        if received.part == 0:
            parts.clear()
        if received.part == len(parts):
            parts.append(b"".join(bytes(buffer) for buffer in buffers))
        if len(parts) < received.parts:
            return len(parts) - 1
        content = b"".join(self._parts.pop(received.client))
        piece = self.evidence.keep(received.name, content, received=self._today(), drawn_on=received.drawn_on)
        return self._attach(received, EventKind.ATTACHED, piece)

    def _attach(
        self, received: PieceMessage | FileMessage, kind: EventKind, piece: Attachment
    ) -> list[ResponseEvent]:
        actor = received.actor.strip() or self.actor
        raw = write_attachment(piece)
        return self.recorder.record_one(
            Entry(self.unit_code, kind, received.item, INSPECTOR, raw, actor=actor, client=received.client)
        )

    def _today(self) -> str:
        return self.recorder.now()[:10]

    def _events(self) -> list[ResponseEvent]:
        return in_order(self.recorder.store.events(self.recorder.campaign.id, self.unit_code))

    def _states(self, chains: list[ResponseEvent] | None = None, *, everything: bool = False) -> States:
        """The states of all items, or of those that changed since the last reply.

        ``chains`` are the unit's events; None reads them.
        """
        store, campaign = self.recorder.store, self.recorder.campaign
        if self._previous is None:
            self._previous = previous_inspection(
                self.workbench,
                store,
                campaign,
                self.unit_code,
                self.catalogue,
                date.fromisoformat(self._today()),
            )
        chains = store.events(campaign.id, self.unit_code) if chains is None else chains
        events = in_order(chains)
        inspection = inspection_from_events(
            self.workbench, campaign, self.unit_code, chains, self._registers.measures()
        )
        standing = standing_of(inspection, events)
        states = item_states(
            standing,
            self.catalogue,
            self._previous,
            self._thumbnails.of(standing.pieces.values()),
            machine_names(),
        )
        changed = [state for key, state in states.items() if everything or self._sent.get(key) != state]
        self._sent = states
        facts = fact_states(inspection.visit, events, self.catalogue)
        changed_facts = [
            each for key, each in facts.items() if everything or self._sent_facts.get(key) != each
        ]
        self._sent_facts = facts
        submitted = submitted_at(events)
        return States(
            items=changed,
            whole=everything,
            submitted=self.catalogue.moment(submitted) if submitted else "",
            facts=changed_facts,
            head=inspection.chain_head,
            ends=ends_of(events),
        )
