"""A derivation in words: ranges, answers that contradict each other, registers, clauses."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inspection_lib.cli.explanation_words import item_words, result_words, unit_words
from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.model import ScoreState
from inspection_lib.report import Report
from inspection_lib.verification import (
    EXPLANATION_SCHEMA,
    ExplainedItem,
    Explanation,
    Recomputed,
    RuleSetting,
)
from tests.render.samples import good

EN = open_catalogue(Language.EN)


def explanation(report: Report, result: Recomputed = Recomputed.SAME) -> Explanation:
    measures = {
        item.id: [each for each in report.measures if each.item_id == item.id] for item in report.items
    }
    items = tuple(ExplainedItem(item, (), tuple(measures[item.id])) for item in report.items)
    return Explanation(
        schema=EXPLANATION_SCHEMA,
        campaign=report.campaign.id,
        unit=report.unit.code,
        checklist="par-district.v2",
        checklist_digest="9743" * 16,
        chain_head="b7c6" * 16,
        events=135,
        formula=(report.provenance.formula,),
        total=report.total,
        grade=report.grade,
        capped_by=("C09",),
        areas=report.areas,
        items=items,
        report="report.json",
        result=result,
        difference=message("Text"),
        later=3,
    )


def test_a_unit_has_total_grade_limits_formula_areas_and_items() -> None:
    """And the seal of the record; an open record has a range."""
    report = good()
    words = list(unit_words(explanation(report), EN))
    assert words[0].startswith(f"Unit {report.unit.code}, campaign {report.campaign.id}: ")
    assert "The grade is limited by: C09" in words
    assert sum(line.startswith("  ") for line in words) == len(report.items)
    assert any("135 events, seal b7c6 b7c6 b7c6 b7c6" in line for line in words)
    total = replace(report.total, state=ScoreState.RANGE, low=Decimal(1), high=Decimal(9), points=None)
    assert ": 1 – 9 of " in next(iter(unit_words(explanation(replace(report, total=total)), EN)))


def test_an_item_shows_what_contradicts_and_where_it_is_not_answered() -> None:
    """Each answer with role and moment, each register with its rows, settings that have a value."""
    report = good()
    item = next(one for one in explanation(report).items if one.measures and one.line.finding)
    assert item.line.finding is not None
    finding = replace(item.line.finding, rivals=(replace(item.line.finding, actor="Phó Trưởng đoàn"),))
    settings = (RuleSetting("floor", "0"),)
    words = "\n".join(
        item_words(replace(item, line=replace(item.line, finding=finding, claim=None), settings=settings), EN)
    )
    assert "Different answers: “" in words
    assert "Phó Trưởng đoàn" in words
    assert "Unit's own claim: no answer" in words
    assert "floor" not in words
    terms = "; ".join(EN.format(term) for term in item.line.scoring)
    assert f"Points by the rule: {terms}\n" in words
    assert f"{item.measures[0].file} (SHA-256 " in words
    without = replace(item, line=replace(item.line, legal_basis=(), points=None))
    assert "Legal basis: the checklist names none" in "\n".join(item_words(without, EN))


def test_a_vietnamese_item_has_no_program_text_and_says_where_rows_are_cut() -> None:
    """The name of the rule is a word of files; --json has the rows that are not printed."""
    vi = open_catalogue(Language.VI)
    item = next(one for one in explanation(good()).items if one.measures)
    long = replace(item.measures[0], rows=tuple(range(1, 35)))
    found = replace(item, line=replace(item.line, claim=None), measures=(long,))
    words = "\n".join(item_words(found, vi))
    assert "Chỉ in 30 dòng đầu; --json có đủ 34 dòng." in words
    assert "chưa có câu trả lời" in words
    assert item.line.rule not in words
    whole = replace(found, measures=(replace(long, rows=(1, 2)),))
    assert "--json" not in "\n".join(item_words(whole, vi))


def test_each_result_of_the_comparison_has_its_words() -> None:
    """A difference is told with its place, and how many entries came later."""
    told = {result: " ".join(result_words(explanation(good(), result), EN)) for result in Recomputed}
    assert ": the same as in report.json." in told[Recomputed.SAME]
    assert "there is no report.json to compare with" in told[Recomputed.MISSING]
    assert "NOT the same as in report.json.   Text   3 entries were recorded" in told[Recomputed.DIFFERENT]
