"""The command line as a whole: languages, exit statuses, errors without tracebacks."""

from __future__ import annotations

import io
import json
import sys

import pytest

from inspection_lib.cli import language_of_arguments, main
from inspection_lib.language import Language
from tests.cli.conftest import Command
from tests.conftest import CAMPAIGN


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


@pytest.mark.parametrize("encoding", ["cp1258", "cp437"])
def test_a_console_of_an_old_code_page_shows_every_letter(
    command: Command, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """As it is, or as its code; JSON stays JSON."""
    monkeypatch.setenv("INSPECTION_LANGUAGE", "vi")
    command.good("store", "create")
    printed = {}
    for words in (("--help",), ("setup",), ("status", CAMPAIGN, "--json")):
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "argv", ["inspection", *words])
        with pytest.raises(SystemExit) as exited:
            main()
        assert exited.value.code == 0
        out.flush()
        printed[words[0]] = out.buffer.getvalue().decode(encoding)
    assert "Ki\\u1ec3m tra" in printed["--help"]
    assert "s\\u1eb5n s\\xe0ng" in printed["setup"] or "s\\u1eb5n sàng" in printed["setup"]
    names = [unit["name"]["vi"] for unit in json.loads(printed["status"])["units"]]
    assert "Sở Tư pháp" in names
