"""The index page after a run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from inspection_lib.batch.account import RunAccount, UnitAccount, UnitState
from inspection_lib.batch.inputs import Inputs
from inspection_lib.batch.listing import write_index
from inspection_lib.files import LocalFolder
from inspection_lib.language import Fault, Language, message, open_catalogue
from inspection_lib.model import Campaign
from inspection_lib.unit_report import Record
from inspection_lib.unit_report.record import Summary, write_record

SUMMARY = Summary(None, None, None, None, (), 0)
NO_INPUTS = Inputs((("plan", "of now"),), {}, {}, {}, {})
DAY = f"{date(2017, 6, 30).isoformat()}T00:00:00+00:00"


def index_of(campaign: Campaign, folder: Path, *accounts: UnitAccount) -> str:
    """The index after a run with these units."""
    units = {account.unit_code: account for account in accounts}
    translate = open_catalogue(Language.EN).format
    account = RunAccount(LocalFolder(folder), campaign.id, DAY, {}, translate, units)
    place = write_index(campaign, account.folder, NO_INPUTS, account, DAY, Language.EN, {})
    return Path(place).read_text(encoding="utf-8")


def keep_record(campaign: Campaign, folder: Path, unit_code: str, *, stale: bool) -> None:
    """Write the record of a report that was made from the inputs of now, or from others."""
    unit = campaign.unit(unit_code)
    assert unit is not None
    inputs = (("plan", "of then"),) if stale else NO_INPUTS.of(unit)
    write_record(LocalFolder(folder), Record(unit_code, campaign.id, DAY, inputs, SUMMARY, ()))


def row(index: str, unit_code: str) -> str:
    """The row of a unit on the index, "" where it has none."""
    return next((part for part in index.split("<tr") if f'href="{unit_code}/report.html"' in part), "")


def test_a_row_says_whether_a_report_is_right_stale_or_failed(campaign: Campaign, tmp_path: Path) -> None:
    """Units without a report and without a failure have no row."""
    keep_record(campaign, tmp_path, "060", stale=False)
    keep_record(campaign, tmp_path, "061", stale=True)
    fault = Fault(message("The disk is full: make room, then run the batch again."), message("Wait."))
    index = index_of(campaign, tmp_path, UnitAccount("062", UnitState.FAILED, fault=fault))
    assert 'data-s="made"' in row(index, "060")
    assert 'data-s="stale"' in row(index, "061")
    assert "The disk is full: make room, then run the batch again. Wait." in index
    assert row(index, "063") == ""


def test_a_page_of_a_province_that_is_gone_is_removed(campaign: Campaign, tmp_path: Path) -> None:
    """The index keeps no page that it did not draw; other files beside it stay."""
    keep_record(campaign, tmp_path, "060", stale=False)
    (tmp_path / "index").mkdir()
    for name in ("99.html", "note.txt"):
        (tmp_path / "index" / name).write_text("old", encoding="utf-8")
    index_of(campaign, tmp_path)
    assert not (tmp_path / "index" / "99.html").exists()
    assert (tmp_path / "index" / "note.txt").exists()
