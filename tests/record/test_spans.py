"""When an answer was given, and which of two is later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspection_lib.model import Entry, EventKind, Place
from inspection_lib.record.chain import next_event
from inspection_lib.record.spans import clock_of, is_later, read_span
from tests.builders import a_campaign, a_unit

NOW = "2017-06-10T00:00:00.000000+00:00"
CLOCK = clock_of(a_campaign(a_unit()), NOW)
ENTRY = Entry("060", EventKind.ANSWERED, "X", "inspector", "yes")


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("2017-06-02", "2017-05-24", True),
        ("2017-05-24", "2017-06-02", False),
        ("2017-05-24", "2017-05-24", None),
        ("2017-05-24T08:05:00+07:00", "2017-05-24", None),
        ("2017-05-24", "2017-05-24T23:59:00+07:00", None),
        ("2017-05-25", "2017-05-24T23:59:00+07:00", True),
        ("2017-05-24T17:00:00Z", "2017-05-24", True),
        ("2017-05-24T16:59:59Z", "2017-05-24", None),
        ("2017-05-24T08:05:00", "2017-05-24T08:04:00+07:00", True),
        ("2017-05-24T08:05:00+07:00", "2017-05-24T01:05:00Z", None),
        ("", "2017-05-24", None),
        ("2017-05-24", "hôm qua", None),
    ],
)
def test_only_what_begins_after_the_other_has_ended_is_later(
    one: str, other: str, later: bool | None
) -> None:
    """A day is a whole day in Vietnam; equal, touching and missing times decide nothing."""
    assert is_later(read_span(one), read_span(other)) is later


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("1970-01-01T00:00:07Z", False),
        ("2037-05-15", False),
        ("2017-06-11", True),
        ("2017-06-12T00:00:00Z", False),
        ("2016-03-01", True),
        ("2015-12-01", False),
    ],
)
def test_times_that_cannot_be_right_decide_nothing(text: str, possible: bool) -> None:
    """A year before the inspected period is the earliest, tomorrow the latest."""
    assert (CLOCK.span_of(text) is not None) is possible


def test_an_answer_of_a_form_was_given_when_the_form_says_else_when_it_was_recorded() -> None:
    """The moment of recording stands in for a clock of 1970; nothing does for one of both."""
    given = replace(ENTRY, answered_at="2017-05-24T08:05:00+07:00")
    events = [
        next_event(None, "c", "office", replace(ENTRY, answered_at=moment), recorded)
        for moment, recorded in (
            (given.answered_at, NOW),
            ("1970-01-01T00:00:00Z", NOW),
            ("", NOW),
            ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000000+00:00"),
        )
    ]
    assert [CLOCK.span_of_event(event) for event in events] == [
        read_span(given.answered_at),
        read_span(NOW),
        read_span(NOW),
        None,
    ]


def test_an_imported_answer_has_the_time_of_its_file_or_none() -> None:
    """When a file was imported says nothing about its answers."""
    imported = replace(ENTRY, place=Place("a.csv", "a" * 64, 2))
    assert CLOCK.span_of_event(next_event(None, "c", "office", imported, NOW)) is None
    for text in ("2017-05-24", "1970-01-01"):
        event = next_event(None, "c", "office", replace(imported, answered_at=text), NOW)
        assert CLOCK.span_of_event(event) == CLOCK.span_of(text)
        assert CLOCK.span_of_entry(replace(ENTRY, answered_at=text)) == CLOCK.span_of(text)
