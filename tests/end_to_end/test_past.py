"""Every later version reads what version 0.1.0 wrote; `tests/data/0.1.0/README.md` says what each file is."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from inspection_lib.errors import KeyFileError
from inspection_lib.files import machine_origin
from inspection_lib.keys import load_key
from inspection_lib.record import (
    evidence_folder,
    fold_attachments,
    in_order,
    open_store,
)
from inspection_lib.report import report_to_json
from inspection_lib.report.files import report_from_json
from inspection_lib.workbench import Workbench, make_report
from tests.browser.conftest import ACTOR, card, is_ready
from tests.conftest import CAMPAIGN
from tests.end_to_end.past import PASSPHRASE, PAST, STORE, Machine, a_machine, not_adopted
from tests.makers.executors import reports_made_here

pytestmark = pytest.mark.slow  # nearly every test starts the command

REPORTS = PAST / "home" / "outputs" / CAMPAIGN
EVENTS = {"06.SKHDT": 135, "058": 155, "01834": 90}
"""The units of the old store, and how many events each has."""
LAPTOP, TABLET = "m-54955267f026", "t-0023e5a6ddaf1d9c"
"""Whose events came to unit 058 with the bundle and with the package."""
SEAL = "4515 04ab 32f1 a29c"
"""Printed on the minutes of unit 01834 after 89 events; one came later."""
FILES = {
    "058": {"bộ phận một cửa (minh họa).png", "hòm thư (minh họa).png", "thống kê (minh họa).pdf"},
    "06.SKHDT": {"paper.pdf"},
    "01834": set(),
}
NO_JUDGEMENT = {"schema", "library_version", "made_at", "plan_digest", "reason", "shown", "formula"}
"""Parts of a report that later versions may word or count in another way."""
MENDED = {"01834": ("C13.evidence",)}  # a finding of 0.1.0: the unit had named the evidence that it missed
ADDED = ".register_claim"  # ends the ids of findings that 0.1.0 did not make, about the unit's claim
INPUTS = {"library": "phiên bản phần mềm", "notebook": "sổ lập báo cáo", "events": "câu trả lời"}


@pytest.fixture
def old(tmp_path: Path) -> Machine:
    """The office's machine as 0.1.0 left it, with today's version installed and the store adopted."""
    machine = not_adopted(tmp_path / "office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_CONFIG", str(machine.config))
        store = open_store(STORE, machine.folder)
        assert len(store.adopt(machine_origin(), "2026-11-28")) == len(EVENTS)
        assert store.unit_ends(CAMPAIGN, "058").known_since == "2026-11-28"
    return machine


def test_the_store_is_refused_until_it_is_adopted(tmp_path: Path) -> None:
    """Nothing says where its chains end. The error says what to do."""
    machine = not_adopted(tmp_path / "office")
    assert "inspection store adopt" in machine("verify", "--seal", CAMPAIGN, "01834", SEAL, status=1)


def test_the_files_are_as_they_were_written() -> None:
    """Nobody renewed, added or lost one: they are worth something only while they are old."""
    lines = (line.partition("  ") for line in (PAST / "SHA256SUMS").read_text("utf-8").splitlines())
    listed = {name: digest for digest, _, name in lines}
    there = {path.relative_to(PAST).as_posix(): path for path in PAST.rglob("*") if path.is_file()}
    del there["README.md"], there["SHA256SUMS"]
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()} == listed


@pytest.mark.parametrize("unit", EVENTS)
def test_the_store_opens_verifies_and_goes_on(old: Machine, unit: str) -> None:
    """All events and files are there, and the same machine's chain takes one more event."""
    before = old.events(unit)
    assert len(before) == EVENTS[unit]
    pieces = [piece for own in fold_attachments(in_order(before)).values() for piece in own if piece.sha256]
    assert {piece.name for piece in pieces} == FILES[unit]
    evidence = evidence_folder(STORE, old.folder)
    assert all(evidence.open(piece.sha256) for piece in pieces)
    old.answer(unit, "A02", "c")
    after = old.events(unit)
    assert [event for event in after if event in before] == before
    new, imported = (event for event in after if event not in before)
    assert (new.kind.value, imported.kind.value) == ("answered", "imported")
    assert new.origin == (PAST / "config-office" / "origin").read_text("utf-8").strip()


def test_the_signed_minutes_are_still_right(old: Machine) -> None:
    """The seal on the paper finds its state of the record; another seal finds none."""
    said, later, since = old("verify", "--seal", CAMPAIGN, "01834", SEAL).splitlines()
    assert re.findall(r"\d+", said) == ["89", "1"]
    assert (PAST / "config-office" / "origin").read_text("utf-8").strip() in later
    assert "28/11/2026" in since
    old("verify", "--seal", CAMPAIGN, "01834", SEAL.replace("4515", "4516"), status=1)


