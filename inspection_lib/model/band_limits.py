"""Bands, and what limits them whatever the points are: a weak group, a figure, a number of findings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from inspection_lib.language import Text


@dataclass(frozen=True, slots=True)
class Band:
    """A grade (xếp loại) from a score on the scale of 100."""

    id: str
    from_score: Decimal
    title: Text


class LimitSubject(StrEnum):
    """What a condition of a limit looks at."""

    GROUP = "group"
    ITEM = "item"
    FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class LimitCondition:
    """Holds when the figure of its subject is at least ``least``, or is below ``below``; one of them is None.

    The figure is the share of a group (an area or a criterion), the figure of an item's answer (a share for
    ratio and count), or the number of findings of the severity ``name`` or a graver one.
    """

    subject: LimitSubject
    name: str
    least: Decimal | None
    below: Decimal | None


@dataclass(frozen=True, slots=True)
class BandLimit:
    """The best band that is left when all conditions hold."""

    conditions: tuple[LimitCondition, ...]
    band: str
