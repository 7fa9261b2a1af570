"""Legal documents and citations of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from inspection_lib.language import Text
from inspection_lib.model.plans import LegalState

DocumentKey = tuple[str, datetime.date | None]
"""Number and date of a legal document; None where the date is not known."""


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """A legal document with its dates in force and whether it was read in a source.

    Its key is its number and its date: 76/NQ-CP was issued in 2013 and again in 2021. ``id`` is a short name
    inside one checklist; empty where the checklist cites the document by its key.
    """

    id: str
    number: str
    kind: Text
    date: datetime.date | None
    title: Text
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    state: LegalState
    source: str

    @property
    def key(self) -> DocumentKey:
        """The number and the date."""
        return self.number, self.date


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A citation: the document and the article, with the state of the article's citation."""

    document: LegalDocument
    article: Text | None
    state: LegalState
    source: str = ""

    @property
    def verified(self) -> bool:
        """Whether both the document and the citation of it were read in a source."""
        return self.state is LegalState.VERIFIED and self.document.state is LegalState.VERIFIED
