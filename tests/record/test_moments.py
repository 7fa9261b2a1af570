"""Moments as texts that sort."""

from __future__ import annotations

import pytest

from inspection_lib.record.moments import utc_moment, utc_now


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2017-05-22T09:00:00Z", "2017-05-22T09:00:00.000000+00:00"),
        ("2017-05-22T09:00:00.5+07:00", "2017-05-22T02:00:00.500000+00:00"),
        ("2017-05-22T09:00:00", ""),
        ("2017-99-99T09:00:00Z", ""),
        ("0001-01-01T00:00:00+14:00", ""),
        ("yesterday", ""),
    ],
)
def test_a_moment_has_one_form(text: str, moment: str) -> None:
    """In UTC with microseconds; a text without a zone, or that is no moment, has none."""
    assert utc_moment(text) == moment


def test_the_time_now_has_that_form() -> None:
    """It is left as it is."""
    now = utc_now()
    assert utc_moment(now) == now
