"""Submissions of the forms that :mod:`xlsform` makes: an export is read, and its submissions are recorded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import InvalidFilesError, NotFoundError, Problem
from inspection_lib.exchange.odk_export import Export, open_export
from inspection_lib.exchange.odk_media import Media, media_of
from inspection_lib.exchange.odk_server import SHOWN, review_of
from inspection_lib.exchange.odk_table import (
    EXPORT_AGAIN,
    WITH_NAMES,
    Submission,
    named,
    photo_names,
    read_submissions,
    unknown_columns,
)
from inspection_lib.exchange.odk_visit import Visit, attaching_entry, device_of, origin_of, visit_of
from inspection_lib.exchange.xlsform_file import version_of
from inspection_lib.language import Fault, message, nearest
from inspection_lib.model import Checklist, Entry, ResponseEvent
from inspection_lib.record import (
    EvidenceFolder,
    FileToImport,
    Recorder,
    delete_removed_files,
    in_order,
    is_future,
    record_device,
    recorded_versions,
)
from inspection_lib.tables import Account, LeftOut, LeftOutKind

Versions = Mapping[str, Checklist]
"""Checklists by the text with which a submission names one: see :func:`version_of`."""


@dataclass(frozen=True, slots=True)
class PhoneExport:
    """What an export of phones brings: the ``visits`` to record, and the ``account`` of what was not read.

    ``remarks`` are warnings, with their lines: submissions that are not recorded, or that people should look
    at.
    """

    visits: tuple[Visit, ...]
    remarks: tuple[Problem, ...]
    account: Account


def read_odk(path: Path, recorder: Recorder, media: Path | None = None) -> PhoneExport:
    """The visits of an exported file, each under the version of the checklist that it answers.

    ``media`` is a folder or a zip of photos. A rejected submission and a photo that cannot be taken hold back
    only themselves. Raises :class:`InvalidFilesError` with everything else that is wrong with the file.
    """
    export = open_export(path, media)
    versions = _versions(recorder, named(export.table, "checklist"))
    submissions = read_submissions(export.table, versions.values())
    found = _media(export, submissions)
    visits: list[Visit] = []
    problems: list[Problem] = []
    remarks: list[Problem] = []
    for submission in submissions:
        review = review_of(submission.cells)
        told = [Fault(review.remark)] if review.remark else []
        if review.is_recorded:
            visit, faults = _read_visit(submission, recorder, versions, found, visits)
            visits += [visit] if visit else []
            told += visit.remarks if visit else ()
            problems += [Problem(str(path), submission.line, fault) for fault in faults]
        elif _is_recorded(submission, recorder, versions):
            told.append(_STANDS)
        remarks += [Problem(str(path), submission.line, fault, warning=True) for fault in told]
    if problems:
        raise InvalidFilesError(problems)
    columns = [
        LeftOut(LeftOutKind.COLUMN, 0, message("Column {column} is not read.", column=name))
        for name in unknown_columns(export.table, versions.values())
    ]
    return PhoneExport(tuple(visits), tuple(remarks), export.table.account.with_more(columns, len(visits)))


def campaigns_named(path: Path) -> list[str]:
    """The campaigns that the submissions of an export name. Raises InvalidFilesError as :func:`read_odk`."""
    return named(open_export(path).table, "campaign")


_STANDS = Fault(
    message("It was recorded before, and its answers still count."),
    message("Answer its items again in the form."),
)


def record_export(path: Path, export: PhoneExport, recorder: Recorder, evidence: EvidenceFolder) -> int:
    """Record the visits of an export, and for each unit that it was imported and what was not taken in.

    Gives the number of new events of the visits. The same file again adds nothing.
    """
    new = record_visits(export.visits, recorder, evidence)
    warnings = [LeftOut(LeftOutKind.WARNING, remark.line, remark.fault.message) for remark in export.remarks]
    account = json.dumps(export.account.with_more(warnings).to_json(), ensure_ascii=False)
    by_unit: dict[str, list[Visit]] = {}
    for visit in export.visits:
        by_unit.setdefault(visit.unit_code, []).append(visit)
    for visits in by_unit.values():
        first_entries = tuple(visit.entries[0] for visit in visits if visit.entries)  # one for each row
        file = FileToImport(str(path), export.account.sha256, first_entries, account)
        recorder.note_import(file, [event for event in new if event.unit_code == visits[0].unit_code])
    return len(new)


def record_visits(
    visits: Sequence[Visit], recorder: Recorder, evidence: EvidenceFolder
) -> list[ResponseEvent]:
    """Record visits, each as the chain of its own form; gives the new events.

    The same again adds nothing.
    """
    new: list[ResponseEvent] = []
    for visit in visits:
        in_chain, apart = _attaching_entries(visit, recorder, evidence)
        chains = [(origin_of(visit.device), [*visit.entries, *in_chain])]
        chains += [(_origin_of_photo(visit, entry.item_id), [entry]) for entry in apart]
        for origin, entries in chains:
            new += record_device(recorder, origin, entries, visit.instance, visit.checklist)
    # The photos were kept before it was known whether they are new: those that were taken out go again.
    delete_removed_files(recorder, evidence, dict.fromkeys(visit.unit_code for visit in visits))
    return new


def _attaching_entries(
    visit: Visit, recorder: Recorder, evidence: EvidenceFolder
) -> tuple[list[Entry], list[Entry]]:
    """The entries that attach photos: those for the visit's own chain, and those for a chain of their own.

    Two machines may import one submission while different photos of it are late, and their chains must not
    contradict each other when they are merged. So the visit's chain is at any time a beginning of the same
    whole: its answers, then all photos in the checklist's order. A photo that comes after a late one has a
    chain of its own.
    """
    if not visit.photos:
        return [], []
    events = recorder.store.events(recorder.campaign.id, visit.unit_code)
    known = {event.client for event in events if event.origin != origin_of(visit.device)}
    in_chain: list[Entry] = []
    apart: list[Entry] = []
    is_whole = True
    for photo in visit.photos:
        if photo.read is None or photo.client in known:
            is_whole = False
            continue
        attachment = evidence.keep(photo.name, photo.read(), received=visit.when[:10])
        (in_chain if is_whole else apart).append(attaching_entry(visit, photo, attachment))
    return in_chain, apart


def _origin_of_photo(visit: Visit, item_id: str) -> str:
    return f"{origin_of(visit.device)}-{item_id}"


def _versions(recorder: Recorder, named: Iterable[str]) -> Versions:
    """The versions that submissions may answer: those of the plan, and those that they name."""
    found = list(recorder.checklists.values())
    names = dict.fromkeys(text.partition(" ")[0] for text in named)
    for name in names.keys() - {checklist.name for checklist in found}:
        with suppress(NotFoundError):  # the submission that names it is refused below
            found.append(recorder.find_version(name))
    return {version_of(checklist): checklist for checklist in found}


def _media(export: Export, submissions: Sequence[Submission]) -> Media:
    photos = [(name, submission.instance) for submission in submissions for name in photo_names(submission)]
    return media_of(export.files, photos, (submission.instance for submission in submissions))


def _read_visit(
    submission: Submission, recorder: Recorder, versions: Versions, media: Media, before: Iterable[Visit]
) -> tuple[Visit | None, list[Fault]]:
    """What a submission records, or its faults. ``before`` are the visits above it in the file."""
    checklist = _checklist(submission.cells, recorder, versions)
    if isinstance(checklist, Fault):
        return None, [checklist]
    if fault := _other_version(submission.cells["unit"], checklist, recorder, before):
        return None, [fault]
    visit, faults = visit_of(submission, checklist, recorder.campaign, media)
    if visit and is_future(visit.when, recorder.now()):
        text = message(
            "The submission was made at {moment}, more than a day in the future.", moment=visit.when[:16]
        )
        return None, [Fault(text, message("Correct its time on the server, and set the phone's clock."))]
    return visit, [Fault(fault.message, fault.remedy or EXPORT_AGAIN) for fault in faults]


def _is_recorded(submission: Submission, recorder: Recorder, versions: Versions) -> bool:
    checklist = _checklist(submission.cells, recorder, versions)
    if isinstance(checklist, Fault):
        return False
    origin = origin_of(device_of(submission, checklist))
    events = recorder.store.events(recorder.campaign.id, submission.cells["unit"])
    return any(event.origin == origin for event in events)


def _checklist(cells: Mapping[str, str], recorder: Recorder, versions: Versions) -> Checklist | Fault:
    """The version of the checklist that a submission answers, or why it does not belong to this campaign."""
    campaign = recorder.campaign
    code = cells.get("unit", "")
    shown = code[:SHOWN]
    unit = campaign.unit(code)
    if cells.get("campaign") != campaign.id:
        return Fault(
            message("The submission is of campaign '{other}'.", other=cells.get("campaign", "")[:SHOWN]),
            message("Import it into its own campaign."),
        )
    if any(code in (other.name.vi, other.name.en) for other in campaign.units):
        return Fault(message("The table has labels in place of names: '{unit}'.", unit=shown), WITH_NAMES)
    if unit is None or unit.kind not in recorder.checklists:
        return Fault(
            message(
                "Unit '{unit}' is not inspected in campaign {campaign}.",
                unit=shown,
                campaign=campaign.id,
            ),
            nearest(shown, [known.code for known in campaign.units if known.kind in recorder.checklists]),
        )
    answered = cells.get("checklist", "")
    checklist = versions.get(answered)
    if checklist is None or unit.kind not in checklist.unit_kinds:
        return _other_checklist(answered, recorder.checklists[unit.kind])
    return checklist


def _other_checklist(answered: str, own: Checklist) -> Fault:
    return Fault(
        message(
            "The submission answers checklist '{other}', not '{own}'.",
            other=answered[:SHOWN],
            own=version_of(own),
        ),
        message("Export the form again, and fill it in anew."),
    )


def _other_version(
    unit_code: str, checklist: Checklist, recorder: Recorder, before: Iterable[Visit]
) -> Fault | None:
    """The fault if the unit is inspected with other versions: nobody has looked at what changes."""
    recorded = recorded_versions(in_order(recorder.store.events(recorder.campaign.id, unit_code)))
    if not recorded:
        above = (visit.checklist for visit in before if visit.unit_code == unit_code)
        recorded = [(other.name, other.digest) for other in above]
    if not recorded or (checklist.name, checklist.digest) in recorded:
        return None
    name, digest = recorded[-1]
    return Fault(
        message(
            "The submission answers checklist '{other}', and unit {unit} is inspected with '{own}'.",
            other=version_of(checklist),
            unit=unit_code,
            own=f"{name} {digest[:16]}",
        ),
        message("Correct the submission on the server, or move the unit to that version first."),
    )
