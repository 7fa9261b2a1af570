"""What all commands share: arguments and options, and how messages are printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.answers import personal_warnings
from inspection_lib.cli.completion import campaign_ids, unit_codes
from inspection_lib.errors import InspectionError, InvalidFilesError, Problem
from inspection_lib.language import Catalogue, Fault, Language, Message, for_terminal, message

PIPE_CLOSED = 141
"""Exit status when the reader of the output went away: 128 plus the number of SIGPIPE, as in shells."""


def checked_store_url(store_url: str) -> str:
    """The value of `--store` as it was given. Raises StoreError if it holds a password or a key."""
    from inspection_lib.record import refuse_secrets  # on use: it loads SQLAlchemy

    refuse_secrets(store_url)
    return store_url


CampaignArgument = Annotated[
    str,
    typer.Argument(
        metavar="CAMPAIGN",
        autocompletion=campaign_ids,
        help="Mã đợt kiểm tra / campaign, such as 2017-dot-1",
    ),
]
ChecklistArgument = Annotated[
    str, typer.Argument(metavar="CHECKLIST", help="Bộ tiêu chí / checklist, such as par-district.v1")
]
UnitArgument = Annotated[
    str,
    typer.Argument(
        metavar="UNIT",
        autocompletion=unit_codes,
        help="Mã hoặc tên đơn vị / the unit's code or name, such as 060",
    ),
]
ItemArgument = Annotated[str, typer.Argument(metavar="ITEM", help="Mã tiêu chí / the item's id")]
KeyArgument = Annotated[str, typer.Argument(metavar="KEY", help="Khóa công khai / a public key of 64 digits")]
ActorOption = Annotated[
    str, typer.Option("--actor", help="Vai trò người ghi / role that answers, never a name")
]
RoleOption = Annotated[str, typer.Option("--role", help="Vai trò, không ghi tên / role, never a name")]
UnitsOption = Annotated[list[str] | None, typer.Option("--unit", help="Chỉ đơn vị này / only this unit")]
StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        callback=checked_store_url,
        help="Nơi lưu / URL of the store; env:NAME and file:PATH read it from there",
    ),
]
LanguageOption = Annotated[
    Language, typer.Option("--language", envvar="INSPECTION_LANGUAGE", help="Ngôn ngữ / vi or en")
]
HomeOption = Annotated[str, typer.Option("--home", help="Thư mục làm việc / folder that holds checklists/")]


def no_such_file(path: Path) -> InvalidFilesError:
    """The error for a path that somebody named and that does not exist."""
    fault = Fault(message("There is no such file."), message("Check the name."))
    return InvalidFilesError([Problem(str(path), 0, fault)])


def echo(text: str, *, err: bool = False) -> None:
    """Print a text to stdout or stderr. Every command prints through here, so no text gives orders."""
    write_out(for_terminal(text), err=err)


def write_out(text: str, *, err: bool = False) -> None:
    """Write a text and a line's end to stdout or stderr, as it is.

    Raises InspectionError where it cannot be written: the disk is full. A reader that went away, such as
    `head`, ends the command with the status `PIPE_CLOSED`.
    """
    try:
        typer.echo(text, err=err)
    except OSError as error:
        # What is left in the buffer must not fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), (sys.stderr if err else sys.stdout).fileno())
        if isinstance(error, BrokenPipeError):
            raise SystemExit(PIPE_CLOSED) from None
        raise InspectionError(
            message("The output cannot be written: {cause}.", cause=error.strerror or str(error)),
            message("Make room on the disk, or write to another place."),
        ) from error


def print_message(catalogue: Catalogue, message: Message) -> None:
    """Print a message to stdout in the user's language."""
    echo(catalogue.format(message))


def print_error(catalogue: Catalogue, where: str, fault: Fault) -> None:
    """Print to stderr what is wrong and what to do. ``where`` is a file or a unit, "" for neither."""
    parts = [catalogue.format(part) for part in (fault.message, fault.remedy) if part]
    echo(f"{where}: {' '.join(parts)}" if where else " ".join(parts), err=True)


def warn_of_personal_data(catalogue: Catalogue, texts: Mapping[str, str]) -> None:
    """Print a warning to stderr for each text that looks like personal data, before it is kept.

    The texts have the names under which the warning tells them: an option, or the place of an argument.
    """
    for where, text in texts.items():
        for warning in personal_warnings(where, [text]):
            print_error(catalogue, catalogue.format(message("warning")), Fault(warning))


def print_problem(catalogue: Catalogue, problem: Problem) -> None:
    """Print a problem of a file to stderr, with the file and the line; a warning says that it is one."""
    where = f"{problem.file}:{problem.line}" if problem.line else problem.file
    if problem.warning:
        warning = catalogue.format(message("warning"))
        where = f"{where}: {warning}"
    print_error(catalogue, where, problem.fault)
