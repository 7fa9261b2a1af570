"""`make bench`: the ways to make reports side by side, on the same units, in one run; and how the batch grows with units.

Writes `outputs/bench/bench.json`, a table and a plot. Nothing here is a test: figures are for people.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

from benchmarks.ways import WAYS, cores

ROUNDS = 3
"""The quick ways run so often, in turn; the median counts."""
SLOW = ("a", "b", "c")
QUICK = ("g", "h", "d", "e", "f", "k")
OVERLAPPED = ("g", "k")
"""Those of one process that also run once for each core at once, named g2 and so on whatever the cores."""
GROWTH = (10, 100, 1_000)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a way: ``start`` is seconds to the first report, ``each`` seconds a report after it.

    ``total`` is the whole run in seconds, ``cpu`` processor seconds of all its processes, start included; ``memory`` the
    most bytes one of them held.
    """

    way: str
    units: int
    start: float
    each: float
    total: float
    cpu: float
    memory: int

    @property
    def cpu_each(self) -> float:
        """Processor seconds a report, the start shared among them."""
        return self.cpu / self.units


def run(way: str, folder: Path, campaign: str, units: Sequence[str], python: str = sys.executable) -> Run:
    """Run a way in a process of its own and take its times; other ways' processes are not counted."""
    script = "import sys, benchmarks.bench as bench; bench.measured(sys.argv[1:])"
    command = [python, "-c", script, way, str(folder), campaign]
    environment = os.environ | {"PLOOMBER_STATS_ENABLED": "false"}
    done = subprocess.run(  # noqa: S603  (this interpreter, our own words)
        command, input=" ".join(units), stdout=subprocess.PIPE, text=True, check=True, env=environment
    )
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def measured(words: Sequence[str]) -> None:
    """In a process of its own: run a way as a child and print its times with what all its processes took."""
    way, folder, campaign = words
    units = sys.stdin.read().split()
    asked = time.time()
    command = [sys.executable, "-m", "benchmarks.ways", way, folder, campaign, str(asked), *units]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    total = time.time() - asked
    times = sorted(json.loads(done.stdout.splitlines()[-1]))
    each = (times[-1] - times[0]) / (len(times) - 1) if way != "a" else total / len(times)
    used = getrusage(RUSAGE_CHILDREN)
    made = Run(way, len(units), times[0], each, total, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
    print(json.dumps(asdict(made)))


def side_by_side(
    folder: Path, campaign: str, units: Sequence[str], few: Sequence[str], ploomber: str
) -> dict[str, Run]:
    """All ways; the slow ones once on few of the units, the quick ones several times in turn, of which the median counts."""
    pythons = {"c": ploomber}
    found = {way: [say(run(way, folder, campaign, few, pythons.get(way, sys.executable)))] for way in SLOW}
    for _ in range(ROUNDS):
        for way in QUICK:
            found.setdefault(way, []).append(say(run(way, folder, campaign, units)))
        for way in OVERLAPPED:
            found.setdefault(f"{way}2", []).append(say(on_every_core(way, folder, campaign, units)))
    return {way: sorted(runs, key=lambda made: made.each)[len(runs) // 2] for way, runs in found.items()}


def on_every_core(way: str, folder: Path, campaign: str, units: Sequence[str]) -> Run:
    """A way's process for each core at once, each with its share of the units; with bare loops, what the machine gains."""
    script = "import sys, benchmarks.bench as bench; bench.measured(sys.argv[1:])"
    command = [sys.executable, "-c", script, way, str(folder), campaign]
    shares = [units[start :: cores()] for start in range(cores())]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in shares
    ]
    for process, share in zip(running, shares, strict=True):
        assert process.stdin
        process.stdin.write(" ".join(share))
        process.stdin.close()
    made = [
        Run(**json.loads(process.stdout.read().splitlines()[-1])) for process in running if process.stdout
    ]
    for process in running:
        process.wait()
    each = statistics.mean(one.each for one in made) / len(made)
    cpu, memory = sum(one.cpu for one in made), max(one.memory for one in made)
    return Run(
        f"{way}2",
        len(units),
        max(one.start for one in made),
        each,
        max(one.total for one in made),
        cpu,
        memory,
    )


def say(made: Run) -> Run:
    """Print a run as it comes."""
    figures = (
        f"{made.each * 1000:8.1f} ms a report  start {made.start:5.1f} s  {made.cpu_each:6.3f} CPU s a report"
    )
    print(f"({made.way:2}) {made.units:6} units {figures}  {made.memory / 2**20:5.0f} MB", flush=True)
    return made


def ratios(ways: dict[str, Run]) -> dict[str, float]:
    """The ratios that the batch is held to."""
    a, b, d, e, g, g2 = (ways[way].each for way in ("a", "b", "d", "e", "g", "g2"))
    return {
        "d against b, reports a second": b / d,
        "e against a, reports a second": a / e,
        "d against g, time": d / g,
        "h against g, time": ways["h"].each / g,
        "d against h, time": d / ways["h"].each,
        "gain of all cores against that of bare loops": (d / e) / (g / g2),
    }


def codes(folder: Path, campaign: str) -> list[str]:
    """The units of a campaign, those of each kind spread evenly."""
    from inspection_lib.workbench import open_workbench

    units = open_workbench(str(folder)).campaign(campaign).units
    kinds = sorted({unit.kind for unit in units})
    of_kind = {kind: [unit.code for unit in units if unit.kind is kind] for kind in kinds}
    places = [(place / len(found), code) for found in of_kind.values() for place, code in enumerate(found)]
    return [code for _, code in sorted(places)]


def plot(ways: dict[str, Run], growth: Sequence[Run], path: Path) -> None:
    """A bar for each way and a line for the growth, as one small picture."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "bench"
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
    names = [way for way in ("a", "b", "c", "k", "k2", "f", "d", "e", "h", "g") if way in ways]
    bars = left.barh(names[::-1], [ways[way].each for way in names[::-1]], color="#7a1f2b")
    left.bar_label(bars, [f"{ways[way].each:.3f} s" for way in names[::-1]], padding=3)
    left.set(xscale="log", xlabel="seconds a report, after the start", title="The ways")
    right.set_visible(bool(growth))
    right.plot([made.units for made in growth], [made.total for made in growth], "o-", color="#7a1f2b")
    scale = "log" if growth else "linear"
    right.set(
        xscale=scale, yscale=scale, xlabel="units", ylabel="seconds in all", title="The batch, all cores"
    )
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Measure, print, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--home", type=Path, default=Path.cwd(), help="the workbench with the sample, responses imported"
    )
    parser.add_argument("--campaign", default="2017-dot-1")
    parser.add_argument("--units", type=int, default=60, help="units for the quick ways")
    parser.add_argument("--few", type=int, default=8, help="units for the slow ways, the first of the same")
    parser.add_argument(
        "--country", type=Path, help="a workbench made by benchmarks.country, for the growth up to all units"
    )
    parser.add_argument(
        "--ploomber", default=sys.executable, help="the Python of an environment that has ploomber-engine"
    )
    parser.add_argument("--output", type=Path, default=Path("outputs/bench"))
    wish = parser.parse_args()
    units = codes(wish.home, wish.campaign)[: wish.units]
    ways = side_by_side(wish.home, wish.campaign, units, units[: wish.few], wish.ploomber)
    growth = grow(wish.country) if wish.country else []
    wish.output.mkdir(parents=True, exist_ok=True)
    machine = {
        "cores": cores(),
        "processor": platform.processor() or platform.machine(),
        "python": platform.python_version(),
    }
    content: dict[str, Any] = {"machine": machine, "ratios": ratios(ways)}
    content |= {
        "ways": {way: asdict(made) for way, made in ways.items()},
        "growth": [asdict(made) for made in growth],
    }
    (wish.output / "bench.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    plot(ways, growth, wish.output / "bench.svg")
    for name, value in ratios(ways).items():
        print(f"{name:48} {value:8.2f}")


def grow(folder: Path) -> list[Run]:
    """The batch with all cores over 10, 100, 1,000 and all units of a country."""
    units = codes(folder, "country")
    return [
        say(run("e", folder, "country", units[:count]))
        for count in (*GROWTH, len(units))
        if count <= len(units)
    ]


__all__ = ["WAYS", "main", "measured", "run"]

if __name__ == "__main__":
    main()
