"""What a report says of one rule across items or across time."""

from __future__ import annotations

from dataclasses import dataclass

from inspection_lib.language import Message, Text


@dataclass(frozen=True, slots=True)
class AcrossLine:
    """A rule across items that is broken, or that could not be checked because something is not known.

    ``id`` and ``title`` are the checklist's, ``why`` says why it matters. ``reason`` names the figures, or
    what is not known.
    """

    id: str
    title: Text
    why: Text
    reason: Message
    is_broken: bool
