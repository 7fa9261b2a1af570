"""The name of a machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.files.machine import machine_origin


def test_a_machine_keeps_its_name_outside_the_workbench(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is made once and kept in the user's own folder; another folder is another machine."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "a"))
    name = machine_origin()
    assert machine_origin() == name
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "b"))
    assert machine_origin() != name
