"""Check an export of ODK or KoboToolbox: which of its submissions stand in the record as they are in it.

Nobody signs an export. But the name of a submission's chain is a digest of all that was filled in, so one
that stands in the record was not changed since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from inspection_lib.errors import InspectionError, NotFoundError, StoreError, UnknownMachineError
from inspection_lib.exchange import Visit, campaigns_named, read_odk
from inspection_lib.language import message
from inspection_lib.model import EventKind, ResponseEvent
from inspection_lib.record import Recorder, read_attachment
from inspection_lib.verification.reference import Reference, no_store
from inspection_lib.verification.remarks import Remark, RemarkKind, difference, note, of_error, unchecked
from inspection_lib.workbench import open_recorder


def check_submissions(path: Path, reference: Reference) -> list[Remark]:
    """What is wrong with an export of submissions, and which of them the store has."""
    if reference.store is None or reference.workbench is None:
        fault = no_store(reference)
        why = [note("", part) for part in (fault.message, fault.remedy) if part]
        return [unchecked("", message("It was not compared with a store.")), *why]
    try:
        campaign_id = next(iter(campaigns_named(path)), "")
        campaign = reference.workbench.campaign(campaign_id)
        recorder = open_recorder(reference.workbench, campaign, reference.store)
        export = read_odk(path, recorder)
        remarks: list[Remark] = []
        stand = 0
        for visit in export.visits:
            known = _events_of(visit, recorder)
            stand += _stands(visit, known)
            remarks += _compare(visit, known)
    except InspectionError as error:
        is_about_here = type(error) in (StoreError, UnknownMachineError, NotFoundError)
        return of_error(RemarkKind.UNCHECKED if is_about_here else RemarkKind.DIFFERENCE, "", error)
    text = message(
        "{stand} of {count} submissions of {campaign} stand in the record as they are here.",
        stand=stand,
        count=len(export.visits),
        campaign=campaign_id,
    )
    remarks += [note(str(told.line or ""), told.fault.message) for told in export.remarks]
    if stand < len(export.visits):
        more = message("The others are not in the record, and nobody signed the file: ask where it is from.")
        remarks.append(unchecked("", more))
    return [note("", text), *remarks]


def _events_of(visit: Visit, recorder: Recorder) -> dict[str, ResponseEvent]:
    """The events that are recorded of a submission, by the ids of its entries."""
    events = recorder.store.events(recorder.campaign.id, visit.unit_code)
    return {event.client: event for event in events if event.client.startswith(f"{visit.device}:")}


def _stands(visit: Visit, known: Mapping[str, ResponseEvent]) -> bool:
    """Whether all that a submission would record is among its events."""
    own = {entry.client for entry in visit.entries}
    own |= {photo.client for photo in visit.photos if photo.read is not None}
    return bool(own) and own <= known.keys()


def _compare(visit: Visit, known: Mapping[str, ResponseEvent]) -> list[Remark]:
    """The photos of a submission that are others than those that were recorded."""
    remarks = []
    for photo in visit.photos:
        event = known.get(photo.client)
        if photo.read is None or event is None or event.kind is not EventKind.ATTACHED or event.removed:
            continue
        if read_attachment(event.raw).sha256 != hashlib.sha256(photo.read()).hexdigest():
            text = message(
                "The photo {name} of item {item} is another one than the recorded one.",
                name=photo.name,
                item=photo.item_id,
            )
            remarks.append(difference(str(visit.line), text))
    return remarks
