"""Small values with sensible defaults, for tests that need only one thing of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from inspection_lib.judging.rules.choices import YesNo
from inspection_lib.judging.rules.recorded import Recorded
from inspection_lib.judging.rules.shares import RatioLinear
from inspection_lib.language.messages import Message, Text
from inspection_lib.model import (
    Answer,
    AnswerValue,
    Area,
    Band,
    Campaign,
    CheckLine,
    Checklist,
    Choice,
    Criterion,
    Decision,
    Finding,
    Inspection,
    Item,
    ItemKind,
    LegalState,
    Outcome,
    Ratio,
    Response,
    Rounding,
    Rule,
    Severity,
    Unit,
    ZeroDenominator,
)
from inspection_lib.report import office_of_before

A_TEXT = Text("vi", "en")
BANDS = (
    Band("good", Decimal(80), Text("Tốt", "Good")),
    Band("average", Decimal(50), Text("Trung bình", "Average")),
    Band("weak", Decimal(0), Text("Yếu", "Weak")),
)
LINEAR = RatioLinear("ratio_linear", Decimal(0), Decimal(1), ZeroDenominator.NOT_APPLICABLE)


def a_unit(code: str = "060") -> Unit:
    return Unit(code, "district", Text("Huyện", "District"), "06", Text("Chủ tịch", "Chairman"))


def a_campaign(unit: Unit) -> Campaign:
    return Campaign(
        id="c",
        title=A_TEXT,
        demonstration=True,
        decision=Decision(None, None, LegalState.TO_BE_VERIFIED, A_TEXT),
        lead=A_TEXT,
        period_from=date(2017, 1, 1),
        period_to=date(2017, 4, 30),
        visits_from=date(2017, 5, 22),
        visits_to=date(2017, 6, 16),
        concluded_on=date(2017, 6, 30),
        units=(unit,),
        parents=(),
        checklists=(("district", "k.v1"),),
        office=office_of_before(),
        team=(),
        digest="d",
    )


def an_item(
    item_id: str,
    points: Decimal = Decimal(1),
    rule: Rule | None = None,
    kind: ItemKind = ItemKind.YES_NO,
    cap: str | None = None,
) -> Item:
    return Item(
        item_id, A_TEXT, kind, points, rule or YesNo("yes_no"), "yes_no", severity=Severity.HIGH, cap=cap
    )


def a_ratio_item(item_id: str, points: Decimal = Decimal(1)) -> Item:
    return Item(item_id, A_TEXT, ItemKind.RATIO, points, LINEAR, "ratio_linear")


def a_fact(item_id: str) -> Item:
    return Item(item_id, A_TEXT, ItemKind.YES_NO, Decimal(0), Recorded(), "recorded")


def a_checklist(areas: Sequence[Sequence[Item]], checks: tuple[CheckLine, ...] = ()) -> Checklist:
    made = tuple(
        Area(
            f"A{number}",
            A_TEXT,
            sum((item.points for item in items), Decimal(0)),
            (Criterion(f"C{number}", A_TEXT, tuple(items)),),
        )
        for number, items in enumerate(areas)
    )
    total = sum((area.points for area in made), Decimal(0))
    return Checklist(
        "k",
        1,
        A_TEXT,
        A_TEXT,
        ("district",),
        date(2017, 1, 1),
        None,
        total,
        Rounding(2),
        BANDS,
        made,
        checks,
        "digest",
    )


def a_response(value: AnswerValue, note: str = "", evidence: tuple[str, ...] = ()) -> Response:
    return Response(value, "", note, evidence, None, "role", "2017-05-22")


def yes() -> Response:
    return a_response(Choice("yes"))


def no() -> Response:
    return a_response(Choice("no"))


def a_share(numerator: int, denominator: int) -> Response:
    return a_response(Ratio(Decimal(numerator), Decimal(denominator)))


def an_inspection(
    checklist: Checklist,
    found: dict[str, Response],
    claimed: dict[str, Response] | None = None,
    submitted: bool = False,
) -> Inspection:
    unit, claims = a_unit(), claimed or {}
    answers = {name: Answer(name, claims.get(name), found.get(name)) for name in {*found, *claims}}
    return Inspection(
        unit,
        None,
        a_campaign(unit),
        checklist,
        answers,
        submitted_at="2017-06-01" if submitted else "",
        chain_head="h",
        events=1,
    )


def a_finding(
    item_id: str, points: Decimal | None, maximum: Decimal = Decimal(1), outcome: Outcome = Outcome.PARTIAL
) -> Finding:
    return Finding(item_id, item_id, "r", outcome, maximum, points, Severity.LOW, Message("m"))


def a_mark(text: str) -> Fraction:
    return Fraction(text)
