"""The wheel that people install holds the library with all its files, and nothing else of the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow  # builds a wheel

LIBRARY = ROOT / "inspection_lib"
LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", "__pycache__", "*.egg-info", "build", "dist", "node_modules", "outputs"
)
TRY = """
import sys
sys.path.insert(0, sys.argv[1])
import inspection_lib
from inspection_lib.language import Language, open_catalogue
assert inspection_lib.__file__.startswith(sys.argv[1]), inspection_lib.__file__
open_catalogue(Language.VI)
sys.argv[1:] = ["paper", sys.argv[2], "-o", sys.argv[3]]
from inspection_lib.cli import main
main()
"""


def library_files() -> set[str]:
    """Paths of the library's files in a wheel. The form's scripts are there as bundles, not as sources."""
    sources = {path for end in ("js", "ts", "md") for path in LIBRARY.glob(f"visit/static/*.{end}")}
    return {
        path.relative_to(ROOT).as_posix()
        for path in LIBRARY.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path not in sources
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy: what older builds left in the checkout does not get in."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "checkout", ignore=LEFT_BEHIND)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    where = ["--wheel-dir", str(folder / "dist"), str(folder / "checkout")]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", *where], check=True)
    (made,) = (folder / "dist").glob("*.whl")
    return made


def test_the_wheel_holds_every_file_of_the_library(wheel: Path) -> None:
    """Code, catalogue, templates, styles, scripts. A new folder needs a line under `package-data`."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert library_files() - packed == set()


def test_the_wheel_holds_the_licence_and_nothing_of_the_checkout_besides(wheel: Path) -> None:
    """Tests, tools, benchmarks, checklists and notebooks stay in the checkout."""
    packed = zipfile.ZipFile(wheel).namelist()
    assert [name for name in packed if name.endswith(".dist-info/licenses/LICENSE")] != []
    assert {name.split("/")[0].partition("-")[0] for name in packed} == {
        "inspection_lib",
        "inspection_workbench",
    }


def test_the_command_runs_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    """It prints a form on paper in Vietnamese, which takes the catalogue, a template and a style sheet."""
    unpacked, page = tmp_path / "unpacked", tmp_path / "form.html"
    zipfile.ZipFile(wheel).extractall(unpacked)
    arguments = [str(unpacked), "par-district.v2", str(page)]
    subprocess.run([sys.executable, "-c", TRY, *arguments], check=True, cwd=ROOT)
    assert "<style" in page.read_text(encoding="utf-8")
