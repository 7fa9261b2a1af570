"""Sticks, and what lies on them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from inspection_lib.visit.home.places import files_to_take_in, places


def test_a_stick_goes_before_the_workbenchs_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was pulled out is not there."""
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setenv("INSPECTION_STICKS", os.pathsep.join([str(stick), str(tmp_path / "gone")]))
    found = places(tmp_path / "home")
    assert [place.folder for place in found if place.folder.is_relative_to(tmp_path)] == [
        stick,
        tmp_path / "home" / "outputs" / "bundles",
    ]
    assert [place.is_stick for place in found][-2:] == [True, False]


def test_files_are_known_by_their_first_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the stick's folder and those directly below; the newest first."""
    monkeypatch.setenv("INSPECTION_STICKS", str(tmp_path))
    for place, (name, content) in enumerate(
        (
            ("a.zip", b"PK\x03\x04..."),
            ("below/b.age", b"age-encryption.org/v1"),
            ("c.zip", b"something else"),
            ("d.docx", b"PK\x03\x04"),
            ("below/deeper/e.zip", b"PK\x03\x04"),
            ("empty.zip", b""),
        )
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (place + 1, place + 1))
    found = [path for path in files_to_take_in(tmp_path / "home") if path.is_relative_to(tmp_path)]
    assert [path.name for path in found] == ["b.age", "a.zip"]
