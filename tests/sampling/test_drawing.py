"""The draw: fixed by content and number, and by nothing else."""

from __future__ import annotations

import hashlib
from random import Random

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.sampling.drawing import (
    changed_register,
    draw,
    draw_again,
    population_text,
    same_draw,
    text_digest,
)
from tests.sampling.registers import NUMBER, an_order, cases_of, some_cases


def test_the_cases_are_ordered_by_the_digest_of_digest_number_and_line() -> None:
    """Written again in the test, as docs/sampling.md describes it."""
    text = "inspection-sample.1\tone_stop\tdossier\tdue\n" + "".join(
        f"{at}\t2017-01-05\t1\n" for at in sorted(map(str, range(200)))
    )
    cases = some_cases(200)
    assert population_text(cases) == text
    digest = hashlib.sha256(text.encode()).hexdigest()
    hashes = {
        str(at): hashlib.sha256(f"{digest}:{NUMBER}:{at}\t2017-01-05\t1".encode()).hexdigest()
        for at in range(200)
    }
    sample = draw(cases, an_order(20))
    assert [case.key for case in sample.cases] == sorted(hashes, key=hashes.__getitem__)[:20]
    assert (sample.digest, sample.population, sample.size) == (digest, 200, 20)
    assert [(case.code, case.order) for case in sample.cases[:1]] == [("M001", min(hashes.values()))]


def test_the_order_of_rows_changes_nothing_but_their_lines() -> None:
    """Nobody chooses by sorting."""
    rows = [case.cells for case in some_cases(100).rows]
    before = draw(cases_of(rows), an_order(10, "7"))
    Random(1).shuffle(rows)
    after = draw(cases_of(rows), an_order(10, "7"))
    assert same_draw(before, after)
    assert [case.line for case in before.cases] != [case.line for case in after.cases]


def test_another_number_or_another_cell_gives_another_draw() -> None:
    """Both are part of the order."""
    sample = draw(some_cases(100), an_order(10))
    other = draw(some_cases(100), an_order(10, number="482916"))
    rows = [case.cells for case in some_cases(100).rows]
    changed = draw(cases_of([("0", "2017-01-06"), *rows[1:]]), an_order(10))
    assert not same_draw(sample, other)
    assert not same_draw(sample, changed)
    assert [case.key for case in sample.cases] != [case.key for case in changed.cases]
    assert sample.digest in str(changed_register(sample, changed.digest))


def test_equal_rows_are_numbered() -> None:
    """Two equal rows are two cases; which of them is the second does not matter."""
    cases = cases_of([("1", "x"), ("2", "y"), ("1", "x")], key="")
    assert population_text(cases).splitlines()[1:] == ["1\tx\t1", "1\tx\t2", "2\ty\t1"]
    sample = draw(cases, an_order(5))
    assert (sample.size, {case.line for case in sample.cases}) == (3, {2, 3, 4})


def test_a_cell_cannot_pretend_to_be_two() -> None:
    """Tabs are no part of a cell, so a line has one reading; see test_register_cases."""
    one = population_text(cases_of([("a b", "c")]))
    other = population_text(cases_of([("a", "b c")]))
    assert text_digest(one) != text_digest(other)


def test_picks_stand_apart() -> None:
    """They change nothing in the draw; one that was drawn as well says so; twice is once."""
    plain = draw(some_cases(50), an_order(5))
    drawn = plain.cases[2].key
    missed = next(str(at) for at in range(50) if str(at) not in {case.key for case in plain.cases})
    picked = draw(some_cases(50), an_order(5, missed, drawn, missed))
    assert picked.cases == plain.cases
    assert [(pick.code, pick.key, pick.drawn) for pick in picked.picks] == [
        ("C001", missed, ""),
        ("C002", drawn, "M003"),
    ]


def test_picks_that_are_not_there_are_told_at_once() -> None:
    """With the option that named them."""
    with pytest.raises(InvalidFilesError) as refused:
        draw(some_cases(50), an_order(5, "50", "1", "fifty"))
    assert [problem.file for problem in refused.value.problems] == ["--pick"] * 2
    with pytest.raises(InvalidFilesError):  # nothing names a row
        draw(cases_of([("1", "x")], key=""), an_order(1, "1"))


def test_a_draw_is_repeated_by_its_own_columns() -> None:
    """A kind of register that got one more column since then draws the same."""
    sample = draw(some_cases(30), an_order(4, "3"))
    more = [(*case.cells, "new") for case in some_cases(30).rows]
    wider = cases_of(more)
    wider = type(wider)(wider.register, wider.file, ("dossier", "due", "more"), "dossier", wider.rows, 0)
    assert same_draw(draw_again(wider, sample), sample)
    assert draw(wider, an_order(4)).digest != sample.digest
