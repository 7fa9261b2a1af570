"""The command `inspection`: commands of the office, of a site visit, and for exchange between machines."""

from __future__ import annotations

from inspection_lib.cli.start import ended_by_interrupt, loaded

# isort: split
import contextlib
import functools
import io
import os
import signal
import sys
from collections.abc import Iterator
from importlib.metadata import version
from typing import Annotated

import typer

from inspection_lib.cli.commands import GROUPS, add_commands, groups_named
from inspection_lib.cli.options import echo, print_error, print_problem
from inspection_lib.cli.passphrase import passphrase_kept_aside
from inspection_lib.cli.usage import USAGE_ERROR, UsageError, print_usage_error, run
from inspection_lib.errors import BundleError, InspectionError, InvalidFilesError
from inspection_lib.language import Catalogue, Language, message, open_catalogue

loaded()


def _print_version(wanted: bool) -> None:
    if wanted:
        echo(f"inspection {version(DISTRIBUTION)}")
        raise typer.Exit


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


@functools.cache
def program(groups: tuple[str, ...] = tuple(GROUPS)) -> typer.Typer:
    """The program with some groups of its commands, or with all."""
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
    app.callback()(_common)
    add_commands(app, groups)
    return app


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
        from inspection_lib.workbench import open_workbench  # on use: `--version` needs none

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
    words = sys.argv[1:]
    groups = groups_named(words)
    language = functools.cache(lambda: language_of_arguments(words))
    with ended_by_interrupt():
        app = program(groups)
    try:
        with passphrase_kept_aside(), _default_language(language()) if groups else contextlib.nullcontext():
            status = run(app)
    except KeyboardInterrupt:
        raise SystemExit(128 + signal.SIGINT) from None
    except InvalidFilesError as error:
        _print_problems(open_catalogue(language()), error)
        raise SystemExit(1) from None
    except InspectionError as error:
        print_error(
            open_catalogue(language()), error.file if isinstance(error, BundleError) else "", error.fault
        )
        raise SystemExit(1) from None
    except UsageError as error:
        print_usage_error(open_catalogue(language()), error)
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
    for said in error.outcome:
        echo(catalogue.format(said), err=True)
