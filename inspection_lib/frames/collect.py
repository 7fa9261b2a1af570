"""Which reports a campaign's folder holds, and the rows of their tables, made from reports and records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inspection_lib.files import Folder
from inspection_lib.frames.rows import Row, event_rows, report_rows
from inspection_lib.model import Campaign
from inspection_lib.record import EventStore
from inspection_lib.report import Report, own_report_from_json
from inspection_lib.unit_report import RECORD, read_record
from inspection_lib.workbench import REPORT_JSON, Workbench


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report in the folder: the SHA-256 of its JSON, and the digest of the record that it was made from.

    ``record`` is None where no `made.json` says it.
    """

    sha256: str
    record: str | None


def find_reports(folder: Folder, campaign: Campaign) -> dict[str, FoundReport]:
    """The reports of a campaign's units in its folder, by unit, in the order of the plan. Raises OSError.

    The JSON itself is read only where `made.json` is missing or does not fit its size: 12,000 reports are
    2.5 GB.
    """
    snapshot = folder.prefetch(f"{unit.code}/{RECORD}" for unit in campaign.units)
    found: dict[str, FoundReport] = {}
    for unit in campaign.units:
        path = f"{unit.code}/{REPORT_JSON}"
        size = snapshot.size(path)
        if size is None:
            continue
        made = read_record(snapshot, unit.code)
        digest = dict(made.digests).get(REPORT_JSON) if made else None
        if made is None or digest is None or dict(made.sizes).get(REPORT_JSON) != size:
            content = folder.read_bytes(path) or b""
            found[unit.code] = FoundReport(hashlib.sha256(content).hexdigest(), None)
        else:
            found[unit.code] = FoundReport(digest, dict(made.inputs).get("events"))
    return found


def read_reports(folder: Folder, codes: Iterable[str]) -> Iterator[tuple[Report, str]]:
    """The reports of some units, each with the SHA-256 of its JSON. Raises InspectionError, OSError."""
    for code in codes:
        content = folder.read_bytes(f"{code}/{REPORT_JSON}") or b""
        yield own_report_from_json(content.decode()), hashlib.sha256(content).hexdigest()


def unit_rows(
    workbench: Workbench, store: EventStore, campaign: Campaign, report: Report, sha256: str
) -> dict[str, list[Row]]:
    """The rows of all tables of one unit. Raises InspectionError, such as that of a broken chain."""
    return report_rows(report, sha256) | record_rows(workbench, store, campaign, report)


def record_rows(
    workbench: Workbench, store: EventStore, campaign: Campaign, report: Report
) -> dict[str, list[Row]]:
    """The rows that follow from a unit's record, read by the checklist of its report."""
    name = f"{report.checklist.id}.v{report.checklist.version}"
    code = report.unit.code
    return event_rows(workbench, campaign.id, code, name, store.events(campaign.id, code))
