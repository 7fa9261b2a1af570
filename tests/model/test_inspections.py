"""Whether an inspection is finished."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import a_checklist, an_inspection, an_item


def test_an_inspection_is_submitted_once_it_has_a_time() -> None:
    """Until then a missing answer is not a zero."""
    inspection = an_inspection(a_checklist([[an_item("A")]]), {})
    assert not inspection.submitted
    assert replace(inspection, submitted_at="2017-05-24").submitted
