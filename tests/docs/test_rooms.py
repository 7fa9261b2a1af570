"""docs/architecture.md names the rooms that there are, in their order; a room's face is quick to import."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

from tests.conftest import ROOT

HEAVY = (
    "IPython",
    "anywidget",
    "distributed",
    "docx",
    "ipykernel",
    "ipywidgets",
    "nbconvert",
    "pandas",
    "papermill",
    "pyarrow",
)
"""Libraries behind the doors: they take from a fifth of a second to a second to import."""


def rooms_in_the_code() -> set[str]:
    """Packages and modules directly below the library."""
    library = ROOT / "inspection_lib"
    packages = {path.parent.name for path in library.glob("*/__init__.py")}
    return packages | {path.stem for path in library.glob("*.py")} - {"__init__"}


def rooms_in_the_docs() -> list[set[str]]:
    """The rooms of the table, from the roof down; rooms of one row do not import each other."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("| room | what it is for |")[2].partition("\n\n")[0]
    return [set(re.findall(r"`(\w+)`", row.split("|")[1])) for row in table.splitlines()[2:]]


def rooms_in_the_contract() -> list[set[str]]:
    """The layers that import-linter holds."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (rooms,) = [one for one in contracts if one.get("containers") == ["inspection_lib"]]
    return [set(re.findall(r"\w+", layer)) for layer in rooms["layers"]]


def test_the_table_holds_every_room_in_the_order_of_the_contract() -> None:
    """A new room has a row that says what it is for."""
    assert rooms_in_the_docs() == rooms_in_the_contract()
    assert set.union(*rooms_in_the_docs()) == rooms_in_the_code()


def test_the_face_of_a_room_loads_no_library_that_takes_long() -> None:
    """Else every command and every worker would wait for it, also those that do not need it."""
    code = f"""
import importlib, sys
for room in {sorted(rooms_in_the_code())}:
    importlib.import_module("inspection_lib." + room)
    print(room, *(name for name in {HEAVY} if name in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert [line for line in done.stdout.splitlines() if " " in line] == []
