"""Why a defect exists: the causes of the article, and those that a province adds to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspection_lib.language import Catalogue, Text, message


class Cause(StrEnum):
    """Why a defect exists: the closed list of the provincial conference of 15/5/2017, and 'other'.

    A province adds its own, :class:`OwnCause`; so a record may hold an id that is none of these.
    """

    HEAD = "NGUOI_DUNG_DAU"
    STAFF = "CAN_BO"
    FUNDS = "KINH_PHI"
    GUIDANCE = "THE_CHE"
    OTHER = "KHAC"


@dataclass(frozen=True, slots=True)
class OwnCause:
    """A cause that a province adds (nguyên nhân riêng). ``under``: the article's cause that it belongs to."""

    id: str
    name: Text
    under: Cause | None = None


def known_causes(own: Sequence[OwnCause]) -> tuple[str, ...]:
    """The ids of all causes in the order in which they are offered: the article's, then a province's own."""
    return (*(cause.value for cause in Cause), *(cause.id for cause in own))


def cause_words(cause: str, own: Sequence[OwnCause], catalogue: Catalogue) -> str:
    """A cause in words. One that is on neither list, from a record made elsewhere, is its id and says so."""
    if cause in tuple(Cause):
        return catalogue.label(Cause(cause))
    name = next((one.name for one in own if one.id == cause), None)
    if name is not None:
        return catalogue.write(name)
    return catalogue.format(message("{cause} (a cause that this workbench does not know)", cause=cause))
