"""Scores as properties over random inspections, and each outcome apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.judging.assessment import assess
from inspection_lib.judging.scoring import score
from inspection_lib.model import (
    BandsBy,
    Case,
    Checklist,
    Condition,
    Exemption,
    NotApplicable,
    Outcome,
    Response,
    Rounding,
    ScoreState,
    Verdict,
)
from tests.builders import (
    A_TEXT,
    a_checklist,
    a_fact,
    a_ratio_item,
    a_response,
    a_share,
    an_inspection,
    an_item,
    no,
    yes,
)

POINTS = st.decimals(min_value=Decimal("0.25"), max_value=10, places=2)
SHARES = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda pair: (min(pair), max(pair)))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Checklist, dict[str, Response], str]:
    """A checklist of 2 to 6 ratio items in 2 areas, answers to some, and one item of it."""
    count = draw(st.integers(2, 6))
    items = [a_ratio_item(f"I{number}", draw(POINTS)) for number in range(count)]
    split = draw(st.integers(1, count - 1))
    answered = {item.id: a_share(*draw(SHARES)) for item in items if draw(st.booleans())}
    return (
        a_checklist([items[:split], items[split:]]),
        answered,
        draw(st.sampled_from([item.id for item in items])),
    )


@given(cases(), SHARES)
def test_a_better_answer_never_lowers_a_total(
    case: tuple[Checklist, dict[str, Response], str], share: tuple[int, int]
) -> None:
    """More above the line gives at least the same ends of the range."""
    checklist, answers, item = case
    worse = assess(an_inspection(checklist, answers | {item: a_share(*share)})).scorecard.total
    better = assess(an_inspection(checklist, answers | {item: a_share(share[1], share[1])})).scorecard.total
    assert better.index_low is not None
    assert worse.index_low is not None
    assert worse.index_high is not None
    assert better.index_high is not None
    assert better.index_low >= worse.index_low
    assert better.index_high >= worse.index_high


@given(cases())
def test_an_unanswered_item_never_raises_the_lower_end(
    case: tuple[Checklist, dict[str, Response], str],
) -> None:
    """Taking an answer away leaves the lower end where it was, or lower."""
    checklist, answers, item = case
    with_answer = assess(an_inspection(checklist, answers | {item: a_share(1, 2)})).scorecard.total
    without = assess(
        an_inspection(checklist, {key: value for key, value in answers.items() if key != item})
    ).scorecard.total
    assert without.index_low is not None
    assert with_answer.index_low is not None
    assert without.index_low <= with_answer.index_low


@given(cases())
def test_what_does_not_apply_leaves_the_share_alone(case: tuple[Checklist, dict[str, Response], str]) -> None:
    """An item marked not applicable scores as if the checklist did not hold it."""
    checklist, answers, item = case
    marked = assess(an_inspection(checklist, answers | {item: a_response(NotApplicable(), "lý do")}))
    rest = tuple(finding for finding in marked.findings if finding.item_id != item)
    assert score(checklist, rest).total == marked.scorecard.total


@given(cases())
def test_the_maximum_is_reachable_and_order_does_not_matter(
    case: tuple[Checklist, dict[str, Response], str],
) -> None:
    """Best answers give 100, whatever the order of areas and items."""
    checklist, answers, _ = case
    best = {item.id: a_share(1, 1) for item in checklist.items}
    assert assess(an_inspection(checklist, best)).scorecard.total.index == 100
    turned = replace(checklist, areas=tuple(reversed(checklist.areas)))
    assert (
        assess(an_inspection(turned, answers)).scorecard.total
        == assess(an_inspection(checklist, answers)).scorecard.total
    )


@given(cases())
def test_the_gain_is_what_scoring_again_gives(case: tuple[Checklist, dict[str, Response], str]) -> None:
    """Mending a finding lifts the index by exactly the gain that was printed."""
    checklist, _, item = case
    answers = {known.id: a_share(1, 3) for known in checklist.items}
    before = assess(an_inspection(checklist, answers))
    after = assess(an_inspection(checklist, answers | {item: a_share(1, 1)}))
    finding = next(finding for finding in before.findings if finding.item_id == item)
    assert before.scorecard.total.index is not None
    assert after.scorecard.total.index is not None
    assert finding.gain == after.scorecard.total.index - before.scorecard.total.index


def test_an_unanswered_item_is_zero_only_once_submitted() -> None:
    """Before, the total is a range; after, it is final and the item counts below the line."""
    checklist = a_checklist([[an_item("A"), an_item("B")]])
    opened = assess(an_inspection(checklist, {"A": yes()})).scorecard.total
    closed = assess(an_inspection(checklist, {"A": yes()}, submitted=True)).scorecard.total
    assert (opened.state, opened.index, opened.index_low, opened.index_high) == (
        ScoreState.RANGE,
        None,
        50,
        100,
    )
    assert (closed.state, closed.index) == (ScoreState.FINAL, 50)


@dataclass(frozen=True)
class BrokenRule:
    """A rule that always breaks."""

    def judge(self, case: Case) -> Verdict:
        raise ZeroDivisionError("broken on purpose")

    def best_points(self) -> Decimal | None:
        return None


def test_a_broken_rule_withholds_its_area_and_the_total_alone() -> None:
    """The rule becomes an error finding with its name; the other area keeps its score."""
    checklist = a_checklist([[an_item("A", rule=BrokenRule())], [an_item("B")]])
    assessment = assess(an_inspection(checklist, {"A": yes(), "B": yes()}))
    states = [part.state for _, part in assessment.scorecard.areas]
    assert assessment.findings[0].outcome is Outcome.ERROR
    assert states == [ScoreState.WITHHELD, ScoreState.FINAL]
    assert (assessment.scorecard.total.state, assessment.scorecard.total.index) == (ScoreState.WITHHELD, None)


def test_a_knock_out_caps_the_band_also_when_it_is_not_answered() -> None:
    """9 of 10 points would be 'good'; a knock-out item that failed or was never answered leaves 'average'."""
    checklist = a_checklist([[an_item("A", Decimal(9)), an_item("K", cap="average")]])
    for answers in ({"A": yes(), "K": no()}, {"A": yes()}):
        card = assess(an_inspection(checklist, answers, submitted=True)).scorecard
        assert card.band is not None
        assert card.uncapped_band is not None
        assert (card.band.id, card.uncapped_band.id, card.capped_by) == ("average", "good", ("K",))


def test_conditions_and_exemptions_take_items_out() -> None:
    """An item does not apply when its condition fails or its unit is exempt; an open condition waits."""
    steered = replace(an_item("B"), applies_when=Condition("F", ("yes",)))
    exempt = replace(an_item("C"), exemptions=(Exemption(("060",), A_TEXT),))
    checklist = a_checklist([[a_fact("F"), steered, exempt]])

    def outcomes(answers: dict[str, Response]) -> list[Outcome]:
        return [finding.outcome for finding in assess(an_inspection(checklist, answers)).findings]

    assert outcomes({"F": no(), "B": yes()}) == [Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE]
    assert outcomes({"F": yes(), "B": yes()}) == [Outcome.PASS, Outcome.PASS, Outcome.NOT_APPLICABLE]
    assert outcomes({"B": yes()}) == [Outcome.UNANSWERED, Outcome.UNANSWERED, Outcome.NOT_APPLICABLE]


def test_claim_and_finding_stand_side_by_side() -> None:
    """The unit's claim is scored by the same rules and does not touch the inspectors' score."""
    checklist = a_checklist([[an_item("A"), an_item("B")]])
    assessment = assess(
        an_inspection(checklist, {"A": yes(), "B": no()}, {"A": yes(), "B": yes()}, submitted=True)
    )
    assert (assessment.scorecard.total.index, assessment.claim_scorecard.total.index) == (50, 100)


def test_a_cap_that_lowers_nothing_is_not_named() -> None:
    """1 of 10 points is 'weak' anyway; a cap on the band reached caps nothing; an open record has no band."""
    weak = a_checklist([[an_item("A", Decimal(9)), an_item("K", cap="average")]])
    low = assess(an_inspection(weak, {"A": no(), "K": no()}, submitted=True)).scorecard
    assert (low.band, low.capped_by) == (low.uncapped_band, ())
    equal = a_checklist([[an_item("A", Decimal(6)), an_item("K", Decimal(4), cap="average")]])
    card = assess(an_inspection(equal, {"A": yes(), "K": no()}, submitted=True)).scorecard
    assert (card.band, card.capped_by) == (card.uncapped_band, ())
    assert assess(an_inspection(weak, {"K": no()})).scorecard.capped_by == ()


def test_only_the_caps_below_the_band_reached_are_named() -> None:
    """Of two failed knock-out items the one that caps at 'average' lowers 'good'; one at 'good' does not."""
    items = [an_item("A", Decimal(8)), an_item("G", cap="good"), an_item("K", cap="average")]
    card = assess(an_inspection(a_checklist([items]), {"A": yes(), "G": no(), "K": no()}, submitted=True))
    assert card.scorecard.capped_by == ("K",)


def test_version_2_gives_bands_by_the_exact_index() -> None:
    """79.996 is printed as 80.00: version 1 rounds it up into the band, version 2 does not."""
    checklist = a_checklist([[an_item("A", Decimal("79.996")), an_item("B", Decimal("20.004"))]])
    checklist = replace(checklist, rounding=Rounding(3))
    found = {"A": yes(), "B": no()}

    def band(by: BandsBy, decimals: int) -> tuple[Decimal | None, str]:
        judged = assess(an_inspection(replace(checklist, bands_by=by), found, submitted=True)).findings
        card = score(replace(checklist, bands_by=by, rounding=Rounding(decimals)), judged)
        assert card.band is not None
        return card.total.index, card.band.id

    assert band(BandsBy.ROUNDED, 2) == (Decimal("80.00"), "good")
    assert band(BandsBy.EXACT, 2) == (Decimal("80.00"), "average")
    assert band(BandsBy.EXACT, 3) == (Decimal("79.996"), "average")
