"""How JupyterLab is set up: for this machine and user alone, without the network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspection_lib.visit.desk import Desk
from inspection_lib.visit.lab_settings import lab_command, lab_environment


def test_the_server_is_for_this_machine_alone(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It listens at the loopback address, and its settings keep it from asking the network."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "settings"))
    command = lab_command(desk.workbench, port=8897)
    assert "--ServerApp.ip=127.0.0.1" in command
    assert "--ServerApp.allow_remote_access=False" in command
    environment = lab_environment("secret")
    assert environment["JUPYTER_TOKEN"] == "secret"
    settings = tmp_path / "settings" / "jupyter" / "labconfig" / "default_setting_overrides.json"
    assert '"fetchNews": "false"' in settings.read_text(encoding="utf-8")


def test_its_folder_is_for_this_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that existed with a wider mode. The secret of the last server's cookies is gone."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path))
    secret = tmp_path / "jupyter" / "runtime" / "jupyter_cookie_secret"
    secret.parent.mkdir(parents=True, mode=0o755)
    secret.write_text("last month")
    environment = lab_environment("secret")
    folder = tmp_path / "jupyter"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert not secret.exists()
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert not any("secret" in path.read_text(encoding="utf-8") for path in kept)
    assert {environment[name] for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")} == {
        str(folder),
        str(folder / "data"),
    }


def test_pages_load_nothing_from_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's policy names no other machine; what starts programs is off."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path))
    lab_environment("secret")
    server = json.loads((tmp_path / "jupyter" / "jupyter_server_config.json").read_text())["ServerApp"]
    policy = server["tornado_settings"]["headers"]["Content-Security-Policy"]
    assert "http" not in policy
    assert "*" not in policy
    assert not any(server["jpserver_extensions"].values())
