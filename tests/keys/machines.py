"""Two machines of one test: each has its own folder of keys."""

from __future__ import annotations

from pathlib import Path

import pytest


def at(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str) -> None:
    """Work on the machine with this name from now on."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(folder / name))
