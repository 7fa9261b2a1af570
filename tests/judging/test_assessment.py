"""What an assessment says besides points: contradictions, registers, evidence, severity."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from inspection_lib.judging.assessment import assess
from inspection_lib.judging.rules.consistency import DifferenceEquals
from inspection_lib.judging.rules.deadlines import DateDeadline, DueDay
from inspection_lib.judging.rules.evidence import TextWithEvidence
from inspection_lib.language import in_english
from inspection_lib.model import (
    Assessment,
    CheckLine,
    Choice,
    CrossCheck,
    Day,
    Figure,
    Finding,
    FreeText,
    Item,
    ItemKind,
    Measure,
    NotApplicable,
    Outcome,
    Response,
    Severity,
)
from tests.builders import (
    A_TEXT,
    a_checklist,
    a_ratio_item,
    a_response,
    a_share,
    an_inspection,
    an_item,
    no,
    yes,
)

LATE = DifferenceEquals(
    "difference_equals", Figure("R", "denominator"), Figure("R", "numerator"), Figure("S", "denominator")
)


def checks_of(
    items: list[Item], found: dict[str, Response], *measures: Measure, lines: tuple[CheckLine, ...] = ()
) -> list[Finding]:
    inspection = replace(an_inspection(a_checklist([items], lines), found, submitted=True), measures=measures)
    return list(assess(inspection).checks)


@pytest.mark.parametrize(
    ("found", "ids"),
    [
        ({"R": a_share(90, 100), "S": a_share(5, 10)}, []),
        ({"R": a_share(90, 100), "S": a_share(5, 9)}, ["K1"]),
        ({"R": a_share(90, 100)}, []),
        ({"R": a_share(90, 100), "S": a_response(NotApplicable(), "reason")}, []),
    ],
)
def test_figures_that_contradict_each_other_are_a_finding(found: dict[str, Response], ids: list[str]) -> None:
    """100 less 90 must be the 10 of the other item; where a figure is missing there is no finding."""
    lines = (CheckLine("K1", "difference_equals", LATE, A_TEXT, Severity.MEDIUM),)
    made = checks_of([a_ratio_item("R"), a_ratio_item("S")], found, lines=lines)
    assert [finding.id for finding in made] == ids
    assert all(not finding.scored and finding.points is None for finding in made)


@pytest.mark.parametrize(
    ("counted", "outof", "disagrees"),
    [(88, 100, False), (87, 100, True), (92, 100, False), (93, 100, True), (0, 0, False)],
)
def test_a_register_may_differ_up_to_the_tolerance(counted: int, outof: int, disagrees: bool) -> None:
    """An answer of 90 % stands with a register from 88 to 92 %; a register of nothing says nothing."""
    item = replace(a_ratio_item("R"), cross_check=CrossCheck("one_stop", "settled_on_time", Decimal("0.02")))
    measure = Measure("one_stop", "settled_on_time", counted, outof, (), "f", "d")
    made = checks_of([item], {"R": a_share(90, 100)}, measure)
    assert [finding.id for finding in made] == (["R.register"] if disagrees else [])


@pytest.mark.parametrize(
    ("response", "missing"),
    [
        (yes(), True),
        (a_response(Choice("yes"), evidence=("12/KH",)), False),
        (no(), False),
        (a_response(NotApplicable(), "reason"), False),
    ],
)
def test_points_without_the_evidence_demanded_are_a_finding(response: Response, missing: bool) -> None:
    """Evidence must back what earns points; a failure and what does not apply need none."""
    made = checks_of([replace(an_item("E"), evidence_required=True)], {"E": response})
    assert [finding.id for finding in made] == (["E.evidence"] if missing else [])


def test_the_units_evidence_removes_the_finding_and_a_refusal_brings_it_back() -> None:
    """What the unit named counts until the inspectors do not accept it."""
    item = replace(an_item("E"), evidence_required=True)
    claim = {"E": a_response(Choice("yes"), evidence=("12/KH",))}
    for found, expected in (
        (yes(), []),
        (a_response(Choice("yes"), evidence=("Không có",)), ["E.evidence"]),
        (a_response(Choice("yes"), evidence=("not accepted, because old",)), ["E.evidence"]),
    ):
        inspection = an_inspection(a_checklist([[item]]), {"E": found}, claim, submitted=True)
        assert [finding.id for finding in assess(inspection).checks] == expected


def test_words_for_none_are_no_evidence_of_a_text() -> None:
    """For the unit's claim and for the inspectors' answer alike; the unit's evidence lifts both."""
    rule = TextWithEvidence("text_with_evidence", Decimal(1), Decimal("0.5"))
    item = replace(an_item("T", rule=rule, kind=ItemKind.TEXT), rule_name="text_with_evidence")
    text = FreeText("initiative")

    def points(found: tuple[str, ...], claimed: tuple[str, ...]) -> tuple[Decimal | None, Decimal | None]:
        answers = {"T": a_response(text, evidence=found)}, {"T": a_response(text, evidence=claimed)}
        made = assess(an_inspection(a_checklist([[item]]), *answers, submitted=True))
        return made.findings[0].points, made.claim_findings[0].points

    half = Decimal("0.5")
    assert points((), ("Không có",)) == (half, half)
    assert points(("-",), ("0",)) == (half, half)
    assert points((), ("12/KH",)) == (1, 1)
    assert points(("Không có",), ("12/KH",)) == (half, 1)
    assert points(("12/KH",), ("chưa có",)) == (1, half)


