"""The ways to make reports that the benchmark compares, by their letters and names.

This module imports nothing heavy: the process that takes the times imports it and must stay small. The code
of a way lies in a module of its own, which only the process of that way loads.
"""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """One way to make reports; ``function`` is `module:function` below this package."""

    letter: str
    name: str
    what: str
    function: str
    slow: bool = False
    """Runs once, on few of the units; the others run several times and the median counts."""
    every_core: bool = False
    """Runs as one process for each core at once, each with its share of the units."""
    needs: str = ""
    """The module of an optional package without which the way is left out."""

    def __str__(self) -> str:
        return f"{self.letter} ({self.name})"


_ALL = (
    Way("a", "commands", "the papermill command, then the nbconvert command", "commands:commands", slow=True),
    Way(
        "b", "kernels", "papermill and nbconvert in one process, a kernel each", "kernels:kernels", slow=True
    ),
    Way(
        "c",
        "ploomber",
        "the same with ploomber-engine instead of a kernel",
        "kernels:ploomber",
        slow=True,
        needs="ploomber_engine",
    ),
    Way("g", "bare", "the floor: the library's calls in a loop, no notebook", "bare:bare"),
    Way("h", "bare-forked", "the calls of g, each report in a forked process", "bare_forked:bare_forked"),
    Way("d", "one-worker", "inspection batch --jobs 1", "batch:one_worker"),
    Way("e", "all-workers", "inspection batch, a worker for each core", "batch:all_workers"),
    Way("f", "dask", "inspection batch --executor dask", "batch:dask_workers", needs="distributed"),
    Way("k", "forked-kernels", "real kernels, forked from a warm parent", "forked:forked_kernel_each"),
    Way("g2", "bare-every-core", "g in one process for each core", "bare:bare", every_core=True),
    Way(
        "k2",
        "forked-kernels-every-core",
        "k in one process for each core",
        "forked:forked_kernel_each",
        every_core=True,
    ),
)
WAYS = {way.letter: way for way in _ALL}
"""In the order in which they run."""


def cores() -> int:
    """The cores of this machine."""
    return os.cpu_count() or 1
