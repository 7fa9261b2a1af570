"""Signing reports, and what a signature says when they are checked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from inspection_lib.errors import WrongReportError
from inspection_lib.files import open_folder
from inspection_lib.keys import SigningKey, load_key, new_key
from inspection_lib.model import Source
from inspection_lib.record import Recorder, open_store
from inspection_lib.render import page_fault
from inspection_lib.verification import RemarkKind, Status, open_reference, sign_report
from inspection_lib.workbench import Workbench
from tests.conftest import CAMPAIGN
from tests.makers.machines import PASSPHRASE, ROLE
from tests.trials import Trials
from tests.verification.office import COMMUNE, UNIT, Office, one_byte_changed

DAY = "2017-07-01T08:00:00+00:00"


@pytest.fixture
def key(office: Office) -> SigningKey:
    """The office's own key."""
    new_key(ROLE, PASSPHRASE)
    return load_key(PASSPHRASE)


def sign(office: Office, key: SigningKey) -> bool:
    """Sign the report of the unit."""
    return sign_report(open_folder(str(office.out)), UNIT, key, DAY, office.reference())


def test_a_signed_report_is_right_and_says_who_signed(office: Office, key: SigningKey) -> None:
    """Page and record; the second time there is nothing to do."""
    assert sign(office, key)
    assert page_fault(office.file("report.html").read_text(encoding="utf-8")) is None
    assert office.status(office.out / UNIT) is Status.RIGHT
    assert f"Signed by '{ROLE}'" in office.first(office.out / UNIT, RemarkKind.NOTE)
    assert not sign(office, key)


def test_a_key_that_is_not_trusted_vouches_for_nothing(office: Office, key: SigningKey) -> None:
    """The digits to compare are printed."""
    sign(office, key)
    new_key(ROLE, PASSPHRASE, replace=True)  # what the old one signed counts where it is trusted
    assert office.status(office.out / UNIT) is Status.UNCHECKED
    assert key.signer.fingerprint in office.first(office.out / UNIT, RemarkKind.UNCHECKED)


def test_role_day_and_digests_are_signed(office: Office, key: SigningKey) -> None:
    """Each of them changed, with a fitting digest of the record."""
    sign(office, key)
    record = office.record()
    assert record.signature is not None
    for name, value in (("role", "Chủ tịch"), ("signed_at", "2018-07-01T08:00:00+00:00"), ("key", "00" * 32)):
        office.write_record(replace(record, signature=replace(record.signature, **{name: value})))
        assert "does not fit" in office.first(office.out / UNIT)
    office.write_record(replace(record, made_at="2018-06-30"))
    assert office.status(office.out / UNIT) is Status.DIFFERENT


def test_a_signature_that_was_taken_off_the_page_or_the_record_is_found(
    office: Office, key: SigningKey
) -> None:
    """Both speak of one signature, or of none."""
    plain = office.file("report.html").read_text(encoding="utf-8")
    sign(office, key)
    office.write_record(replace(office.record(), signature=None))
    assert "not signed by the same key" in office.first(office.out / UNIT)
    office.file("report.html").write_text(plain, encoding="utf-8")
    office.digest_again()
    assert office.status(office.out / UNIT) is Status.RIGHT  # as it was before anybody signed
    assert "is not signed" in office.first(office.out / UNIT, RemarkKind.NOTE)


def test_nobody_signs_a_report_that_was_changed(office: Office, key: SigningKey) -> None:
    """Also where all digests fit. Nothing is written."""
    office.rewrite("report.json", lambda text: re.sub(r'"points": "[^"]*"', '"points": "0"', text, count=1))
    office.digest_again()
    before = {path: path.read_bytes() for path in (office.out / UNIT).iterdir()}
    with pytest.raises(WrongReportError):
        sign(office, key)
    assert {path: path.read_bytes() for path in (office.out / UNIT).iterdir()} == before


def test_nobody_signs_a_report_that_is_out_of_date_or_cannot_be_compared(
    office: Office, key: SigningKey
) -> None:
    """An answer came later; there is no store; there is no report."""
    alone = open_reference("sqlite:///nowhere.db", str(office.workbench))
    folder = open_folder(str(office.out))
    with pytest.raises(WrongReportError, match="cannot be compared"):
        sign_report(folder, UNIT, key, DAY, alone)
    workbench = Workbench(office.workbench)
    campaign = workbench.campaign(CAMPAIGN)
    store = open_store(office.store_url, workbench.folder)
    recorder = Recorder(store, campaign, workbench.checklists(campaign))
    last = next(event for event in store.events(CAMPAIGN, UNIT) if event.kind.value == "answered")
    recorder.answer(UNIT, last.item_id, Source(last.source), last.raw, actor="test", note="again")
    with pytest.raises(WrongReportError, match="changed: answers"):
        sign(office, key)
    with pytest.raises(WrongReportError, match="no report"):
        sign_report(folder, "061", key, DAY, office.reference())


def test_one_changed_byte_of_a_signed_report_is_found(
    office: Office, key: SigningKey, trials: Trials
) -> None:
    """In the page or in the record: the signature is in both."""
    sign_report(open_folder(str(office.out)), COMMUNE, key, DAY, office.reference())
    chance, reference = trials.random(), office.reference()
    for number in range(trials(200)):
        path = office.file("made.json" if number % 2 else "report.html", COMMUNE)
        content = path.read_bytes()
        path.write_bytes(one_byte_changed(content, chance))
        assert office.status(office.out / COMMUNE, reference) is Status.DIFFERENT
        path.write_bytes(content)
