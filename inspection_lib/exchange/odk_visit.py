"""A submission of a phone as what is to be recorded: from cells by the names of questions to entries.

Each submission is recorded as a chain of its own: see :mod:`inspection_lib.record.devices`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from inspection_lib.answers import answer_problem, canonical, is_far, parse_answer, personal_warnings
from inspection_lib.errors import AnswerError, EvidenceError
from inspection_lib.exchange.odk_media import Media
from inspection_lib.exchange.odk_server import moment_of
from inspection_lib.exchange.odk_table import EXPORT_AGAIN, Submission
from inspection_lib.exchange.xlsform_questions import CELLS_OF_ITEM, NOT_APPLICABLE, NOT_DONE, name_of
from inspection_lib.language import Fault, message
from inspection_lib.model import (
    Attachment,
    Campaign,
    Checklist,
    Day,
    Entry,
    EventKind,
    Item,
    ItemKind,
    Source,
)
from inspection_lib.record import MAX_SHORT, MAX_TEXT, canonical_json, check_kind, safe_name, write_attachment

_SOURCE = Source.INSPECTOR.value


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of a submission, to be kept and attached to its item.

    ``client`` identifies the entry that attaches it. ``read`` gives its content; it is None while the photo
    cannot be taken: ``fault`` says why.
    """

    item_id: str
    client: str
    name: str
    read: Callable[[], bytes] | None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A submission as what is to be recorded, under the version of the checklist that it answers.

    ``instance`` is its id, ``device`` names its chain (see :func:`origin_of`), ``when`` is the moment it was
    made. ``photos`` are in the checklist's order. ``remarks`` are what people should know about it.
    """

    line: int
    instance: str
    unit_code: str
    checklist: Checklist
    device: str
    actor: str
    when: str
    entries: tuple[Entry, ...]
    photos: tuple[Photo, ...]
    remarks: tuple[Fault, ...]


def visit_of(
    submission: Submission, checklist: Checklist, campaign: Campaign, media: Media
) -> tuple[Visit | None, list[Fault]]:
    """What a submission records, and its faults: with faults there is no visit."""
    cells = submission.cells
    faults = [*submission.faults, *_too_long(submission, checklist)]
    if not submission.instance:
        faults.append(Fault(message("The submission has no id."), EXPORT_AGAIN))
    try:
        moment = moment_of(cells, campaign)
    except AnswerError as error:
        return None, [*faults, error.fault]
    device = device_of(submission, checklist)
    entries: list[Entry] = []
    photos: list[Photo] = []
    remarks = [Fault(moment.remark)] if moment.remark else []
    for number, item in enumerate(checklist.items):
        # Ten numbers for each item: the answer, the document's number and the photo keep theirs, whatever is
        # filled in.
        try:
            own = _entries(item, cells, moment.when, device, number * 10)
            remarks += _doubts(item, own, campaign)
            remarks += _personal(item, cells)
            entries += own
        except AnswerError as error:
            faults.append(error.fault)
        photos += _photos(item, submission, f"{device}:{number * 10 + 2}", media)
    if faults:
        return None, faults
    remarks += [photo.fault for photo in photos if photo.fault]
    if not (entries or photos):
        remarks.append(Fault(message("The submission answers nothing.")))
    return Visit(
        submission.line,
        submission.instance,
        cells["unit"],
        checklist,
        device,
        cells.get("actor", ""),
        moment.when,
        tuple(entries),
        tuple(photos),
        tuple(remarks),
    ), []


def _doubts(item: Item, entries: Iterable[Entry], campaign: Campaign) -> list[Fault]:
    """What is doubtful about the answer of an item. Raises AnswerError if it must not be recorded."""
    doubts = []
    for entry in entries:
        if entry.kind is not EventKind.ANSWERED:
            continue
        value = parse_answer(item, entry.raw)
        problem = answer_problem(item, value, entry.note)
        if problem and problem.refused:
            raise AnswerError(problem.fault.message, problem.fault.remedy)
        doubts += [problem.fault] if problem else []
        day = value.value if isinstance(value, Day) else None
        if day and is_far(day, campaign.period_from, campaign.period_to):
            text = message(
                "The day of item {item}, {day}, is far from the inspected period.", item=item.id, day=day
            )
            doubts.append(Fault(text))
    return doubts


def _too_long(submission: Submission, checklist: Checklist) -> list[Fault]:
    """The cells that hold more letters than the record takes, by the names of their columns."""
    most = {"actor": MAX_SHORT}
    for item in checklist.items:
        most |= dict.fromkeys((name_of(item), f"{name_of(item)}_note"), MAX_TEXT)
        most |= dict.fromkeys((f"{name_of(item)}_doc", f"{name_of(item)}_photo"), MAX_SHORT)
    cells = {name: cell for name, cell in submission.cells.items() if len(cell) > most.get(name, len(cell))}
    return [
        Fault(
            message(
                "Column {column} has {count} letters here, and {most} at most can be kept.",
                column=name,
                count=len(cell),
                most=most[name],
            ),
            message("Shorten it on the server."),
        )
        for name, cell in cells.items()
    ]


def _personal(item: Item, cells: Mapping[str, str]) -> list[Fault]:
    """What looks like personal data in the texts of an item, by the names of their columns."""
    name = name_of(item)
    columns = [
        f"{name}_note",
        f"{name}_doc",
        f"{name}_photo",
        *([name] if item.kind is ItemKind.TEXT else []),
    ]
    return [
        Fault(warning) for column in columns for warning in personal_warnings(column, [cells.get(column, "")])
    ]


def attaching_entry(visit: Visit, photo: Photo, attachment: Attachment) -> Entry:
    """The entry that attaches a photo to its item."""
    return Entry(
        visit.unit_code,
        EventKind.ATTACHED,
        photo.item_id,
        _SOURCE,
        write_attachment(attachment),
        actor=visit.actor,
        answered_at=visit.when,
        client=photo.client,
    )


def origin_of(device: str) -> str:
    """The origin of a submission's chain."""
    return f"odk-{device}"


