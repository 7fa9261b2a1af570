"""What words on scoring say as a rule, and what in them a person must decide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from inspection_lib.definitions import Tree
from inspection_lib.language import Fault, message


class Doubt(StrEnum):
    """What the words leave open."""

    NOT_UNDERSTOOD = "not_understood"
    NOTHING_SAID = "nothing_said"
    FIGURES = "figures"
    ZERO_DENOMINATOR = "zero_denominator"
    GAP = "gap"
    BOUND = "bound"
    BELOW = "below"
    FLOOR = "floor"
    CAP = "cap"
    YEAR = "year"
    PARTS = "parts"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Scoring:
    """How an item is answered and scored: kind of answer, rule as a checklist file has it, doubts.

    ``labels`` are the names of figures that the words give, with their fields in the file.
    """

    kind: str
    rule: dict[str, Tree]
    doubts: tuple[Doubt, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()


def doubt_fault(doubt: Doubt) -> Fault:
    """A doubt in words, and what to do about it."""
    match doubt:
        case Doubt.NOT_UNDERSTOOD:
            return Fault(
                message("How the item is scored is not understood. Its points are given directly."),
                message("Choose kind and scoring; the words of the table stand above them."),
            )
        case Doubt.NOTHING_SAID:
            return Fault(
                message("The table does not say how the item is scored. Its points are given directly."),
                message("Choose another kind and scoring if this is not meant."),
            )
        case Doubt.FIGURES:
            return Fault(
                message("The table does not say which two figures make the share."),
                message("Write the labels of both figures."),
            )
        case Doubt.ZERO_DENOMINATOR:
            return Fault(
                message("The table does not say what 0 of 0 means. It does not apply for now."),
                message("Write full, zero or not_applicable at 'zero_denominator' (or 'zero_target')."),
            )
        case Doubt.GAP:
            return Fault(
                message("The steps leave a gap, or overlap."),
                message("Between two steps the lower one counts; correct the shares if that is wrong."),
            )
        case Doubt.BOUND:
            return Fault(
                message("It is not clear to which side a bound belongs. A step counts from its share on."),
                message("Correct the share or the day if the bound itself does not count."),
            )
        case Doubt.BELOW:
            return Fault(
                message("The table does not say what is below the lowest step. It brings 0 points for now."),
                message("Correct 'below' if that is wrong."),
            )
        case Doubt.FLOOR:
            return Fault(
                message("The table does not say how much may be taken away. All points may be lost for now."),
                message("Correct 'floor' if that is wrong."),
            )
        case Doubt.CAP:
            return Fault(
                message(
                    "The table lets more points be taken away than the item has. All may be lost for now."
                ),
                message("Correct the points of the item, or 'floor', if that is wrong."),
            )
        case Doubt.YEAR:
            return Fault(
                message("The due day names a year. It stands for the inspected year."),
                message("Choose the year of the due day: inspected or next."),
            )
        case Doubt.PARTS:
            return Fault(
                message("The lines add up to the maximum, so each became an item of its own, yes or no."),
                message("If only one of them can hold, make one item with levels."),
            )
        case Doubt.BEST:
            return Fault(
                message(
                    "The best line does not bring the maximum of the row. Its points are given directly."
                ),
                message("Correct the maximum or the points of the lines."),
            )
