"""Run ways and take their times.

Each way runs in a process of its own, which a small process starts (`python -m benchmarks.measure`): what the
children of that one used is what the way used, and other ways are not counted. Linux counts the memory of the
starting process as the child's, so this module imports nothing heavy.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from resource import RUSAGE_CHILDREN, getrusage

from benchmarks.ways import WAYS, Way, cores


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a way: ``start`` is seconds to the first report, ``each`` seconds a report after it.

    ``total`` is the whole run in seconds, ``cpu`` processor seconds of all its processes, start included;
    ``memory`` the most bytes one of them held.
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where reports are made: the workbench's folder, a campaign in it, and the Python of way c."""

    folder: str
    campaign: str
    ploomber: str = sys.executable

    def python(self, way: Way) -> str:
        """The Python that runs a way."""
        return self.ploomber if way.needs == "ploomber_engine" else sys.executable


class WayFailedError(Exception):
    """A way ended with an error; the text holds what it wrote."""


def missing(way: Way, python: str) -> str:
    """Why a way cannot run with this Python; empty when it can."""
    if not way.needs:
        return ""
    if shutil.which(python) is None:
        return f"there is no Python at {python}"
    script = "import sys, importlib.util; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)"
    found = subprocess.run([python, "-c", script, way.needs], capture_output=True, check=False)  # noqa: S603
    return f"the module {way.needs} is not installed for {python}" if found.returncode else ""


def rounds_of(
    ways: Sequence[Way], place: Place, units: Sequence[str], few: Sequence[str], rounds: int
) -> Iterator[Run]:
    """The runs of all ways: the slow ones once, on ``few`` units; then the others in turn, round by round."""
    for way in (way for way in ways if way.slow):
        yield run(way, place, few)
    for _ in range(rounds):
        for way in (way for way in ways if not way.slow):
            yield run_on_every_core(way, place, units) if way.every_core else run(way, place, units)


def grow(place: Place, units: Sequence[str]) -> Iterator[Run]:
    """The batch with a worker for each core, over 10, 100, 1,000 and all units."""
    for count in (10, 100, 1_000, len(units)):
        if count <= len(units):
            yield run(WAYS["e"], place, units[:count])


def run(way: Way, place: Place, units: Sequence[str]) -> Run:
    """Run a way and take its times; raises :class:`WayFailedError`."""
    return _taken(way, _start(way, place, units))


def run_on_every_core(way: Way, place: Place, units: Sequence[str]) -> Run:
    """One process for each core at once, each with its share of the units.

    With bare loops it shows what the machine gains from its cores.
    """
    shares = [units[start :: cores()] for start in range(cores())]
    running = [_start(way, place, share) for share in shares if share]
    made = [_taken(way, process) for process in running]
    return Run(
        way=way.letter,
        units=len(units),
        start=max(one.start for one in made),
        each=statistics.mean(one.each for one in made) / len(made),
        total=max(one.total for one in made),
        cpu=sum(one.cpu for one in made),
        memory=max(one.memory for one in made),
    )


def _start(way: Way, place: Place, units: Sequence[str]) -> subprocess.Popen[str]:
    command = [place.python(way), "-m", "benchmarks.measure", way.letter, place.folder, place.campaign]
    environment = os.environ | {"PLOOMBER_STATS_ENABLED": "false"}
    process = subprocess.Popen(  # noqa: S603  (this interpreter, our own words)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdin
    process.stdin.write(" ".join(units))
    process.stdin.close()
    process.stdin = None  # communicate() would write to it
    return process


def _taken(way: Way, process: subprocess.Popen[str]) -> Run:
    output, errors = process.communicate()
    if process.returncode != 0:
        raise WayFailedError(f"Way {way} failed:\n{errors.strip()}")
    return Run(**json.loads(output.splitlines()[-1]))


def main() -> None:
    """In the small process: run a way as a child and print its times with what all its processes used."""
    way, folder, campaign = sys.argv[1:]
    units = sys.stdin.read().split()
    asked = time.time()
    command = [sys.executable, "-m", "benchmarks.ways", way, folder, campaign, str(asked), *units]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    total = time.time() - asked
    times = sorted(json.loads(done.stdout.splitlines()[-1]))
    # Every report of the commands starts anew; two reports are needed to leave the start out.
    whole = WAYS[way].letter == "a" or len(times) == 1
    each = total / len(times) if whole else (times[-1] - times[0]) / (len(times) - 1)
    used = getrusage(RUSAGE_CHILDREN)
    cpu, memory = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
    print(json.dumps(asdict(Run(way, len(units), times[0], each, total, cpu, memory))))


if __name__ == "__main__":
    main()
