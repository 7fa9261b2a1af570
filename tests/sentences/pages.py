"""Draw the pages of an inspection in this process, as the commands draw them, and read them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from nbformat.v4 import new_code_cell, new_notebook, new_output

from inspection_lib.batch.listing import _row
from inspection_lib.language import Language, Text, open_catalogue
from inspection_lib.model import Campaign, Inspection, PaperFormat, PaperKind, PaperSettings
from inspection_lib.render import RowState, draw_index, official
from inspection_lib.render.report_page.exporter import ReportExporter, export_page, open_exporter
from inspection_lib.render.sections import SECTIONS, draw_section
from inspection_lib.report import Report, head_from_json, report_to_json
from inspection_lib.unit_report.record import Record, summary_of
from tests.sentences import (
    on_earlier,
    on_findings,
    on_follow_up,
    on_lists,
    on_minutes,
    on_repairs,
    on_summary,
    on_tables,
    on_trust,
    on_worst,
)
from tests.sentences.basics import Json, UntrueError, must, same
from tests.sentences.on_index import index_complaints
from tests.sentences.reader import Reading, read_html
from tests.sentences.truth import Truth

MODULES = (
    on_trust,
    on_earlier,
    on_repairs,
    on_summary,
    on_worst,
    on_tables,
    on_findings,
    on_follow_up,
    on_lists,
    on_minutes,
)
"""Imported so that their ways of reading are known."""
MADE_AT = "2017-06-30T00:00:00+00:00"
MARK = {"vi": "DỮ LIỆU MINH HỌA", "en": "DEMONSTRATION DATA"}


def report_page(report: Report, language: str) -> str:
    """`report.html`: the sections as outputs of a notebook, drawn by the exporter."""
    cells = []
    for name in SECTIONS:
        html = draw_section(report, name, Language(language))
        cell = new_code_cell(f'show("{name}")', execution_count=1)
        cell.outputs = [new_output("display_data", {"text/html": html})]
        cells.append(cell)
    notebook = new_notebook(cells=cells)
    notebook.metadata["papermill"] = {"parameters": {"language": language}}
    return export_page(notebook, _exporter())


@cache
def _exporter() -> ReportExporter:
    return open_exporter()


def complaints_of(
    inspection: Inspection,
    report: Report,
    language: str,
    checklist: Json | None = None,
    *,
    whole: bool = False,
    earlier: Inspection | None = None,
) -> list[str]:
    """Everything untrue or unknown in the page and the minutes of an inspection.

    ``whole`` draws the page through the exporter of notebooks, too; else its sections one by one. ``earlier``
    is the unit's last inspection, where there is one.
    """
    truth = Truth(inspection, report, language, checklist)
    truth.earlier = earlier
    reading = Reading(truth)
    found = []
    if whole:
        page = report_page(report, language)
        found += read_html(reading, page)
        found += sheet_mark_complaints("report.html", page, language, inspection.campaign.demonstration)
    else:
        for name in SECTIONS:
            found += read_html(reading, draw_section(report, name, Language(language)))
    minutes = minutes_page(report, Language(language))
    found += read_html(reading, minutes, "minutes")
    found += sheet_mark_complaints("minutes.html", minutes, language, inspection.campaign.demonstration)
    return found + missing(reading)


def minutes_page(report: Report, language: Language) -> str:
    """The page of the minutes."""
    frame = official.Frame(Text("Sở Nội vụ", "Home Affairs"), Text("", ""), PaperSettings())
    (made,) = official.make_papers(PaperKind.MINUTES, [report], frame, open_catalogue(language))
    template = official.Template(b"", "")
    return official.paper_content(made, PaperFormat.HTML, template).decode()


def sheet_mark_complaints(name: str, html: str, language: str, demonstration: bool) -> list[str]:
    """A rule of the page's style prints the mark of a demonstration on every sheet."""
    style = html.partition("<style>")[2].partition("</style>")[0]
    printed = "@page{" in style.replace(" ", "") and css_letters(MARK[language]) in style
    return (
        []
        if printed == demonstration
        else [f"[{name}] mark on every sheet: {printed}, demonstration: {demonstration}"]
    )


