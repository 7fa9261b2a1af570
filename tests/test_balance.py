"""Each worker begins with its share of the slow files, and none is torn apart."""

from __future__ import annotations

from collections import Counter

from tests.balance import balanced


def test_slow_files_come_first_in_each_workers_stretch() -> None:
    sizes = {"a": 3, "slow b": 2, "c": 9, "slow d": 4, "slow e": 1, "f": 11}
    tests = [(file, number) for file, size in sizes.items() for number in range(size)]
    workers = 3
    ordered = balanced(tests, workers, lambda test: test[0], lambda test: test[0].startswith("slow"))
    assert Counter(ordered) == Counter(tests)
    length = len(tests) // workers
    stretches = [ordered[at : at + length] for at in range(0, len(tests), length)]
    assert [[file for file, _ in stretch if file.startswith("slow")] for stretch in stretches] == [
        ["slow b"] * 2,
        ["slow d"] * 4,
        ["slow e"],
    ]
    for stretch in stretches:
        slow = [file.startswith("slow") for file, _ in stretch]
        assert slow == sorted(slow, reverse=True)


def test_more_slow_tests_than_a_stretch_holds() -> None:
    tests = list(range(10))
    assert balanced(tests, 3, lambda _: "one file", lambda _: True) == tests
    assert balanced([], 4, str, lambda _: True) == []
