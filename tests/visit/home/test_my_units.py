"""The units that are picked for the day."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import StoreError
from inspection_lib.visit.home.my_units import my_units, pick_unit


def test_picked_units_are_kept_for_each_workbench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the user's settings, by campaign; picked twice they stand once, and may be taken out."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    here, there = tmp_path / "a", tmp_path / "b"
    pick_unit(here, "2017-dot-1", "061", picked=True)
    pick_unit(here, "2017-dot-1", "060", picked=True)
    assert pick_unit(here, "2017-dot-1", "060", picked=True) == ["061", "060"]
    pick_unit(here, "2026-dot-1", "00001", picked=True)
    assert my_units(here, "2017-dot-1") == ["061", "060"]
    assert my_units(there, "2017-dot-1") == []
    assert pick_unit(here, "2017-dot-1", "061", picked=False) == ["060"]
    assert (tmp_path / "config" / "my_units.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damaged", ["", "[]", '{"%s": []}', '{"%s": {"c": 1}}'])
def test_a_damaged_list_is_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: str
) -> None:
    """It is picked again, and nothing of the record is in it."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path))
    (tmp_path / "my_units.json").write_text(damaged.replace("%s", str(tmp_path)), encoding="utf-8")
    assert my_units(tmp_path, "c") == []
    assert pick_unit(tmp_path, "c", "060", picked=True) == ["060"]
    assert my_units(tmp_path, "c") == ["060"]


def test_a_list_that_cannot_be_kept_is_an_error_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here the settings are a file."""
    (tmp_path / "config").write_text("", encoding="utf-8")
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    with pytest.raises(StoreError, match="my units"):
        pick_unit(tmp_path, "c", "060", picked=True)
