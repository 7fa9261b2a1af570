"""The benchmark of the frames: each unit of a country has real rows, and each frame a process of its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from benchmarks.frames import measure_frames, save_frames
from benchmarks.offices import Shape, invented
from inspection_lib.workbench import Workbench
from tests.conftest import CAMPAIGN, ROOT, MadeOnce
from tests.frames.conftest import make_results


@pytest.mark.slow
def test_every_unit_has_rows_and_nothing_is_out_of_date(
    made_once: MadeOnce, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Time and memory are those of the process that read the frame."""
    shutil.copytree(make_results(made_once).folder, tmp_path / "sample")
    responses = Path("checklists") / "responses" / CAMPAIGN
    (tmp_path / "sample" / responses).mkdir(parents=True)
    for name in ("departments.csv", "districts.csv"):
        shutil.copyfile(ROOT / responses / name, tmp_path / "sample" / responses / name)
    offices = invented(Shape(provinces=2, districts=3, communes=0), 1)
    tables = ("scores", "events")
    readings = measure_frames(Workbench(tmp_path / "sample"), tmp_path / "country", offices, tables)
    assert [reading.table for reading in readings] == list(tables)
    assert readings[0].rows == 5
    assert readings[1].rows > 500
    for reading in readings:
        assert reading.stale == 0
        assert reading.memory > 50 * 2**20
        assert reading.seconds > 0
    save_frames(tmp_path, readings)
    assert len(json.loads((tmp_path / "frames.json").read_text())) == 2
    assert "5 units from 4 reports" in capsys.readouterr().out
