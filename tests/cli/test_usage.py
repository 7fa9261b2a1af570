"""Mistakes in a command line are told in the user's language; help and version are there."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest
import typer

from inspection_lib.cli import program
from inspection_lib.cli.explaining import STATUSES
from inspection_lib.cli.office import INTERRUPTED
from inspection_lib.cli.options import PIPE_CLOSED
from inspection_lib.cli.usage import USAGE_ERROR
from inspection_lib.verification import Status
from tests.cli.conftest import Command
from tests.conftest import CAMPAIGN, ROOT

MISTAKES = [
    (("check", "--nothing"), "Không có tùy chọn --nothing.", "There is no option --nothing."),
    (
        ("check", "--languag", "en"),
        "Có phải ý là --language?",
        "Did you mean --language?",
    ),
    (("batc",), "Không có lệnh 'batc'.", "The nearest valid name is 'batch'."),
    (("key", "nix"), "Không có lệnh 'nix'.", "There is no command 'nix'."),
    (("batch",), "Thiếu CAMPAIGN.", "CAMPAIGN is missing."),
    (("amend", CAMPAIGN), "Thiếu --checklist.", "--checklist is missing."),
    (("report", "a", "b", "c"), "Thừa tham số: c.", "There are words too many: c."),
    (("batch", CAMPAIGN, "--jobs"), "Tùy chọn --jobs cần một giá trị.", "The option --jobs needs a value."),
    (("batch", CAMPAIGN, "--force=1"), "--force không nhận giá trị.", "The option --force takes no value."),
    (("batch", CAMPAIGN, "--jobs", "x"), "Giá trị của --jobs không hợp lệ.", "Write a whole number."),
    (("batch", CAMPAIGN, "--jobs", "0"), "Hãy ghi một số từ 1 trở lên.", "Write a number of at least 1."),
    (("schema", "x"), "'x' không thuộc các giá trị: checklist", "'x' is not one of: checklist"),
]
ENGLISH_OF_TYPER = ("No such", "Missing", "Invalid value", "unexpected", "requires", "Input should", "Error:")


@pytest.mark.parametrize(("words", "vietnamese", "english"), MISTAKES)
def test_a_mistake_is_status_2_and_told_in_the_users_language(
    command: Command, words: tuple[str, ...], vietnamese: str, english: str
) -> None:
    """Nothing of typer's own English is left, and where the help stands is said."""
    command.monkeypatch.setenv("INSPECTION_LANGUAGE", "vi")
    said = command.bad(*words, status=2)
    assert vietnamese in said
    assert not [text for text in ENGLISH_OF_TYPER if text in said]
    command.monkeypatch.setenv("INSPECTION_LANGUAGE", "en")
    assert english in command.bad(*words, status=2)


def test_the_help_is_named_with_the_command(command: Command) -> None:
    """One command of a group too."""
    assert "Help: inspection key nix" not in (said := command.bad("key", "nix", status=2))
    assert "Help: inspection key --help" in said


def test_the_version_is_that_of_the_package(command: Command) -> None:
    """Whoever reports a fault can name it."""
    assert command.good("--version") == f"inspection {version('inspection-workbench')}\n"


def _paths(group: typer.Typer) -> list[tuple[str, ...]]:
    """The words of every command, of the commands of groups too."""
    click_group = typer.main.get_command(group)
    found: list[tuple[str, ...]] = []
    for name, each in click_group.commands.items():
        inner = getattr(each, "commands", None)
        found += [(name, own) for own in inner] if inner else [(name,)]
    return found


def test_every_command_has_its_help_in_both_spellings(command: Command) -> None:
    """`-h` is what people try first."""
    paths = _paths(program())
    assert len(paths) > 30
    for words in paths:
        short, long = command.good(*words, "-h"), command.good(*words, "--help")
        assert short == long
        assert short.startswith(f"Usage: inspection {' '.join(words)}")


def test_the_exit_statuses_stand_in_one_table() -> None:
    """Those of the code, and no other."""
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    table = page.split("**Exit status.**")[1]
    documented = {int(number) for number in re.findall(r"^\| (\d+) \|", table, re.M)}
    of_checks = {*(int(status) for status in Status), *STATUSES.values()}
    assert documented == {0, 1, USAGE_ERROR, INTERRUPTED, PIPE_CLOSED} | of_checks
