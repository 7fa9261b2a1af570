"""The notebooks run in a real kernel, cell by cell, as a reader runs them.

nbval does it in a pytest of its own: it turns every cell into a test, and a notebook's cells must run in
one process.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.end_to_end.test_notebooks import GOLDEN, SHIPPED
from tests.makers.workbenches import a_full_workbench

pytestmark = pytest.mark.slow

UNIT_NAMED = {r'"unit = \"\"  #': r'"unit = \"060\"  #', r'"units = []  #': r'"units = [\"060\"]  #'}
"""The lines of the parameters, as the notebooks' JSON holds them, without and with a unit."""


def nbval(notebook: Path, *words: str) -> None:
    """Run all cells of a notebook; fail where a cell fails or gives another output than it should."""
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"]
    command += ["--nbval-current-env", *words, str(notebook)]
    ran = subprocess.run(command, cwd=notebook.parent, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " passed" in ran.stdout


@pytest.mark.parametrize("notebook", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_notebook_runs(notebook: Path, tmp_path: Path, sample_url: str) -> None:
    """In a workbench that holds the sample's answers; a copy that names unit 060, as a reader would."""
    workbench = a_full_workbench(tmp_path / "home").folder
    (workbench / "outputs").mkdir()
    shutil.copy(sample_url.removeprefix("sqlite:///"), workbench / "outputs" / "inspection.db")
    copy = workbench / "notebooks" / notebook.name
    text = copy.read_text(encoding="utf-8")
    for without, with_unit in UNIT_NAMED.items():
        text = text.replace(without, with_unit)
    copy.write_text(text, encoding="utf-8")
    nbval(copy, "--nbval-lax")


@pytest.mark.parametrize("notebook", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_notebook_gives_the_outputs_that_are_kept(notebook: Path) -> None:
    """Every output is compared; addresses in memory are left out."""
    nbval(notebook, "--nbval", "--nbval-sanitize-with", str(ROOT / "tests" / "nbval.cfg"))
