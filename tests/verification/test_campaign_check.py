"""The list of a campaign: `batch.json` and the index page."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from inspection_lib.files import open_folder
from inspection_lib.verification import RemarkKind
from inspection_lib.verification.campaign_check import check_index
from tests.trials import Trials
from tests.verification.office import UNIT, UNITS, Office, one_byte_changed


@pytest.mark.parametrize("name", ["index.html", "status.html", "batch.json"])
def test_one_changed_byte_is_found(office: Office, trials: Trials, name: str) -> None:
    """In the index page and in the account of the run."""
    chance, reference = trials.random(), office.reference()
    path = office.out / name
    content = path.read_bytes()
    for _ in range(trials(200)):
        path.write_bytes(one_byte_changed(content, chance))
        remarks = check_index(open_folder(str(office.out)), UNITS, reference)
        assert RemarkKind.DIFFERENCE in {remark.kind for remark in remarks}


def test_a_score_that_was_changed_in_the_index_is_found_in_words(office: Office) -> None:
    """The digests in `batch.json` fit: the page is drawn again from the records of the units."""
    page = office.out / "index.html"
    text = page.read_text(encoding="utf-8")
    record = office.record()
    shown = f"{record.summary.index:.2f}".replace(".", ",")
    assert shown in text
    forged = text.replace(shown, "99,99")
    page.write_text(forged, encoding="utf-8")

    def change(account: dict[str, Any]) -> None:
        account["index"]["index.html"] = sha256(forged.encode()).hexdigest()

    office.rewrite_account(change)
    first = office.first(office.out)
    assert first.startswith("index.html: ")
    assert f"it says “99,99”; it should say “{shown}”" in first


def test_a_unit_that_was_taken_out_of_the_account_is_found(office: Office) -> None:
    """Counts and digest fit; its folder and its row on the index are still there, or gone as well."""

    def change(account: dict[str, Any]) -> None:
        account["counts"]["made"] -= 1

    office.rewrite_account(change)
    assert "number of units “made”: it says “2”; it should say “3”" in office.first(office.out)


def test_a_report_that_is_gone_is_found(office: Office) -> None:
    """The account names it."""
    for path in (office.out / UNIT).iterdir():
        path.unlink()
    (office.out / UNIT).rmdir()
    assert f"The report of unit {UNIT} is missing." in office.first(office.out)


def test_the_account_names_the_page_of_the_status_and_the_index_links_to_it(office: Office) -> None:
    """It is not drawn again: the record has moved on since, and the folder is right all the same."""
    assert "status.html" in json.loads((office.out / "batch.json").read_text(encoding="utf-8"))["index"]
    index = (office.out / "index.html").read_text(encoding="utf-8")
    assert '<p class="status"><a href="status.html">' in index


def test_a_page_that_belongs_to_no_list_is_found(office: Office) -> None:
    """In the folder of the provinces' pages."""
    (office.out / "index").mkdir()
    (office.out / "index" / "01.html").write_text("<p>", encoding="utf-8")
    assert "index/01.html" in office.first(office.out)


def test_a_run_that_was_broken_off_is_told(office: Office) -> None:
    """Its list may be of the run before."""

    def change(account: dict[str, Any]) -> None:
        account["state"] = "running"

    office.rewrite_account(change)
    assert "A batch is running" in office.first(office.out, RemarkKind.UNCHECKED)


def test_damaged_accounts_are_refused_without_a_traceback(office: Office) -> None:
    """Whatever JSON it is; a fitting digest makes it no better."""
    path, folder, reference = office.out / "batch.json", open_folder(str(office.out)), office.reference()
    good = json.loads(path.read_text(encoding="utf-8"))
    for name in good:
        value: Any
        for value in (None, 7, "x", [], {}, [1]):

            def change(account: dict[str, Any], name: str = name, value: Any = value) -> None:
                account[name] = value

            path.write_text(json.dumps(good), encoding="utf-8")
            office.rewrite_account(change)
            check_index(folder, UNITS, reference)
    for text in ("", "[]", "null", "[" * 100_000, '{"check": 1}'):
        path.write_text(text, encoding="utf-8")
        (remark,) = check_index(folder, UNITS, reference)
        assert remark.kind is RemarkKind.DIFFERENCE


def test_a_report_of_another_campaign_is_found(office: Office) -> None:
    """Its record is right in itself, and so may be the list."""
    office.write_record(replace(office.record(), campaign_id="2016-dot-2"))
    assert "unit 060, campaign: it says “2016-dot-2”; it should say “2017-dot-1”" in office.first(office.out)
