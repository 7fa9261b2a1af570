"""A folder for keys, of which nothing exists yet."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder; it is made by the first key."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    return tmp_path / "config"
