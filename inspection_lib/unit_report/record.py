"""The record beside a report: `made.json`, which says what the report was made from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import TypeAdapter

from inspection_lib.files import Folder, Readable, RemoteError
from inspection_lib.language import Text
from inspection_lib.model import Redaction
from inspection_lib.report import ReportHead, ReportState
from inspection_lib.unit_report.job import Digests

RECORD = "made.json"
_REDACTIONS = TypeAdapter(tuple[Redaction, ...])


@dataclass(frozen=True, slots=True)
class Summary:
    """What the index shows of a report: the index with its bounds, its band, and counts.

    ``index``, ``low`` and ``high`` are None where nothing was scored. ``severities`` counts findings.
    ``capped`` is True when knock-out items lower the grade; ``at_register`` is the score at the registers'
    values, None where they contradict nothing; ``decimals`` are those of the checklist.
    """

    index: Decimal | None
    low: Decimal | None
    high: Decimal | None
    band: Text | None
    severities: tuple[tuple[str, int], ...]
    unanswered: int
    progress: ReportState = ReportState.FINAL
    capped: bool = False
    at_register: Decimal | None = None
    decimals: int = 2
    redactions: tuple[Redaction, ...] = ()
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What a report was made from, its summary for the index, and the bytes of each of its files."""

    unit_code: str
    campaign_id: str
    made_at: str
    inputs: Digests
    summary: Summary
    sizes: tuple[tuple[str, int], ...]


def summary_of(report: ReportHead) -> Summary:
    """The summary of a report."""
    return Summary(
        index=report.total.index,
        low=report.total.index_low,
        high=report.total.index_high,
        band=report.grade.title if report.grade else None,
        severities=tuple((severity.value, count) for severity, count in report.severities),
        unanswered=sum(count for outcome, count in report.outcomes if outcome.value == "unanswered"),
        progress=report.state,
        capped=report.is_capped,
        at_register=report.score_at_register,
        decimals=report.checklist.decimals if report.checklist else 2,
        redactions=report.redactions,
        is_public=report.is_public,
    )


def read_record(folder: Readable, unit_code: str) -> Record | None:
    """The record of a unit's report; None where there is none that can be read. Raises RemoteError.

    A folder at a URL that does not answer is an error and not a missing record: else every report would be
    made again.
    """
    try:
        found = json.loads(folder.read(f"{unit_code}/{RECORD}") or "null")
        record = Record(
            unit_code=str(found["unit"]),
            campaign_id=str(found["campaign"]),
            made_at=str(found["made_at"]),
            inputs=tuple((str(name), str(digest)) for name, digest in found["inputs"].items()),
            summary=_read_summary(found["summary"]),
            sizes=tuple((str(name), int(size)) for name, size in found["sizes"].items()),
        )
    except RemoteError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, InvalidOperation):
        return None
    return record if record.unit_code == unit_code else None


def _read_summary(found: dict[str, Any]) -> Summary:
    """The summary in `made.json`. Records of version 0.1.0 do not have the state and what came after it."""
    index, low, high, at_register = (
        Decimal(found[name]) if found.get(name) is not None else None
        for name in ("index", "low", "high", "at_register")
    )
    band = None if found["band"] is None else Text(vi=str(found["band"]["vi"]), en=str(found["band"]["en"]))
    before = ReportState.UNFINISHED if index is None else ReportState.FINAL
    return Summary(
        index,
        low,
        high,
        band,
        severities=tuple((str(severity), int(count)) for severity, count in found["severities"].items()),
        unanswered=int(found["unanswered"]),
        progress=ReportState(found.get("progress", before)),
        capped=bool(found.get("capped", False)),
        at_register=at_register,
        decimals=int(found.get("decimals", 2)),
        redactions=_REDACTIONS.validate_python(found.get("redactions", ())),
        is_public=bool(found.get("is_public", False)),
    )


def write_record(folder: Folder, record: Record) -> None:
    """Write `made.json`.

    Write it after the unit's other files, so that it speaks only of files that exist.
    """
    folder.write(
        f"{record.unit_code}/{RECORD}", json.dumps(_content(record), ensure_ascii=False, indent=1) + "\n"
    )


def _redactions(summary: Summary) -> dict[str, Any]:
    found = _REDACTIONS.dump_python(summary.redactions, mode="json")
    kept: dict[str, Any] = {"redactions": found} if found else {}
    return kept | {"is_public": True} if summary.is_public else kept


def _content(record: Record) -> dict[str, Any]:
    summary = record.summary
    shares = {"index": summary.index, "low": summary.low, "high": summary.high}
    return {
        "unit": record.unit_code,
        "campaign": record.campaign_id,
        "made_at": record.made_at,
        "inputs": dict(record.inputs),
        "summary": {
            **{name: None if share is None else str(share) for name, share in shares.items()},
            "band": None if summary.band is None else {"vi": summary.band.vi, "en": summary.band.en},
            "severities": dict(summary.severities),
            "unanswered": summary.unanswered,
            "progress": summary.progress.value,
            "capped": summary.capped,
            "at_register": None if summary.at_register is None else str(summary.at_register),
            "decimals": summary.decimals,
            **_redactions(summary),
        },
        "sizes": dict(record.sizes),
    }
