"""Whom a fact of a visit comes from."""

from __future__ import annotations

import pytest

from inspection_lib.model import FactField, Noted, Source, VisitFacts, event_source, source_of_fact
from inspection_lib.model.visit_facts import FactSource


def test_each_fact_has_one_source() -> None:
    """What the unit explains and signs is the unit's, the position is the device's, all else the team's."""
    of_unit = {field for field in FactField if source_of_fact(field) is FactSource.UNIT}
    assert of_unit == {FactField.EXPLAINED, FactField.SIGNED_UNIT, FactField.MENDED}
    assert source_of_fact(FactField.POSITION) is FactSource.DEVICE
    assert source_of_fact(FactField.AGREED) is FactSource.TEAM


def test_the_source_of_an_event_is_that_of_an_answer_or_of_a_fact() -> None:
    """No text means both."""
    assert not {*FactSource} & {*Source}
    assert (event_source("self"), event_source("unit")) == (Source.SELF, FactSource.UNIT)
    with pytest.raises(ValueError, match="nobody"):
        event_source("nobody")


def test_a_fact_that_nobody_recorded_has_no_text() -> None:
    """A fact of an item is not one of the visit."""
    facts = VisitFacts({("X", FactField.AGREED): Noted("Bổ sung", "a", "", "m")})
    assert facts.text(FactField.AGREED, "X") == "Bổ sung"
    assert facts.text(FactField.PLACE) == ""
