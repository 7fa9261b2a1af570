"""The record beside a report, `made.json`."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from inspection_lib.files import LocalFolder
from inspection_lib.language import Text
from inspection_lib.unit_report import RECORD, Record, read_record
from inspection_lib.unit_report.record import Summary, write_record

SUMMARY = Summary(Decimal("71.5"), Decimal("70"), None, Text("Khá", "Fair"), (("critical", 2),), 3)
MADE = Record("060", "c-1", "2017-06-30", (("events", "ab"),), SUMMARY, (("report.html", 12),))


@pytest.mark.parametrize("record", [MADE, replace(MADE, summary=replace(SUMMARY, index=None, band=None))])
def test_a_record_is_read_as_it_was_written(tmp_path: Path, record: Record) -> None:
    """Also one without an index and a band."""
    write_record(LocalFolder(tmp_path), record)
    assert read_record(LocalFolder(tmp_path), "060") == record


def test_the_keys_of_the_first_version_are_kept_and_later_ones_may_be_missing(tmp_path: Path) -> None:
    """Reports that were made by 0.1.0 stay readable, and the other way round.

    What 0.1.0 did not write follows from what it wrote: a score that is there was final.
    """
    write_record(LocalFolder(tmp_path), MADE)
    assert json.loads((tmp_path / "060" / RECORD).read_text(encoding="utf-8")) == {
        "unit": "060",
        "campaign": "c-1",
        "made_at": "2017-06-30",
        "inputs": {"events": "ab"},
        "summary": {
            "index": "71.5",
            "low": "70",
            "high": None,
            "band": {"vi": "Khá", "en": "Fair"},
            "severities": {"critical": 2},
            "unanswered": 3,
            "progress": "final",
            "capped": False,
            "at_register": None,
            "decimals": 2,
        },
        "sizes": {"report.html": 12},
    }
    old = json.loads((tmp_path / "060" / RECORD).read_text(encoding="utf-8"))
    for later in ("progress", "capped", "at_register", "decimals"):
        del old["summary"][later]
    (tmp_path / "060" / RECORD).write_text(json.dumps(old), encoding="utf-8")
    assert read_record(LocalFolder(tmp_path), "060") == MADE


def test_a_record_of_another_unit_does_not_count(tmp_path: Path) -> None:
    """A folder may have been copied."""
    write_record(LocalFolder(tmp_path), MADE)
    (tmp_path / "060").rename(tmp_path / "061")
    assert read_record(LocalFolder(tmp_path), "061") is None
