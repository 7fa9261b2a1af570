"""A school and a hospital are inspected: nothing that they read speaks of reform or of communes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from inspection_lib.exchange import xlsform
from inspection_lib.imports import read_responses
from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import Campaign
from inspection_lib.record import EventStore, Recorder, create_store
from inspection_lib.render import draw_follow_up, draw_province, paper_form
from inspection_lib.report import Report, follow_up, summarize
from inspection_lib.visit.definition import define_form
from inspection_lib.visit.minutes import write_minutes
from inspection_lib.workbench import SAMPLES, Workbench, load_inspection, make_workbench, report_of
from tests.conftest import ROOT, MadeOnce
from tests.render.samples import a_page
from tests.sentences.pages import index_of

ADMINISTRATIVE = re.compile(
    r"\b(?:cchc|cải cách|hành chính|ubnd|ủy ban|uỷ ban|xã|phường|thị trấn|huyện|tỉnh|bắc kạn|(?<!cơ )sở"
    r"|reform|administrative|commune|communes|ward|wards|district|districts|province|provinces|committee)\b",
    re.IGNORECASE,
)
"""Words of the field that the workbench was first made for."""
OF_THE_STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",)
"""Every official paper has it."""
HOSPITAL = {
    "workbench.yaml": """
name: {vi: Đơn vị quản lý (minh họa), en: Health authority (demonstration)}
subject: {vi: chất lượng khám chữa bệnh, en: quality of care}
time_zone: Asia/Ho_Chi_Minh
kinds:
  - id: hospital
    name: {vi: Bệnh viện, en: Hospital}
    plural: {vi: Các bệnh viện, en: Hospitals}
    office: {vi: "Ban giám đốc {name}", en: "Board of {name}"}
    above: []
  - {id: clinic, name: {vi: Khoa, en: Clinic}, plural: {vi: Các khoa, en: Clinics}, above: [hospital]}
""",
    "checklists/units/hospitals.csv": """code,kind,name,name_en,parent,head,head_en
BV1,hospital,Bệnh viện Số 1 (minh họa),Hospital No. 1 (demonstration),,Giám đốc,Director
BV1.N,clinic,Khoa Nội,Internal Medicine,BV1,Trưởng khoa,Head of the clinic
BV1.C,clinic,Khoa Cấp cứu,Emergency,BV1,Trưởng khoa,Head of the clinic
""",
    "checklists/plans/2026-bv.yaml": """
id: 2026-bv
title: {vi: Kiểm tra bệnh viện năm 2026, en: Hospitals 2026}
demonstration: yes
decision: {number: null, date: null, state: to_be_verified, note: {vi: Bổ sung sau, en: To be supplied}}
period: {from: 2026-01-01, to: 2026-06-30}
visits: {from: 2026-07-06, to: 2026-07-31}
concluded_on: 2026-08-14
units: ../units/hospitals.csv
kinds: [hospital, clinic]
checklists: {hospital: care.v1, clinic: care.v1}
team: [{role: {vi: Trưởng đoàn, en: Head of the team}, office: {vi: Cơ quan, en: Office}}]
""",
}
LEVELS = """
          - id: H0{number}
            question: {{vi: Mức {number} đã đạt đến đâu?, en: How far is level {number} reached?}}
            kind: level
            points: 50
            na: no
            scoring:
              rule: levels
              levels:
                - {{key: a, points: 50, label: {{vi: Đạt, en: Reached}}}}
                - {{key: b, points: 20, label: {{vi: Đạt một phần, en: Partly}}}}
                - {{key: c, points: 0, label: {{vi: Chưa đạt, en: Not reached}}}}
            legal_basis: [{{document: L, state: to_be_verified}}]
            recommendation: {{vi: Bổ sung cho đạt mức., en: Reach the level.}}
            severity: high
            days_to_mend: 30
            appraiser: {{vi: Tổ chuyên môn, en: Experts}}"""
CARE = """
id: care
version: 1
title: {vi: Bộ tiêu chí chất lượng bệnh viện, en: Quality of hospitals}
status: {vi: Minh họa, en: An example}
unit_kind: [hospital, clinic]
valid_from: 2026-01-01
points: 100
rounding: {decimals: 2, half: up, at: item}
bands: [{id: good, from: 50, title: {vi: Tốt, en: Good}}, {id: weak, from: 0, title: {vi: Yếu, en: Weak}}]
legal_documents:
  - id: L
    number: "1"
    kind: {vi: Luật, en: Law}
    date: 2023-01-09
    title: {vi: Luật, en: Law}
    state: to_be_verified
