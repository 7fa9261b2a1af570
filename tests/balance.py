"""The order of the tests of a run with several workers: each begins with its share of the slow ones.

pytest-xdist gives each worker a stretch of the list (`--dist worksteal`), and who has nothing left takes from
the end of another's. So the slow tests come first in each stretch, whole files together, for a file has one
JupyterLab or one Dask cluster: what is moved at the end is quick, and all workers are done at one time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

Test = TypeVar("Test")


def balanced(
    tests: Sequence[Test], workers: int, file_of: Callable[[Test], str], is_slow: Callable[[Test], bool]
) -> list[Test]:
    """The same tests in the order in which a run with ``workers`` workers should have them."""
    shares: list[list[Test]] = [[] for _ in range(workers)]
    quick: list[Test] = []
    for _, group in groupby(tests, file_of):
        of_file = list(group)
        if any(map(is_slow, of_file)):
            min(shares, key=len).extend(of_file)
        else:
            quick.extend(of_file)
    ordered: list[Test] = []
    for number, share in enumerate(shares):
        end = len(ordered) + (len(tests) - len(ordered)) // (workers - number)
        filling = max(0, end - len(ordered) - len(share))
        ordered += share + quick[:filling]
        del quick[:filling]
    return ordered + quick
