"""Submissions from phones become answers; the paper form asks the same."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from inspection_lib.errors import InvalidFilesError
from inspection_lib.exchange.odk import read_odk, record_visits
from inspection_lib.exchange.xlsform_file import version_of
from inspection_lib.exchange.xlsform_questions import name_of
from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language, in_english
from inspection_lib.model import Campaign, Checklist, Item, ItemKind, UnitKind
from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import in_order, verify_chain
from inspection_lib.record.evidence import EvidenceFolder
from inspection_lib.record.fold import find_contradictions, fold_answers
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import create_store
from inspection_lib.render.paper import paper_form
from tests.conftest import CAMPAIGN

KINDS = [UnitKind.DEPARTMENT, UnitKind.DISTRICT, UnitKind.COMMUNE]
PHOTO = b"\xff\xd8\xff\xe0 demo"


def filled(item: Item) -> dict[str, str]:
    """The cells of one item as a phone would fill them."""
    name = name_of(item)
    match item.kind:
        case ItemKind.YES_NO:
            return {name: "yes"}
        case ItemKind.LEVEL:
            return {name: item.levels[0][0]}
        case ItemKind.RATIO | ItemKind.COUNT:
            return {f"{name}_a": "8", f"{name}_b": "10"}
        case ItemKind.DATE:
            return {f"{name}_state": "done", name: "2017-01-15"}
        case ItemKind.NUMBER:
            return {name: "42.5"}
        case ItemKind.OCCURRENCES:
            return {name: "3"}
        case _:
            return {name: "Đã xem"}


def a_table(asked: Checklist, **changes: str) -> str:
    """A CSV as ODK Central writes it, of one submission that answers everything."""
    cells = {"SubmissionDate": "2017-05-16T10:05:00Z", "end": "2017-05-16T10:00:00.000+07:00"}
    cells |= {"unit": "060", "actor": "Thành viên đoàn", "campaign": CAMPAIGN, "checklist": version_of(asked)}
    for number, area in enumerate(asked.areas, start=1):
        for item in area.items:
            own = filled(item) | {
                f"{name_of(item)}_note": "",
                f"{name_of(item)}_photo": "",
                f"{name_of(item)}_doc": "",
            }
            cells |= {f"area_{number}-{name_of(item)}_g-{key}": value for key, value in own.items()}
    cells |= {"meta-instanceID": "uuid:1", "KEY": "uuid:1"} | changes
    table = io.StringIO()
    writer = csv.DictWriter(table, list(cells))
    writer.writeheader()
    writer.writerow(cells)
    return table.getvalue()


@pytest.fixture
def recorder(tmp_path: Path, campaign: Campaign, checklists: dict[UnitKind, Checklist]) -> Recorder:
    return Recorder(create_store("sqlite:///odk.db", tmp_path), campaign, checklists)


def test_a_submission_comes_back_as_answers_once(recorder: Recorder, tmp_path: Path) -> None:
    """Every item is answered as on the phone, with its photo and number; the same file again adds nothing."""
    checklist = recorder.checklists[UnitKind.DISTRICT]
    item = checklist.items[0]
    where = f"area_1-{name_of(item)}_g-{name_of(item)}"
    extra = {
        f"{where}_note": "Ghi trên điện thoại",
        f"{where}_doc": "12/KH-UBND",
        f"{where}_photo": "ảnh 1.jpg",
    }
    path = tmp_path / "submissions.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("form.csv", a_table(checklist, **extra))
        archive.writestr("media/ảnh 1.jpg", PHOTO)
    evidence = EvidenceFolder(tmp_path / "evidence")
    new = record_visits(read_odk(path, recorder), recorder, evidence)
    assert new > len(checklist.items)
    assert record_visits(read_odk(path, recorder), recorder, evidence) == 0
    events = in_order(recorder.store.events(CAMPAIGN, "060"))
    verify_chain(recorder.store.events(CAMPAIGN, "060"))
    answers = fold_answers(checklist, events)
    assert set(answers) == {known.id for known in checklist.items}
    finding = answers[item.id].finding
    assert finding
    assert (finding.note, finding.actor) == ("Ghi trên điện thoại", "Thành viên đoàn")
    pieces = fold_attachments(events)[item.id, "inspector"]
    assert {piece.number or piece.name for piece in pieces} == {"12/KH-UBND", "ảnh 1.jpg"}
    assert [evidence.open(piece.sha256) for piece in pieces if piece.sha256] == [PHOTO]


def test_an_edited_submission_stands_beside_the_first(recorder: Recorder, tmp_path: Path) -> None:
    """The same instance with another answer is not skipped: both stand, and wait for a decision."""
    checklist = recorder.checklists[UnitKind.DISTRICT]
    item = next(known for known in checklist.items if known.kind is ItemKind.YES_NO)
    (column,) = (
        name
        for name in csv.DictReader(io.StringIO(a_table(checklist))).fieldnames or ()
        if name.endswith(f"-{name_of(item)}")
    )
    path, evidence = tmp_path / "form.csv", EvidenceFolder(tmp_path / "evidence")
    for changes in ({}, {column: "no", "SubmissionDate": "2017-05-18T10:05:00Z", "Edits": "1"}):
        path.write_text(a_table(checklist, **changes), encoding="utf-8")
        assert record_visits(read_odk(path, recorder), recorder, evidence) > 0
        assert record_visits(read_odk(path, recorder), recorder, evidence) == 0
    ((found, sides),) = find_contradictions(checklist, recorder.store.events(CAMPAIGN, "060"))
    assert found == item
    assert {side.raw for side in sides} == {"yes", "no"}


def test_two_machines_make_the_same_of_a_submission(
    campaign: Campaign, checklists: dict[UnitKind, Checklist], tmp_path: Path
) -> None:
    """Whichever day each imports it: the events are the same, so that merging the two is no fork."""
    checklist = checklists[UnitKind.DISTRICT]
    photo = {f"area_1-{name_of(checklist.items[0])}_g-{name_of(checklist.items[0])}_photo": "a.jpg"}
    path = tmp_path / "submissions.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("form.csv", a_table(checklist, **photo))
        archive.writestr("media/a.jpg", PHOTO)
    chains = []
    for day in ("2017-05-20", "2017-06-01"):
        store = create_store(f"sqlite:///{day}.db", tmp_path)
        recorder = Recorder(store, campaign, checklists, now=lambda day=day: f"{day}T08:00:00.000000+00:00")
        record_visits(read_odk(path, recorder), recorder, EvidenceFolder(tmp_path / day))
        chains.append([event.digest for event in store.events(CAMPAIGN, "060")])
    assert chains[0] == chains[1]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"unit": "999"}, "is not inspected"),
        ({"campaign": "2016-dot-9"}, "is of campaign"),
        ({"checklist": "par-district.v2 0000"}, "answers checklist"),
        ({"end": "", "SubmissionDate": ""}, "does not say when"),
        ({"area_1-A01_g-A01": "hôm qua"}, "does not fit"),
        ({"area_1-A01_g-A01_photo": "missing.jpg"}, "is missing"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(
    recorder: Recorder, tmp_path: Path, changes: dict[str, str], why: str
) -> None:
    """Wrong unit, campaign, version, value, or a missing photo: an error with file, line and reason."""
    path = tmp_path / "form.csv"
    path.write_text(a_table(recorder.checklists[UnitKind.DISTRICT], **changes), encoding="utf-8")
    with pytest.raises(InvalidFilesError) as caught:
        read_odk(path, recorder)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(path), 2)
    assert why in in_english(problem.fault.message)
    assert recorder.store.events(CAMPAIGN, "060") == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_paper_form_asks_everything(
    kind: UnitKind, checklists: dict[UnitKind, Checklist], tmp_path: Path, browser: Browser
) -> None:
    """Every item has its box, unverified citations are marked, axe finds nothing, and no request is made."""
    path = tmp_path / "paper.html"
    path.write_text(paper_form(checklists[kind], open_catalogue(Language.VI)), encoding="utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert page.locator(".item-box").count() == len(checklists[kind].items)
    assert page.locator(".boxes").count() == len(checklists[kind].items)
    assert "cần kiểm chứng" in page.locator("main").inner_text()
    assert asked == [path.as_uri()]
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    page.close()
