"""Judge one inspection: rules, findings and points.

Pure: the same inspection always gives the same assessment.
"""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.judging.assessment import assess, judge_items
    from inspection_lib.judging.checks import (
        CLAIM_CHECK,
        EVIDENCE_CHECK,
        REGISTER_CHECK,
        RIVAL_CHECK,
        known_figures,
    )
    from inspection_lib.judging.comparison import change_of_unit
    from inspection_lib.judging.computed import compute
    from inspection_lib.judging.indicators import Figures, GroupScore, score_index
    from inspection_lib.judging.mending import mend_by, term_words
    from inspection_lib.judging.rules import RULES_OF_KIND, ConsistencyRule, ScoringRule
    from inspection_lib.judging.rules.choices import Levels, YesNo
    from inspection_lib.judging.rules.consistency import FigureAbove, NotTogether
    from inspection_lib.judging.rules.curves import Curve
    from inspection_lib.judging.rules.deadlines import DateDeadline
    from inspection_lib.judging.rules.evidence import TextWithEvidence
    from inspection_lib.judging.rules.given import PointsGiven
    from inspection_lib.judging.rules.numbers import Deduction, NumberBounds
    from inspection_lib.judging.rules.recorded import Recorded
    from inspection_lib.judging.rules.registers import (
        agreement_of,
        agrees_with_register,
        counts_agree,
        ratio_to_register,
    )
    from inspection_lib.judging.rules.shares import RatioLinear, RatioSteps, RatioThreshold
    from inspection_lib.judging.scoring import band_of, deciding_index, points_of
    from inspection_lib.judging.statements import (
        finding_statement,
        places_of,
        possible_defects,
        required_figure,
        text_for,
    )
    from inspection_lib.judging.terms import scoring_terms
    from inspection_lib.judging.ways import WAYS, terms_of_group, way_of_group

__all__ = [
    "CLAIM_CHECK",
    "EVIDENCE_CHECK",
    "REGISTER_CHECK",
    "RIVAL_CHECK",
    "RULES_OF_KIND",
    "WAYS",
    "ConsistencyRule",
    "Curve",
    "DateDeadline",
    "Deduction",
    "FigureAbove",
    "Figures",
    "GroupScore",
    "Levels",
    "NotTogether",
    "NumberBounds",
    "PointsGiven",
    "RatioLinear",
    "RatioSteps",
    "RatioThreshold",
    "Recorded",
    "ScoringRule",
    "TextWithEvidence",
    "YesNo",
    "agreement_of",
    "agrees_with_register",
    "assess",
    "band_of",
    "change_of_unit",
    "compute",
    "counts_agree",
    "deciding_index",
    "finding_statement",
    "judge_items",
    "known_figures",
    "mend_by",
    "places_of",
    "points_of",
    "possible_defects",
    "ratio_to_register",
    "required_figure",
    "score_index",
    "scoring_terms",
    "term_words",
    "terms_of_group",
    "text_for",
    "way_of_group",
]
