"""Messages that cannot be read."""

from __future__ import annotations

import pytest

from inspection_lib.visit.desk import Desk
from inspection_lib.visit.replies import Refused
from tests.visit.conftest import an_entry


@pytest.mark.parametrize(
    "odd", [None, [], {"type": "x"}, {"type": "entry"}, an_entry(1, kind="opened"), an_entry(1, cause="a b")]
)
def test_content_that_is_no_message_is_refused(desk: Desk, odd: object) -> None:
    """Any content gets a reply, and never an exception."""
    (refused,) = desk.answer(odd)
    assert isinstance(refused, Refused)
    assert refused.why == "invalid"


def test_a_refusal_names_the_message(desk: Desk) -> None:
    """The refusal has the id of the message, so that the form stops sending it."""
    (refused,) = desk.answer(an_entry(8, note="x" * 20_001))
    assert isinstance(refused, Refused)
    assert (refused.client, refused.why) == ("tab:8", "invalid")
