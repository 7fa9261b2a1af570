"""The benchmark's command: it measures what it can, and says what it leaves out."""

from __future__ import annotations

import json
import venv
from pathlib import Path

import pytest

from benchmarks.country import CAMPAIGN, build_country
from benchmarks.measure import Run
from benchmarks.offices import Shape, invented
from benchmarks.report import ratios
from inspection_lib.workbench import Workbench
from tests.benchmarks.running import run
from tests.conftest import ROOT


def made(way: str, each: float) -> Run:
    """A run that took some seconds a report."""
    return Run(way, units=10, start=1.0, each=each, total=10 * each + 1, cpu=10 * each, memory=2**20)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory, workbench: Workbench) -> Path:
    """A workbench of a few units, with their answers."""
    folder = tmp_path_factory.mktemp("country") / "home"
    return build_country(folder, invented(Shape(provinces=1, districts=1, communes=3), 1), workbench).folder


@pytest.fixture(scope="module")
def bare_python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The Python of an environment in which nothing is installed."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, with_pip=False)
    return str(folder / "bin" / "python")


def test_without_ploomber_the_command_says_what_it_leaves_out(
    country: Path, bare_python: str, tmp_path: Path
) -> None:
    """Status 0, no traceback; the other ways are measured, and the result keeps the reason."""
    where = ("--home", str(country), "--campaign", CAMPAIGN, "--output", str(tmp_path))
    done = run("ways", "--ways", "c,g", "--units", "2", "--rounds", "1", "--ploomber", bare_python, *where)
    assert (done.status, done.err) == (0, "")
    reason = f"the module ploomber_engine is not installed for {bare_python}"
    assert f"Left out: way c (ploomber): {reason}." in done.out.splitlines()
    kept = json.loads((tmp_path / "ways.json").read_text(encoding="utf-8"))
    assert kept["left_out"] == {"c": reason}
    assert kept["ways"].keys() == {"g"}
    assert all(way["units"] == 2 and way["each"] > 0 and way["cpu"] > 0 for way in kept["ways"].values())
    assert kept["ratios"] == {}
    assert (tmp_path / "ways.svg").is_file()


def test_a_python_that_is_not_there_leaves_its_way_out(country: Path, tmp_path: Path) -> None:
    """With nothing left to measure no result is written."""
    where = ("--home", str(country), "--campaign", CAMPAIGN, "--output", str(tmp_path / "out"))
    done = run("ways", "--ways", "c", "--ploomber", str(tmp_path / "python"), *where)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"Left out: way c (ploomber): there is no Python at {tmp_path / 'python'}.",
        "Nothing is left to measure; nothing was written.",
    ]
    assert not (tmp_path / "out").exists()


def test_a_way_that_fails_ends_the_command_with_its_error(country: Path, tmp_path: Path) -> None:
    """The store is damaged; what the way's process wrote is shown, with status 1."""
    (tmp_path / "outputs").mkdir()
    for part in ("checklists", "notebooks"):
        (tmp_path / part).symlink_to(country / part)
    (tmp_path / "outputs" / "inspection.db").write_bytes(b"no database")
    done = run("ways", "--ways", "g", "--units", "1", "--home", str(tmp_path), "--campaign", CAMPAIGN)
    assert done.status == 1
    assert done.err.startswith("Way g (bare) failed:\n")
    assert "inspection.db" in done.err


def test_without_imported_answers_nothing_is_measured(tmp_path: Path) -> None:
    """The command says what to do first."""
    for part in ("checklists", "notebooks"):
        (tmp_path / part).symlink_to(ROOT / part)
    done = run("ways", "--home", str(tmp_path))
    assert done.status == 1
    assert "No answers have been imported" in done.err
    assert "make import" in done.err


def test_an_unknown_way_is_answered_with_the_known_ones() -> None:
    """Letters and names."""
    done = run("ways", "--ways", "g,x")
    assert done.status == 2
    assert "there is no way 'x'" in done.err
    assert "d (one-worker)" in done.err


def test_ratios_come_from_the_medians_and_show_their_rounds() -> None:
    """A slow way has one run, which stands beside every round of the quick ones."""
    rounds = {
        "a": [made("a", 6.0)],
        "d": [made("d", each) for each in (0.06, 0.10, 0.08)],
        "e": [made("e", each) for each in (0.04, 0.05, 0.06)],
        "g": [made("g", each) for each in (0.05, 0.04, 0.06)],
        "g2": [made("g2", each) for each in (0.02, 0.025, 0.03)],
    }
    assert [ratio.meaning for ratio in ratios({way: rounds[way] for way in "dg"})] == ["d against g, time"]
    found = {ratio.name: value for ratio, value in ratios(rounds).items()}
    assert found.keys() == {"e/a", "d/g", "gain"}
    assert found["e/a"][0] == pytest.approx(6.0 / 0.05)
    assert found["e/a"][1] == pytest.approx([150, 120, 100])
    assert found["d/g"][0] == pytest.approx(0.08 / 0.05)
    assert found["d/g"][1] == pytest.approx([1.2, 2.5, 0.08 / 0.06])
    assert found["gain"][0] == pytest.approx((0.08 / 0.05) / (0.05 / 0.025))