def test_answers_that_contradict_each_other_still_do(old: Machine) -> None:
    """The one that was decided is settled, the other one waits and can be decided."""
    said = old("contradictions", CAMPAIGN, "--unit", "058")
    assert "A08" in said
    assert "A04" not in said
    old("decide", CAMPAIGN, "058", "A08", "b", "--actor", "Trưởng đoàn", "--note", "Minh họa")
    assert "A08" not in old("contradictions", CAMPAIGN, "--unit", "058")


@pytest.mark.parametrize("bundle", ["visit.zip", "visit.age.zip"])
def test_a_bundle_is_verified_and_taken_in(old: Machine, tmp_path: Path, bundle: str) -> None:
    """With the old trusted keys and age identity, a fresh store gets the events that the old one has."""
    fresh = a_machine(tmp_path / "fresh", "config-office")
    fresh("merge", str(PAST / bundle))
    assert fresh.events("058") == old.events("058", LAPTOP)


def test_what_was_taken_in_before_adds_nothing(old: Machine) -> None:
    """The old store took both files in when it was made."""
    old("merge", str(PAST / "tablet.zip"), str(PAST / "visit.zip"), "--from", ACTOR)
    assert len(old.events("058")) == EVENTS["058"]


def test_a_bundle_needs_its_key_to_be_trusted(tmp_path: Path) -> None:
    """Nobody's bundle is refused; after the key was trusted it is taken in."""
    fresh = a_machine(tmp_path / "fresh")
    fresh("merge", str(PAST / "visit.zip"), status=1)
    assert fresh.events("058") == []
    (key,) = json.loads((PAST / "config-office" / "trusted.json").read_text("utf-8"))
    fresh("key", "trust", key, "--role", "Thành viên đoàn kiểm tra")
    fresh("merge", str(PAST / "visit.zip"))
    assert {event.origin for event in fresh.events("058")} == {LAPTOP}


def test_the_private_key_opens_and_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy (its first use moves it) opens with its passphrase alone, and signs the manifest as it did."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(a_machine(tmp_path / "laptop", "config-laptop").config))
    with zipfile.ZipFile(PAST / "visit.zip") as bundle:
        assert load_key(PASSPHRASE).sign(bundle.read("manifest.json")) == bundle.read("manifest.sig")
    with pytest.raises(KeyFileError):
        load_key(PASSPHRASE.upper())


def test_old_records_travel_in_new_bundles(old: Machine, tmp_path: Path) -> None:
    """The old store's events, signed with the old key, come whole to a machine that trusted it then."""
    old("bundle", CAMPAIGN, *EVENTS, "-o", str(tmp_path / "new.zip"))
    other = a_machine(tmp_path / "laptop", "config-laptop")
    other("merge", str(tmp_path / "new.zip"))
    for unit in EVENTS:
        assert other.events(unit) == old.events(unit)


def test_a_package_of_a_tablet_is_taken_in(old: Machine, tmp_path: Path) -> None:
    """A fresh store gets the same answers once, if somebody says whose they are. They replace nothing."""
    fresh = a_machine(tmp_path / "fresh")
    fresh("merge", str(PAST / "tablet.zip"), status=1)
    fresh("merge", *[str(PAST / "tablet.zip")] * 2, "--from", ACTOR)
    came = fresh.events("058")
    assert [event.raw for event in came] == [event.raw for event in old.events("058", TABLET)]
    assert not any(event.replaces for event in came)
    counted = Counter(event.kind.value for event in came)
    assert counted == {"opened": 1, "answered": 5, "withdrawn": 1, "attached": 3}


PUT_BACK = """async (databases) => {
  for (const { name, version, stores } of databases) {
    const request = indexedDB.open(name, version);
    const make = (store) => request.result.createObjectStore(store);
    request.onupgradeneeded = () => Object.keys(stores).forEach(make);
    const database = await new Promise((go, fail) => {
      request.onsuccess = () => go(request.result);
      request.onerror = () => fail(request.error);
    });
    const change = database.transaction(Object.keys(stores), "readwrite");
    const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    for (const [store, rows] of Object.entries(stores))
      for (const { key, value } of rows) {
        const base64 = value["Blob as base64"];
        change.objectStore(store).put(base64 ? new Blob([bytes(base64)]) : value, key);
      }
    await new Promise((go, fail) => {
      change.oncomplete = go;
      change.onabort = () => fail(change.error);
    });
    database.close();
  }
}"""


