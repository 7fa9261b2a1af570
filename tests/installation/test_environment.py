"""What a computer has and lacks, as `inspection setup` tells it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from inspection_lib.files import config_folder
from inspection_lib.installation import Point, PointState, environment, look_around, prepare
from inspection_lib.language import Fault
from inspection_lib.system import lacking
from inspection_lib.workbench import Workbench
from tests.makers.workbenches import a_workbench

HAS_ALL = pytest.mark.skipif(lacking() != (), reason="for a system that has all")


def in_state(points: Iterable[Point], state: PointState) -> str:
    """The English sentences of the points in a state, a line each."""
    return "\n".join(str(Fault(point.text, point.remedy)) for point in points if point.state is state)


@HAS_ALL
def test_this_computer_has_everything(workbench: Workbench) -> None:
    """Nothing is missing, and nothing is to be noted."""
    points = list(look_around(workbench))
    assert in_state(points, PointState.MISSING) == ""
    assert in_state(points, PointState.NOTE) == ""
    good = in_state(points, PointState.GOOD)
    for part in (
        "Python 3.",
        "JupyterLab 4",
        "kernel",
        "Can be written to",
        "Asia/Ho_Chi_Minh",
        "Workbench: ",
    ):
        assert part in good


def test_without_a_workbench_there_is_a_way_to_make_one() -> None:
    """A note: the computer is ready all the same."""
    assert "inspection new FOLDER" in in_state(look_around(None), PointState.NOTE)


@HAS_ALL
def test_what_the_system_lacks_is_told(monkeypatch: pytest.MonkeyPatch, workbench: Workbench) -> None:
    """A sentence for each."""
    monkeypatch.delattr(os, "fork")
    monkeypatch.setitem(sys.modules, "resource", None)
    notes = in_state(look_around(workbench), PointState.NOTE).splitlines()
    assert [note.split(":")[0] for note in notes] == [
        "This system cannot start a process for each unit quickly",
        "This system holds no limit of memory",
    ]


def test_what_keeps_the_workbench_from_working_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An old Python, a package, a folder that cannot be written to, a zone that nobody knows."""
    workbench = a_workbench(tmp_path)
    path = tmp_path / "workbench.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Asia/Ho_Chi_Minh", "Asia/Nowhere"), encoding="utf-8"
    )
    monkeypatch.setattr(environment, "LEAST_PYTHON", (4, 0))
    monkeypatch.setattr(environment, "requires", lambda _name: ["nothing-of-this-name>=2", "babel>=2"])
    (tmp_path / "file").touch()
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "file" / "below"))
    missing = in_state(look_around(workbench), PointState.MISSING)
    assert "Install Python 3.11 or newer" in missing
    assert "Packages are missing: nothing-of-this-name." in missing


@pytest.mark.parametrize(
    ("requirement", "name"),
    [
        ("babel>=2.16", "babel"),
        ("ipykernel<7.5,>=7.3", "ipykernel"),
        ('distributed>=2025.7; extra == "dask"', ""),
        ('tzdata>=2025.1; sys_platform == "win32"', ""),
        ('anything; sys_platform == "linux"', "anything"),
        ("inspection-workbench[dask,lab]", "inspection-workbench"),
    ],
)
def test_the_packages_of_the_base_install(requirement: str, name: str) -> None:
    """Those of extras and of other systems are not needed here."""
    assert environment._name_if_needed(requirement) == name


def test_preparing_makes_the_name_the_key_and_the_outputs_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What is there stays."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    workbench = a_workbench(tmp_path / "home")
    prepare(workbench)
    made = {path.name: path.read_bytes() for path in config_folder().iterdir()}
    assert (workbench.folder / "outputs").is_dir()
    assert "origin" in made
    prepare(workbench)
    assert {path.name: path.read_bytes() for path in config_folder().iterdir()} == made
