"""The report of a unit: every change in its files is found, also one with fitting digests."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from inspection_lib.model import Source
from inspection_lib.record import Recorder, open_store
from inspection_lib.report import report_from_json, report_to_json
from inspection_lib.verification import RemarkKind, Status, open_reference
from inspection_lib.verification.page_check import drawn_again
from inspection_lib.workbench import Workbench
from tests.conftest import CAMPAIGN
from tests.trials import Trials
from tests.verification.office import COMMUNE, UNIT, UNITS, Office, one_byte_changed

FILES = ("report.html", "report.json", "made.json", "unit_report.ipynb", "register_rows.csv")


def test_untouched_reports_are_right(office: Office) -> None:
    """Each of the three, and their list."""
    assert [checked.status for checked in office.check(office.out)] == [Status.RIGHT] * (len(UNITS) + 1)


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_is_found(office: Office, trials: Trials, name: str) -> None:
    """In any file of a report, wherever it is, also without a store."""
    chance, reference = trials.random(), office.reference()
    alone = open_reference("sqlite:///nowhere.db", str(office.workbench))
    unit = "060" if name == "register_rows.csv" else COMMUNE
    path = office.file(name, unit)
    content = path.read_bytes()
    for number in range(trials(200)):
        path.write_bytes(one_byte_changed(content, chance))
        assert office.status(office.out / unit, reference if number % 2 else alone) is Status.DIFFERENT


def test_a_changed_score_with_fitting_digests_is_found_by_the_answers(office: Office) -> None:
    """Report, notebook and page say the same wrong score, and all digests fit: only the answers tell."""
    report = report_from_json(office.file("report.json").read_text(encoding="utf-8"))
    points = report.items[0].points
    assert points is not None
    forged = replace(report, items=(replace(report.items[0], points=points + 1), *report.items[1:]))
    text = report_to_json(forged)
    office.file("report.json").write_text(text, encoding="utf-8")
    notebook = office.file("unit_report.ipynb").read_text(encoding="utf-8")
    page = drawn_again(notebook, text)
    assert page is not None
    office.file("report.html").write_text(page, encoding="utf-8")
    office.digest_again()
    where = re.escape(f"report.json: item {report.items[0].id}, points: it says ")
    assert re.match(where, office.first(office.out / UNIT))


def test_a_page_that_shows_something_else_is_found(office: Office) -> None:
    """Its data, the notebook and `report.json` are right, and its digest fits."""
    office.rewrite("report.html", lambda page: page.replace("</h1>", " (bản mới)</h1>", 1))
    office.digest_again()
    assert office.first(office.out / UNIT).startswith("report.html: ")


def test_a_notebook_that_shows_another_section_is_found(office: Office) -> None:
    """Page and notebook agree with each other, but not with the report."""

    def change(text: str) -> str:
        notebook = json.loads(text)
        cell = next(cell for cell in notebook["cells"] if '"summary"' in "".join(cell["source"]))
        data = cell["outputs"][0]["data"]
        data["text/html"] = "".join(data["text/html"]).replace("</h2>", " tốt</h2>", 1)
        return json.dumps(notebook, ensure_ascii=False, indent=1)

    office.rewrite("unit_report.ipynb", change)
    report = office.file("report.json").read_text(encoding="utf-8")
    page = drawn_again(office.file("unit_report.ipynb").read_text(encoding="utf-8"), report)
    assert page is not None
    office.file("report.html").write_text(page, encoding="utf-8")
    office.digest_again()
    assert "tốt" in office.first(office.out / UNIT)


def test_other_cells_in_the_notebook_are_found(office: Office) -> None:
    """Code that somebody added would run when the notebook is opened and run again."""

    def change(text: str) -> str:
        notebook = json.loads(text)
        notebook["cells"][-1]["source"] = ["import os"]
        return json.dumps(notebook, ensure_ascii=False, indent=1)

    office.rewrite("unit_report.ipynb", change)
    office.digest_again()
    found = [remark.place for remark in office.check(office.out / UNIT)[0].of_kind(RemarkKind.DIFFERENCE)]
    assert "unit_report.ipynb" in found


def test_reports_of_two_units_that_were_swapped_are_found(office: Office) -> None:
    """Whole folders, with fitting digests."""
    (office.out / "060").rename(office.out / "kept")
    (office.out / COMMUNE).rename(office.out / "060")
    (office.out / "kept").rename(office.out / COMMUNE)
    assert office.status(office.out / "060") is Status.DIFFERENT
    assert office.first(office.out / "060") != ""


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_found(office: Office, name: str) -> None:
    """Also the rows of the registers, which not every report has."""
    office.file(name).unlink()
    assert office.first(office.out / UNIT).startswith(f"{name}: ")


def test_rows_of_registers_that_the_report_does_not_have_are_found(office: Office) -> None:
    """A commune has no registers; somebody put a table beside its report."""
    office.file("register_rows.csv", COMMUNE).write_bytes(office.file("register_rows.csv").read_bytes())
    assert office.status(office.out / COMMUNE) is Status.DIFFERENT


def test_a_changed_input_in_the_record_is_told(office: Office) -> None:
    """The digest of the record fits: the report would then count as one of another plan."""
    record = office.record()
    inputs = tuple((name, "0" * 64 if name == "plan" else digest) for name, digest in record.inputs)
    office.write_record(replace(record, inputs=inputs))
    assert office.status(office.out / UNIT) is Status.UNCHECKED
    assert "plan or units" in office.first(office.out / UNIT, RemarkKind.UNCHECKED)


def test_a_changed_summary_or_time_in_the_record_is_found(office: Office) -> None:
    """The index would show another score than the report."""
    record = office.record()
    office.write_record(replace(record, summary=replace(record.summary, unanswered=7)))
    assert "number of unanswered items" in office.first(office.out / UNIT)
    office.write_record(replace(record, made_at="2017-06-30T00:00:00+00:00"))
    assert "time at which the report was made" in office.first(office.out / UNIT)


def test_a_report_is_checked_as_of_its_own_moment(office: Office) -> None:
    """Answers that came later make it an older report, not a wrong one."""
    workbench = Workbench(office.workbench)
    campaign = workbench.campaign(CAMPAIGN)
    store = open_store(office.store_url, workbench.folder)
    recorder = Recorder(store, campaign, workbench.checklists(campaign))
    last = next(event for event in store.events(CAMPAIGN, UNIT) if event.kind.value == "answered")
    assert recorder.answer(UNIT, last.item_id, Source(last.source), last.raw, actor="test", note="again")
    assert office.status(office.out / UNIT) is Status.UNCHECKED
    assert "1 entries were recorded after" in office.first(office.out / UNIT, RemarkKind.UNCHECKED)


def test_without_a_store_the_files_are_checked_against_each_other(office: Office) -> None:
    """What was not checked is told, with the reason."""
    alone = open_reference("sqlite:///nowhere.db", str(office.workbench))
    (checked,) = office.check(office.out / UNIT, alone)
    assert checked.status is Status.UNCHECKED
    assert [remark.text.text for remark in checked.of_kind(RemarkKind.UNCHECKED)] == [
        "The report was not compared with the answers."
    ]
