"""The wheel that people install holds the library, and what a new workbench is made of."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

HIDDEN = {".buildinfo", ".ipynb_checkpoints", "__pycache__"}
"""What is not packed."""
pytestmark = pytest.mark.slow  # builds a wheel

LIBRARY = ROOT / "inspection_lib"
TRY = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import inspection_lib
from inspection_lib.language import Language, open_catalogue
assert inspection_lib.__file__.startswith(sys.argv[1]), inspection_lib.__file__
open_catalogue(Language.VI)
folder, sample, page = sys.argv[2:]
from inspection_lib.workbench import make_workbench, open_workbench, shipped_folder
assert str(shipped_folder()).startswith(sys.argv[1])
assert (shipped_folder() / "docs" / "glossary.md").is_file()
make_workbench(Path(folder), sample)
(campaign,) = open_workbench(folder).campaigns()
name = campaign.checklists[0][1]
sys.argv[1:] = ["paper", name, "-o", page, "--home", folder]
from inspection_lib.cli import main
main()
"""


def library_files() -> set[str]:
    """Paths of the library's files in a wheel. The form's scripts are there as bundles, not as sources."""
    places = ("visit/static", "visit/static/home")
    sources = {
        path for end in ("js", "ts", "md") for place in places for path in LIBRARY.glob(f"{place}/*.{end}")
    }
    return {
        path.relative_to(ROOT).as_posix()
        for path in LIBRARY.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path not in sources
    }


def test_the_wheel_holds_every_file_of_the_library(wheel: Path) -> None:
    """Code, catalogue, templates, styles, scripts. A new folder needs a line under `package-data`."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert library_files() - packed == set()


def test_the_wheel_holds_the_licence_and_nothing_of_the_checkout_besides(wheel: Path) -> None:
    """Tests, tools and benchmarks stay in the checkout."""
    packed = zipfile.ZipFile(wheel).namelist()
    assert [name for name in packed if name.endswith(".dist-info/licenses/LICENSE")] != []
    assert {name.split("/")[0].partition("-")[0] for name in packed} == {
        "inspection_lib",
        "inspection_workbench",
    }


def test_the_wheel_holds_what_a_new_workbench_is_made_of(wheel: Path) -> None:
    """Every notebook, page of the docs and file of the checkout's own workbench."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    files = [ROOT / "workbench.yaml", *(ROOT / "notebooks").glob("*.ipynb")]
    files += [path for path in (ROOT / "docs").rglob("*") if path.is_file() and not HIDDEN & {*path.parts}]
    files += [path for path in (ROOT / "checklists").rglob("*") if path.is_file()]
    names = {f"inspection_lib/shipped/{path.relative_to(ROOT).as_posix()}" for path in files}
    assert names - packed == set()


@pytest.mark.parametrize("sample", ["school", "backan-2017"])
def test_a_workbench_is_made_from_the_wheel_alone(wheel: Path, tmp_path: Path, sample: str) -> None:
    """In an empty folder, with a form on paper, which takes the catalogue, a template and a style sheet."""
    unpacked, page = tmp_path / "unpacked", tmp_path / "form.html"
    zipfile.ZipFile(wheel).extractall(unpacked)
    arguments = [str(unpacked), str(tmp_path / "new"), sample, str(page)]
    subprocess.run([sys.executable, "-c", TRY, *arguments], check=True, cwd=tmp_path)
    assert "<style" in page.read_text(encoding="utf-8")
