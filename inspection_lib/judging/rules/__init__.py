"""The rules, by theme. A checklist names a rule by the value of its field `rule`.

A new rule is a class in a module of this package and a member of `ScoringRule` or `ConsistencyRule`; a
scoring rule is also listed under the kinds of answers that it judges, in `RULES_OF_KIND`.
"""

from __future__ import annotations

from inspection_lib.judging.rules.choices import Levels, YesNo
from inspection_lib.judging.rules.consistency import DifferenceEquals, Jump, NotMoreThan, NotTogether
from inspection_lib.judging.rules.curves import Curve
from inspection_lib.judging.rules.deadlines import DateDeadline
from inspection_lib.judging.rules.evidence import TextWithEvidence
from inspection_lib.judging.rules.given import PointsGiven
from inspection_lib.judging.rules.numbers import Deduction, NumberBounds
from inspection_lib.judging.rules.recorded import Recorded
from inspection_lib.judging.rules.shares import CountTarget, RatioLinear, RatioSteps, RatioThreshold
from inspection_lib.model import ItemKind

ScoringRule = (
    YesNo
    | Levels
    | Curve
    | RatioSteps
    | RatioLinear
    | RatioThreshold
    | CountTarget
    | Deduction
    | DateDeadline
    | NumberBounds
    | TextWithEvidence
    | PointsGiven
    | Recorded
)
ConsistencyRule = DifferenceEquals | NotMoreThan | Jump | NotTogether

RULES_OF_KIND: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.YES_NO: ("yes_no", "recorded"),
    ItemKind.LEVEL: ("levels", "recorded"),
    ItemKind.RATIO: ("ratio_steps", "ratio_linear", "ratio_threshold", "curve", "recorded"),
    ItemKind.COUNT: ("count_target", "curve", "recorded"),
    ItemKind.OCCURRENCES: ("deduction", "curve", "recorded"),
    ItemKind.DATE: ("date_deadline", "recorded"),
    ItemKind.NUMBER: ("number_bounds", "curve", "recorded"),
    ItemKind.CASES: (
        "ratio_steps",
        "ratio_linear",
        "ratio_threshold",
        "curve",
        "number_bounds",
        "recorded",
    ),
    ItemKind.COMPUTED: ("curve", "number_bounds", "recorded"),
    ItemKind.TEXT: ("text_with_evidence", "recorded"),
    ItemKind.POINTS: ("points_given", "recorded"),
}
"""The rules that can judge each kind of answer, by name."""

__all__ = ["RULES_OF_KIND", "ConsistencyRule", "ScoringRule"]
