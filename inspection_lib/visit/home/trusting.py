"""A machine that is not known here wrote the store: what the page says, and what it asks before trusting it.

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
    trust_machine,
    words_of,
)
from inspection_lib.language import Fault, message


def page_fault(error: InspectionError) -> Fault:
    """What the page says of an error. A page has a button where the error names a command."""
    if not isinstance(error, UnknownMachineError):
        return error.fault
    return Fault(
        message("A machine that is not known here wrote this record, so nobody can say whether it is right."),
        message("Press “Trust another machine” on the home page."),
    )


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
    typed = "".join(said.lower().split())
    try:
        shown = {"".join(text.split()) for text in (fingerprint_of(key), words_of(key))}
    except ValueError:
        shown = set()
    if typed not in shown:
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
