"""Two campaigns with answers and reports of a few units, made in this process without notebooks."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

from inspection_lib.files import open_folder
from inspection_lib.imports import read_responses
from inspection_lib.model import Entry, EventKind
from inspection_lib.record import EventStore, Recorder, create_store, open_store
from inspection_lib.report import Report, head_from_json, report_to_json
from inspection_lib.unit_report import Record, summary_of, write_record
from inspection_lib.workbench import (
    DEFAULT_STORE,
    REPORT_JSON,
    Workbench,
    make_report,
    place_of,
    record_digests,
)
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.workbenches import a_workbench

LATER = "2017-dot-2"
UNITS = ("06.SNV", "06.STP", "060", "061")
MADE_AT = "2018-02-01T08:00:00+00:00"


def two_results(folder: Path) -> Workbench:
    """A workbench with the reports of `UNITS` in two campaigns. In the second nobody submitted 061."""
    workbench = a_workbench(folder)
    plans = workbench.folder / "checklists" / "plans"
    text = (plans / f"{CAMPAIGN}.yaml").read_text(encoding="utf-8").replace(CAMPAIGN, LATER)
    text = text.replace(
        "visits: {from: 2017-05-22, to: 2017-06-16}", "visits: {from: 2017-11-01, to: 2017-11-30}"
    )
    (plans / f"{LATER}.yaml").write_text(
        text.replace("concluded_on: 2017", "concluded_on: 2018"), encoding="utf-8"
    )
    registers = Path("checklists") / "registers" / CAMPAIGN
    shutil.copytree(ROOT / registers, workbench.folder / registers)
    store = create_store(DEFAULT_STORE, workbench.folder)
    for campaign_id in (CAMPAIGN, LATER):
        record_answers(workbench, store, campaign_id)
        for unit in UNITS:
            keep_report(workbench, store, campaign_id, unit)
    return workbench


def record_answers(workbench: Workbench, store: EventStore, campaign_id: str) -> None:
    """The sample's answers of `UNITS`; in the second campaign each unit answers as the one before it."""
    campaign = workbench.campaign(campaign_id)
    checklists = workbench.checklists(campaign)
    recorder = Recorder(store, campaign, checklists)
    before = dict(zip(UNITS[1::2], UNITS[::2], strict=True))  # both of a pair are of one kind
    for name in ("departments", "districts"):
        path = ROOT / "checklists" / "responses" / CAMPAIGN / f"{name}.csv"
        entries = [
            entry for _, entry in read_responses(path, workbench.campaign(CAMPAIGN), checklists)[0].entries
        ]
        if campaign_id == LATER:
            swapped = {code: other for pair in before.items() for code, other in (pair, pair[::-1])}
            entries = [
                replace(entry, unit_code=swapped[entry.unit_code])
                for entry in entries
                if entry.unit_code in swapped and not is_left_out(swapped[entry.unit_code], entry)
            ]
        recorder.record(entry for entry in entries if entry.unit_code in UNITS)


def is_left_out(unit: str, entry: Entry) -> bool:
    """Whether an entry closes the record of 061, or answers A02 there: both stay open in the second."""
    is_answer = entry.item_id == "A02" and entry.source == "inspector"
    return unit == "061" and (entry.kind is EventKind.SUBMITTED or is_answer)


def keep_report(workbench: Workbench, store: EventStore, campaign_id: str, unit: str) -> Report:
    """Write the files of a report that the frames read: `report.json` and `made.json`."""
    report = make_report(workbench, DEFAULT_STORE, campaign_id, unit, made_at=MADE_AT)
    text = report_to_json(report)
    folder = open_folder(place_of(workbench, "outputs", campaign_id))
    folder.write(f"{unit}/{REPORT_JSON}", text)
    inputs = (("events", record_digests(store, campaign_id)[unit]),)
    sizes = ((REPORT_JSON, len(text.encode())),)
    digests = ((REPORT_JSON, hashlib.sha256(text.encode()).hexdigest()),)
    summary = summary_of(head_from_json(text))
    write_record(folder, Record(unit, campaign_id, MADE_AT, inputs, summary, sizes, digests))
    return report


def remark(workbench: Workbench, unit: str) -> None:
    """Record one more event of a unit."""
    campaign = workbench.campaign(CAMPAIGN)
    store = open_store(DEFAULT_STORE, workbench.folder)
    recorder = Recorder(store, campaign, workbench.checklists(campaign))
    recorder.record([Entry(unit, EventKind.REMARKED, item_id="A01", source="inspector", note="Xem lại")])
