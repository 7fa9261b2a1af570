"""A checklist in one language and without legal basis: what its report, minutes and forms say is true."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from inspection_lib.definitions import read_checklist
from inspection_lib.judging import assess
from inspection_lib.language import Language, Text, open_catalogue
from inspection_lib.model import Checklist, FindingTexts
from inspection_lib.render import paper_form
from inspection_lib.render.official.minutes_paper import minutes_paper
from inspection_lib.render.sections import draw_section
from inspection_lib.report import Report, build_report, report_from_json, report_to_json
from tests.builders import a_share, an_inspection, no
from tests.render.official.reading import PLAIN, lines_of

DRAFT = Path(__file__).parents[1] / "definitions" / "checklist" / "drafts" / "mended-draft.yaml"
NONE = {Language.VI: "bộ tiêu chí không nêu", Language.EN: "the checklist names none"}


@pytest.fixture(scope="module")
def checklist(tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    """20 criteria in Vietnamese alone, three of them with a legal basis."""
    path = tmp_path_factory.mktemp("definitions") / "school-check.v1.yaml"
    path.write_text(DRAFT.read_text(encoding="utf-8"), encoding="utf-8")
    return read_checklist(path)


@pytest.fixture(scope="module")
def report(checklist: Checklist) -> Report:
    """A closed inspection: a share of 1,052 of 2,000, everything else not answered or not met."""
    texts = FindingTexts(partial=Text("Chỉ {numerator}/{denominator} ({share})", ""))
    area = checklist.areas[1]
    first = replace(area.criteria[0].items[0], finding_texts=texts)
    criterion = replace(area.criteria[0], own_items=(first, *area.criteria[0].items[1:]))
    areas = (checklist.areas[0], replace(area, criteria=(criterion,)), checklist.areas[2])
    found = {"B1.1": a_share(1052, 2000), "A1.1": no(), "C1.2": no(), "C1.8": no()}
    inspection = an_inspection(replace(checklist, areas=areas), found, submitted=True)
    return build_report(
        inspection, assess(inspection), made_at="2026-06-01T00:00:00+07:00", library_version="0"
    )


@pytest.mark.parametrize("language", list(Language))
def test_a_text_is_shown_in_the_language_that_it_has(report: Report, language: Language) -> None:
    """Also on an English page, with its numbers as Vietnamese writes them: 1.052 would be another number."""
    page = unescape(draw_section(report, "findings", language))
    assert "Có thư viện" in page
    assert "Chỉ 1.052/2.000 (52,6\N{NO-BREAK SPACE}%)" in page
    assert "Sở GDĐT" in page


def test_the_facts_say_that_a_language_is_missing(report: Report) -> None:
    """On the page of the other language only."""
    said = "Texts that the checklist has in Vietnamese only are shown in Vietnamese."
    assert said in draw_section(report, "summary", Language.EN)
    assert "other-language" not in draw_section(report, "summary", Language.VI)


@pytest.mark.parametrize("language", list(Language))
def test_a_missing_legal_basis_is_said_and_none_is_invented(
    report: Report, checklist: Checklist, language: Language
) -> None:
    """In each finding, in the minutes and on the paper form."""
    without = [item.id for item in checklist.items if not item.legal_basis]
    assert 0 < len(without) < len(checklist.items)
    page = unescape(draw_section(report, "findings", language))
    assert page.count(NONE[language]) == sum(not found.legal_basis for found in report.findings) > 0
    minutes = "\n".join(lines_of(minutes_paper(report, PLAIN, open_catalogue(language))))
    said = re.search(r"(?:không nêu căn cứ pháp lý đối với|names no legal basis for): (.*)\.", minutes)
    assert said is not None
    assert said[1].split(", ") == without
    paper = unescape(paper_form(checklist, open_catalogue(language)))
    assert paper.count(NONE[language]) == len(without)


def test_the_report_keeps_what_was_written(report: Report) -> None:
    """As JSON and back; neither language is copied into the other."""
    again = report_from_json(report_to_json(report))
    assert again == report
    assert again.checklist.title.en == ""
