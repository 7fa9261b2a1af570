"""A key that is not known here wrote the store or signed a file: what the page asks before trusting it.

The command `inspection key trust-machine` takes a key as it is: comparing its digits is left to whoever types
it. The page asks for these digits. It never shows them, so they can only come from the other machine.
"""

from __future__ import annotations

from collections.abc import Iterable

from inspection_lib.errors import InspectionError, KeyFileError, UnknownMachineError
from inspection_lib.keys import (
    fingerprint_of,
    known_machines,
    name_of_key,
    tidy_name,
    trust,
    trust_machine,
    words_of,
)
from inspection_lib.language import message


def unknown_machines(errors: Iterable[InspectionError]) -> list[dict[str, str]]:
    """The machines that errors name as unknown, each once: its key, and the name that it gave itself.

    Raises KeyFileError.
    """
    keys = dict.fromkeys(error.key for error in errors if isinstance(error, UnknownMachineError))
    return [{"key": key, "name": name_of_key(key)} for key in keys]


def trust_compared(key: str, name: str, said: str) -> str:
    """Know a machine from now on; gives its name here.

    ``said`` is what the person at that machine read out: its sixteen digits, or its eight syllables. Raises
    KeyFileError when it is not that of the key, when the key is none, and without a name.
    """
    if not (name := tidy_name(name)):
        raise KeyFileError(message("A machine needs a name."), message("Such as: máy tính 2 của đoàn."))
    if not _is_of_key(said, key):
        raise KeyFileError(
            message("This is not the key of the machine that wrote the record. Nothing was trusted."),
            message(
                "Compare once more with the person at that machine. If it stays different, do not trust it: "
                "somebody else wrote the record."
            ),
        )
    if key not in known_machines():
        trust_machine(key, name)
    return name


def trust_signer_compared(key: str, role: str, said: str) -> None:
    """Trust the key of an inspector from now on: ``said`` is what the person with that role read out.

    Raises KeyFileError when it is not that of the key.
    """
    if not _is_of_key(said, key):
        raise KeyFileError(
            message("This is not the key that signed the file. Nothing was taken in."),
            message(
                "Compare once more with whoever made the file. If it stays different, somebody else made it: "
                "keep the file, and ask who brought it."
            ),
        )
    trust(key, role)


def _is_of_key(said: str, key: str) -> bool:
    """Whether somebody read out the sixteen digits or the eight syllables of a key."""
    try:
        shown = {"".join(text.split()) for text in (fingerprint_of(key), words_of(key))}
    except ValueError:
        return False
    return "".join(said.lower().split()) in shown
