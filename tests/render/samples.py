"""Reports for tests of pages, made from the golden one: unfinished, withheld, capped, attacked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from inspection_lib.language.messages import Language, Message, Text, message
from inspection_lib.model import Outcome, Score, ScoreState
from inspection_lib.render.report_page import ReportExporter, export_page, open_exporter
from inspection_lib.render.sections import SECTIONS, draw_section
from inspection_lib.report import Grade, ItemLine, Report, ReportState, ShownAnswer, report_from_json
from tests.conftest import ROOT

PAYLOADS = (
    "<script>window.hit=1</script>",
    '<img src=x onerror="window.hit=1">',
    "</script><script>window.hit=1</script>",
    "</style></title></textarea><svg onload=window.hit=1>",
    "\"><a href='javascript:window.hit=1'>x</a>",
    "{{ 7*7 }} {% raw %} ${7*7} {name}",
    "**bold** [x](javascript:window.hit=1) `code` <!-- note",
    "\u202eright to left\u202c \u2067rtl\u2069",
    "&lt;b&gt; &amp; &#60;",
)
LONG = "Việc dài " * 1112 + "hết."
"""More than 10,000 characters, and an end that shows whether it was cut."""


@cache
def good() -> Report:
    """A closed inspection: the golden report."""
    return report_from_json((ROOT / "tests" / "golden" / "report-060.json").read_text(encoding="utf-8"))


def capped() -> Report:
    """The same, with a knock-out item that holds the grade down."""
    grade = Grade("average", Text("Trung bình", "Average"))
    return replace(good(), grade=grade, capped_by=(good().items[0].id,))


def unfinished() -> Report:
    """Not closed: the last items unanswered, a range, no grade, no waterfall."""
    report = good()
    missing = tuple(
        replace(
            item,
            outcome=Outcome.UNANSWERED,
            points=None,
            finding=None,
            reason=Message("Asked, and not answered."),
        )
        for item in report.items[-9:]
    )
    areas = tuple(replace(area, score=_open(area.score), difference=None) for area in report.areas)
    return replace(
        report,
        submitted_at="",
        state=ReportState.UNFINISHED,
        score_at_register=None,
        grade_at_register=None,
        findings=tuple(replace(found, due_on=None) for found in report.findings),
        items=report.items[:-9] + missing,
        areas=areas,
        total=_open(report.total),
        grade=None,
        uncapped_grade=None,
        difference=None,
        waterfall=(),
    )


def untouched() -> Report:
    """Not inspected: the unit's claim alone."""
    report = unfinished()
    items = tuple(
        replace(
            item,
            outcome=Outcome.UNANSWERED,
            points=None,
            difference=None,
            finding=None,
            reason=Message("Asked, and not answered."),
        )
        for item in report.items
    )
    return replace(
        report,
        state=ReportState.NOT_INSPECTED,
        items=items,
        findings=(),
        worst=(),
        measures=(),
        severities=tuple((severity, 0) for severity, _ in report.severities),
    )


def withheld() -> Report:
    """A rule broke on the first item: its area and the total are withheld."""
    report = good()
    broken = replace(
        report.items[0],
        outcome=Outcome.ERROR,
        points=None,
        rule="date_deadline",
        reason=message(
            "Rule {rule} broke on this answer: {error}. The points are withheld.",
            rule="date_deadline",
            error="X",
        ),
    )
    area = replace(report.areas[0], score=_withheld(report.areas[0].score), difference=None)
    return replace(
        report,
        items=(broken, *report.items[1:]),
        areas=(area, *report.areas[1:]),
        total=_withheld(report.total),
        grade=None,
        uncapped_grade=None,
        difference=None,
        waterfall=(),
    )


def attacked() -> Report:
    """Every text that people can write is an attack, one note is very long."""
    attack = " ".join(PAYLOADS)
    both = Text(attack, attack)
    report = good()
    return replace(
        report,
        unit=replace(report.unit, code=attack, name=both, head=both, parent_name=both),
        campaign=replace(
            report.campaign, title=both, lead=both, decision_number=attack, team=((both, both),)
        ),
        grade=Grade("x", both),
        findings=tuple(
            replace(
                found,
                title=both,
                note=attack + LONG,
                evidence=(attack,),
                recommendation=both,
                responsible=both,
                appraiser=both,
            )
            for found in report.findings[:3]
        ),
        items=tuple(_attacked(item, attack) for item in report.items),
        areas=tuple(replace(area, title=both) for area in report.areas),
        measures=tuple(replace(line, file=attack, register=attack, name=attack) for line in report.measures),
        waterfall=tuple(replace(step, label=both) for step in report.waterfall),
    )


def sample_reports() -> tuple[tuple[str, Report], ...]:
    """The reports a reader may meet, by name."""
    return (
        ("good", good()),
        ("capped", capped()),
        ("unfinished", unfinished()),
        ("untouched", untouched()),
        ("withheld", withheld()),
    )


def a_notebook(report: Report, language: Language = Language.VI) -> NotebookNode:
    """The notebook of a report as it is after its run."""
    cells = [
        a_cell(draw_section(report, name, language), place) for place, name in enumerate(SECTIONS, start=1)
    ]
    notebook: NotebookNode = new_notebook(
        cells=cells, metadata={"papermill": {"parameters": {"language": language.value}}}
    )
    return notebook


def a_cell(html: str, place: int = 1) -> NotebookNode:
    """A cell that showed some HTML."""
    output = new_output(
        "execute_result", data={"text/html": html, "text/plain": "Section(...)"}, execution_count=place
    )
    cell: NotebookNode = new_code_cell("show(...)", execution_count=place, outputs=[output])
    return cell


def a_page(report: Report, language: Language = Language.VI) -> str:
    """The page of a report."""
    return export_page(a_notebook(report, language), exporter())


@cache
def exporter() -> ReportExporter:
    """One exporter for all tests."""
    return open_exporter()


def _attacked(item: ItemLine, attack: str) -> ItemLine:
    both = Text(attack, attack)
    shown = ShownAnswer(message("{text}", text=attack), attack, (attack,), attack, attack, 1)
    return replace(
        item, question=both, finding=shown, claim=shown, reason=message("{text}", text=attack), rule=attack
    )


def _open(score: Score) -> Score:
    low, index_low = (score.low or Decimal(0)) / 2, (score.index_low or Decimal(0)) / 2
    return replace(score, state=ScoreState.RANGE, points=None, index=None, low=low, index_low=index_low)


def _withheld(score: Score) -> Score:
    return Score(ScoreState.WITHHELD, score.maximum, None, None, None, None, None, None)
