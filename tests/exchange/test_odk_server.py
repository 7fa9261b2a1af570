"""What servers say about a submission: its state, and when it came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inspection_lib.errors import AnswerError
from inspection_lib.exchange.odk_server import moment_of, review_of
from tests.builders import a_campaign, a_unit

VISITED = replace(a_campaign(a_unit()), visits_from=date(2017, 5, 15), visits_to=date(2017, 6, 30))
PHONE, SERVER = "2017-05-24T10:00:00.000+07:00", "2017-05-24T03:05:00.000Z"


@pytest.mark.parametrize(
    ("cells", "is_recorded", "is_told"),
    [
        ({}, True, False),
        ({"ReviewState": ""}, True, False),
        ({"ReviewState": "approved"}, True, False),
        ({"ReviewState": "edited"}, True, False),
        ({"ReviewState": "hasIssues"}, True, True),
        ({"ReviewState": "rejected"}, False, True),
        ({"ReviewState": "Rejected "}, False, True),
        ({"ReviewState": "weird"}, True, True),
        ({"_validation_status": "-"}, True, False),
        ({"_validation_status": "Approved"}, True, False),
        ({"_validation_status": "validation_status_approved"}, True, False),
        ({"_validation_status": "On Hold"}, True, True),
        ({"_validation_status": "validation_status_on_hold"}, True, True),
        ({"_validation_status": "Not Approved"}, False, True),
        ({"_validation_status": "validation_status_not_approved"}, False, True),
        ({"_validation_status": '{"uid": "validation_status_on_hold", "label": "On Hold"}'}, True, True),
        ({"_validation_status": '{"uid": "validation_status_not_approved"}'}, False, True),
        ({"_validation_status": '{"uid": "validation_status_approved"}'}, True, False),
        ({"Status": "Not decrypted"}, False, True),
        ({"Status": "anything"}, True, False),
    ],
)
def test_rejected_submissions_are_not_recorded(
    cells: dict[str, str], is_recorded: bool, is_told: bool
) -> None:
    """However the two servers write it. Doubts are told, and a submission without a state is recorded."""
    review = review_of(cells)
    assert (review.is_recorded, review.remark is not None) == (is_recorded, is_told)


@pytest.mark.parametrize(
    ("end", "received", "when"),
    [
        (PHONE, SERVER, PHONE),
        (PHONE, "", PHONE),
        ("2017-05-20T10:00:00+07:00", SERVER, "2017-05-20T10:00:00+07:00"),  # four days without a network
        ("2017-05-24T15:00:00+07:00", SERVER, "2017-05-24T15:00:00+07:00"),  # a wrong time zone
        ("1970-01-01T07:00:00.000+07:00", SERVER, SERVER),
        ("2016-05-24T10:00:00+07:00", SERVER, SERVER),
        ("2037-05-15T10:00:00+07:00", SERVER, SERVER),
        ("2017-05-26T10:00:00+07:00", SERVER, SERVER),
        ("24/05/2017 10:00", SERVER, SERVER),
        ("", SERVER, SERVER),
    ],
)
def test_the_phone_is_believed_unless_the_server_shows_that_it_cannot_be_right(
    end: str, received: str, when: str
) -> None:
    """Then the server's moment is recorded and both are told."""
    moment = moment_of({"end": end, "SubmissionDate": received}, VISITED)
    assert moment.when == when
    is_told = bool(end) and when != end
    assert (moment.remark is not None) == is_told
    if moment.remark:
        assert {value.value for value in moment.remark.values} == {end, received}


def test_a_phones_time_without_its_zone_is_one_in_vietnam() -> None:
    """A spreadsheet took the zone away."""
    moment = moment_of({"end": "2017-05-24 10:00:00", "SubmissionDate": SERVER}, VISITED)
    assert (moment.when, moment.remark) == ("2017-05-24T10:00:00+07:00", None)


@pytest.mark.parametrize("written", ["2017-05-24T03:05:00", "2017-05-24 03:05:00", "2017-05-24T03:05:00Z"])
def test_kobo_writes_utc_and_does_not_say_so(written: str) -> None:
    """The moment gets its zone."""
    moment = moment_of({"end": "", "_submission_time": written}, VISITED)
    assert moment.when in ("2017-05-24T03:05:00+00:00", "2017-05-24T03:05:00Z")


@pytest.mark.parametrize("end", ["", "hôm qua", "1970-01-01T07:00:00+07:00", "2037-05-15T07:00:00+07:00"])
def test_without_any_moment_that_can_be_right_a_submission_is_refused(end: str) -> None:
    """The answers could stand anywhere in the order."""
    with pytest.raises(AnswerError, match=r"does not say when|cannot be right"):
        moment_of({"end": end}, VISITED)
