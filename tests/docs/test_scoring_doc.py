"""The total worked out by hand in docs/scoring.md is the one that the code computes."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from fractions import Fraction

from inspection_lib.judging.assessment import assess
from inspection_lib.model import Campaign
from inspection_lib.record.storage import EventStore
from inspection_lib.workbench import Workbench, load_inspection
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
LINES = re.findall(r"^\| (\w+) \| ([\d.]+) \| (.+?) \| (.+?) \| ([\d.]+|-) \|$", TEXT, re.MULTILINE)
AREAS = re.findall(r"^\| \*\*area (\w)\*\* \| ([\d.]+) \| \| \| ([\d.]+) \|$", TEXT, re.MULTILINE)


def worked_out(working: str) -> Fraction:
    """The value of a working such as `2 * (3/4 - 0.5) / (1 - 0.5)`, exact."""

    def value(node: ast.expr) -> Fraction:
        if isinstance(node, ast.Constant):
            return Fraction(ast.get_source_segment(working, node) or "")
        assert isinstance(node, ast.BinOp), working
        left, right = value(node.left), value(node.right)
        match node.op:
            case ast.Add():
                return left + right
            case ast.Sub():
                return left - right
            case ast.Mult():
                return left * right
            case _:
                return left / right

    return value(ast.parse(working, mode="eval").body)


def rounded(value: Fraction) -> Decimal:
    """Half up to two decimals."""
    return Decimal((value * 200 + 1).__floor__() // 2) / 100


def test_each_line_works_out_to_its_points() -> None:
    """The points of a line are its working, rounded half up once."""
    scored = [(working, Decimal(points)) for _, _, _, working, points in LINES if points != "-"]
    assert len(scored) > 50
    assert [rounded(worked_out(working)) for working, _ in scored] == [points for _, points in scored]


def test_the_total_by_hand_is_the_computed_one(
    workbench: Workbench, campaign: Campaign, sample_store: EventStore
) -> None:
    """Lines add up to areas, areas to the total, and `assess` computes the same figures and band."""
    assessment = assess(load_inspection(workbench, sample_store, campaign, "060"))
    computed = {finding.item_id: finding.points for finding in assessment.findings}
    by_hand = {item: None if points == "-" else Decimal(points) for item, _, _, _, points in LINES}
    assert by_hand == computed
    points = sum((value for value in by_hand.values() if value is not None), Decimal(0))
    maximum = sum((Decimal(top) for _, top, _, _, value in LINES if value != "-"), Decimal(0))
    assert (sum(Decimal(value) for _, _, value in AREAS), sum(Decimal(top) for _, top, _ in AREAS)) == (
        points,
        maximum,
    )
    by_hand_total = re.search(
        r"^Total ([\d.]+) of ([\d.]+) points .* = ([\d.]+); band: (\w+)\.$", TEXT, re.MULTILINE
    )
    assert by_hand_total is not None
    total, band = assessment.scorecard.total, assessment.scorecard.band
    assert band is not None
    assert (
        (Decimal(by_hand_total[1]), Decimal(by_hand_total[2]))
        == (points, maximum)
        == (total.points, total.maximum)
    )
    assert rounded(Fraction(points) / Fraction(maximum) * 100) == Decimal(by_hand_total[3]) == total.index
    assert by_hand_total[4] == band.id
