"""The campaign of 2026 in a store: a merged ward with its four predecessors, and two departments."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from inspection_lib.batch.inputs import read_inputs
from inspection_lib.imports import read_responses
from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import LegalState
from inspection_lib.record import EventStore, Recorder, create_store, open_store
from inspection_lib.render.official.minutes_paper import minutes_paper
from inspection_lib.render.sections import draw_section
from inspection_lib.visit.previous import previous_inspection
from inspection_lib.workbench import Workbench, load_inspection, make_report
from tests.conftest import CAMPAIGN, CAMPAIGN_2026, ROOT
from tests.makers.workbenches import a_workbench
from tests.render.official.reading import PLAIN, lines_of
from tests.sentences.pages import MADE_AT, complaints_of

WARD = "01843"
BEFORE = ("01837", "01843", "01852", "01855")
DIFFERS = "19.SNNMT"
"""A department whose export of the portal differs from what the inspectors found."""
TWICE = "01957"
"""A commune that was inspected in 2017 too, under another checklist."""
ROUNDS = (CAMPAIGN, CAMPAIGN_2026)
STORE = "sqlite:///outputs/inspection.db"
VI = open_catalogue(Language.VI)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbench with the answers of a few units of both campaigns."""
    home = tmp_path_factory.mktemp("2026")
    a_workbench(home)
    for name in ("indices", f"registers/{CAMPAIGN_2026}"):
        shutil.copytree(ROOT / "checklists" / name, home / "checklists" / name)
    bench = Workbench(home)
    store = create_store(STORE, home)
    for campaign_id, units in ((CAMPAIGN, (*BEFORE, TWICE)), (CAMPAIGN_2026, (WARD, DIFFERS, TWICE))):
        table = home / f"{campaign_id}.csv"
        table.write_text(rows_of(campaign_id, units), encoding="utf-8")
        campaign = bench.campaign(campaign_id)
        imported, problems = read_responses(table, campaign, bench.checklists(campaign))
        assert problems == []
        Recorder(store, campaign, bench.checklists(campaign)).record(entry for _, entry in imported.entries)
    return home


def rows_of(campaign: str, units: tuple[str, ...]) -> str:
    """The sample's rows of some units as one table."""
    header, rows = "", []
    for path in sorted((ROOT / "checklists" / "responses" / campaign).glob("*.csv")):
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        rows += [line for line in lines if line.partition(",")[0] in units]
    return "\n".join([header, *rows, ""])


@pytest.fixture
def bench(folder: Path) -> Workbench:
    """The workbench of `folder`."""
    return Workbench(folder)


@pytest.fixture
def store(bench: Workbench) -> EventStore:
    """Its store."""
    return open_store(STORE, bench.folder)


@pytest.mark.parametrize("code", [WARD, DIFFERS, TWICE])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_says_anything_untrue(bench: Workbench, store: EventStore, code: str, language: str) -> None:
    """What the units before left, the kind of visit, the law of each item, the portal's figures."""
    inspection = load_inspection(bench, store, bench.campaign(CAMPAIGN_2026), code)
    report = make_report(bench, STORE, CAMPAIGN_2026, code, made_at=MADE_AT)
    assert [one.unit_code for one in report.inherited] == list(BEFORE if code == WARD else ())
    earlier = load_inspection(bench, store, bench.campaign(CAMPAIGN), code) if code == TWICE else None
    assert complaints_of(inspection, report, language, earlier=earlier) == []


def test_an_untrue_part_of_a_change_is_found(bench: Workbench, store: EventStore) -> None:
    """Also where the two parts still add up to the change."""
    first, second = (load_inspection(bench, store, bench.campaign(one), TWICE) for one in ROUNDS)
    report = make_report(bench, STORE, CAMPAIGN_2026, TWICE, made_at=MADE_AT)
    assert report.previous
    assert report.previous.by_rules is not None
    assert report.previous.by_reality is not None
    parts = (report.previous.by_rules + 1, report.previous.by_reality - 1)
    untrue = replace(report, previous=replace(report.previous, by_rules=parts[0], by_reality=parts[1]))
    (complaint,) = complaints_of(second, untrue, "vi", earlier=first)
    assert "part that the unit makes" in complaint


@pytest.mark.parametrize("code", [WARD, DIFFERS])
def test_each_item_shows_its_source_or_the_mark(bench: Workbench, code: str) -> None:
    """Number, date and article of each citation, and whether it was verified.

    They stand in the table of all items, or in the finding of the item.
    """
    report = make_report(bench, STORE, CAMPAIGN_2026, code, made_at=MADE_AT)
    items, findings = (draw_section(report, name, Language.VI) for name in ("items", "findings"))
    rows = {
        found[2]: " ".join(unescape(re.sub(r"<[^>]*>", " ", found[3])).split())
        for found in re.finditer(r'<(tr|article) id="([^"]+)"[^>]*>(.*?)</\1>', items + findings, re.DOTALL)
    }
    for item in report.items:
        assert item.legal_basis
        for basis in item.legal_basis:
            article = f", {basis.article.vi}" if basis.article else ""
            day = f", {VI.day(basis.date)}" if basis.date else ""
            state = VI.label(LegalState(basis.state))
            citation = f"{basis.kind.vi} {basis.number}{day}{article}"
            text = rows.get(f"finding-{item.id}", rows[item.id])
            assert f"{citation} {state}" in text or f"{citation}: {basis.title.vi} {state}" in text


def test_a_contradiction_with_the_portal_is_a_finding(bench: Workbench) -> None:
    """The export says that fewer files were on time than the inspectors found."""
    report = make_report(bench, STORE, CAMPAIGN_2026, DIFFERS, made_at=MADE_AT)
    assert [found.id for found in report.findings if found.id.endswith(".register")] == ["C31.register"]


def test_the_minutes_name_the_kind_of_visit(bench: Workbench) -> None:
    """The ward was inspected without notice."""
    report = make_report(bench, STORE, CAMPAIGN_2026, WARD, made_at=MADE_AT)
    texts = lines_of(minutes_paper(report, PLAIN, VI))
    assert "Hình thức kiểm tra: Kiểm tra đột xuất" in texts


def test_the_form_shows_what_was_found_in_each_unit_before(bench: Workbench, store: EventStore) -> None:
    """By name: four answers to one question."""
    shown = previous_inspection(
        bench, store, bench.campaign(CAMPAIGN_2026), WARD, VI, date(2026, 11, 28)
    ).texts
    names = ("Phường Sông Cầu: ", "Phường Phùng Chí Kiên: ", "Phường Xuất Hóa: ")
    assert all(name in shown["A01"] for name in names)


def test_an_answer_of_a_predecessor_makes_the_report_again(bench: Workbench, store: EventStore) -> None:
    """The digest of what came before covers the predecessors, and of them alone."""
    campaign = bench.campaign(CAMPAIGN_2026)
    previous = read_inputs(bench, campaign, store, Language.VI).previous
    assert set(previous) == {WARD, TWICE}