@pytest.mark.parametrize(
    ("first", "last", "done", "points"),
    [
        (date(2017, 1, 1), date(2017, 12, 31), date(2018, 1, 10), 1),
        (date(2017, 1, 1), date(2017, 12, 31), date(2018, 1, 15), 1),
        (date(2017, 1, 1), date(2017, 12, 31), date(2018, 1, 16), 0),
        (date(2017, 7, 1), date(2018, 6, 30), date(2018, 1, 10), 1),
        (date(2017, 7, 1), date(2018, 6, 30), date(2019, 1, 10), 0),
    ],
)
def test_a_deadline_counts_from_the_year_in_which_the_period_begins(
    first: date, last: date, done: date, points: int
) -> None:
    """The annual report of 2017 is due on 15/1/2018; the due day itself is in time."""
    rule = DateDeadline("date_deadline", DueDay("01-15", "next"), Decimal(1))
    item = an_item("D", rule=rule, kind=ItemKind.DATE)
    inspection = an_inspection(a_checklist([[item]]), {"D": a_response(Day(done))}, submitted=True)
    campaign = replace(inspection.campaign, period_from=first, period_to=last)
    assert assess(replace(inspection, campaign=campaign)).findings[0].points == points


def test_the_score_at_the_register_takes_its_figures_where_they_contradict() -> None:
    """The item keeps its own outcome; the check says that something is to be clarified."""
    item = replace(a_ratio_item("R"), cross_check=CrossCheck("one_stop", "settled_on_time", Decimal("0.02")))
    inspection = an_inspection(
        a_checklist([[item, an_item("A")]]), {"R": a_share(100, 100), "A": yes()}, submitted=True
    )

    def judged(counted: int) -> Assessment:
        measure = Measure("one_stop", "settled_on_time", counted, 100, (), "f", "d")
        return assess(replace(inspection, measures=(measure,)))

    contradicted = judged(50)
    assert contradicted.scorecard.total.index == 100
    assert contradicted.register_scorecard is not None
    assert contradicted.register_scorecard.total.index == 75
    assert contradicted.findings[0].outcome is Outcome.PASS
    assert [check.outcome for check in contradicted.checks] == [Outcome.UNCLEAR]
    assert judged(99).register_scorecard is None


def test_a_closed_record_without_an_answer_of_the_inspectors_gives_no_points() -> None:
    """Nobody has inspected the unit: unanswered items are not 0."""
    inspection = an_inspection(a_checklist([[an_item("A")]]), {}, {"A": yes()}, submitted=True)
    assessment = assess(inspection)
    assert assessment.findings[0].points is None
    assert assessment.scorecard.band is None


def test_a_partial_result_is_one_step_less_grave_than_a_failure() -> None:
    """An item that is grave when it fails is of medium gravity when it is met in part."""
    item = replace(a_ratio_item("R"), severity=Severity.HIGH)
    severities = {
        share: assess(an_inspection(a_checklist([[item]]), {"R": a_share(share, 2)})).findings[0].severity
        for share in (0, 1)
    }
    assert severities == {0: Severity.HIGH, 1: Severity.MEDIUM}


def test_nothing_of_nothing_leaves_the_item_out_with_a_reason() -> None:
    """0 of 0 where the checklist says so: no points above or below the line."""
    assessment = assess(
        an_inspection(a_checklist([[a_ratio_item("R"), an_item("A")]]), {"R": a_share(0, 0), "A": yes()})
    )
    assert (assessment.findings[0].outcome, assessment.findings[0].points) == (Outcome.NOT_APPLICABLE, None)
    assert assessment.scorecard.total.maximum == 1


def test_an_item_marked_not_applicable_carries_the_note() -> None:
    """The reason that was given stands in the finding."""
    assessment = assess(
        an_inspection(a_checklist([[an_item("A")]]), {"A": a_response(NotApplicable(), "no counter")})
    )
    assert [value.value for value in assessment.findings[0].reason.values] == ["no counter"]


def test_not_applicable_without_a_reason_is_said() -> None:
    """Version 1 takes it; a dash is no reason."""
    made = assess(an_inspection(a_checklist([[an_item("A")]]), {"A": a_response(NotApplicable(), "-")}))
    assert made.findings[0].outcome is Outcome.NOT_APPLICABLE
    assert in_english(made.findings[0].reason) == "Marked as not applicable, without a reason."
