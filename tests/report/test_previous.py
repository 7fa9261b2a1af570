"""The unit's last inspection beside the present one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inspection_lib.model import Outcome
from inspection_lib.report import Report, report_from_json, report_to_json, with_previous


def test_the_last_inspection_is_named_with_what_became_of_its_findings(reports: dict[str, Report]) -> None:
    """One finding was mended since; the others are still open. The JSON keeps it."""
    earlier = (
        replace(
            reports["060"], total=replace(reports["060"].total, index=reports["060"].total.index - Decimal(5))
        )
        if reports["060"].total.index is not None
        else reports["060"]
    )
    gone = next(found for found in earlier.findings if found.scored)
    now = replace(
        reports["060"],
        findings=tuple(found for found in reports["060"].findings if found.id != gone.id),
        items=tuple(
            replace(item, outcome=Outcome.PASS) if item.id == gone.item_id else item
            for item in reports["060"].items
        ),
    )
    report = with_previous(now, earlier)
    assert report.previous is not None
    assert report.previous.change == Decimal(5)
    assert report.previous.findings == len(earlier.findings)
    assert report.previous.mended == 1
    assert report.previous.still_open == len(earlier.findings) - 1
    assert report_from_json(report_to_json(report)) == report


def test_a_first_inspection_has_none(reports: dict[str, Report]) -> None:
    """Nothing is made up."""
    assert with_previous(reports["060"], None).previous is None
