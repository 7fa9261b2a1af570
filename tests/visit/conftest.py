"""A desk over a store of its own, and messages as the form sends them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from inspection_lib.visit.desk import Desk, open_desk
from inspection_lib.visit.replies import ItemState, Reply, States
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_workbench

UNIT = "060"
STORE = "sqlite:///outputs/inspection.db"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    return open_desk(a_workbench(tmp_path / "home"), STORE, CAMPAIGN, UNIT, actor="Thành viên đoàn")


def an_entry(count: int, raw: str = "15/1/2017", **more: object) -> dict[str, object]:
    said = {
        "type": "entry",
        "client": f"tab:{count}",
        "item": "A01",
        "kind": "answered",
        "raw": raw,
        "note": "",
        "seen": [],
    }
    return said | more


def state_of(replies: list[Reply], item: str = "A01") -> ItemState:
    (states,) = (reply for reply in replies if isinstance(reply, States))
    return next(state for state in states.items if state.id == item)


def a_picture(width: int, height: int = 30) -> bytes:
    """A JPEG, as demonstration data: one colour and nothing to see."""
    content = io.BytesIO()
    Image.new("RGB", (width, height), (40, 90, 60)).save(content, "JPEG")
    return content.getvalue()
