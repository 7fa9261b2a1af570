"""A whole folder of pages and papers: all numbers are derived, and every changed digit is caught."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.language import Language, in_english, open_catalogue
from inspection_lib.model import PaperFormat, PaperKind
from inspection_lib.render.official import (
    Frame,
    NamedPaper,
    Template,
    make_papers,
    office_template,
    paper_content,
    write_papers,
)
from inspection_lib.report import Report, report_from_json
from inspection_lib.verification import Status, trace_folder
from inspection_lib.verification.overview_trace import (
    compare_tables,
    notebook_cells,
    read_overview,
    rest_remarks,
)
from inspection_lib.verification.page_trace import compare_pages
from inspection_lib.verification.paper_lines import paper_lines
from inspection_lib.verification.shown_numbers import number_differences
from inspection_lib.workbench import open_workbench
from inspection_lib.workbench.overviews import open_follow_up, open_province
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.overviews import page_of_notebook
from tests.trials import Trials
from tests.verification.office import COMMUNE, UNIT, UNITS, Office

VI = open_catalogue(Language.VI)
SHOWN = re.compile(r'(?:>|\b(?:title|aria-label|data-l)=")([^<>"]+)')
"""Texts of a page, and what a mouse or a screen reader is told."""
IN_WORD = re.compile(r"<w:t(?: [^>]*)?>([^<]+)")
IN_BOOK = re.compile(r"<(?:v|t)(?: [^>]*)?>([^<]+)")
HIDDEN = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)


def one_digit_changed(text: str, places: re.Pattern[str], chance: Random) -> str:
    """The text with one digit, in one of the places, replaced by another one."""
    masked = re.sub(r"&#\d+;", lambda letter: " " * len(letter[0]), text)
    found = chance.choice([each for each in places.finditer(masked) if re.search(r"\d", each[1])])
    at = chance.choice([at for at in range(*found.span(1)) if masked[at].isdigit()])
    other = (int(text[at]) + chance.randrange(1, 10)) % 10
    return f"{text[:at]}{other}{text[at + 1 :]}"


def part_changed(content: bytes, part: str, places: re.Pattern[str], chance: Random) -> bytes:
    """A file of Word or Excel with one digit changed in one of its parts."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as one, zipfile.ZipFile(changed, "w") as other:
        for name in one.namelist():
            data = one.read(name)
            if name == part:
                data = one_digit_changed(data.decode(), places, chance).encode()
            other.writestr(name, data)
    return changed.getvalue()


def paper_changed(named: NamedPaper, chance: Random) -> bytes:
    """The PDF of a paper in whose text one digit was changed."""
    blocks = list(named.paper.blocks)
    texts = [str(getattr(block, "text", "")) for block in blocks]
    at = chance.choice([at for at, text in enumerate(texts) if re.search(r"\d", text)])
    text = one_digit_changed(texts[at], re.compile("(.+)", re.DOTALL), chance)
    blocks[at] = replace(blocks[at], text=text)  # type: ignore[call-arg]
    paper = replace(named.paper, blocks=tuple(blocks))
    return paper_content(replace(named, paper=paper), PaperFormat.PDF, Template(b"", ""))


class Made:
    """The pages and papers of the office, made once; each method changes one digit and looks for it."""

    def __init__(self, out: Path, home: Path, chance: Random) -> None:
        self.out, self.chance = out, chance
        self.workbench = open_workbench(str(home))
        self.reports = {code: report_of(out, code) for code in UNITS}
        settings = self.workbench.settings()
        self.frame = Frame(settings.name, settings.place, settings.papers)
        self.template = office_template(home, VI)
        self.pages = {name: (out / name).read_text(encoding="utf-8") for name in PAGES}
        self.overviews = self._overviews(out.parent.parent)
        self.papers = {
            (kind, one): self._paper(kind, one)
            for kind, one in (
                (PaperKind.MINUTES, PaperFormat.DOCX),
                (PaperKind.ACTIONS, PaperFormat.DOCX),
                (PaperKind.SCORES, PaperFormat.XLSX),
                (PaperKind.NOTICE, PaperFormat.PDF),
            )
        }
        self.contents = {key: paper_content(self.papers[key], key[1], self.template) for key in self.papers}
        self.lines = {key: paper_lines(content, key[1]) for key, content in self.contents.items()}

    def _paper(self, kind: PaperKind, _one: PaperFormat) -> NamedPaper:
        return make_papers(kind, [self.reports[COMMUNE]], self.frame, VI)[0]

    def page(self) -> int:
        """Change a digit of a page; the number of numbers that are told."""
        name = self.chance.choice(PAGES)
        page = self.pages[name]
        told = compare_pages(self._changed(page), page, name, NAMED.get(name, ""))
        return sum("it says" in in_english(remark.text) for remark in told)

    def _changed(self, page: str) -> str:
        hidden = HIDDEN.sub(lambda part: "<" + " " * (len(part[0]) - 2) + ">", page)
        changed = one_digit_changed(hidden, SHOWN, self.chance)
        at = next(at for at, pair in enumerate(zip(changed, hidden, strict=True)) if pair[0] != pair[1])
        return f"{page[:at]}{changed[at]}{page[at + 1 :]}"

    def _overviews(self, office: Path) -> list[tuple[str, list[str]]]:
        """The pages of both notebooks, each with its tables as they should be."""
        store = f"sqlite:///{office / 'own.db'}"
        follow = open_follow_up(self.workbench, store, CAMPAIGN, UNIT, today="2018-01-15")
        summary = open_province(self.workbench, store, CAMPAIGN, kind="district")
        calls = ({"unit": UNIT, "today": "2018-01-15"}, {"kind": "district"})
        return [
            (page_of_notebook(one, given), [one.html])
            for one, given in zip((follow, summary), calls, strict=True)
        ]

    def notebook(self) -> int:
        """The same of a page of a notebook."""
        page, should = self.chance.choice(self.overviews)
        read = read_overview(self._changed(page))
        assert read is not None
        cells = notebook_cells(ROOT / "notebooks" / f"{read.made_from[0].notebook}.ipynb")
        told = [fault for pair in zip(read.tables, should, strict=True) for fault in compare_tables(*pair)]
        return len([*told, *rest_remarks(read, cells, "Notebook")])

    def paper(self, kind: PaperKind, one: PaperFormat) -> int:
        """The same of a paper."""
        key = kind, one
        match one:
            case PaperFormat.DOCX:
                content = part_changed(self.contents[key], "word/document.xml", IN_WORD, self.chance)
            case PaperFormat.XLSX:
                sheet = f"xl/worksheets/sheet{self.chance.choice((1, 2, 2))}.xml"
                content = part_changed(self.contents[key], sheet, IN_BOOK, self.chance)
            case PaperFormat.PDF:
                content = paper_changed(self.papers[key], self.chance)
        found = number_differences(paper_lines(content, one), self.lines[key])
        return sum(each.stands != each.should and not each.is_filled_in for each in found)