def device_of(submission: Submission, checklist: Checklist) -> str:
    """The name of a submission's chain: a digest of its id and all that was filled in.

    A submission that was edited on the server keeps its id. With the content in the name it becomes another
    chain, which stands beside the first: what was recorded before is not changed, and people decide.
    """
    own = {
        *("unit", "actor", "end"),
        *(f"{name_of(item)}{ending}" for item in checklist.items for ending in CELLS_OF_ITEM),
    }
    filled_in = {name: cell for name, cell in submission.cells.items() if name in own and cell}
    content = f"{submission.instance} {canonical_json(filled_in)}"
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _entries(item: Item, cells: Mapping[str, str], when: str, device: str, number: int) -> list[Entry]:
    """The entries of an item: the answer, or else a remark; and the number of a document."""
    raw, note = _raw(item, cells), cells.get(f"{name_of(item)}_note", "")
    document = cells.get(f"{name_of(item)}_doc", "")

    def entry(kind: EventKind, raw: str, note: str, number: int) -> Entry:
        return Entry(
            cells["unit"],
            kind,
            item.id,
            _SOURCE,
            raw,
            note=note,
            actor=cells.get("actor", ""),
            answered_at=when,
            client=f"{device}:{number}",
        )

    entries = []
    if raw:
        entries.append(entry(EventKind.ANSWERED, canonical(parse_answer(item, raw)), note, number))
    elif note:
        entries.append(entry(EventKind.REMARKED, "", note, number))
    if document:
        attachment = write_attachment(Attachment(number=document, received=when[:10]))
        entries.append(entry(EventKind.ATTACHED, attachment, "", number + 1))
    return entries


def _raw(item: Item, cells: Mapping[str, str]) -> str:
    """The raw answer in the cells of an item; empty if nothing was answered."""
    name = name_of(item)
    own = "" if item.kind is ItemKind.TEXT else cells.get(name, "")  # a text may be the word "na"
    if NOT_APPLICABLE in (own, cells.get(f"{name}_na", ""), cells.get(f"{name}_state", "")):
        return "n/a"
    match item.kind:
        case ItemKind.RATIO | ItemKind.COUNT:
            first, second = cells.get(f"{name}_a", ""), cells.get(f"{name}_b", "")
            return f"{first}/{second}" if first or second else ""
        case ItemKind.DATE:
            return NOT_DONE if cells.get(f"{name}_state") == NOT_DONE else cells.get(name, "")
        case ItemKind.NUMBER | ItemKind.POINTS:
            # ODK writes 1.234 for a fraction, which would be refused as it may mean 1234: 1,2340 can mean one
            # thing only.
            whole, point, fraction = cells.get(name, "").partition(".")
            return f"{whole},{fraction}0" if point and fraction else whole
        case _:
            return cells.get(name, "")


def _photos(item: Item, submission: Submission, client: str, media: Media) -> list[Photo]:
    """The photo of an item, if there is one. One that cannot be taken holds only itself back."""
    name = submission.cells.get(f"{name_of(item)}_photo", "")
    if not name:
        return []
    try:
        file = media.find(name, item.id, submission.instance)
        check_kind(safe_name(name), file.read())
    except EvidenceError as error:
        return [Photo(item.id, client, name, None, error.fault)]
    return [Photo(item.id, client, name, file.read)]
