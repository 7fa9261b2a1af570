"""Measure how a large register is read: the workbench beside plain pandas and plain polars."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from random import Random

from benchmarks.measure import WayFailedError
from benchmarks.register_readers import READERS

ROWS = 1_000_000
_HEADER = "dossier,procedure,received,due,returned,apology\n"


@dataclass(frozen=True, slots=True)
class Reading:
    """The medians of some runs of a way: seconds from the start of its process, processor seconds, bytes."""

    way: str
    seconds: float
    cpu: float
    memory: int
    figures: dict[str, list[int]]


def write_register(path: Path, rows: int, seed: int = 1) -> None:
    """A one-stop register of some dossiers: 85 % on time, 10 % late, 5 % still open. Demonstration data."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEADER)
        file.writelines(_rows(rows, Random(seed)))  # noqa: S311  (demonstration data)


def _rows(rows: int, chance: Random) -> Iterator[str]:
    days = [str(date(2017, 1, 3) + timedelta(days=number)) for number in range(150)]
    for number in range(rows):
        received = chance.randrange(100)
        due = received + chance.choice((2, 3, 5, 7, 10, 15))
        kind, returned, apology = chance.random(), "", ""
        if kind < 0.1:
            returned, apology = days[due + chance.randint(1, 5)], chance.choice(("yes", "no"))
        elif kind < 0.95:
            returned = days[chance.randint((received + due) // 2, due)]
        yield f"MH-{number:07},Đăng ký đất đai,{days[received]},{days[due]},{returned},{apology}\n"


def measure_readers(path: Path, rounds: int) -> tuple[list[Reading], dict[str, str]]:
    """The medians of each way, and why the others were left out. Raises WayFailedError."""
    left_out = {
        way: f"the module {way} is not installed"
        for way in READERS
        if way != "workbench" and find_spec(way) is None
    }
    ways = [way for way in READERS if way not in left_out]
    runs: dict[str, list[Reading]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            runs[way].append(_run(way, path))
    readings = [_median(of_way) for of_way in runs.values()]
    if any(reading.figures != readings[0].figures for reading in readings):
        raise WayFailedError(f"The ways count differently: {readings}")
    return readings, left_out


def _run(way: str, path: Path) -> Reading:
    command = [sys.executable, "-m", "benchmarks.register_readers", way, str(path), str(time.time())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise WayFailedError(f"Way {way} failed:\n{done.stderr.strip()}")
    return Reading(way, **json.loads(done.stdout))


def _median(runs: Sequence[Reading]) -> Reading:
    return Reading(
        way=runs[0].way,
        seconds=statistics.median(run.seconds for run in runs),
        cpu=statistics.median(run.cpu for run in runs),
        memory=max(run.memory for run in runs),
        figures=runs[0].figures,
    )


def print_readings(readings: Sequence[Reading], left_out: dict[str, str]) -> None:
    """A line for each way, and for each that was left out."""
    print(f"\n{'way':12} {'seconds':>8} {'CPU s':>7} {'MB':>6}")
    for reading in readings:
        memory = reading.memory / 2**20
        print(f"{reading.way:12} {reading.seconds:8.2f} {reading.cpu:7.2f} {memory:6.0f}")
    for way, reason in left_out.items():
        print(f"Left out: {way}: {reason}.")


def save_readings(folder: Path, rows: int, readings: Sequence[Reading], left_out: dict[str, str]) -> None:
    """Write `registers.json`."""
    content = {"rows": rows, "ways": [asdict(reading) for reading in readings], "left_out": left_out}
    path = folder / "registers.json"
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"\nWritten: {path}")
