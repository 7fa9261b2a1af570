"""The record beside a report: `made.json`, which says what the report was made from.

It holds the digest of each file, so that a file which was changed afterwards is found, and it may be signed.
Its own digest (`check`) finds a change in the record itself. Anybody can compute these digests anew: what
then still finds a changed report is its signature, and `inspection verify`, which makes the report again from
the answers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from inspection_lib.files import Folder, Readable, RemoteError, is_url, parse_object
from inspection_lib.language import Text
from inspection_lib.model import Interval, Redaction
from inspection_lib.record import canonical_json
from inspection_lib.report import AcrossLine, ReportHead, ReportState, firm_interval
from inspection_lib.unit_report.job import Digests

RECORD = "made.json"
_REDACTIONS = TypeAdapter(tuple[Redaction, ...])
_ACROSS = TypeAdapter(tuple[AcrossLine, ...])


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
    open_before: int = 0
    """Findings of earlier inspections that are still open; ``late_before`` of them are overdue."""
    late_before: int = 0
    across: tuple[AcrossLine, ...] = ()
    """The rules across items that are broken or could not be checked."""
    firm: Interval | None = None
    """How far the final score would move over what is uncertain; None where nothing moves it."""


@dataclass(frozen=True, slots=True)
class RecordSignature:
    """Who signed a report and when. ``key`` is a public key of 64 digits, ``value`` the signature of 128."""

    key: str
    role: str
    signed_at: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a report was made from, its summary for the index, size and digest of each file, the signature.

    ``sizes`` are bytes, ``digests`` SHA-256. Records of version 0.1.0 have no digests. ``md5`` is kept where
    the files lie in an object store, whose listing gives it: changed files are found without fetching them.
    """

    unit_code: str
    campaign_id: str
    made_at: str
    inputs: Digests
    summary: Summary
    sizes: tuple[tuple[str, int], ...]
    digests: Digests = ()
    signature: RecordSignature | None = None
    md5: Digests = ()


def summary_of(report: ReportHead) -> Summary:
    """The summary of a report."""
    firm = firm_interval(report.total.index, report.firmness)
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
        open_before=sum(line.is_open for line in report.follow_up),
        late_before=sum(line.late_days is not None for line in report.follow_up),
        across=report.across,
        firm=firm if firm and firm.low < firm.high else None,
    )


def md5_of(contents: Mapping[str, bytes], place: str) -> Digests:
    """What ``Record.md5`` holds of some files that are written to a place; nothing for a folder here."""
    if not is_url(place):
        return ()
    return tuple(
        (name, hashlib.md5(content, usedforsecurity=False).hexdigest()) for name, content in contents.items()
    )


def read_record(folder: Readable, unit_code: str) -> Record | None:
    """The record of a unit's report; None where there is none that can be read. Raises RemoteError.

    A folder at a URL that does not answer is an error and not a missing record: else every report would be
    made again.
    """
    try:
        record = record_from_text(folder.read(f"{unit_code}/{RECORD}") or "null")
    except RemoteError:
        raise
    except (OSError, ValueError):
        return None
    return record if record.unit_code == unit_code else None


def record_from_text(text: str) -> Record:
    """The record in the text of `made.json`. Raises ValueError if it cannot be read, or was changed."""
    try:
        found = parse_object(text)
        if "check" in found and found["check"] != _check(found):
            raise ValueError("The record does not fit its digest.")
        signature = found.get("signature")
        return Record(
            unit_code=str(found["unit"]),
            campaign_id=str(found["campaign"]),
            made_at=str(found["made_at"]),
            inputs=tuple((str(name), str(digest)) for name, digest in found["inputs"].items()),
            summary=_read_summary(found["summary"]),
            sizes=tuple((str(name), int(size)) for name, size in found["sizes"].items()),
            digests=tuple((str(name), str(digest)) for name, digest in found.get("digests", {}).items()),
            md5=tuple((str(name), str(digest)) for name, digest in found.get("md5", {}).items()),
            signature=None
            if signature is None
            else RecordSignature(**{name: str(value) for name, value in signature.items()}),
        )
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise ValueError("The text is no record of a report.") from error


def _read_summary(found: dict[str, Any]) -> Summary:
    """The summary in `made.json`. Records of version 0.1.0 do not have the state and what came after it."""
    index, low, high, at_register = (
        Decimal(found[name]) if found.get(name) is not None else None
        for name in ("index", "low", "high", "at_register")
    )
    if not all(score is None or score.is_finite() for score in (index, low, high, at_register)):
        raise ValueError("A score is no number.")
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
        open_before=int(found.get("open_before", 0)),
        late_before=int(found.get("late_before", 0)),
        across=_ACROSS.validate_python(found.get("across", ())),
        firm=_read_interval(found.get("firm")),
    )


def _read_interval(ends: list[str] | None) -> Interval | None:
    if ends is None:
        return None
    low, high = map(Decimal, ends)
    if not (low.is_finite() and high.is_finite()):
        raise ValueError("An interval has no end.")
    return Interval(low, high)


def write_record(folder: Folder, record: Record) -> None:
    """Write `made.json`.

    Write it after the unit's other files, so that it speaks only of files that exist.
    """
    folder.write(f"{record.unit_code}/{RECORD}", record_to_text(record))


def record_to_text(record: Record) -> str:
    """The text of `made.json`: equal records give equal bytes."""
    content = _content(record)
    if record.digests:
        content["check"] = _check(content)
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def signed_bytes(record: Record) -> bytes:
    """The bytes that the signature of a record is made over: all of it but the signature's own value.

    The first line keeps a signature over something else, such as a bundle's manifest, from being taken for
    one over a report. The record must have a signature, whose value may be empty.
    """
    content = _content(record)
    content["signature"] = {key: value for key, value in content["signature"].items() if key != "value"}
    return b"inspection-report-record/1\n" + canonical_json(content).encode()


def _check(content: dict[str, Any]) -> str:
    """The digest of everything in `made.json` but itself."""
    rest = {key: value for key, value in content.items() if key != "check"}
    return hashlib.sha256(canonical_json(rest).encode()).hexdigest()


def _added_later(summary: Summary) -> dict[str, Any]:
    found = _REDACTIONS.dump_python(summary.redactions, mode="json")
    kept: dict[str, Any] = {"redactions": found} if found else {}
    if summary.across:
        kept["across"] = _ACROSS.dump_python(summary.across, mode="json")
    if summary.is_public:
        kept["is_public"] = True
    if summary.open_before:
        kept |= {"open_before": summary.open_before, "late_before": summary.late_before}
    if summary.firm:
        kept["firm"] = [str(summary.firm.low), str(summary.firm.high)]
    return kept


def _content(record: Record) -> dict[str, Any]:
    summary = record.summary
    shares = {"index": summary.index, "low": summary.low, "high": summary.high}
    later: dict[str, Any] = {"digests": dict(record.digests)} if record.digests else {}
    if record.md5:
        later["md5"] = dict(record.md5)
    if record.signature:
        later["signature"] = asdict(record.signature)
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
            **_added_later(summary),
        },
        "sizes": dict(record.sizes),
        **later,
    }
