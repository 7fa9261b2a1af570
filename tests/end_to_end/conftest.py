"""The wheel that people install, built once in a run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, MadeOnce

LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", "__pycache__", "*.egg-info", "build", "dist", "node_modules", "outputs"
)


@pytest.fixture(scope="session")
def wheel(made_once: MadeOnce) -> Path:
    """A wheel built from a copy: what older builds left in the checkout does not get in."""

    def build(folder: Path) -> None:
        shutil.copytree(ROOT, folder / "checkout", ignore=LEFT_BEHIND)
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        where = ["--wheel-dir", str(folder / "dist"), str(folder / "checkout")]
        subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", *where], check=True)

    (made,) = (made_once("wheel", build) / "dist").glob("*.whl")
    return made
