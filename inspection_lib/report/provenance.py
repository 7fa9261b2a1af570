"""What a report was made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from inspection_lib.language import Message


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the report was made from, and when.

    ``chain_head`` is the digest of the last event. With several chains it is a digest of all their heads.
    ``corrections`` counts the answers that replaced an earlier one. ``holidays`` is the file that says which
    days are working days, with its digest; empty without one. ``calendar_days`` are the years in which due
    days could not be moved to working days, because the file does not have them.
    """

    chain_head: str
    events: int
    corrections: int
    plan_digest: str
    library_version: str
    made_at: str
    formula: Message
    holidays: str = ""
    holidays_digest: str = ""
    calendar_days: tuple[int, ...] = ()
    more: Annotated[tuple[Message, ...], Field(exclude_if=lambda more: not more)] = ()
    """What the formula says beyond its sentence. The JSON leaves it out where there is nothing."""
