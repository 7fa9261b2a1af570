"""Submissions from phones become answers; the paper form asks the same."""

from __future__ import annotations

import csv
import io
import itertools
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from inspection_lib.errors import InvalidFilesError
from inspection_lib.exchange.odk import read_odk, record_visits
from inspection_lib.exchange.xlsform_questions import name_of
from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language, in_english
from inspection_lib.model import Campaign, Checklist, ItemKind
from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import chain_digests, check_forks, in_order, verify_chain
from inspection_lib.record.evidence import EvidenceFolder
from inspection_lib.record.fold import find_contradictions, fold_answers, recorded_checklist
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import create_store
from inspection_lib.render.paper import paper_form
from tests.accessibility import violations
from tests.conftest import CAMPAIGN
from tests.makers.submissions import PHOTO, a_submission, a_table, as_csv, cell_name

KINDS = ["department", "district", "commune"]


@pytest.fixture
def recorder(tmp_path: Path, campaign: Campaign, checklists: dict[str, Checklist]) -> Recorder:
    return Recorder(create_store("sqlite:///odk.db", tmp_path), campaign, checklists)


def test_a_submission_comes_back_as_answers_once(recorder: Recorder, tmp_path: Path) -> None:
    """Every item is answered as on the phone, with its photo and number; the same file again adds nothing."""
    checklist = recorder.checklists["district"]
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
    new = len(record_visits(read_odk(path, recorder).visits, recorder, evidence))
    assert new > len(checklist.items)
    assert record_visits(read_odk(path, recorder).visits, recorder, evidence) == []
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
    checklist = recorder.checklists["district"]
    item = next(known for known in checklist.items if known.kind is ItemKind.YES_NO)
    (column,) = (
        name
        for name in csv.DictReader(io.StringIO(a_table(checklist))).fieldnames or ()
        if name.endswith(f"-{name_of(item)}")
    )
    path, evidence = tmp_path / "form.csv", EvidenceFolder(tmp_path / "evidence")
    for changes in ({}, {column: "no", "SubmissionDate": "2017-05-18T10:05:00Z", "Edits": "1"}):
        path.write_text(a_table(checklist, **changes), encoding="utf-8")
        assert len(record_visits(read_odk(path, recorder).visits, recorder, evidence)) > 0
        assert record_visits(read_odk(path, recorder).visits, recorder, evidence) == []
    ((found, sides),) = find_contradictions(checklist, recorder.store.events(CAMPAIGN, "060"))
    assert found == item
    assert {side.raw for side in sides} == {"yes", "no"}


def test_two_machines_make_the_same_of_a_submission(
    campaign: Campaign, checklists: dict[str, Checklist], tmp_path: Path
) -> None:
    """Whichever day each imports it: the events are the same, so that merging the two is no fork."""
    checklist = checklists["district"]
    photo = {f"area_1-{name_of(checklist.items[0])}_g-{name_of(checklist.items[0])}_photo": "a.jpg"}
    path = tmp_path / "submissions.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("form.csv", a_table(checklist, **photo))
        archive.writestr("media/a.jpg", PHOTO)
    chains = []
    for day in ("2017-05-20", "2017-06-01"):
        store = create_store(f"sqlite:///{day}.db", tmp_path)
        recorder = Recorder(store, campaign, checklists, now=lambda day=day: f"{day}T08:00:00.000000+00:00")
        record_visits(read_odk(path, recorder).visits, recorder, EvidenceFolder(tmp_path / day))
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
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(
    recorder: Recorder, tmp_path: Path, changes: dict[str, str], why: str
) -> None:
    """Wrong unit, campaign, version or value: an error with file, line and reason."""
    path = tmp_path / "form.csv"
    path.write_text(a_table(recorder.checklists["district"], **changes), encoding="utf-8")
    with pytest.raises(InvalidFilesError) as caught:
        read_odk(path, recorder)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(path), 2)
    assert why in in_english(problem.fault.message)
    assert recorder.store.events(CAMPAIGN, "060") == []


@pytest.mark.parametrize(
    ("ending", "count", "why"),
    [
        ("_note", 140_000, "A cell has more than 131072 letters"),
        ("_note", 110_000, "Column A01_note has 110000 letters here, and 100000 at most"),
        ("_doc", 2_000, "Column A01_doc has 2000 letters here, and 1000 at most"),
    ],
)
def test_a_cell_that_is_too_long_is_refused_with_its_line(
    recorder: Recorder, tmp_path: Path, ending: str, count: int, why: str
) -> None:
    """In a zip, too. The cell itself is not repeated."""
    checklist = recorder.checklists["district"]
    path = tmp_path / "submissions.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "form.csv", a_table(checklist, **{cell_name(checklist.items[0], ending): "a" * count})
        )
    with pytest.raises(InvalidFilesError) as caught:
        read_odk(path, recorder)
    (problem,) = caught.value.problems
    assert problem.line == 2
    assert why in in_english(problem.fault.message)
    assert len(str(problem.fault)) < 300


@pytest.mark.parametrize("column", ["unit", "campaign", "checklist", "end"])
def test_a_refusal_repeats_no_long_cell(recorder: Recorder, tmp_path: Path, column: str) -> None:
    """A message has a few lines, whatever a cell holds."""
    path = tmp_path / "form.csv"
    long = {column: "9" * 100_000, "SubmissionDate": ""}
    path.write_text(a_table(recorder.checklists["district"], **long), encoding="utf-8")
    with pytest.raises(InvalidFilesError) as caught:
        read_odk(path, recorder)
    assert len(str(caught.value)) < 1000


