"""Print what a reader of tables did not take in, and what no form can ask about."""

from __future__ import annotations

from collections.abc import Iterable

from inspection_lib.cli.options import print_error, print_problem
from inspection_lib.errors import Problem
from inspection_lib.language import Catalogue, Fault, message
from inspection_lib.report import OpenWork
from inspection_lib.tables import LeftOut, LeftOutKind

SHOWN_OF_A_KIND = 10
"""Lines of one kind that are printed for a file; of further ones only the number is."""
_DOUBTFUL = (LeftOutKind.WARNING, LeftOutKind.NOT_ANSWERED)
"""What somebody should look at: an answer taken in with a doubt, a remark that is lost."""


def print_left_out(catalogue: Catalogue, file: str, left_out: Iterable[LeftOut]) -> None:
    """Print to stderr what was left out of a file or folder, each with its line.

    Rows without an answer are counted elsewhere. Those with a note or evidence, which is lost, are printed.
    Blank lines are one line in sum.
    """
    counts: dict[LeftOutKind, int] = {}
    blank = 0
    for one in left_out:
        if one.kind is LeftOutKind.BLANK:
            blank += max(one.last_line - one.line, 0) + 1
            continue
        if one.kind is LeftOutKind.NOT_ANSWERED and not one.message.values:
            continue
        counts[one.kind] = counts.get(one.kind, 0) + 1
        if counts[one.kind] <= SHOWN_OF_A_KIND:
            where = f"{file} [{one.cell}]" if one.cell else file
            line = 0 if one.cell else one.line
            doubtful = one.kind in _DOUBTFUL
            print_problem(catalogue, Problem(where, line, Fault(one.message), warning=doubtful))
    if blank:
        print_error(catalogue, file, Fault(message("{count} blank lines are not read.", count=blank)))
    for count in counts.values():
        if count > SHOWN_OF_A_KIND:
            print_error(
                catalogue, file, Fault(message("{count} more of this kind.", count=count - SHOWN_OF_A_KIND))
            )


def print_lost(catalogue: Catalogue, unit_code: str, work: OpenWork) -> None:
    """Print to stderr the open findings of a unit that no item of its checklist continues."""
    for line in work.without_item:
        text = message(
            "The open finding on {item} of {campaign} has no item in this checklist.",
            item=line.item_id,
            campaign=line.campaign_id,
        )
        print_error(catalogue, unit_code, Fault(text))
