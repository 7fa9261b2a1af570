"""A unit's job and what became of it, as values; and the record beside a report. Light: it loads neither papermill nor pandas."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from inspection_lib.files import Folder, Readable, RemoteError, RemoteErrorKind, is_url
from inspection_lib.language import Message, Text, message
from inspection_lib.workbench import REPORT_JSON

REPORT_PAGE = "report.html"
REPORT_NOTEBOOK = "unit_report.ipynb"
FAILED_NOTEBOOK = "unit_report.failed.ipynb"
RECORD = "made.json"
LOG = "batch.log"
FILES = (REPORT_JSON, REPORT_NOTEBOOK, REPORT_PAGE)
LAST_WORDS = 1.0
"""So many seconds before its limit a unit's process begins to write where it is, which may end it: Python looks at what runs."""
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

Parts = tuple[tuple[str, str], ...]
"""What a report depends on, as (name, digest): its events, checklist, plan and so on."""


@dataclass(frozen=True, slots=True)
class Job:
    """One report to make: all that a worker needs to know, wherever it runs.

    ``output`` is the campaign's folder or URL; ``engine`` None is papermill's own, with a kernel. The limits are those of
    the unit: ``seconds`` of time, ``memory`` in bytes on top of what a worker holds anyway. ``reads_registers`` tells that
    the unit has registers, which pandas reads.
    """

    workbench_folder: str
    store: str
    campaign: str
    unit: str
    language: str
    output: str
    made_at: str
    engine: str | None = None
    seconds: int = 300
    memory: int = 0
    inputs: Parts = ()
    reads_registers: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a job. ``trouble`` and ``remedy`` are None when the report was made.

    ``seconds`` is time, ``cpu`` processor time and ``memory`` bytes at most, the last two 0 where they are not known.
    """

    unit: str
    seconds: float
    trouble: Message | None = None
    remedy: Message | None = None
    cpu: float = 0.0
    memory: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What the index says of a report. The shares are None as in IndexRow; ``severities`` counts findings by severity."""

    index: Decimal | None
    low: Decimal | None
    high: Decimal | None
    band: Text | None
    severities: tuple[tuple[str, int], ...]
    unanswered: int


@dataclass(frozen=True, slots=True)
class Record:
    """What `made.json` keeps beside a report: what it was made from, what the index says of it, how long its files are."""

    unit: str
    campaign: str
    made_at: str
    inputs: Parts
    summary: Summary
    sizes: tuple[tuple[str, int], ...]


def read_record(folder: Readable, unit: str) -> Record | None:
    """The record of a unit's report; None where there is none that can be read. Raises RemoteError."""
    try:
        found = json.loads(folder.read(f"{unit}/{RECORD}") or "null")
        record = Record(
            unit=str(found["unit"]),
            campaign=str(found["campaign"]),
            made_at=str(found["made_at"]),
            inputs=tuple((str(name), str(digest)) for name, digest in found["inputs"].items()),
            summary=_summary(found["summary"]),
            sizes=tuple((str(name), int(size)) for name, size in found["sizes"].items()),
        )
    except RemoteError:  # a store that does not answer says nothing of what it holds
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, InvalidOperation):
        return None
    return record if record.unit == unit else None


def _summary(found: dict[str, Any]) -> Summary:
    index, low, high = (
        None if found[name] is None else Decimal(found[name]) for name in ("index", "low", "high")
    )
    band = None if found["band"] is None else Text(vi=str(found["band"]["vi"]), en=str(found["band"]["en"]))
    severities = tuple((str(severity), int(count)) for severity, count in found["severities"].items())
    return Summary(index, low, high, band, severities, int(found["unanswered"]))


def write_record(folder: Folder, record: Record) -> None:
    """Write `made.json`: last of a unit's files, so that it speaks only of files that are there."""
    summary = asdict(record.summary) | {"severities": dict(record.summary.severities)}
    summary |= {
        name: None if summary[name] is None else str(summary[name]) for name in ("index", "low", "high")
    }
    content = asdict(record) | {
        "inputs": dict(record.inputs),
        "summary": summary,
        "sizes": dict(record.sizes),
    }
    folder.write(f"{record.unit}/{RECORD}", json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def too_long(job: Job) -> tuple[Message, Message]:
    """What is said of a unit that was stopped at its limit of time."""
    said = message(
        "The unit took longer than its limit of {seconds} seconds and was stopped.", seconds=job.seconds
    )
    if is_url(job.output):
        return said, message(
            "Raise --time-limit, or make this unit into a folder: its batch.log shows where it was."
        )
    return said, message("Open {file} to see where it was, or raise --time-limit.", file=f"{job.unit}/{LOG}")


def see_log(job: Job) -> Message:
    """Where to look for what ended a unit's process. A log is kept in a folder only."""
    if is_url(job.output):
        return message(
            "No log is kept at a URL: make this unit into a folder, and its batch.log shows where."
        )
    return message("Open {file} to see where; then run the batch again.", file=f"{job.unit}/{LOG}")


def unusable(error: RemoteError) -> tuple[Message, Message]:
    """What is said of a place at a URL that cannot be read or written, and what to do."""
    values = {"place": error.place, "error": error.detail}
    match error.kind:
        case RemoteErrorKind.MISSING:
            return (
                message(
                    "The reports cannot be kept at {place}: there is no such bucket or folder ({error}).",
                    **values,
                ),
                message("Correct the address at --output, or make the bucket; then run again."),
            )
        case RemoteErrorKind.REFUSED:
            return (
                message(
                    "The reports cannot be kept at {place}: the server refuses the keys ({error}).", **values
                ),
                message(
                    "Check the keys in the environment (for s3: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), and that they "
                    "may list, read, write and delete there; then run again."
                ),
            )
        case RemoteErrorKind.UNREACHABLE:
            return (
                message(
                    "The reports cannot be kept at {place}: the server does not answer ({error}).", **values
                ),
                message(
                    "Check the network and the server's address (for s3: AWS_ENDPOINT_URL); then run again: only what is "
                    "missing is made."
                ),
            )
        case RemoteErrorKind.OTHER:
            return (
                message("The reports cannot be kept at {place}: {error}.", **values),
                message(
                    "Correct the address at --output, or ask those who look after the server; then run again."
                ),
            )
