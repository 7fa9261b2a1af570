"""The home page's list of files: machine, units and day in words, so that people find their own."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from inspection_lib.visit.home.home_office import HomeOffice
from tests.conftest import CAMPAIGN


def test_a_file_is_listed_by_machine_unit_and_moment(
    office: HomeOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Units by name where the campaign is known here; the path is kept for taking it in."""
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setenv("INSPECTION_STICKS", str(stick))
    manifest = {
        "format": "inspection-bundle",
        "campaign": CAMPAIGN,
        "made_at": "2017-05-24T02:00:00+00:00",
        "units": ["060", "061", "062", "063", "999"],
        "introduction": {"machine": "máy tính 2 của đoàn"},
    }
    with zipfile.ZipFile(stick / "goi.zip", "w") as target:
        target.writestr("manifest.json", json.dumps(manifest))
    (stick / "lạ.zip").write_bytes(b"PK\x03\x04")
    found = office.places({})["files"]
    assert isinstance(found, list)
    rows = {Path(row["path"]).name: row for row in found}
    assert rows["goi.zip"]["title"] == "Gói kết quả: máy tính 2 của đoàn"
    about = rows["goi.zip"]["about"]
    assert about.startswith("060 Huyện Pác Nặm, 061 ")
    assert "và 2 đơn vị khác" in about
    assert "24/5/2017" in about
    assert rows["lạ.zip"]["title"] == "Tệp loại khác"
