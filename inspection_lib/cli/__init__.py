"""The command `inspection`: the office's commands, those of a visit, and those between machines."""

from __future__ import annotations

import os
import sys

import typer

from inspection_lib.cli.exchange import sticks
from inspection_lib.cli.office import office
from inspection_lib.cli.options import complain
from inspection_lib.cli.visit import field
from inspection_lib.errors import BundleError, InspectionError, InvalidFilesError
from inspection_lib.language import Language, message, open_catalogue

app = typer.Typer(
    help="Kiểm tra cải cách hành chính: bộ tiêu chí, kết quả, báo cáo. / Inspections of public-administration reform.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
WRITTEN_WRONGLY = 2
"""The exit status of a command that was written wrongly: an unknown option, a number out of its range."""
app.add_typer(office)
app.add_typer(field)
app.add_typer(sticks)


def language_asked(arguments: list[str]) -> Language:
    """The language that the command line or the environment asks for, for errors that come before it is read."""
    asked = os.environ.get("INSPECTION_LANGUAGE", "")
    for before, argument in zip(["", *arguments], arguments, strict=False):
        if before == "--language":
            asked = argument
        elif argument.startswith("--language="):
            asked = argument.partition("=")[2]
    return Language.EN if asked == "en" else Language.VI


def main() -> None:
    """Run the command; what goes wrong on purpose is said in the user's language, exit status 1."""
    catalogue = open_catalogue(language_asked(sys.argv[1:]))
    try:
        app()
    except InvalidFilesError as error:
        for problem in error.problems:
            where = f"{problem.file}:{problem.line}" if problem.line else problem.file
            complain(catalogue, where, problem.fault.message, problem.fault.remedy)
        problems = message("{count} problems.", count=len(error.problems))
        typer.echo(catalogue.format(problems), err=True)
        raise SystemExit(1) from None
    except InspectionError as error:
        complain(catalogue, error.file if isinstance(error, BundleError) else "", error.message, error.remedy)
        raise SystemExit(1) from None
    except SystemExit as error:
        if (
            error.code == WRITTEN_WRONGLY and len(sys.argv) > 1
        ):  # typer has said what, in English; alone it shows its help
            complain(
                catalogue,
                "",
                message("The command is not written as it should be; see the line above."),
                None,
            )
        raise
