"""What people write stays text on every page, and code does not use unsafe ways to make HTML."""

from __future__ import annotations

import re
from dataclasses import replace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from inspection_lib.judging.assessment import assess
from inspection_lib.language.messages import Language
from inspection_lib.model import Campaign, Choice
from inspection_lib.record.storage import EventStore
from inspection_lib.render.report_page import export_page, open_exporter
from inspection_lib.render.sections import SECTIONS, draw_section
from inspection_lib.report import build_report
from inspection_lib.workbench import Workbench, load_inspection
from tests.conftest import ROOT

PAYLOADS = (
    "<script>document.title='pwned'</script>",
    "<img src=x onerror=\"document.title='pwned'\">",
    "</script><svg onload=alert(1)>",
    "{{ 7*7 }} {% raw %}",
    "**bold** [link](javascript:alert(1))",
    "dài " * 2500,
)
BANNED = (
    r"\bHTML\(f",
    r"\bMarkdown\(f",
    r"\b(df|frame|table)\.style\b",
    r"escape=False",
    r"innerHTML",
    r"widgets\.HTML",
    r"\|\s*safe\b",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_from_people_is_shown_as_text(
    workbench: Workbench, campaign: Campaign, sample_store: EventStore, payload: str
) -> None:
    """Each payload, as note, evidence and name, is in the page as text and in no other form."""
    page = shown(page_with(workbench, campaign, sample_store, payload))
    assert "<script" not in page
    assert "<img" not in page
    assert "onload=alert" not in re.sub(r"&lt;.*?&gt;", "", page)
    assert payload.split("<")[0].strip()[:40] in page


def shown(page: str) -> str:
    """The part of a page between its own script and the places for its data."""
    return page[page.index("<body>") : page.index('<script type="application/json"')]


def page_with(workbench: Workbench, campaign: Campaign, store: EventStore, payload: str) -> str:
    """The page of unit 060 with a text in every field that people write."""
    inspection = load_inspection(workbench, store, campaign, "060")
    answers = {}
    for name, answer in inspection.answers.items():
        found = answer.finding
        worse = replace(found, note=payload, evidence=(payload,), actor=payload) if found else None
        if worse and name == "A09":
            worse = replace(worse, value=Choice("d"))
        answers[name] = replace(answer, finding=worse)
    changed = replace(inspection, answers=answers)
    report = build_report(changed, assess(changed), made_at="2017-06-30T00:00:00+00:00", library_version="0")
    cells = [
        new_code_cell(
            "x",
            execution_count=1,
            outputs=[new_output("execute_result", {"text/html": html}, execution_count=1)],
        )
        for html in (draw_section(report, name, Language.VI) for name in SECTIONS)
    ]
    page = export_page(new_notebook(cells=cells), open_exporter())
    return page


def test_hostile_output_of_a_cell_is_cleaned() -> None:
    """Scripts and event attributes in a cell's HTML do not reach the page; errors and streams do, escaped."""
    html = "<section id=a><h2>T</h2><script>x</script><b onclick=x style='a'>ok</b></section>"
    outputs = [
        new_output("display_data", {"text/html": html}),
        new_output("stream", name="stdout", text="<script>y</script>"),
        new_output("error", ename="ValueError", evalue="<img onerror=z>", traceback=[]),
    ]
    notebook = nbformat.from_dict(
        new_notebook(cells=[new_code_cell("x", execution_count=1, outputs=outputs)])
    )
    page = shown(export_page(notebook, open_exporter()))
    assert "<b>ok</b>" in page
    assert "<script" not in page
    assert "onclick" not in page
    assert "&lt;script&gt;y" in page
    assert "ValueError: &lt;img onerror=z&gt;" in page


def test_no_unsafe_route_is_used() -> None:
    """Neither the package nor the notebooks use the calls that turn text into markup."""
    files = [*(ROOT / "inspection_lib").rglob("*.py"), *(ROOT / "inspection_lib").rglob("*.j2")]
    files += [*(ROOT / "inspection_lib").rglob("*.js"), *(ROOT / "notebooks").glob("*.ipynb")]
    found = [
        (path.name, word)
        for path in files
        for word in BANNED
        if re.search(word, path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_only_one_module_declares_markup_safe() -> None:
    """`Markup(` is called in render/markup.py only."""
    users = [
        path.name
        for path in (ROOT / "inspection_lib").rglob("*.py")
        if "Markup(" in path.read_text(encoding="utf-8")
    ]
    assert users == ["markup.py"]
