"""One citation in a report."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from inspection_lib.language import Text
from inspection_lib.model import DocumentKey, LegalState


@dataclass(frozen=True, slots=True)
class LegalLine:
    """One citation. ``state`` is "verified" only when somebody has read the article that is cited."""

    kind: Text
    number: str
    date: datetime.date | None
    title: Text
    article: Text | None
    document_state: LegalState
    state: LegalState

    @property
    def key(self) -> DocumentKey:
        """The number and the date of the document."""
        return self.number, self.date
