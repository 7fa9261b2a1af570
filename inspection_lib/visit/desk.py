"""What the form asks and gets told: messages in, messages out, over a Recorder. It knows no widget, so tests call it directly."""

from __future__ import annotations

import logging
import threading
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from inspection_lib.errors import (
    AnswerError,
    ConflictError,
    EvidenceError,
    FormMessageError,
    InspectionError,
    NotFoundError,
    StoreError,
)
from inspection_lib.language import Catalogue, Language, message, open_catalogue
from inspection_lib.model import Attachment, Entry, EventKind, ResponseEvent
from inspection_lib.record import (
    EvidenceFolder,
    Recorder,
    create_store,
    evidence_folder,
    fold_attachments,
    in_order,
    submitted_at,
    write_attachment,
)
from inspection_lib.render import write_minutes
from inspection_lib.visit.definition import FormDefinition, define_form
from inspection_lib.visit.messages import (
    Acknowledged,
    EntryMessage,
    FileMessage,
    FormMessage,
    HistoryMessage,
    HistorySaid,
    ItemState,
    MinutesSaid,
    PieceMessage,
    Refused,
    Reply,
    States,
    SubmitMessage,
    read_message,
)
from inspection_lib.visit.previous import last_findings
from inspection_lib.visit.states import INSPECTOR, history_rows, item_states, stand
from inspection_lib.workbench import (
    Workbench,
    inspect_events,
    inspected_unit,
    load_inspection,
    open_recorder,
    report_of,
    unit_code,
)

WRONG = (AnswerError, FormMessageError, EvidenceError, NotFoundError)
"""Errors that sending the same again does not mend."""


PATIENCE = 2.0
"""Seconds for which a form waits for a locked store before it says so; it sends again by itself."""


def open_desk(
    workbench: Workbench,
    store_url: str,
    campaign_id: str,
    unit: str | int,
    *,
    actor: str = "",
    language: Language | str = Language.VI,
) -> Desk:
    """The desk of one unit over the store at a URL, which is made where it is missing. ``actor`` is the role that answers."""
    plan = workbench.campaign(campaign_id)
    code = inspected_unit(plan, unit_code(plan, unit)).code
    recorder = open_recorder(workbench, plan, create_store(store_url, workbench.folder, PATIENCE))
    recorder.checklist_of(code)
    evidence = evidence_folder(store_url, workbench.folder)
    return Desk(workbench, recorder, code, open_catalogue(Language(language)), evidence, actor)


