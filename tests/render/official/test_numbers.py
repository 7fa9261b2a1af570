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
    keep_years,
    number_of_annex,
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


def refusals(given: tuple[Numbered, ...], papers: list[Numbered], first: int | None) -> list[str]:
    with pytest.raises(InvalidFilesError) as told:
        give_numbers(given, papers, first)
    return [str(problem) for problem in told.value.problems]


def test_numbers_of_other_papers_are_all_told_at_once() -> None:
    """With the paper that has it, and the number that `next` really gives to each of the papers."""
    given = give_numbers((), [FIRST, SECOND], 7)
    third, fourth = refusals(given, [THIRD, replace(THIRD, paper="x.2017-dot-1.063")], 7)
    for told, number, owner, free in ((third, "07", FIRST, "09"), (fourth, "08", SECOND, "10")):
        assert f"The number {number}/TB-SNV of 2017 was given to another paper: {owner.paper}." in told
        assert told.endswith(f" gets {free}/TB-SNV.")
    assert numbers(*give_numbers(given, [FIRST, SECOND], 7)) == [7, 8]


def test_a_paper_has_one_number() -> None:
    """Another one of the year, and any one of another year, are refused with the one that it has."""
    given = give_numbers((), [FIRST, SECOND], None)
    later = replace(SECOND, year=2018)
    for papers, first in (([SECOND], 9), ([SECOND], 1), ([later], 2), ([later], None), ([SECOND, THIRD], 3)):
        (told,) = refusals(given, papers, first)
        assert f"{SECOND.paper} has the number 02/TB-SNV of 2017 already" in told
    assert numbers(*give_numbers(given, [SECOND, THIRD], 2)) == [2, 3]
    twice = (*given, replace(SECOND, number=9))  # of a register that was written by hand
    assert numbers(*give_numbers(twice, [SECOND], 2), *give_numbers(twice, [SECOND], None)) == [2, 9]


def test_a_paper_without_a_day_keeps_the_year_of_its_number() -> None:
    """A paper without a number, and one of another symbol, stay in the year that they are written in."""
    given = give_numbers((), [FIRST], None)
    today = [replace(paper, year=2026) for paper in (FIRST, SECOND, replace(FIRST, symbol="BC-SNV"))]
    assert [one.year for one in keep_years(given, today)] == [2017, 2026, 2026]


def test_an_annex_bears_the_number_of_a_paper_of_its_campaign() -> None:
    """Of the year asked, else of the last one. Without a register nothing can be compared."""
    given = (*give_numbers((), [FIRST], 5), replace(FIRST, year=2018, number=5, paper="x.2018-dot-1.060"))
    for campaign, year, line in (("2017-dot-1", None, 0), ("2018-dot-1", 2018, 1)):
        assert number_of_annex(given, "TB-SNV", 5, campaign, year) == given[line]
    assert number_of_annex((), "TB-SNV", 77, "2017-dot-1", None) is None
    for symbol, number, campaign, year in (
        ("TB-SNV", 77, "2017-dot-1", None),
        ("TB-", 5, "2017-dot-1", None),
        ("TB-SNV", 5, "2017-dot", None),
        ("TB-SNV", 5, "2017-dot-1", 2018),
    ):
        with pytest.raises(InvalidFilesError, match=f"{number:02d}/{symbol}"):
            number_of_annex(given, symbol, number, campaign, year)


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
