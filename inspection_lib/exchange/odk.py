"""Submissions of the forms that :mod:`xlsform` makes: from the cells of a table to entries of the record.

Each submission is recorded as a chain of its own: see :mod:`inspection_lib.record.devices`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.answers import canonical, parse_answer
from inspection_lib.errors import AnswerError, EvidenceError, InvalidFilesError, Problem
from inspection_lib.exchange.odk_table import (
    EXPORT_AGAIN,
    ReadPhoto,
    Submission,
    open_export,
    read_submissions,
)
from inspection_lib.exchange.xlsform_file import version_of
from inspection_lib.exchange.xlsform_questions import NOT_APPLICABLE, NOT_DONE, name_of
from inspection_lib.language import Fault, message
from inspection_lib.model import Attachment, Checklist, Entry, EventKind, Item, ItemKind, Source
from inspection_lib.record import (
    EvidenceFolder,
    Recorder,
    canonical_json,
    check_kind,
    record_device,
    safe_name,
    utc_moment,
    write_attachment,
)

_SOURCE = Source.INSPECTOR.value
_CELLS_OF_ITEM = ("", "_a", "_b", "_na", "_state", "_note", "_doc", "_photo")
"""The endings of the names of an item's cells."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of a submission, to be kept and attached to its item.

    ``client`` identifies the entry that attaches it.
    """

    item_id: str
    client: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Visit:
    """A submission as what is to be recorded.

    ``device`` names its chain, ``when`` is the moment it was made.
    """

    unit_code: str
    device: str
    actor: str
    when: str
    entries: tuple[Entry, ...]
    photos: tuple[Photo, ...]


def read_odk(path: Path, recorder: Recorder) -> list[Visit]:
    """The visits of an exported file.

    Raises :class:`InvalidFilesError` with everything that is wrong with it.
    """
    table, read_photo = open_export(path)
    visits, problems = [], []
    for submission in read_submissions(path, table):
        visit, faults = _visit(submission, recorder, read_photo)
        problems += [
            Problem(str(path), submission.line, Fault(fault.message, fault.remedy or EXPORT_AGAIN))
            for fault in faults
        ]
        if visit:
            visits.append(visit)
    if problems:
        raise InvalidFilesError(problems)
    return visits


def record_visits(visits: Iterable[Visit], recorder: Recorder, evidence: EvidenceFolder) -> int:
    """Record visits, each as the chain of its own form; gives the number of new events.

    The same again adds nothing.
    """
    new = 0
    for visit in visits:
        attached = [
            _attaching_entry(visit, photo, evidence.keep(photo.name, photo.content, received=visit.when[:10]))
            for photo in visit.photos
        ]
        new += len(record_device(recorder, f"odk-{visit.device}", [*visit.entries, *attached]))
    return new


def _attaching_entry(visit: Visit, photo: Photo, attachment: Attachment) -> Entry:
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


def _visit(
    submission: Submission, recorder: Recorder, read_photo: ReadPhoto
) -> tuple[Visit | None, list[Fault]]:
    """What a submission records, with its faults.

    There is no visit if the submission does not belong here.
    """
    cells = submission.cells
    checklist = _checklist(cells, recorder)
    if isinstance(checklist, Fault):
        return None, [checklist]
    faults: list[Fault] = []
    if not submission.instance:
        faults.append(Fault(message("The submission has no id."), EXPORT_AGAIN))
    if not utc_moment(_when(cells)):
        faults.append(
            Fault(message("The submission does not say when it was made."), message("Keep its column 'end'."))
        )
    device = _device(submission, checklist)
    entries: list[Entry] = []
    photos: list[Photo] = []
    for number, item in enumerate(checklist.items):
        # Ten numbers for each item: the answer, the document's number and the photo keep theirs, whatever is
        # filled in.
        try:
            entries += _entries(item, cells, device, number * 10)
            photos += _photos(item, cells, f"{device}:{number * 10 + 2}", read_photo)
        except (AnswerError, EvidenceError) as error:
            faults.append(error.fault)
    actor, when = cells.get("actor", ""), _when(cells)
    return Visit(cells["unit"], device, actor, when, tuple(entries), tuple(photos)), faults


def _device(submission: Submission, checklist: Checklist) -> str:
    """The name of a submission's chain: a digest of its id and all that was filled in.

    A submission that was edited on the server keeps its id. With the content in the name it becomes another
    chain, which stands beside the first: what was recorded before is not changed, and people decide.
    """
    own = {
        *("unit", "actor", "end"),
        *(f"{name_of(item)}{ending}" for item in checklist.items for ending in _CELLS_OF_ITEM),
    }
    filled_in = {name: cell for name, cell in submission.cells.items() if name in own and cell}
    content = f"{submission.instance} {canonical_json(filled_in)}"
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _when(cells: Mapping[str, str]) -> str:
    """When a submission was made: the phone's time if there is one, else the server's."""
    return cells.get("end") or cells.get("SubmissionDate", "")


def _checklist(cells: Mapping[str, str], recorder: Recorder) -> Checklist | Fault:
    """The checklist that a submission answers, or why it does not belong to this campaign."""
    campaign = recorder.campaign
    unit = campaign.unit(cells["unit"])
    if cells.get("campaign") != campaign.id:
        return Fault(
            message("The submission is of campaign '{other}'.", other=cells.get("campaign", "")),
            message("Import it into its own campaign."),
        )
    if unit is None or unit.kind not in recorder.checklists:
        return Fault(
            message(
                "Unit '{unit}' is not inspected in campaign {campaign}.",
                unit=cells["unit"],
                campaign=campaign.id,
            ),
            message("Look the code up in the units file of the plan."),
        )
    checklist = recorder.checklists[unit.kind]
    if cells.get("checklist") != version_of(checklist):
        return Fault(
            message(
                "The submission answers checklist '{other}', not '{own}'.",
                other=cells.get("checklist", ""),
                own=version_of(checklist),
            ),
            message("Export the form again, and fill it in anew."),
        )
    return checklist


def _entries(item: Item, cells: Mapping[str, str], device: str, number: int) -> list[Entry]:
    """The entries of an item: the answer, or else a remark; and the number of a document."""
    raw, note = _raw(item, cells), cells.get(f"{name_of(item)}_note", "")
    document = cells.get(f"{name_of(item)}_doc", "")
    when = _when(cells)

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
        case ItemKind.NUMBER:
            # ODK writes 1.234 for a fraction, which would be refused as it may mean 1234: 1,2340 can mean one
            # thing only.
            whole, point, fraction = cells.get(name, "").partition(".")
            return f"{whole},{fraction}0" if point and fraction else whole
        case _:
            return cells.get(name, "")


def _photos(item: Item, cells: Mapping[str, str], client: str, read_photo: ReadPhoto) -> list[Photo]:
    """The photo of an item, if there is one.

    Raises EvidenceError if it is missing or of a kind that is not kept.
    """
    name = cells.get(f"{name_of(item)}_photo", "")
    if not name:
        return []
    content = read_photo(name)
    if content is None:
        raise EvidenceError(
            message("The photo {name} of item {item} is missing.", name=name, item=item.id), EXPORT_AGAIN
        )
    check_kind(safe_name(name), content)
    return [Photo(item.id, client, name, content)]
