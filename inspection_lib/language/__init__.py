"""Texts and messages for people, their translations, labels: everything that depends on a language."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.language.catalogue import DEFAULT_ZONE, Catalogue, fill, open_catalogue, written_value
    from inspection_lib.language.display import Displayed
    from inspection_lib.language.letters import plain_letters
    from inspection_lib.language.messages import (
        EMPTY_MESSAGE,
        Fault,
        Language,
        Message,
        MessageValue,
        Text,
        ValueKind,
        in_english,
        inside,
        message,
        percent,
        percent_of,
        short_digest,
    )
    from inspection_lib.language.name_lists import first_names
    from inspection_lib.language.nearest_name import nearest
    from inspection_lib.language.outgoing import for_cell, for_terminal, for_xml
    from inspection_lib.language.systems import lack_in_words

__all__ = [
    "DEFAULT_ZONE",
    "EMPTY_MESSAGE",
    "Catalogue",
    "Displayed",
    "Fault",
    "Language",
    "Message",
    "MessageValue",
    "Text",
    "ValueKind",
    "fill",
    "first_names",
    "for_cell",
    "for_terminal",
    "for_xml",
    "in_english",
    "inside",
    "lack_in_words",
    "message",
    "nearest",
    "open_catalogue",
    "percent",
    "percent_of",
    "plain_letters",
    "short_digest",
    "written_value",
]
