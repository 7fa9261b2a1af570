"""Forks of the test's process that act at one moment. New processes would spend most of it on imports."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from typing import TypeVar

Result = TypeVar("Result")


def at_once(number: int, work: Callable[[], Result]) -> list[Result]:
    """What ``work`` returned in ``number`` forks; none begins before all are there."""
    context = get_context("fork")
    gate, results = context.Barrier(number), context.SimpleQueue()

    def one() -> None:
        gate.wait()
        results.put(work())

    processes = [context.Process(target=one) for _ in range(number)]
    for process in processes:
        process.start()
    found: list[Result] = [results.get() for _ in processes]
    for process in processes:
        process.join()
    return found
