"""Moments as texts of one form, which sort like the moments that they stand for."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> str:
    """The current time in UTC as ISO text with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def utc_moment(text: str) -> str:
    """A moment in the form of :func:`utc_now`; empty if the text is not a moment with its time zone."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment.tzinfo else ""
    except (ValueError, OverflowError):
        return ""
