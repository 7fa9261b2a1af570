"""Print what a reader of tables did not take in, and what no form can ask about."""

from __future__ import annotations

from collections.abc import Iterable

from inspection_lib.cli.options import print_error
from inspection_lib.language import Catalogue, Fault, message
from inspection_lib.report import OpenWork
from inspection_lib.tables import LeftOut, LeftOutKind

SHOWN_OF_A_KIND = 10
"""Lines of one kind that are printed for a file; of further ones only the number is."""


def print_left_out(catalogue: Catalogue, file: str, left_out: Iterable[LeftOut]) -> None:
    """Print to stderr what was left out of a file or folder, each with its line.

    Rows without an answer are counted elsewhere. Those with a note or evidence, which is lost, are printed.
    """
    counts: dict[LeftOutKind, int] = {}
    for one in left_out:
        if one.kind is LeftOutKind.NOT_ANSWERED and not one.message.values:
            continue
        counts[one.kind] = counts.get(one.kind, 0) + 1
        if counts[one.kind] <= SHOWN_OF_A_KIND:
            print_error(catalogue, f"{file}:{one.line}" if one.line else file, Fault(one.message))
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
