"""What a team should settle before it leaves."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.answers import NA_WITHOUT_REASON
from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.model import Outcome
from inspection_lib.render import open_items, open_points
from inspection_lib.report import Report

VI = open_catalogue(Language.VI)


def test_not_applicable_without_a_reason_is_an_open_point(report: Report) -> None:
    """With its question; an item that does not apply for another reason is none."""
    item = replace(report.items[0], outcome=Outcome.NOT_APPLICABLE, points=None)
    silent, other = (
        replace(report, items=(replace(item, reason=reason), *report.items[1:]))
        for reason in (NA_WITHOUT_REASON, message("Marked as not applicable: {note}", note="Không có"))
    )
    assert (open_items(silent)[2], open_items(other)[2]) == ((item.id,), ())
    said = [VI.format(point) for point in open_points(silent)]
    assert f"Không áp dụng mà chưa nêu lý do: {item.id} {item.question.vi}" in said
    assert not any(item.id in VI.format(point) for point in open_points(other))
