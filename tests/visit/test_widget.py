"""The widget of a notebook, without a browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspection_lib.visit.widget import open_form
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_workbench
from tests.visit.conftest import STORE, UNIT, an_entry


def test_a_message_of_the_browser_is_answered_and_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The replies go out as JSON; no answer becomes state of the widget, which a notebook would save."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    form = open_form(a_workbench(tmp_path / "home"), STORE, CAMPAIGN, UNIT, actor="Thành viên đoàn")
    sent: list[dict[str, object]] = []
    monkeypatch.setattr(form, "send", sent.append)
    form._handle_custom_msg(an_entry(1, note="Ghi chú riêng"), [])  # what ipywidgets calls for a message
    assert [reply["type"] for reply in sent] == ["states", "saved"]
    assert json.loads(form.definition)["unit"] == UNIT
    assert "Ghi chú riêng" not in json.dumps(form.get_state(), default=str)
