"""The commands, each loaded when a command line names it."""

from __future__ import annotations

import subprocess
import sys

import typer

from inspection_lib.cli import program
from inspection_lib.cli.commands import GROUPS, groups_named
from tests.conftest import ROOT

LIBRARIES = ("PIL", "cryptography", "jinja2", "pydantic", "sqlalchemy", "yaml")
"""What the commands need and the version does not."""


def test_the_table_names_the_commands_that_each_group_has() -> None:
    """Else a command line would load all groups, or one without the command."""
    for group, first in GROUPS.items():
        assert tuple(typer.main.get_command(program((group,))).commands) == first, group


def test_a_command_line_loads_the_group_of_its_command() -> None:
    """All are loaded for the help, and for a word that is misspelt: the nearest command is named."""
    assert groups_named(["status", "2017-dot-1"]) == ("asking_commands",)
    assert groups_named(["key", "new"]) == ("exchange_commands",)
    assert groups_named([]) == groups_named(["--help"]) == groups_named(["stat"]) == tuple(GROUPS)


def test_the_version_loads_no_command_and_no_large_library() -> None:
    """It needs a tenth of what loading everything takes."""
    code = "import sys\nfrom inspection_lib.cli import main\nsys.argv = ['inspection', '--version']\n"
    code += "try: main()\nexcept SystemExit: pass\n"
    code += f"print(*({{name.partition('.')[0] for name in sys.modules}} & {{*{LIBRARIES!r}}}))\n"
    code += "print('inspection_lib.workbench' in sys.modules)"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert asked.stdout.splitlines()[1:] == ["", "False"]