def test_a_late_photo_holds_back_only_itself(recorder: Recorder, tmp_path: Path) -> None:
    """The answers are recorded and the photo is named; a later import adds the photo alone."""
    checklist = recorder.checklists["district"]
    item = checklist.items[0]
    path, evidence = tmp_path / "form.csv", EvidenceFolder(tmp_path / "evidence")
    path.write_text(a_table(checklist, **{cell_name(item, "_photo"): "late.jpg"}), encoding="utf-8")
    export = read_odk(path, recorder)
    (remark,) = export.remarks
    assert (remark.line, item.id in str(remark), "late.jpg" in str(remark)) == (2, True, True)
    assert len(record_visits(export.visits, recorder, evidence)) > len(checklist.items)
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "late.jpg").write_bytes(PHOTO)
    assert len(record_visits(read_odk(path, recorder).visits, recorder, evidence)) == 1
    assert record_visits(read_odk(path, recorder).visits, recorder, evidence) == []
    events = in_order(recorder.store.events(CAMPAIGN, "060"))
    assert [piece.name for piece in fold_attachments(events)[item.id, "inspector"]] == ["late.jpg"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_late_photos_make_no_fork(
    campaign: Campaign, checklists: dict[str, Checklist], tmp_path: Path, order: tuple[int, ...]
) -> None:
    """Photos come to two laptops in different orders: each chain of one goes on that of the other."""
    checklist = checklists["district"]
    items = checklist.items[:3]
    names = {cell_name(item, "_photo"): f"{item.id}.jpg" for item in items}
    chains = []
    for laptop, arriving in (("one", range(3)), ("two", order)):
        recorder = Recorder(create_store(f"sqlite:///{laptop}.db", tmp_path), campaign, checklists)
        folder = tmp_path / laptop
        (folder / "media").mkdir(parents=True)
        (folder / "form.csv").write_text(a_table(checklist, **names), encoding="utf-8")
        for place in arriving:
            (folder / "media" / f"{items[place].id}.jpg").write_bytes(PHOTO + bytes(place))
            record_visits(
                read_odk(folder / "form.csv", recorder).visits, recorder, EvidenceFolder(folder / "evidence")
            )
        events = recorder.store.events(CAMPAIGN, "060")
        assert {piece.name for own in fold_attachments(in_order(events)).values() for piece in own} == {
            f"{item.id}.jpg" for item in items
        }
        chains.append(events)
    check_forks(chain_digests(chains[0]), chains[1])
    check_forks(chain_digests(chains[1]), chains[0])


def test_a_submission_that_is_rejected_later_still_counts_and_that_is_told(
    recorder: Recorder, tmp_path: Path
) -> None:
    """What was recorded is not taken back by a state on the server."""
    checklist = recorder.checklists["district"]
    path, evidence = tmp_path / "form.csv", EvidenceFolder(tmp_path / "evidence")
    path.write_text(a_table(checklist), encoding="utf-8")
    record_visits(read_odk(path, recorder).visits, recorder, evidence)
    path.write_text(a_table(checklist, ReviewState="rejected"), encoding="utf-8")
    export = read_odk(path, recorder)
    assert export.visits == ()
    assert "its answers still count" in " ".join(str(remark) for remark in export.remarks)


def test_a_version_that_the_plan_does_not_name_is_taken_in(
    campaign: Campaign, checklists: dict[str, Checklist], tmp_path: Path
) -> None:
    """The unit's inspection is opened on the version that the phone has. Another one is then refused."""
    phone = checklists["district"]
    newer = replace(phone, version=phone.version + 1, digest="f" * 64)
    recorder = Recorder(create_store("sqlite:///v.db", tmp_path), campaign, {**checklists, "district": newer})
    path, evidence = tmp_path / "form.csv", EvidenceFolder(tmp_path / "evidence")
    path.write_text(a_table(phone), encoding="utf-8")
    with pytest.raises(InvalidFilesError, match="answers checklist"):
        read_odk(path, recorder)
    recorder = replace(recorder, find_version={phone.name: phone}.__getitem__)
    export = read_odk(path, recorder)
    assert len(record_visits(export.visits, recorder, evidence)) > 0
    events = in_order(recorder.store.events(CAMPAIGN, "060"))
    assert recorded_checklist(events) == (phone.name, phone.digest)
    path.write_text(a_table(newer, KEY="uuid:2"), encoding="utf-8")
    with pytest.raises(InvalidFilesError, match="is inspected with"):
        read_odk(path, recorder)


def test_two_versions_for_one_unit_in_one_file_are_refused(
    campaign: Campaign, checklists: dict[str, Checklist], tmp_path: Path
) -> None:
    """The inspection of a unit has one version; the second submission is named by its line."""
    phone = checklists["district"]
    newer = replace(phone, version=phone.version + 1, digest="f" * 64)
    recorder = Recorder(
        create_store("sqlite:///v.db", tmp_path),
        campaign,
        {**checklists, "district": newer},
        find_version={phone.name: phone}.__getitem__,
    )
    path = tmp_path / "form.csv"
    rows = [a_submission(phone), a_submission(newer, KEY="uuid:2")]
    path.write_text(as_csv(rows), encoding="utf-8")
    with pytest.raises(InvalidFilesError) as caught:
        read_odk(path, recorder)
    assert [problem.line for problem in caught.value.problems] == [3]


@pytest.mark.parametrize("kind", KINDS)
def test_the_paper_form_asks_everything(
    kind: str, checklists: dict[str, Checklist], tmp_path: Path, browser: Browser
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
    assert violations(page) == []
    page.close()
