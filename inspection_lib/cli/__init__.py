"""The command `inspection`: commands of the office, of a site visit, and for exchange between machines."""

from __future__ import annotations

from inspection_lib.cli.start import loaded

# isort: split
import contextlib
import io
import os
import signal
import sys
from collections.abc import Iterator
from importlib.metadata import version
from typing import Annotated

import typer

from inspection_lib.cli.actions import action_commands
from inspection_lib.cli.amendment import amendment_commands
from inspection_lib.cli.asking import asking_commands
from inspection_lib.cli.checklist_table import checklist_commands
from inspection_lib.cli.exchange import exchange_commands
from inspection_lib.cli.explaining import explaining_commands
from inspection_lib.cli.exports import export_commands
from inspection_lib.cli.folders import folder_commands
from inspection_lib.cli.forms import form_commands
from inspection_lib.cli.impact import impact_commands
from inspection_lib.cli.imports import import_commands
from inspection_lib.cli.indicators import indicator_commands
from inspection_lib.cli.keys import passphrase_kept_aside
from inspection_lib.cli.office import office_commands
from inspection_lib.cli.official_papers import official_commands
from inspection_lib.cli.options import echo, print_error, print_problem
from inspection_lib.cli.papers import paper_commands
from inspection_lib.cli.preparation import preparation_commands
from inspection_lib.cli.redaction import redaction_commands
from inspection_lib.cli.sample import sample_commands
from inspection_lib.cli.schemas import schema_commands
from inspection_lib.cli.setting_up import setting_up_commands
from inspection_lib.cli.store import store_commands
from inspection_lib.cli.usage import USAGE_ERROR, UsageError, print_usage_error, run
from inspection_lib.cli.verification import verification_commands
from inspection_lib.cli.visit import visit_commands
from inspection_lib.errors import BundleError, InspectionError, InvalidFilesError
from inspection_lib.language import Catalogue, Language, message, open_catalogue
from inspection_lib.workbench import open_workbench

app = typer.Typer(
    help=(
        "Kiểm tra cơ quan, đơn vị: bộ tiêu chí, kết quả, báo cáo. "
        "/ Inspections of offices: checklists, results, reports."
    ),
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(office_commands)
app.add_typer(folder_commands)
app.add_typer(setting_up_commands)
app.add_typer(schema_commands)
app.add_typer(action_commands)
app.add_typer(amendment_commands)
app.add_typer(asking_commands)
app.add_typer(explaining_commands)
app.add_typer(impact_commands)
app.add_typer(import_commands)
app.add_typer(export_commands)
app.add_typer(indicator_commands)
app.add_typer(form_commands)
app.add_typer(visit_commands)
app.add_typer(paper_commands)
app.add_typer(official_commands)
app.add_typer(exchange_commands)
app.add_typer(preparation_commands)
app.add_typer(verification_commands)
app.add_typer(redaction_commands)
app.add_typer(store_commands, name="store")
app.add_typer(checklist_commands, name="checklist")
app.add_typer(sample_commands, name="sample")
loaded()


def _print_version(wanted: bool) -> None:
    if wanted:
        echo(f"inspection {version(DISTRIBUTION)}")
        raise typer.Exit


@app.callback()
def _common(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Phiên bản / print the version"
        ),
    ] = False,
) -> None:
    """Options that stand before a command."""


DISTRIBUTION = "inspection-workbench"


def language_of_arguments(arguments: list[str]) -> Language:
    """The language that the arguments or the environment name; else the workbench's first; else Vietnamese.

    `main` needs it before typer parses the arguments, to print errors that occur during parsing.
    """
    name = os.environ.get("INSPECTION_LANGUAGE", "")
    home = ""
    for before, argument in zip(["", *arguments], arguments, strict=False):
        if before == "--language":
            name = argument
        elif argument.startswith("--language="):
            name = argument.partition("=")[2]
        elif before == "--home":
            home = argument
        elif argument.startswith("--home="):
            home = argument.partition("=")[2]
    if not name:
        with contextlib.suppress(InspectionError, OSError):
            name = open_workbench(home).settings().languages[0].value
    return Language.EN if name == "en" else Language.VI


@contextlib.contextmanager
def _default_language(language: Language) -> Iterator[None]:
    """Let commands take a language where none is named: they read the variable of the environment."""
    before = os.environ.get("INSPECTION_LANGUAGE")
    os.environ["INSPECTION_LANGUAGE"] = before or language.value
    try:
        yield
    finally:
        if before is None:
            del os.environ["INSPECTION_LANGUAGE"]
        else:
            os.environ["INSPECTION_LANGUAGE"] = before


def main() -> None:
    """Run the command line.

    Every error is printed to stderr in the user's language, without a traceback. The exit statuses stand in
    docs/commands.md.
    """
    _print_every_letter()
    language = language_of_arguments(sys.argv[1:])
    catalogue = open_catalogue(language)
    try:
        with passphrase_kept_aside(), _default_language(language):
            status = run(app)
    except KeyboardInterrupt:
        raise SystemExit(128 + signal.SIGINT) from None
    except InvalidFilesError as error:
        _print_problems(catalogue, error)
        raise SystemExit(1) from None
    except InspectionError as error:
        print_error(catalogue, error.file if isinstance(error, BundleError) else "", error.fault)
        raise SystemExit(1) from None
    except UsageError as error:
        print_usage_error(catalogue, error)
        raise SystemExit(USAGE_ERROR) from None
    raise SystemExit(status)


def _print_every_letter() -> None:
    """Show a letter that a console's code page lacks (cp1258, cp437) as its code: printing it would fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


PROBLEMS_PRINTED = 200
"""Problems that are printed one by one: a file with more of them has one cause."""


def _print_problems(catalogue: Catalogue, error: InvalidFilesError) -> None:
    for problem in error.problems[:PROBLEMS_PRINTED]:
        print_problem(catalogue, problem)
    if more := len(error.problems[PROBLEMS_PRINTED:]):
        echo(catalogue.format(message("{count} more are not shown.", count=more)), err=True)
    echo(catalogue.format(message("{count} problems.", count=len(error.problems))), err=True)
