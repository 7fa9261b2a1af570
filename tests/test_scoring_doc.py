"""The calculation by hand in docs/scoring.md is what the engine computes."""

from __future__ import annotations

import re
from decimal import Decimal

from inspection_lib.assess import assess
from inspection_lib.model import ItemKind, Number, Outcome, ZeroDenominator
from inspection_lib.rules.values import Deduction, RatioLinear, RatioSteps, RatioThreshold, Step
from tests.builders import a_checklist, a_response, a_share, an_inspection, an_item
from tests.conftest import ROOT

NA = ZeroDenominator.NOT_APPLICABLE


def test_the_hand_calculation_is_what_the_engine_gives() -> None:
    """Points, maximum and score are read from the text, added up again, and compared with the engine's."""
    text = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| ([\d.]+) \| .* \| ([\d.]+|-) \|$", text, re.MULTILINE)
    written = {item: (Decimal(maximum), None if points == "-" else Decimal(points)) for item, maximum, points in rows}
    steps = RatioSteps("ratio_steps", (Step(Decimal("0.98"), Decimal("4.5")), Step(Decimal("0.95"), Decimal("3.375"))), NA)
    rules = {
        "C14": (steps, a_share(1190, 1210)),
        "A07": (RatioLinear("ratio_linear", Decimal("0.5"), Decimal(1), NA), a_share(3, 4)),
        "G10": (RatioThreshold("ratio_threshold", Decimal("0.3"), NA), a_share(10, 100)),
        "A05": (Deduction("deduction", Decimal("0.25"), Decimal("1.5")), a_response(Number(Decimal(1)))),
        "B03": (RatioLinear("ratio_linear", Decimal("0.5"), Decimal(1), NA), a_share(0, 0)),
    }
    assert set(rules) == set(written)
    items = [an_item(name, written[name][0], rule, ItemKind.RATIO) for name, (rule, _) in rules.items()]
    inspection = an_inspection(a_checklist([items]), {name: answer for name, (_, answer) in rules.items()}, submitted=True)
    assessment = assess(inspection)
    for finding in assessment.findings:
        assert finding.points == written[finding.item_id][1]
        assert (finding.outcome is Outcome.NOT_APPLICABLE) == (written[finding.item_id][1] is None)
    points = sum((value for _, value in written.values() if value is not None), Decimal(0))
    maximum = sum((top for top, value in written.values() if value is not None), Decimal(0))
    total = assessment.scorecard.total
    assert (total.points, total.maximum) == (points, maximum)
    said = re.search(r"= ([\d.]+) of .* = ([\d.]+) that apply; .* = ([\d.]+)\.$", text, re.MULTILINE)
    assert said is not None
    assert (Decimal(said[1]), Decimal(said[2]), Decimal(said[3])) == (points, maximum, total.index)