PAGES = (f"{COMMUNE}/report.html", "index.html", "leadership.html", "status.html")
NAMED = {PAGES[0]: f"{CAMPAIGN} {COMMUNE}"}
HOW_OFTEN = (
    *(["page"] * 7),
    "notebook",
    *([(PaperKind.MINUTES, PaperFormat.DOCX)] * 4),
    *([(PaperKind.ACTIONS, PaperFormat.DOCX)] * 3),
    *([(PaperKind.SCORES, PaperFormat.XLSX)] * 4),
    (PaperKind.NOTICE, PaperFormat.PDF),
)
"""Of twenty changed digits so many lie in each kind of file."""


def report_of(out: Path, code: str) -> Report:
    return report_from_json((out / code / "report.json").read_text(encoding="utf-8"))


@pytest.mark.trial
def test_every_changed_digit_is_caught(
    made_office: Path, trials: Trials, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In pages, Word files, workbooks and PDFs: each is named as one number that is not the right one."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(made_office / "config"))
    chance = trials.random()
    made = Made(made_office / "out" / CAMPAIGN, made_office / "home", chance)
    missed = []
    for number in range(trials(1_000)):
        where = HOW_OFTEN[number % len(HOW_OFTEN)]
        told = getattr(made, where)() if isinstance(where, str) else made.paper(*where)
        if told != 1:
            missed.append((number, where, told))
    assert missed == []


def test_a_folder_of_pages_and_papers_is_right_until_a_digit_is_changed(office: Office) -> None:
    """All of it is found: reports, index, status, papers beside them and papers in a folder below."""
    reports = [report_of(office.out, UNIT)]
    workbench = open_workbench(str(office.workbench))
    settings = workbench.settings()
    frame, template = (
        Frame(settings.name, settings.place, settings.papers),
        office_template(office.workbench, VI),
    )
    made = make_papers(PaperKind.SCORES, reports, frame, VI)
    papers = office.out / "văn bản"
    papers.mkdir()
    write_papers(made, [PaperFormat.DOCX, PaperFormat.XLSX], template, papers)
    found = list(trace_folder(str(office.folder / "out"), "outputs", office.reference()))
    assert len(found) == len(UNITS) + 5
    assert {each.checked.status for each in found} == {Status.RIGHT}
    report = office.file("report.json")
    content = json.loads(report.read_text(encoding="utf-8"))
    content["items"][0]["points"] = "0.01"
    report.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    again = [
        *trace_folder(str(report.parent), "outputs", office.reference()),
        *trace_folder(str(papers), "outputs", office.reference()),
    ]
    assert [each.checked.status for each in again] == [Status.DIFFERENT, *([Status.UNCHECKED] * 2)]
    office.digest_again()
    (first, *_) = trace_folder(str(papers), "outputs", office.reference())
    assert first.checked.status is Status.DIFFERENT


def test_without_a_workbench_papers_are_not_derived(office: Office, tmp_path: Path) -> None:
    """Pages are, from the files beside them. A folder that is not there is an error.

    A campaign's id stands for its folder among the reports.
    """
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "bien-ban-kiem-tra.2017-dot-1.060.docx").write_bytes(b"")
    reference = replace(office.reference(), workbench=None, store=None)
    (only,) = trace_folder(str(folder), "outputs", reference)
    assert only.checked.status is Status.UNCHECKED
    (same,) = trace_folder("papers", str(tmp_path), reference)
    assert same.checked.path == only.checked.path
    with pytest.raises(InvalidFilesError, match="a campaign whose reports lie in outputs"):
        list(trace_folder(str(tmp_path / "none"), "outputs", reference))
