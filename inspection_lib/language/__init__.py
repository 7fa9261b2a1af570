"""Texts and messages for people, their translations, labels: everything that depends on a language."""

from __future__ import annotations

from inspection_lib.language.catalogue import Catalogue, fill, open_catalogue
from inspection_lib.language.messages import (
    EMPTY_MESSAGE,
    Fault,
    Language,
    Message,
    MessageValue,
    Text,
    in_english,
    message,
    percent,
    percent_of,
    short_digest,
)
from inspection_lib.language.nearest_name import nearest

__all__ = [
    "EMPTY_MESSAGE",
    "Catalogue",
    "Fault",
    "Language",
    "Message",
    "MessageValue",
    "Text",
    "fill",
    "in_english",
    "message",
    "nearest",
    "open_catalogue",
    "percent",
    "percent_of",
    "short_digest",
]
