"""What ODK Central and KoboToolbox say about a submission: what a person decided, and when it came in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from inspection_lib.errors import AnswerError
from inspection_lib.language import Message, message
from inspection_lib.model import Campaign
from inspection_lib.record import utc_moment

STATES = ("ReviewState", "_validation_status", "Status")
"""Columns that hold the state of a submission: of ODK Central, of Kobo, of a form with encryption."""
RECEIVED = ("SubmissionDate", "_submission_time")
"""Columns that hold when the server received a submission."""
SHOWN = 80
"""Letters of a cell that a message quotes."""
_REJECTED = {"rejected", "notapproved"}
_DOUBTFUL = {"hasissues", "onhold"}
_NOT_READ = {"notdecrypted", "missingencryptedformdata"}
_ACCEPTED = {"", "approved", "edited", "received"}
_MOST_DAYS_ON_THE_PHONE = timedelta(days=183)
"""A phone may be without a network for weeks; a clock that is half a year behind the server's is wrong."""
_AHEAD_OF_THE_SERVER = timedelta(days=1)
"""A phone's clock may be some hours ahead, for example in a wrong time zone."""


@dataclass(frozen=True, slots=True)
class Review:
    """Whether a submission is recorded, and what people should know about that (None: nothing)."""

    is_recorded: bool
    remark: Message | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When a submission was made (ISO with its zone), and what people should know about that."""

    when: str
    remark: Message | None = None


def review_of(cells: Mapping[str, str]) -> Review:
    """What people decided about a submission on the server. One without a state is recorded."""
    for column in STATES:
        written = cells.get(column, "")[:200]
        state = re.sub(r"[^a-z]", "", written.lower()).removeprefix("validationstatus")
        if written.startswith("{"):  # Kobo's JSON: {"uid": "validation_status_on_hold", "label": "On Hold"}
            state = next((known for known in (*_REJECTED, *_DOUBTFUL) if known in state), "")
        if state in _REJECTED:
            return Review(
                False, message("Not recorded: it was rejected on the server ({state}).", state=written)
            )
        if state in _NOT_READ:
            return Review(False, message("Not recorded: it is encrypted ({state}).", state=written))
        if state in _DOUBTFUL:
            return Review(True, message("Recorded, though the server says: {state}.", state=written))
        if state not in _ACCEPTED and column != "Status":
            return Review(True, message("Recorded; its state is not known here: {state}.", state=written))
    return Review(True)


def moment_of(cells: Mapping[str, str], campaign: Campaign) -> Moment:
    """When a submission was made: the phone's time, or the server's where the phone's cannot be right.

    A phone's time without its zone is one of the office's zone: a spreadsheet takes the zone away.

    Raises AnswerError if neither says it.
    """
    phone, received = _with_zone(cells.get("end", ""), campaign.office.zone), _received(cells)
    made = _parsed(phone)
    if not (made or received):
        raise AnswerError(
            message("The submission does not say when it was made."), message("Keep its column 'end'.")
        )
    if made and _is_believable(made, _parsed(received), campaign.visits_from, campaign.visits_to):
        return Moment(phone)
    if not received:
        raise AnswerError(
            message("The phone's clock said {phone}, which cannot be right.", phone=phone),
            message("Keep the column SubmissionDate (Kobo: _submission_time), the server's time."),
        )
    if not phone:
        return Moment(received)
    phone = phone[:SHOWN]
    return Moment(
        received,
        message(
            "The phone's clock said {phone}, which cannot be right; the server received it at {received}, "
            "which is recorded.",
            phone=phone,
            received=received,
        )
        if made
        else message(
            "The phone's time {phone} cannot be read; the server received it at {received}, which is "
            "recorded.",
            phone=phone,
            received=received,
        ),
    )


def _is_believable(made: datetime, received: datetime | None, first_visit: date, last_visit: date) -> bool:
    if received:
        return -_AHEAD_OF_THE_SERVER <= received - made <= _MOST_DAYS_ON_THE_PHONE
    return first_visit - _MOST_DAYS_ON_THE_PHONE <= made.date() <= last_visit + _MOST_DAYS_ON_THE_PHONE


def _received(cells: Mapping[str, str]) -> str:
    """The server's moment with its zone. Kobo writes UTC and does not say so."""
    written = next((cells[column] for column in RECEIVED if cells.get(column)), "")
    moment = _with_zone(written, UTC)
    return moment if utc_moment(moment) else ""


def _with_zone(written: str, zone: tzinfo) -> str:
    """A moment with its zone, which is ``zone`` if it does not say another; other texts as they are."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return written
    return written if moment.tzinfo else moment.replace(tzinfo=zone).isoformat()


def _parsed(moment: str) -> datetime | None:
    return datetime.fromisoformat(utc_moment(moment)) if utc_moment(moment) else None
