"""The wheel that people install, built once for the tests of a process."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", "__pycache__", "*.egg-info", "build", "dist", "node_modules", "outputs"
)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy: what older builds left in the checkout does not get in."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "checkout", ignore=LEFT_BEHIND)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    where = ["--wheel-dir", str(folder / "dist"), str(folder / "checkout")]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", *where], check=True)
    (made,) = (folder / "dist").glob("*.whl")
    return made
