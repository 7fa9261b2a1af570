"""Forks of the test's process that act at one moment. New processes would spend most of it on imports."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable
from multiprocessing import get_context
from typing import TypeVar

Result = TypeVar("Result")


def at_once(number: int, work: Callable[[int], Result]) -> list[Result]:
    """What ``work`` returned in ``number`` forks, which it gets numbered from 0; an error fails the test.

    None begins before all are there.
    """
    context = get_context("fork")
    gate, results = context.Barrier(number), context.SimpleQueue()

    def one(place: int) -> None:
        gc.disable()  # what the test's process has open is not the fork's to close
        gate.wait()
        try:
            results.put((work(place), ""))
        except BaseException:
            results.put((None, traceback.format_exc()))

    processes = [context.Process(target=one, args=(place,)) for place in range(number)]
    for process in processes:
        process.start()
    found = [results.get() for _ in processes]
    for process in processes:
        process.join()
    assert [error for _, error in found if error] == []
    return [result for result, _ in found]
