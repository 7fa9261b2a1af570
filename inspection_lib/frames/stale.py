"""The warning about tables that are older than what they were made from."""

from __future__ import annotations


class StaleFramesWarning(UserWarning):
    """A frame is older than the reports, or the reports are older than the answers in the store."""
