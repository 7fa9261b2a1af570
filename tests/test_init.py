"""The names that notebooks use."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

import inspection_lib
from tests.conftest import ROOT

HEAVY = (
    "pandas",
    "pyarrow",
    "matplotlib",
    "jupyter_client",
    "ipywidgets",
    "anywidget",
    "papermill",
    "sqlalchemy",
)


@pytest.mark.parametrize("name", inspection_lib.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """Each is loaded on first use, and is a function, the room `frames` or the version."""
    found = getattr(inspection_lib, name)
    assert callable(found) or found in (inspection_lib.frames, version("inspection-workbench"))
    assert name in dir(inspection_lib)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """As with any module: a misspelt import in a notebook names the name."""
    with pytest.raises(AttributeError, match="make_reprot"):
        getattr(inspection_lib, "make_reprot")  # noqa: B009  (mypy would refuse the attribute)


@pytest.mark.slow
def test_importing_the_package_loads_nothing_heavy() -> None:
    """A notebook that needs a report does not wait for the form's libraries."""
    code = f"import sys, inspection_lib; print([name for name in {HEAVY!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
