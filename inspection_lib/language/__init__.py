"""Texts and messages for people, the catalogue of their translations, and labels: everything that depends on a language."""

from __future__ import annotations

from inspection_lib.language.catalogue import Catalogue, open_catalogue
from inspection_lib.language.messages import (
    NOTHING_SAID,
    Fault,
    Language,
    Message,
    Text,
    in_english,
    in_fours,
    message,
    percent_of,
)
from inspection_lib.language.nearest import nearest

__all__ = [
    "NOTHING_SAID",
    "Catalogue",
    "Fault",
    "Language",
    "Message",
    "Text",
    "in_english",
    "in_fours",
    "message",
    "nearest",
    "open_catalogue",
    "percent_of",
]
