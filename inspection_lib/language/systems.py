"""What this computer's system lacks, in words."""

from __future__ import annotations

from collections.abc import Mapping

from inspection_lib.language.messages import Message, message
from inspection_lib.system import Lack

_WORDS: Mapping[Lack, Message] = {
    Lack.FORK: message(
        "This system cannot start a process for each unit quickly: a few processes make many units each."
    ),
    Lack.MEMORY_LIMIT: message(
        "This system holds no limit of memory: a unit or a file that needs too much can stop the computer."
    ),
    Lack.FILE_MODES: message(
        "This system has no file modes: the rights of the folder decide who can read records and reports."
    ),
}


def lack_in_words(lack: Lack) -> Message:
    """What the lack means for people."""
    return _WORDS[lack]