def test_what_a_browser_kept_stands_in_the_new_form(old: Machine, browser: Browser, tmp_path: Path) -> None:
    """The new form shows what was saved, half typed or unsaved on a full disk; its package holds it."""
    form, blank, package = (tmp_path / name for name in ("form.html", "blank.html", "package.zip"))
    old("form", CAMPAIGN, "058", "-o", str(form))
    blank.write_text("<!doctype html><title>blank</title>", encoding="utf-8")
    context = browser.new_context(locale="vi-VN", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(30_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(blank.as_uri())
    page.evaluate(PUT_BACK, json.loads((PAST / "draft.json").read_text("utf-8")))
    page.goto(form.as_uri())
    is_ready(page)

    def shown(item: str, state: str) -> Iterator[str]:
        """The item's filled controls, once its card says that it stands so."""
        page.locator(".inspection-form nav button").nth("ABCDEFG".index(item[0])).click()
        page.wait_for_selector(f"{card(page, item)} .saved.{state}")
        own = page.locator(card(page, item))
        for control in own.locator(".control input:checked, .control input[type=text], .more textarea").all():
            yield control.input_value()

    assert list(shown("G11", "done")) == ["a", "Bản nháp minh họa"]
    assert "chứng nhận (minh họa).png" in page.locator(card(page, "G11")).locator(".pieces").inner_text()
    assert list(shown("G09", "draft")) == ["3", "", "đang đếm"]
    assert list(shown("D07", "done")) == ["b", ""]
    with page.expect_download() as download:
        page.click("button.package")
    download.value.save_as(package)
    context.close()
    assert errors == []
    old("merge", str(package))
    came = old.events("058", "f-e36a7bebe668ce84")
    assert Counter((event.item_id, event.kind.value) for event in came) == {
        ("", "opened"): 1,
        ("G11", "answered"): 2,
        ("G11", "attached"): 1,
        ("D07", "answered"): 1,
    }


def without_mended(report: dict[str, Any], unit: str) -> dict[str, Any]:
    """A report of 0.1.0 without its findings that were wrong, and with the counts that follow."""
    gone = [found for found in report["findings"] if found["id"] in MENDED.get(unit, ())]
    gone += [found for found in report["findings"] if found["id"].endswith(ADDED)]
    kept = [found for found in report["findings"] if found not in gone]
    counts = [
        [severity, count - sum(found["severity"] == severity for found in gone)]
        for severity, count in report["severities"]
    ]
    asked = [measure for measure in report["measures"] if measure["item_id"]]
    return report | {"findings": kept, "severities": counts, "measures": asked}


def differences(was: object, now: object, place: str = "") -> list[str]:
    """What an older value says and a newer one does not; the newer one may say more."""
    if was == [] and isinstance(now, list):
        return []
    if isinstance(was, dict) and isinstance(now, dict):
        pairs = {name: (was[name], now.get(name, "nothing")) for name in sorted(was.keys() - NO_JUDGEMENT)}
        return [found for name, two in pairs.items() for found in differences(*two, f"{place}.{name}")]
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        both = enumerate(zip(was, now, strict=True))
        return [found for at, two in both for found in differences(*two, f"{place}[{at}]")]
    return [] if was == now else [f"{place}: {was!r} became {now!r}"]


@pytest.mark.parametrize("unit", EVENTS)
def test_a_report_is_read_and_made_again_with_the_same_judgements(
    old: Machine, unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Points, outcomes, findings, totals, days, evidence and the end of the chain: all as it was."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(old.config))
    text = (REPORTS / unit / "report.json").read_text("utf-8")
    was = json.loads(text)
    read = report_from_json(text)
    assert differences(was, json.loads(report_to_json(read))) == []
    was = without_mended(was, unit)
    again = make_report(Workbench(old.folder), STORE, CAMPAIGN, unit, made_at=was["provenance"]["made_at"])
    assert differences(was, without_mended(json.loads(report_to_json(again)), unit)) == []
    old.answer(unit, "A02", "c")
    other = make_report(Workbench(old.folder), STORE, CAMPAIGN, unit, made_at=was["provenance"]["made_at"])
    found = differences(was, without_mended(json.loads(report_to_json(other)), unit))
    assert any(difference.startswith(".total.points: ") for difference in found)


def test_the_batch_says_why_it_makes_an_old_report_again(old: Machine) -> None:
    """It names what changed since the old `made.json`, no more; the index shows the others as stale."""
    old.answer("01834", "A02", "c")
    with reports_made_here():
        said = old("batch", CAMPAIGN, "--unit", "058", "--unit", "01834", "--explain")

    def record(folder: Path, unit: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = json.loads((folder / unit / "made.json").read_text("utf-8"))
        return found

    changed = {}
    for unit in ("058", "01834"):
        (line,) = re.findall(rf"^{re.escape(unit)}: (.+)$", said, re.MULTILINE)
        named = line.partition("đã đổi: ")[2].rstrip(".")
        was, now = (record(folder, unit)["inputs"] for folder in (REPORTS, old.folder / "outputs" / CAMPAIGN))
        changed[unit] = {name for name in was if was[name] != now.get(name)}
        assert set(filter(None, named.split(", "))) == {INPUTS[name] for name in changed[unit]}
    assert changed["058"] <= {"library", "notebook"}
    assert changed["01834"] == changed["058"] | {"events"}
    index = (old.folder / "outputs" / CAMPAIGN / "index.html").read_text("utf-8")
    (row,) = re.findall(r"<tr [^\n]*06\.SKHDT[^\n]*</tr>", index)
    assert ('data-s="stale"' in row) is bool(changed["058"])
    assert f'data-v="{record(REPORTS, "06.SKHDT")["summary"]["index"]}"' in row
