"""Mistakes in a command line, in the user's language.

typer finds them, and its texts are English. Each kind has its own sentence here. The kinds are told apart by
the names of typer's classes, which are older than the place where typer keeps them, and by the first words of
its texts where one class has several kinds. A text that is not known here is shown as typer wrote it.
"""

from __future__ import annotations

import re
from typing import Any

import typer

from inspection_lib.cli.options import print_error, write_out
from inspection_lib.language import Catalogue, Fault, Message, message, nearest

PROGRAM = "inspection"
"""The name of the command in its help, also where it runs as a module of Python."""
USAGE_ERROR = 2
"""Exit status of a command line with a mistake, such as an unknown option."""
_NO_COMMAND = re.compile(r"No such command '(?P<name>.*)'\.", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra arguments? ?(?:\(s\) )?\((?P<words>.*)\)", re.DOTALL)
_NO_VALUE = re.compile(r"Option '(?P<name>[^']*)' requires (?:an argument|\d+ arguments)\.")
_WANTS_NONE = re.compile(r"Option '(?P<name>[^']*)' does not take a value\.")


class UsageError(Exception):
    """A mistake in the command line, as typer found it."""

    def __init__(self, found: Any) -> None:
        super().__init__(str(found))
        self.found = found


def run(app: typer.Typer) -> int:
    """Run the command line to its end; gives the exit status. Raises UsageError for a mistake in it.

    Without arguments typer prints its help, which is no mistake, and the status is that of one.
    """
    try:
        status = app(standalone_mode=False, prog_name=PROGRAM)
    except typer.Abort:
        return 1
    except Exception as error:
        if not is_usage_error(error):
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            write_out(str(error), err=True)
            return USAGE_ERROR
        raise UsageError(error) from None
    return status if isinstance(status, int) else 0


def is_usage_error(error: Exception) -> bool:
    """Whether an error is one of typer's own about the command line."""
    return any(base.__name__ == "UsageError" for base in type(error).__mro__)


def print_usage_error(catalogue: Catalogue, error: UsageError) -> None:
    """Print what is wrong with the command line and where its help stands."""
    print_error(catalogue, "", usage_fault(error.found))
    context = getattr(error.found, "ctx", None)
    if context is not None:
        help_line = message("Help: {command} --help", command=str(context.command_path))
        print_error(catalogue, "", Fault(help_line))


def usage_fault(error: Any) -> Fault:
    """What is wrong with the command line, from typer's error."""
    text = str(getattr(error, "message", error))
    match type(error).__name__:
        case "NoSuchOption":
            near = sorted(error.possibilities or ())
            remedy = message("Did you mean {options}?", options=", ".join(near)) if near else None
            return Fault(message("There is no option {option}.", option=error.option_name), remedy)
        case "MissingParameter":
            return Fault(message("{parameter} is missing.", parameter=_name_of(error.param)))
        case "BadParameter":
            return Fault(
                message("The value of {parameter} is not accepted.", parameter=_name_of(error.param)),
                _wanted(text),
            )
        case _:
            return _fault_of_text(error, text)


def _fault_of_text(error: Any, text: str) -> Fault:
    if found := _NO_COMMAND.match(text):
        commands = [*getattr(error.ctx.command, "commands", {})] if error.ctx else []
        name = found["name"]
        return Fault(message("There is no command '{name}'.", name=name), nearest(name, commands))
    if found := _EXTRA.match(text):
        return Fault(message("There are words too many: {words}.", words=found["words"]))
    if found := _NO_VALUE.match(text):
        return Fault(message("The option {option} needs a value.", option=found["name"]))
    if found := _WANTS_NONE.match(text):
        return Fault(message("The option {option} takes no value.", option=found["name"]))
    if text.startswith("Missing command"):
        return Fault(message("A command is missing."))
    return Fault(message("The command line has a mistake: {cause}", cause=text))


_NOT_ONE_OF = re.compile(r"'(?P<value>.*)' is not (?:one of (?P<known>.*)|'[^']*')\.", re.DOTALL)
_NO_NUMBER = re.compile(r"valid (?:integer|int|float|number)")
_LEAST = re.compile(r"greater than or equal to (?P<least>\d+)|in the range x>=(?P<also>\d+)")


def _wanted(text: str) -> Message:
    """What would be accepted, from typer's text."""
    if (found := _NOT_ONE_OF.search(text)) and found["known"]:
        known = found["known"].replace("'", "")
        return message("'{value}' is not one of: {known}.", value=found["value"], known=known)
    if _NO_NUMBER.search(text):
        return message("Write a whole number.")
    if found := _LEAST.search(text):
        return message("Write a number of at least {least}.", least=int(found["least"] or found["also"]))
    return message("{text}", text=text)


def _name_of(parameter: Any) -> str:
    """How people call a parameter: the option as it is typed, or the argument as the help shows it."""
    if parameter is None:
        return "–"
    options = [option for option in parameter.opts if option.startswith("-")]
    return max(options, key=len) if options else str(parameter.metavar or parameter.name).upper()
