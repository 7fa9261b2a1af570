"""The texts of the form about cases, row by row, and about points outside the maximum."""

from __future__ import annotations

from inspection_lib.language import Message


def case_texts() -> dict[str, Message]:
    """The messages by the keys that the form's modules use."""
    return {
        "points_outside": Message("Points from {least} to {most}, outside the maximum"),
        "outside_badge": Message("{points} points outside the maximum"),
        "too_few_points": Message("At least {least} points."),
        "in_all": Message("in all"),
        "case_name": Message("Number or name of the case"),
        "case_result": Message("Whether the case meets the requirement"),
        "case_figure": Message("Figure of the case"),
        "met": Message("met"),
        "not_met": Message("not met"),
        "remove_case": Message("Remove this case"),
        "case_twice": Message("{name} stands twice: each case is one row."),
        "too_few_in_all": Message("There cannot be fewer in all than the {count} that were looked at."),
    }
