"""The register of numbers: what is free, what is taken, and lines that are none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.render.official import (
    Numbered,
    give_numbers,
    holding_numbers,
    read_numbers,
    write_numbers,
)
from tests.makers.forks import at_once

FIRST, SECOND, THIRD = (
    Numbered(2017, "TB-SNV", 0, f"thong-bao-ket-luan.2017-dot-1.{unit}", "", "2017-06-30T02:00:00Z")
    for unit in ("060", "061", "062")
)


def numbers(*papers: Numbered) -> list[int]:
    return [paper.number for paper in papers]


def test_each_series_of_a_year_begins_with_1() -> None:
    """Another symbol and another year are other series; what is given is not given again."""
    given = give_numbers((), [FIRST, SECOND], None)
    assert numbers(*given) == [1, 2]
    for paper in (replace(THIRD, year=2018), replace(THIRD, symbol="BC-SNV")):
        assert numbers(*give_numbers(given, [paper], None)) == [1]
    assert numbers(*give_numbers(give_numbers((), [FIRST], 40), [SECOND, FIRST], None)) == [41, 40]
    about = [
        replace(FIRST, paper="bao-cao-ket-qua.2017-dot-1", units=units) for units in ("060 061", "062 063")
    ]
    assert numbers(*give_numbers((), about, None)) == [1, 2]


def test_numbers_of_other_papers_are_all_told_at_once() -> None:
    """With the paper, and the number that is free; numbers from the first on may not overlap either."""
    given = give_numbers((), [FIRST, SECOND], 7)
    with pytest.raises(InvalidFilesError) as told:
        give_numbers(given, [SECOND, THIRD], 7)
    assert len(told.value.problems) == 2
    for words in ("07/TB-SNV", "2017", FIRST.paper, SECOND.paper, "9"):
        assert words in str(told.value)
    assert numbers(*give_numbers(given, [FIRST, SECOND], 7)) == [7, 8]


def test_the_register_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Without one it is empty; nothing new writes nothing; a line that somebody spoiled is named."""
    assert read_numbers(tmp_path) == ()
    write_numbers(tmp_path, (), ())
    path = tmp_path / "papers" / "numbers.csv"
    assert not path.exists()
    given = give_numbers((), [FIRST], None)
    write_numbers(tmp_path, (), given)
    write_numbers(tmp_path, given, give_numbers(given, [FIRST, SECOND], None))
    assert read_numbers(tmp_path) == give_numbers((), [FIRST, SECOND], None)
    path.write_text(f"{path.read_text('utf-8')}2017,TB-SNV,x,y,,\n", encoding="utf-8")
    with pytest.raises(InvalidFilesError) as told:
        read_numbers(tmp_path)
    (problem,) = told.value.problems
    assert (problem.file, problem.line) == ("papers/numbers.csv", 4)


def test_papers_that_are_numbered_at_one_moment_get_each_its_own(tmp_path: Path) -> None:
    """The second command waits until the register holds what the first one gave."""

    def number(place: int) -> None:
        for unit in range(5):
            paper = replace(FIRST, paper=f"{place}.{unit}")
            with holding_numbers(tmp_path):
                given = read_numbers(tmp_path)
                write_numbers(tmp_path, given, give_numbers(given, [paper], None))

    at_once(3, number)
    given = read_numbers(tmp_path)
    assert numbers(*given) == list(range(1, 16))
    assert len({one.paper for one in given}) == 15
