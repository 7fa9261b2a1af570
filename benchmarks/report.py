"""What is printed and saved: a table of the ways, the ratios side by side, JSON and a picture."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from math import prod
from pathlib import Path
from typing import Any

from benchmarks.measure import Run
from benchmarks.ways import WAYS, cores

Rounds = Mapping[str, Sequence[Run]]
"""The runs of each way by its letter, round by round; a slow way has one."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """Seconds a report of the ways ``above`` the line, multiplied, divided by those of the ways ``below``."""

    name: str
    meaning: str
    above: Sequence[str]
    below: Sequence[str]

    @property
    def ways(self) -> tuple[str, ...]:
        """The letters of all its ways."""
        return (*self.above, *self.below)

    def value(self, each: Mapping[str, float]) -> float:
        """The ratio, from seconds a report by way."""
        return prod(each[way] for way in self.above) / prod(each[way] for way in self.below)


RATIOS = (
    Ratio("d/b", "d against b, reports a second", "b", "d"),
    Ratio("e/a", "e against a, reports a second", "a", "e"),
    Ratio("d/g", "d against g, time", "d", "g"),
    Ratio("h/g", "h against g, time", "h", "g"),
    Ratio("d/h", "d against h, time", "d", "h"),
    Ratio("gain", "gain of all cores against that of bare loops", ("d", "g2"), ("e", "g")),
)


def medians(rounds: Rounds) -> dict[str, Run]:
    """The run of each way whose seconds a report are the median of its rounds."""
    return {way: sorted(runs, key=lambda made: made.each)[len(runs) // 2] for way, runs in rounds.items()}


def ratios(rounds: Rounds) -> dict[Ratio, tuple[float, list[float]]]:
    """The ratios between ways that were all measured: of the medians, and of each round."""
    middle = {way: made.each for way, made in medians(rounds).items()}
    found = {}
    for ratio in RATIOS:
        if all(way in rounds for way in ratio.ways):
            count = max(len(rounds[way]) for way in ratio.ways)
            each = [
                {way: rounds[way][min(number, len(rounds[way]) - 1)].each for way in ratio.ways}
                for number in range(count)
            ]
            found[ratio] = (ratio.value(middle), [ratio.value(one) for one in each])
    return found


def print_run(made: Run) -> None:
    """One line as soon as a run has ended."""
    figures = (
        f"{made.each * 1000:8.1f} ms a report  start {made.start:5.1f} s  {made.cpu_each:6.3f} CPU s a report"
    )
    print(f"({made.way:2}) {made.units:6} units {figures}  {made.memory / 2**20:5.0f} MB", flush=True)


def print_ways(rounds: Rounds) -> None:
    """The median of each way, then the ratios side by side."""
    print("\nThe median of each way")
    print(f"{'way':30} {'ms a report':>11} {'start s':>8} {'CPU s':>7} {'MB':>5}")
    for letter, made in medians(rounds).items():
        name = f"{letter:2} {WAYS[letter].name}"
        figures = (
            f"{made.each * 1000:11.1f} {made.start:8.1f} {made.cpu_each:7.3f} {made.memory / 2**20:5.0f}"
        )
        print(f"{name:30} {figures}")
    found = ratios(rounds)
    if found:
        print(f"\n{'ratio':5} {'':44} {'of medians':>10}   lowest and highest round")
    for ratio, (value, each) in found.items():
        print(f"{ratio.name:5} {ratio.meaning:44} {value:10.2f}   {min(each):.2f} to {max(each):.2f}")
    for ratio in (ratio for ratio in RATIOS if ratio not in found):
        unmeasured = ", ".join(str(WAYS[way]) for way in ratio.ways if way not in rounds)
        print(f"{ratio.name:5} is not known: not measured: {unmeasured}")


def save(folder: Path, name: str, rounds: Rounds, growth: Sequence[Run], left_out: Mapping[str, str]) -> None:
    """Write NAME.json and, where matplotlib is installed, NAME.svg."""
    folder.mkdir(parents=True, exist_ok=True)
    processor = platform.processor() or platform.machine()
    ways = medians(rounds)
    content: dict[str, Any] = {
        "machine": {"cores": cores(), "processor": processor, "python": platform.python_version()},
        "ratios": {ratio.meaning: value for ratio, (value, _) in ratios(rounds).items()},
        "ways": {way: asdict(made) for way, made in ways.items()},
        "growth": [asdict(made) for made in growth],
        "left_out": dict(left_out),
    }
    path = folder / f"{name}.json"
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"\nWritten: {path}")
    if find_spec("matplotlib") is None:
        print("Left out: the picture. The package matplotlib is not installed.")
        return
    plot(ways, growth, path.with_suffix(".svg"))
    print(f"Written: {path.with_suffix('.svg')}")


def plot(ways: Mapping[str, Run], growth: Sequence[Run], path: Path) -> None:
    """A bar for each way and a line for the growth, as one small picture."""
    import matplotlib as mpl  # optional

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "bench"
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
    left.set_visible(bool(ways))
    names = [way for way in ("a", "b", "c", "k", "k2", "f", "d", "e", "h", "g") if way in ways]
    bars = left.barh(names[::-1], [ways[way].each for way in names[::-1]], color="#7a1f2b")
    left.bar_label(bars, [f"{ways[way].each:.3f} s" for way in names[::-1]], padding=3)
    scale = "log" if names else "linear"
    left.set(xscale=scale, xlabel="seconds a report, after the start", title="The ways")
    right.set_visible(bool(growth))
    right.plot([made.units for made in growth], [made.total for made in growth], "o-", color="#7a1f2b")
    scale = "log" if growth else "linear"
    right.set(
        xscale=scale, yscale=scale, xlabel="units", ylabel="seconds in all", title="The batch, all cores"
    )
    figure.savefig(path, metadata={"Date": None})