areas:
  - id: H
    title: {vi: Chăm sóc, en: Care}
    points: 100
    criteria:
      - id: H.1
        title: {vi: Mức, en: Levels}
        items:"""


def a_hospital(folder: Path) -> None:
    """A hospital and two clinics below it, inspected by levels."""
    make_workbench(folder, "empty")
    checklist = CARE + "".join(LEVELS.format(number=number) for number in (1, 2)) + "\n"
    rows = [
        f"{unit},H0{number},{source},{answer}"
        for unit, answers in {"BV1": "ab", "BV1.N": "cb", "BV1.C": "aa"}.items()
        for number, answer in enumerate(answers, start=1)
        for source in ("self", "inspector")
    ]
    answers = "\n".join(["unit,item,source,value", *rows, "BV1.N,*,inspector,submitted"]) + "\n"
    files = {
        **HOSPITAL,
        "checklists/definitions/care.v1.yaml": checklist,
        "checklists/responses/2026-bv/all.csv": answers,
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


@pytest.fixture(params=["school", "hospital"])
def field(request: pytest.FixtureRequest, made_once: MadeOnce) -> tuple[Workbench, Campaign, EventStore]:
    """A workbench of another field with its answers recorded."""

    def make(folder: Path) -> None:
        folder.rmdir()
        if request.param == "school":
            make_workbench(folder, "school")
        else:
            a_hospital(folder)
        workbench = Workbench(folder)
        (campaign,) = workbench.campaigns()
        checklists = workbench.checklists(campaign)
        recorder = Recorder(create_store("sqlite:///outputs/s.db", folder), campaign, checklists)
        for path in (folder / "checklists" / "responses" / campaign.id).iterdir():
            imported, problems = read_responses(path, campaign, checklists)
            assert [str(problem) for problem in problems] == []
            recorder.record(entry for _, entry in imported.entries)

    workbench = Workbench(made_once(f"field-{request.param}", make))
    (campaign,) = workbench.campaigns()
    return workbench, campaign, create_store("sqlite:///outputs/s.db", workbench.folder)


def strings(value: object) -> Iterator[str]:
    """All texts inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


def administrative_words(text: str) -> set[str]:
    """The words of the other field in what people read: style, script and packed data left out."""
    for script in ("style", "script"):
        text = re.sub(rf"<{script}\b.*?</{script}>", " ", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", text)
    for phrase in OF_THE_STATE:
        text = text.replace(phrase, " ")
    return {found.lower() for found in ADMINISTRATIVE.findall(text)}


def pages_of(
    workbench: Workbench, campaign: Campaign, reports: dict[str, Report], language: Language
) -> Iterator[tuple[str, str]]:
    """Every page, form and paper, with a name for it."""
    catalogue = open_catalogue(language)
    yield "index", index_of(campaign, reports, language)
    yield "summary", draw_province(summarize(reports.values()), catalogue)
    for code, report in reports.items():
        yield f"report {code}", a_page(report, language)
        yield (
            f"follow-up {code}",
            draw_follow_up(follow_up(report, report, campaign.concluded_on), None, catalogue),
        )
        page, word = write_minutes(workbench, report, catalogue)
        yield f"minutes {code}", page.read_text(encoding="utf-8")
        document = Document(str(word))
        cells = [cell.text for table in document.tables for cell in table._cells]
        yield f"Word file {code}", "\n".join([*(one.text for one in document.paragraphs), *cells])
    for unit in campaign.units:
        checklist = workbench.checklists(campaign)[unit.kind]
        form = define_form(campaign, unit, checklist, catalogue, "")
        yield f"form {unit.code}", "\n".join(strings(asdict(form)))
    for checklist in set(dict(campaign.checklists).values()):
        yield "paper form", paper_form(workbench.checklist(checklist), catalogue)
        book = load_workbook(io.BytesIO(xlsform(workbench.checklist(checklist), campaign)))
        rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
        yield "form for phones", "\n".join(strings([cell for row in rows for cell in row]))


@pytest.mark.parametrize("language", Language)
def test_nothing_speaks_of_another_field(
    field: tuple[Workbench, Campaign, EventStore], language: Language
) -> None:
    """On no page, form or minutes, in either language."""
    workbench, campaign, store = field
    reports = {
        unit.code: report_of(load_inspection(workbench, store, campaign, unit.code))
        for unit in campaign.units
    }
    found = {
        name: words
        for name, text in pages_of(workbench, campaign, reports, language)
        if (words := administrative_words(text))
    }
    assert found == {}


def test_the_test_finds_such_words() -> None:
    """In the sample of 2017; a country's name is not one of them."""
    text = (ROOT / "checklists" / "plans" / f"{SAMPLES['backan-2017']}.yaml").read_text(encoding="utf-8")
    assert {"cải cách", "tỉnh", "province"} <= administrative_words(text)
    assert administrative_words("<p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>") == set()


def test_the_form_itself_speaks_of_no_field() -> None:
    """The bundles of the form have texts of their own."""
    for bundle in (ROOT / "inspection_lib" / "visit" / "static" / "built").glob("*.js"):
        assert administrative_words(bundle.read_text(encoding="utf-8")) == set(), bundle.name


def test_units_with_nothing_above_them_have_one_ranking(
    field: tuple[Workbench, Campaign, EventStore],
) -> None:
    """The schools stand on one page, ranked among their kind, and so does a hospital with its clinics."""
    workbench, campaign, store = field
    reports = {
        unit.code: report_of(load_inspection(workbench, store, campaign, unit.code))
        for unit in campaign.units
    }
    page = index_of(campaign, reports, "en")
    assert page.count('<tr id="unit-') == len(campaign.units)
    kinds = {kind.name.en for kind in campaign.office.kinds}
    assert all(f">{kind}</a> <b>" in page for kind in kinds)
