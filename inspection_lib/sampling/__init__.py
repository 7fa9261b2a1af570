"""Samples of cases that anybody can draw again: their size, the draw, and what they show about all cases."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.sampling.drawing import (
        DrawOrder,
        changed_register,
        draw,
        draw_again,
        population_text,
        same_draw,
    )
    from inspection_lib.sampling.evaluation import evaluate_counts, evaluate_sample
    from inspection_lib.sampling.plan import (
        Wish,
        check_counts,
        no_plan,
        parse_number_of_paper,
        plan_sample,
        read_wish,
    )
    from inspection_lib.sampling.sample_file import read_sample, sample_bytes
    from inspection_lib.sampling.sheet import read_results, sheet_bytes
    from inspection_lib.sampling.values import (
        Aim,
        DrawnCase,
        Formula,
        Looked,
        Pick,
        Sample,
        SampleEvaluation,
        SamplePlan,
        SampleVerdict,
        row_name,
    )
    from inspection_lib.sampling.words import bound_words, draw_words, evaluation_words, plan_words

__all__ = [
    "Aim",
    "DrawOrder",
    "DrawnCase",
    "Formula",
    "Looked",
    "Pick",
    "Sample",
    "SampleEvaluation",
    "SamplePlan",
    "SampleVerdict",
    "Wish",
    "bound_words",
    "changed_register",
    "check_counts",
    "draw",
    "draw_again",
    "draw_words",
    "evaluate_counts",
    "evaluate_sample",
    "evaluation_words",
    "no_plan",
    "parse_number_of_paper",
    "plan_sample",
    "plan_words",
    "population_text",
    "read_results",
    "read_sample",
    "read_wish",
    "row_name",
    "same_draw",
    "sample_bytes",
    "sheet_bytes",
]