@dataclass
class Desk:
    """Takes a form's messages and answers them, one at a time: a notebook may call from several threads.

    ``actor`` is the role that answers where a message names none.
    """

    workbench: Workbench
    recorder: Recorder
    unit: str
    catalogue: Catalogue
    evidence: EvidenceFolder
    actor: str
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _parts: dict[str, list[bytes]] = field(default_factory=dict)
    _said: dict[str, ItemState] = field(default_factory=dict)
    _thumbnails: dict[str, str] = field(default_factory=dict)
    _before: dict[str, str] | None = None

    def definition(self) -> FormDefinition:
        """What the form is drawn from."""
        unit = inspected_unit(self.recorder.campaign, self.unit)
        return define_form(
            self.recorder.campaign, unit, self.recorder.checklist_of(self.unit), self.catalogue, self.actor
        )

    def states(self) -> list[ItemState]:
        """Every item as it stands now."""
        return self._states(everything=True).items

    def take(self, content: object, buffers: Sequence[bytes | memoryview] = ()) -> list[Reply]:
        """Answer one message of the form. Whatever goes wrong is an answer too: the form keeps what it sent."""
        with self._lock:
            client = str(content.get("client", "")) if isinstance(content, dict) else ""
            try:
                said = read_message(content)
                client = said.client
                return self._answer(said, buffers)
            except ConflictError as error:
                return [self._states(everything=False), self._refusal(client, error)]
            except InspectionError as error:
                return [self._refusal(client, error)]
            except (
                Exception
            ) as error:  # whatever it is: a form without an answer would say that there is no connection
                logging.getLogger("inspection").exception("form message")
                cause = f"{type(error).__name__}: {error}"
                said_so = message("Something went wrong that was not foreseen: {cause}.", cause=cause)
                remedy = message("What you entered is kept. Tell those who look after the workbench.")
                return [self._refusal(client, StoreError(said_so, remedy))]

    def _answer(self, said: FormMessage, buffers: Sequence[bytes | memoryview]) -> list[Reply]:
        match said:
            case EntryMessage():
                self._record(said)
            case PieceMessage():
                self._record_piece(said)
            case FileMessage():
                part = self._take_part(said, buffers)
                if part is not None:
                    return [Acknowledged(client=said.client, part=part)]
            case SubmitMessage():
                self.recorder.record([self._submission(said)])
                return [self._states(everything=False), Acknowledged(client=said.client), self._minutes()]
            case HistoryMessage():
                events = [event for event in self._events() if event.item_id == said.item]
                item = self.recorder.checklist_of(self.unit).item(said.item)
                return [HistorySaid(item=said.item, rows=history_rows(item, events, self.catalogue))]
            case _:
                return [self._states(everything=said.type == "hello")]
        return [self._states(everything=False), Acknowledged(client=said.client)]

    def _record(self, said: EntryMessage) -> None:
        kind = EventKind(said.kind)
        entry = Entry(
            self.unit,
            kind,
            said.item,
            INSPECTOR,
            said.raw,
            note=said.note,
            evidence=tuple(said.evidence),
            cause=said.cause,
            actor=said.actor or self.actor,
            answered_at=said.answered_at,
            client=said.client,
        )
        seen = {} if kind is EventKind.REMARKED else {(said.item, INSPECTOR): tuple(said.seen)}
        self.recorder.record([entry], seen)

    def _submission(self, said: SubmitMessage) -> Entry:
        return Entry(self.unit, EventKind.SUBMITTED, actor=said.actor or self.actor, client=said.client)

    def _minutes(self) -> MinutesSaid:
        """Write the minutes beside the report."""
        campaign = self.recorder.campaign
        report = report_of(load_inspection(self.workbench, self.recorder.store, campaign, self.unit))
        written = write_minutes(
            report, self.workbench.folder / "outputs" / campaign.id / self.unit, self.catalogue
        )
        return MinutesSaid(files=[path.relative_to(self.workbench.folder).as_posix() for path in written])

    def _record_piece(self, said: PieceMessage) -> None:
        attached = fold_attachments(self._events()).get((said.item, INSPECTOR), ())
        known = {piece.reference: piece for piece in attached}
        new = Attachment(number=said.reference, received=self._today())
        piece = known.get(said.reference, new)
        if said.kind == "attached":
            days = {name: day for name in ("made", "valid_from", "valid_to") if (day := getattr(said, name))}
            piece = replace(piece, **days)
        self._attach(said, EventKind(said.kind), piece)

    def _take_part(self, said: FileMessage, buffers: Sequence[bytes | memoryview]) -> int | None:
        """Collect a file's parts in their order; the last one keeps and attaches the file. Says which part came last."""
        parts = self._parts.setdefault(said.client, [])
        if said.part == 0:
            parts.clear()
        if said.part == len(parts):
            parts.append(b"".join(bytes(buffer) for buffer in buffers))
        if len(parts) < said.parts:
            return len(parts) - 1
        content = b"".join(self._parts.pop(said.client))
        self._attach(said, EventKind.ATTACHED, self.evidence.keep(said.name, content, received=self._today()))
        return None

    def _attach(self, said: PieceMessage | FileMessage, kind: EventKind, piece: Attachment) -> None:
        actor = said.actor or self.actor
        raw = write_attachment(piece)
        self.recorder.record(
            [Entry(self.unit, kind, said.item, INSPECTOR, raw, actor=actor, client=said.client)]
        )

    def _today(self) -> str:
        return self.recorder.now()[:10]

    def _events(self) -> list[ResponseEvent]:
        return in_order(self.recorder.store.events(self.recorder.campaign.id, self.unit))

    def _refusal(self, client: str, error: InspectionError) -> Refused:
        return Refused(
            client=client,
            why="conflict"
            if isinstance(error, ConflictError)
            else "invalid"
            if isinstance(error, WRONG)
            else "store",
            text=self.catalogue.say(error.message),
            remedy=self.catalogue.say(error.remedy) if error.remedy else "",
            items=[item for item, _ in error.response_keys] if isinstance(error, ConflictError) else [],
        )

    def _states(self, *, everything: bool) -> States:
        """The items as they stand: all of them, or those that changed since they were last said."""
        store, campaign = self.recorder.store, self.recorder.campaign
        if self._before is None:
            self._before = last_findings(self.workbench, store, campaign, self.unit, self.catalogue)
        chains = store.events(campaign.id, self.unit)
        events = in_order(chains)
        stands = stand(inspect_events(self.workbench, campaign, self.unit, chains), events)
        states = item_states(stands, self.catalogue, self._before, self._pictures(stands.pieces.values()))
        changed = [state for key, state in states.items() if everything or self._said.get(key) != state]
        self._said = states
        submitted = submitted_at(events)
        return States(
            items=changed, whole=everything, submitted=self.catalogue.moment(submitted) if submitted else ""
        )

    def _pictures(self, pieces: Iterable[Sequence[Attachment]]) -> dict[str, str]:
        """Small pictures of the photos, as data URLs by SHA-256."""
        for piece in (
            piece for own in pieces for piece in own if piece.sha256 and piece.sha256 not in self._thumbnails
        ):
            small = self.evidence.thumbnail(piece.sha256)
            self._thumbnails[piece.sha256] = (
                f"data:image/jpeg;base64,{b64encode(small).decode()}" if small else ""
            )
        return self._thumbnails
