"""What the home page says of an error. Whoever reads it there knows no command line.

Errors are written for the terminal too, and their remedies name commands. Where the page has a button for the
same, it names the button. What only a command can do is the office's work, and the page says so first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from inspection_lib.errors import InspectionError, InvalidFilesError, UnknownMachineError
from inspection_lib.language import Fault, Message, message

_COMMAND = re.compile(r"(?::|\(|`|\bcommand) ?inspection [a-z]")
_FOR_THE_OFFICE: Message = message("This is done at the office, with a command:")
BUTTONS: Mapping[str, Message] = {
    "Look at: inspection contradictions CAMPAIGN. To correct an answer, answer it again.": message(
        "To correct an answer, open the form and answer it again."
    ),
    "Decide between them: inspection decide.": message(
        "Decide between them: press “Minutes, submit, report…” at the unit."
    ),
    "Look what is wrong: inspection store check.": message("Press “What is wrong with my files?”."),
    "Ask the office to prepare this machine again (at the office: inspection prepare).": message(
        "Ask the office to prepare this machine again."
    ),
    "Prepare the machine anew: inspection prepare.": message("The office has to prepare that machine anew."),
    "Ask who made this file. If two machines took one name, take the office's file in again on one of them, "
    "under its own name: inspection merge FILE --machine NAME.": message(
        "Ask who made this file. If two machines took one name, take the office's file in again on one of "
        "them, and choose its own name there."
    ),
}
"""What the page says in place of a remedy that names a command, by the remedy's English text."""


def page_fault(error: InspectionError) -> Fault:
    """What is wrong: in files the first problem; where a machine is not known here, the button that helps."""
    if isinstance(error, InvalidFilesError) and error.problems:
        return error.problems[0].fault
    if isinstance(error, UnknownMachineError):
        return Fault(
            message(
                "A machine that is not known here wrote this record, so nobody can say whether it is right."
            ),
            message("Press “Trust another machine” on the home page."),
        )
    return error.fault


def page_parts(fault: Fault) -> tuple[Message, ...]:
    """The sentences of a fault. A remedy with a command follows the sentence that it is the office's."""
    if fault.remedy is None:
        return (fault.message,)
    remedy = BUTTONS.get(fault.remedy.text, fault.remedy)
    if names_command(remedy):
        return fault.message, _FOR_THE_OFFICE, remedy
    return fault.message, remedy


def names_command(text: Message) -> bool:
    """Whether a text names a command of the terminal."""
    return _COMMAND.search(text.text) is not None
