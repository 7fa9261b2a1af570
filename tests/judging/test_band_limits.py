"""Limits of the band: which conditions hold, and that silence and half a mending never help."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.judging.assessment import assess
from inspection_lib.judging.rules.recorded import Recorded
from inspection_lib.model import (
    BandLimit,
    Checklist,
    Item,
    ItemKind,
    LimitCondition,
    LimitSubject,
    NotApplicable,
    Number,
    Response,
    Scorecard,
)
from tests.builders import (
    a_checklist,
    a_ratio_item,
    a_response,
    a_share,
    an_inspection,
    an_item,
    no,
    yes,
)

GROUP, ITEM, FINDINGS = LimitSubject.GROUP, LimitSubject.ITEM, LimitSubject.FINDINGS


def condition(subject: LimitSubject, name: str, least: str = "", below: str = "") -> LimitCondition:
    return LimitCondition(subject, name, Decimal(least) if least else None, Decimal(below) if below else None)


def limited(checklist: Checklist, *conditions: LimitCondition, band: str = "weak") -> Checklist:
    return replace(checklist, limits=(BandLimit(conditions, band),))


def a_count(item_id: str) -> Item:
    return replace(an_item(item_id, Decimal(0), Recorded(), ItemKind.OCCURRENCES), rule_name="recorded")


def card(checklist: Checklist, answers: dict[str, Response], *, submitted: bool = True) -> Scorecard:
    return assess(an_inspection(checklist, answers, submitted=submitted)).scorecard


def band(scorecard: Scorecard) -> str:
    assert scorecard.band is not None
    return scorecard.band.id


def number(value: int) -> Response:
    return a_response(Number(Decimal(value)))


@pytest.mark.parametrize(("first", "second", "expected"), [(1, 9, "good"), (0, 9, "weak"), (1, 5, "average")])
def test_a_weak_group_limits_the_band(first: int, second: int, expected: str) -> None:
    """Below half of area A0 the band is 'weak', though 9 of 10 points are there."""
    checklist = a_checklist([[a_ratio_item("X", Decimal(1))], [a_ratio_item("Y", Decimal(9))]])
    for group in ("A0", "C0"):
        limit = limited(checklist, condition(GROUP, group, below="0.5"))
        answers = {"X": a_share(first, 1), "Y": a_share(second, 9)}
        assert band(card(limit, answers)) == expected


def test_a_share_on_the_border_is_not_below_it() -> None:
    """Half is not below half; a group that does not apply limits nothing."""
    checklist = limited(
        a_checklist([[a_ratio_item("X")], [a_ratio_item("Y", Decimal(9))]]),
        condition(GROUP, "A0", below="0.5"),
    )
    assert band(card(checklist, {"X": a_share(1, 2), "Y": a_share(1, 1)})) == "good"
    assert band(card(checklist, {"X": a_response(NotApplicable(), "lý do"), "Y": a_share(1, 1)})) == "good"


def test_all_conditions_of_a_limit_must_hold() -> None:
    """One major finding and eleven minor ones, but not either of them alone."""
    checklist = limited(
        a_checklist([[an_item("P"), a_count("M"), a_count("N")]]),
        condition(ITEM, "M", "1"),
        condition(ITEM, "N", "11"),
    )
    found = {
        (major, minor): band(card(checklist, {"P": yes(), "M": number(major), "N": number(minor)}))
        for major in (0, 1)
        for minor in (10, 11)
    }
    assert found == {(0, 10): "good", (0, 11): "good", (1, 10): "good", (1, 11): "weak"}


def test_silence_is_never_better_than_an_answer() -> None:
    """Once the record is submitted an item without an answer limits as its worst answer would."""
    checklist = limited(a_checklist([[an_item("P"), a_count("M")]]), condition(ITEM, "M", "1"))
    silent = card(checklist, {"P": yes()})
    assert (band(silent), silent.capped_by) == ("weak", ("M",))
    assert band(card(checklist, {"P": yes()}, submitted=False)) == "good"
    assert band(card(checklist, {"P": yes(), "M": a_response(NotApplicable(), "lý do")})) == "good"


def test_a_limit_and_a_knock_out_item_that_cap_together_are_told_apart() -> None:
    """The item that does both is named as a knock-out item."""
    items = [an_item("A", Decimal(18)), an_item("K", cap="average"), a_count("M")]
    checklist = limited(a_checklist([items]), condition(ITEM, "M", "1"))
    both = card(checklist, {"A": yes(), "K": no(), "M": number(1)})
    assert (band(both), both.capped_by, both.limited_by) == ("weak", ("K", "M"), ("M",))
    alone = card(checklist, {"A": yes(), "K": no(), "M": number(0)})
    assert (alone.capped_by, alone.limited_by) == (("K",), ())


def test_a_share_of_an_answer_can_limit() -> None:
    """A ratio has its share as its figure; 0 of 0 has none and limits nothing."""
    item = replace(a_ratio_item("R", Decimal(0)), rule=Recorded())
    checklist = limited(a_checklist([[an_item("P"), item]]), condition(ITEM, "R", below="0.9"))
    shares = [a_share(89, 100), a_share(9, 10), a_share(0, 0)]
    assert [band(card(checklist, {"P": yes(), "R": share})) for share in shares] == ["weak", "good", "good"]


def test_graver_findings_count_with_the_others() -> None:
    """Two findings of medium severity or graver limit: two failures of high severity are two of them."""
    items = [an_item(name) for name in ("X", "Y")]
    checklist = limited(
        a_checklist([[*items, an_item("Z", Decimal(98))]]), condition(FINDINGS, "medium", "2")
    )
    assert band(card(checklist, {"X": no(), "Y": no(), "Z": yes()})) == "weak"
    assert band(card(checklist, {"X": no(), "Y": yes(), "Z": yes()})) == "good"
    assert band(card(checklist, {"X": no(), "Z": yes()})) == "weak"


SHARES = st.tuples(st.integers(0, 6), st.integers(1, 6)).map(lambda pair: (min(pair), max(pair)))
SEVERITIES = st.sampled_from(["critical", "high", "medium", "low"])


@given(st.lists(SHARES, min_size=2, max_size=5), SEVERITIES, st.integers(1, 4), SHARES, st.data())
def test_a_better_answer_never_lowers_the_band(
    shares: list[tuple[int, int]], severity: str, least: int, share: tuple[int, int], data: st.DataObject
) -> None:
    """Neither a weak group nor a number of findings limits more after an item was mended."""
    items = [
        replace(
            a_ratio_item(f"I{number}"), severity=data.draw(st.sampled_from(list(type(an_item("X").severity))))
        )
        for number, _ in enumerate(shares)
    ]
    checklist = replace(
        a_checklist([items]),
        limits=(
            BandLimit((condition(FINDINGS, severity, str(least)),), "average"),
            BandLimit((condition(GROUP, "A0", below="0.6"),), "weak"),
        ),
    )
    answers = {f"I{number}": a_share(*one) for number, one in enumerate(shares)}
    place = data.draw(st.sampled_from(sorted(answers)))
    worse = card(checklist, answers | {place: a_share(*share)}).band
    better = card(checklist, answers | {place: a_share(share[1], share[1])}).band
    assert worse is not None
    assert better is not None
    assert better.from_score >= worse.from_score
