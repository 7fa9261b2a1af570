"""What cases come to: worked examples, and what holds for each way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.judging import assess, finding_statement
from inspection_lib.judging.observed import reduced
from inspection_lib.model import Cases, CasesTerms, Derived, ObservedCase, Outcome, Reduce
from tests.builders import an_inspection
from tests.definitions.checklist.schemes import answers_to, scheme

CHECKLIST = scheme("mau-ho-so")


def points(item: str, raw: str) -> Decimal | None:
    found = answers_to(CHECKLIST, {item: raw})
    findings = assess(an_inspection(CHECKLIST, found)).findings
    return next(finding.points for finding in findings if finding.item_id == item)


@pytest.mark.parametrize(
    ("item", "raw", "expected"),
    [
        ("FILES", "340: 1=yes; 2=yes; 3=yes; 4=no", "2"),
        ("FILES", "3: 1=yes; 2=yes; 3=no", "1.33"),
        ("FILES", "1=no", "0"),
        ("FILES", "n/a", None),
        ("MEAN", "a=5; b=4; c=1", "1.17"),
        ("MEAN", "a=5", "2"),
        ("MEDIAN", "a=4; b=30; c=5", "2"),
        ("MEDIAN", "a=4; b=5; c=6; d=30", "1"),
        ("WORST", "a=3; b=15; c=9", "2"),
        ("WORST", "a=3; b=16", "0"),
    ],
)
def test_cases_come_to_a_figure_that_is_judged(item: str, raw: str, expected: str | None) -> None:
    """The worked examples of docs/scoring.md."""
    assert points(item, raw) == (None if expected is None else Decimal(expected))


def test_a_finding_states_the_share_of_the_sample() -> None:
    """Its places are those of a share."""
    item = CHECKLIST.item("FILES")
    assert item is not None
    value = answers_to(CHECKLIST, {"FILES": "340: 1=yes; 2=no; 3=no"})["FILES"].value
    said = finding_statement(item, Outcome.FAIL, value, 2026)
    assert said.vi == "Chỉ 1 trong 3 hồ sơ đã xem đạt (33,33\N{NO-BREAK SPACE}%)"


FIGURES = st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=6)


@given(FIGURES, st.sampled_from([Reduce.MEAN, Reduce.MEDIAN, Reduce.WORST]), st.booleans(), st.data())
def test_a_better_case_never_makes_the_figure_worse(
    figures: list[Decimal], way: Reduce, lower: bool, data: st.DataObject
) -> None:
    """Exact, in any order of the rows."""
    place = data.draw(st.integers(0, len(figures) - 1))
    step = data.draw(st.decimals(0, 5, places=2))
    better = list(figures)
    better[place] = max(Decimal(0), better[place] - step) if lower else better[place] + step

    def figure(values: list[Decimal]) -> Fraction:
        rows = tuple(ObservedCase(f"D{number}", value) for number, value in enumerate(values))
        found = reduced(CasesTerms(way, lower), Cases(rows))
        assert isinstance(found, Derived)
        return found.value

    assert figure(figures[::-1]) == figure(figures)
    assert (figure(better) <= figure(figures)) if lower else (figure(better) >= figure(figures))
    if way is Reduce.MEAN:
        assert figure(figures) == sum(map(Fraction, figures), Fraction(0)) / len(figures)


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.integers(0, 7))
def test_a_case_that_is_mended_never_lowers_the_points(results: list[bool], place: int) -> None:
    """The share is that of the cases that were looked at."""

    def worth(found: list[bool]) -> Decimal:
        rows = "; ".join(f"D{number}={'yes' if one else 'no'}" for number, one in enumerate(found))
        known = points("FILES", rows)
        assert known is not None
        return known

    mended = [*results]
    mended[place % len(results)] = True
    assert worth(mended) >= worth(results)
