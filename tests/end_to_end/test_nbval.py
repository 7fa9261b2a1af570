"""The notebooks run in a real kernel, cell by cell, as a reader runs them.

nbval does it in a pytest of its own: it turns every cell into a test, and a notebook's cells must run in
one process.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests.conftest import CAMPAIGN, ROOT, MadeOnce
from tests.end_to_end.test_notebooks import GOLDEN, SHIPPED
from tests.makers.commands import run_here
from tests.makers.executors import reports_made_here
from tests.makers.workbenches import a_full_workbench

pytestmark = pytest.mark.slow

UNIT_NAMED = {r'"unit = \"\"  #': r'"unit = \"060\"  #', r'"units = []  #': r'"units = [\"060\"]  #'}
"""The lines of the parameters, as the notebooks' JSON holds them, without and with a unit."""


def nbval(folder: Path, *words: str) -> str:
    """Run all cells of notebooks; gives what was printed, at its end a line for each cell."""
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder)]
    command += ["-p", "nbval.plugin", "-p", "no:cacheprovider", "-rA", "--nbval-current-env"]
    command += ["--color=no", *words]  # a kernel in this process may have asked all programs for colours
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def has_passed(printed: str, notebook: Path) -> None:
    """Fail where a cell of the notebook failed, gave another output than it should, or did not run."""
    cells = [cell for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]
    passed = re.findall(rf"^PASSED {notebook.name}::Cell (\d+)$", printed, re.MULTILINE)
    assert passed == [str(number) for number in range(len(cells))], printed


@pytest.fixture(scope="module")
def printed(made_once: MadeOnce, sample_url: str) -> str:
    """What a run of all notebooks printed, in a workbench that holds the sample's answers.

    Those that are shipped are copies that name unit 060, as a reader would; its report is made, for the
    analysis. Nothing is compared in a cell without a count, so only the outputs of golden ones are.
    """

    def run(folder: Path) -> None:
        workbench = a_full_workbench(folder / "home").folder
        (workbench / "outputs").mkdir()
        shutil.copy(sample_url.removeprefix("sqlite:///"), workbench / "outputs" / "inspection.db")
        for shipped in SHIPPED:
            copy = workbench / "notebooks" / shipped.name
            text = copy.read_text(encoding="utf-8")
            for without, with_unit in UNIT_NAMED.items():
                text = text.replace(without, with_unit)
            copy.write_text(text, encoding="utf-8")
        with reports_made_here():
            assert run_here(workbench, {}, "batch", CAMPAIGN, "--unit", "060").status == 0
        for golden in GOLDEN:
            shutil.copy(golden, workbench / "notebooks")
        compare = ("--nbval", "--nbval-sanitize-with", str(ROOT / "tests" / "nbval.cfg"))
        said = nbval(workbench / "notebooks", *compare, *[path.name for path in (*SHIPPED, *GOLDEN)])
        (folder / "printed.txt").write_text(said, encoding="utf-8")

    return (made_once("nbval", run) / "printed.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("notebook", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_notebook_runs(printed: str, notebook: Path) -> None:
    """Each in a kernel of its own; one pytest runs them all, because its start takes longer than theirs."""
    has_passed(printed, notebook)


@pytest.mark.parametrize("notebook", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_notebook_gives_the_outputs_that_are_kept(printed: str, notebook: Path) -> None:
    """Every output is compared; addresses in memory are left out."""
    has_passed(printed, notebook)
