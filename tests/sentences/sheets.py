"""Draw the leadership's sheets of some reports, as a batch draws them from its tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from inspection_lib.batch import make_order
from inspection_lib.batch.leadership import SheetMaker
from inspection_lib.files import LocalFolder
from inspection_lib.frames.parquet_files import FrameFiles, Origin
from inspection_lib.frames.rows import FROM_EVENTS, report_rows
from inspection_lib.language import Language
from inspection_lib.model import Campaign
from inspection_lib.report import Period, Report, report_to_json
from inspection_lib.workbench import DEFAULT_STORE, Workbench
from tests.sentences.on_leadership import sheet_complaints
from tests.sentences.sheet_truth import TrueSheet

DAY = date(2017, 8, 3)


def write_tables(folder: Path, reports: Mapping[str, Report]) -> None:
    """The tables beside `batch.json`, without those of events."""
    files = FrameFiles()
    for code, report in reports.items():
        rows = report_rows(report, code) | {name: [] for name in FROM_EVENTS}
        files.add(code, Origin(code, ""), rows)
    files.write(LocalFolder(folder))


def sheets_of(
    workbench: Workbench,
    campaign: Campaign,
    folder: Path,
    language: str,
    period: str = "",
    day: date = DAY,
) -> dict[str, str]:
    """The pages by their paths, on a day; nobody visited a unit without a report."""
    order = make_order(workbench, campaign, DEFAULT_STORE, str(folder), Language(language), "inprocess")
    order = replace(order, made_at=f"{day}T02:00:00+00:00", period=Period.read(period))
    return SheetMaker(order, LocalFolder(folder), "library", {}).draw((), ())


def complaints_of_sheet(
    workbench: Workbench, campaign: Campaign, folder: Path, reports: Mapping[str, Report], language: str
) -> list[str]:
    """Everything untrue or unknown in the sheet of these reports."""
    write_tables(folder, reports)
    page = sheets_of(workbench, campaign, folder, language)["leadership.html"]
    results = {code: json.loads(report_to_json(report)) for code, report in reports.items()}
    kinds = {unit.code: unit.kind for unit in campaign.units}
    names = {unit.code: unit.name.in_language(Language(language)) for unit in campaign.units}
    return sheet_complaints(page, TrueSheet(results, kinds, names, DAY, language))
