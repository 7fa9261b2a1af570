"""The command line as a whole: languages, exit statuses, errors without tracebacks."""

from __future__ import annotations

import pytest

from inspection_lib.cli import language_of_arguments
from inspection_lib.language import Language
from tests.cli.conftest import Command


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], "", Language.VI),
        ([], "en", Language.EN),
        (["batch", "--language", "en"], "", Language.EN),
        (["batch", "--language=vi"], "en", Language.VI),
        (["batch", "--language", "xx"], "", Language.VI),
    ],
)
def test_the_language_is_known_before_the_arguments_are_parsed(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], environment: str, language: Language
) -> None:
    """The option goes before the environment variable."""
    monkeypatch.setenv("INSPECTION_LANGUAGE", environment)
    assert language_of_arguments(arguments) is language


def test_without_arguments_the_help_is_printed_and_no_error(command: Command) -> None:
    """It lists every command."""
    ran = command()
    for name in ("check", "batch", "visit", "merge", "key"):
        assert name in ran.out + ran.err
    assert "has a mistake" not in ran.err


def test_a_folder_without_a_workbench_is_refused(command: Command) -> None:
    """The error says how to name one."""
    assert "--home" in command.bad("check", "--home", "/")