def css_letters(text: str) -> str:
    """A text as a string of CSS holds it: other letters than ASCII as escapes, if the style does so."""
    from inspection_lib.render.markup import css_string

    return css_string(text).strip('"')


def missing(reading: Reading) -> list[str]:
    """What the page should have shown and did not: complaints about completeness."""
    truth, seen = reading.truth, reading.seen
    everything: Mapping[str, Iterable[str]] = {
        "areas": [str(area["id"]) for area in truth.checklist["areas"]],
        "items": list(truth.items),
        "findings": [str(line["id"]) for line in truth.findings],
        "worst": [str(line["id"]) for line in truth.worst],
        "actions": [str(line["id"]) for line in truth.findings] if truth.concluded else [],
        "contradicted": list(truth.contradicted),
        "different": truth.rivals,
        "not applicable": [item for item, line in truth.items.items() if line["outcome"] == "not_applicable"],
        "unanswered": [item for item, line in truth.items.items() if line["outcome"] == "unanswered"],
        "cap": ["summary"] if truth.grades and truth.grades[0] != truth.grades[1] else [],
        "area of minutes": [str(area["id"]) for area in truth.checklist["areas"]],
        "demonstration": ["header", "minutes"] if truth.inspection.campaign.demonstration else [],
        "score": seen["score"][:1] if truth.answered else [],
        "inherited": [line["unit_code"] for line in truth.result.get("inherited", [])],
        "visit kind": ["header"] if "visit_kind" in truth.result else [],
    }
    complaints = []
    for name, true in everything.items():
        try:
            same(sorted(seen[name]), sorted(true), name)
        except UntrueError as error:
            complaints.append(f"[{truth.result['unit']['code']}] {error}")
    if truth.state == "provisional" and truth.at_register is not None and not seen["at register"]:
        complaints.append("a provisional score without the score at the register")
    if truth.answered and not seen["score"]:
        complaints.append("no score")
    if truth.concluded:
        complaints += complete_cards(reading)
    return complaints


def complete_cards(reading: Reading) -> list[str]:
    """Every finding names clause, who and by when: the last two stand in its line, checked there."""
    complaints = []
    tasks = set(reading.seen["tasks of minutes"])
    for line in reading.truth.findings:
        names = reading.seen[f"facts {line['id']}"]
        if names:
            try:
                must(bool({"Căn cứ pháp lý", "Legal basis"} & set(names)), f"{line['id']} names no clause")
                must(
                    bool({"Nhiệm vụ khắc phục", "Recommendation"} & set(names)), f"{line['id']} names no task"
                )
            except UntrueError as error:
                complaints.append(str(error))
        if str(line["id"]) not in tasks:
            complaints.append(f"the minutes give no task for {line['id']}")
    return complaints


def index_of(campaign: Campaign, reports: Mapping[str, Report], language: str) -> str:
    """The index page of some units' reports."""
    offices = {unit.code: unit for unit in (*campaign.units, *campaign.parents)}
    rows = []
    for code, report in reports.items():
        summary = summary_of(head_from_json(report_to_json(report)))
        record = Record(code, campaign.id, MADE_AT, (), summary, ())
        rows.append(_row(offices, offices[code], record, "", RowState.MADE))
    pages = dict(draw_index(campaign, rows, MADE_AT, Language(language)))
    return pages["index.html"]


def complaints_of_index(
    campaign: Campaign, inspections: Mapping[str, Inspection], reports: Mapping[str, Report], language: str
) -> list[str]:
    """Everything untrue or unknown in the index of these units."""
    html = index_of(campaign, reports, language)
    truths = {code: Truth(inspections[code], report, language) for code, report in reports.items()}
    return [
        *index_complaints(html, truths, language),
        *sheet_mark_complaints("index.html", html, language, campaign.demonstration),
    ]
