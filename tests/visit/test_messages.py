"""Messages that cannot be read."""

from __future__ import annotations

import pytest

from inspection_lib.visit.desk import Desk
from inspection_lib.visit.messages import (
    Refused,
)
from tests.visit.conftest import an_entry


@pytest.mark.parametrize(
    "odd", [None, [], {"type": "x"}, {"type": "entry"}, an_entry(1, kind="opened"), an_entry(1, cause="ABC")]
)
def test_what_is_no_message_is_refused_and_harms_nothing(desk: Desk, odd: object) -> None:
    """Whatever comes over the wire is answered, never an exception."""
    (refused,) = desk.answer(odd)
    assert isinstance(refused, Refused)
    assert refused.why == "invalid"


def test_a_message_that_cannot_be_read_is_refused_by_its_name(desk: Desk) -> None:
    """The form hears which of its messages was refused, and stops to send it."""
    (refused,) = desk.answer(an_entry(8, note="x" * 20_001))
    assert isinstance(refused, Refused)
    assert (refused.client, refused.why) == ("tab:8", "invalid")
