"""Suggest a valid name for one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from inspection_lib.language.messages import Message, message

LISTED = 20
"""Valid names that a message lists."""


def nearest(name: str, names: Iterable[str]) -> Message:
    """A message with the valid name that is most like the name, or with the first valid names.

    Of further names it says how many there are. A name that differs only in capital letters is the most like
    one.
    """
    names = list(names)
    same = [known for known in names if known.lower() == name.lower()]
    found = same or difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    if found:
        return message("The nearest valid name is '{name}'.", name=found[0])
    valid = sorted(set(names))
    listed = ", ".join(valid[:LISTED])
    if more := len(valid[LISTED:]):
        return message("Valid names: {names}, … and {count} more.", names=listed, count=more)
    return message("Valid names: {names}.", names=listed)
