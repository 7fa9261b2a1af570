"""The benchmark of large registers: all ways count the same, and what is not installed is left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import registers
from benchmarks.register_readers import by_pandas, by_workbench
from benchmarks.registers import measure_readers, print_readings, save_readings, write_register


def test_the_workbench_and_pandas_count_the_same(tmp_path: Path) -> None:
    """In all measures; some dossiers are late, some open, some overdue."""
    write_register(tmp_path / "r.csv", 2_000)
    figures = by_workbench(tmp_path / "r.csv")
    assert figures == by_pandas(tmp_path / "r.csv")
    assert all(numerator > 0 for numerator, _ in figures.values())


@pytest.mark.slow
def test_each_way_runs_in_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Time and memory are those of the way; a way without its package is left out in words."""
    monkeypatch.setattr(registers, "READERS", {"workbench": by_workbench, "no_such_package": by_pandas})
    write_register(tmp_path / "r.csv", 500)
    readings, left_out = measure_readers(tmp_path / "r.csv", rounds=1)
    assert left_out == {"no_such_package": "the module no_such_package is not installed"}
    assert [reading.way for reading in readings] == ["workbench"]
    assert readings[0].memory > 10 * 2**20
    print_readings(readings, left_out)
    save_readings(tmp_path, 500, readings, left_out)
    assert "Left out: no_such_package" in capsys.readouterr().out
    assert json.loads((tmp_path / "registers.json").read_text())["rows"] == 500
