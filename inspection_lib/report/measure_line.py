"""What a report says of one figure of a register."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from inspection_lib.language import Displayed, Message, Text
from inspection_lib.model import Agreement, LegalReference, MeasureKind, Severity


def _is_none(value: object) -> bool:
    return value is None


@dataclass(frozen=True, slots=True)
class MeasureLine(Displayed):
    """A register's figure beside the inspectors' answer and the unit's claim.

    ``item_id`` is "" where no item asks for the measure. ``agrees`` is about the inspectors' answer,
    ``claim_agrees`` about the claim; None where there is nothing to compare. ``counts_agree`` says whether
    the register holds as many cases as the inspectors' answer counts; one with fewer may be an extract.

    ``rows`` are the numbers of all rows in the register's file that count against the unit; where ``faults``
    is set they are the numerator, otherwise the rest of the denominator. ``left_out`` says what of the file
    was not counted: rows outside the period, totals, further columns. Of a register of an extension or a file
    ``labels`` are what the register and the measure are called.

    ``agreement`` and ``claim_agreement`` are the classes of answer and claim, ``answer_ratio`` and
    ``claim_ratio`` their figures divided by the register's. ``value`` is the sum or median of a ``kind`` that
    has one. With a ``severity`` the line is a rule of rows: the numerator breaks it. ``about`` defines the
    measure, ``law`` is what it rests on. The JSON leaves out what a measure does not have.
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
    agreement: Annotated[Agreement | None, Field(exclude_if=_is_none)] = None
    claim_agreement: Annotated[Agreement | None, Field(exclude_if=_is_none)] = None
    answer_ratio: Annotated[Decimal | None, Field(exclude_if=_is_none)] = None
    claim_ratio: Annotated[Decimal | None, Field(exclude_if=_is_none)] = None
    kind: Annotated[MeasureKind, Field(exclude_if=lambda kind: kind is MeasureKind.SHARE)] = MeasureKind.SHARE
    value: Annotated[Decimal | None, Field(exclude_if=_is_none)] = None
    severity: Annotated[Severity | None, Field(exclude_if=_is_none)] = None
    about: Annotated[Text, Field(exclude_if=lambda about: about == Text("", ""))] = Text("", "")
    law: Annotated[tuple[LegalReference, ...], Field(exclude_if=lambda law: not law)] = ()

    @property
    def found_class(self) -> Agreement | None:
        """The class of the inspectors' answer, also in a report of a version that had no classes."""
        return self.agreement or _class_of(self.agrees)

    @property
    def claim_class(self) -> Agreement | None:
        """The class of the claim, also in a report of a version that had no classes."""
        return self.claim_agreement or _class_of(self.claim_agrees)


def _class_of(agrees: bool | None) -> Agreement | None:
    return None if agrees is None else Agreement.AGREES if agrees else Agreement.DIFFERS
