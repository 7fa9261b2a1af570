"""README and docs describe the commands and options that exist, and all of them."""

from __future__ import annotations

import re

from typer.main import get_command

from inspection_lib.cli import program
from tests.conftest import ROOT

PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("docs/guide/*/*.md")))
}
TEXT = "\n".join(PAGES.values())
EVERYWHERE = {"--store", "--language", "--home", "--help", "--output"}


def commands() -> dict[str, set[str]]:
    """Each command by its words, with its options."""
    found: dict[str, set[str]] = {}

    def walk(command: object, words: tuple[str, ...]) -> None:
        inner = getattr(command, "commands", None)
        if inner:
            for name, child in inner.items():
                walk(child, (*words, name))
        else:
            found[" ".join(words)] = {
                option
                for one in getattr(command, "params", [])
                for option in one.opts
                if option.startswith("--")
            }

    walk(get_command(program()), ())
    return found


def test_every_command_is_in_readme_or_docs() -> None:
    """A command that the docs do not name would not be found."""
    words = {name.split()[0] for name in commands()}
    assert {name for name in words if f"inspection {name}" not in TEXT} == set()


def test_every_option_is_in_readme_or_docs() -> None:
    """Options that all commands share are explained once; each other option is named."""
    options = {option for own in commands().values() for option in own} - EVERYWHERE
    assert {option for option in options if option not in TEXT} == set()


def test_every_command_line_in_the_docs_exists() -> None:
    """Every `inspection ...` of the docs is a command, with options that it has."""
    known = commands()
    for call in re.findall(
        r"inspection ((?!--)(?:[a-z-]+ ?)+)([^`\n]*)",
        "\n".join(re.findall(r"`inspection [^`]+`|^inspection .+$", TEXT, re.M)),
    ):
        words = call[0].split()
        name = next((name for name in known if name.split() == words[: len(name.split())]), None)
        group = {known_name.split()[0] for known_name in known}
        assert name or words[0] in group, call
        if name:
            assert set(re.findall(r"--[a-z-]+", call[1])) - known[name] - {"--help"} == set(), call
