"""Why a message of the form was not recorded, as a reply to it."""

from __future__ import annotations

from inspection_lib.errors import (
    AnswerError,
    ConflictError,
    EvidenceError,
    FormMessageError,
    InspectionError,
    NotFoundError,
)
from inspection_lib.language import Catalogue
from inspection_lib.visit.replies import Refused

PERMANENT_ERRORS = (AnswerError, FormMessageError, EvidenceError, NotFoundError)
"""Errors of the message itself: the same message would fail again, so the form must not repeat it."""


def refusal(client: str, error: InspectionError, catalogue: Catalogue) -> Refused:
    """The reply to a message that an error kept from being recorded."""
    conflict, permanent = isinstance(error, ConflictError), isinstance(error, PERMANENT_ERRORS)
    return Refused(
        client=client,
        why="conflict" if conflict else "invalid" if permanent else "store",
        text=catalogue.format(error.message),
        remedy=catalogue.format(error.remedy) if error.remedy else "",
        items=[item for item, _ in error.response_keys] if isinstance(error, ConflictError) else [],
    )
