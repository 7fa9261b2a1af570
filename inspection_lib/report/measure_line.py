"""What a report says of one figure of a register."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from inspection_lib.language import Displayed, Message


@dataclass(frozen=True, slots=True)
class MeasureLine(Displayed):
    """A register's figure beside the inspectors' answer and the unit's claim.

    ``item_id`` is "" where no item asks for the measure. ``agrees`` is about the inspectors' answer,
    ``claim_agrees`` about the claim; None where there is nothing to compare. ``counts_agree`` says whether
    the register holds as many cases as the inspectors' answer counts; one with fewer may be an extract.

    ``rows`` are the numbers of all rows in the register's file that count against the unit; where ``faults``
    is set they are the numerator, otherwise the rest of the denominator. ``left_out`` says what of the file
    was not counted: rows outside the period, totals, further columns. Of a register of an extension
    ``labels`` are what the register and the measure are called.
    """

    item_id: str
    register: str
    name: str
    numerator: int
    denominator: int
    percent: Decimal | None
    answer_percent: Decimal | None
    agrees: bool | None
    file: str
    rows: tuple[int, ...]
    digest: str
    claim_percent: Decimal | None = None
    claim_agrees: bool | None = None
    counts_agree: bool | None = None
    faults: bool = False
    left_out: tuple[Message, ...] = ()
    labels: Annotated[tuple[Message, ...], Field(exclude_if=lambda labels: not labels)] = ()
