"""A shell completes commands, options, campaigns and units."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CAMPAIGN
from tests.makers.commands import run_here
from tests.makers.workbenches import a_workbench

SCRIPT = """
set -e
source <(inspection --show-completion bash)
ask() {{
  COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
  "$(complete -p inspection | sed 's/.*-F \\([^ ]*\\).*/\\1/')" inspection
  echo "${{COMPREPLY[@]}}"
}}
ask inspection report {campaign} 06.SN
"""


@pytest.mark.slow
def test_bash_completes(tmp_path: Path) -> None:
    """The script that `--show-completion` prints, sourced by bash, asks the command for each word."""
    home = a_workbench(tmp_path / "home").folder
    script = SCRIPT.format(campaign=CAMPAIGN)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", "-c", script],
        cwd=home,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == ["06.SNV 06.SNNPTNT"]


@pytest.mark.parametrize(("words", "found"), [("ba", "batch"), ("report 2017", CAMPAIGN)])
def test_the_command_answers_what_a_shell_asks(tmp_path: Path, words: str, found: str) -> None:
    """A command's name, and a campaign's."""
    home = a_workbench(tmp_path / "home").folder
    asked = {"_INSPECTION_COMPLETE": "complete_bash", "COMP_WORDS": f"inspection {words}"}
    asked["COMP_CWORD"] = str(len(words.split()))
    assert run_here(home, asked).out.splitlines() == [found]
