"""Read the tables of analysts for a whole country: seconds and memory of each frame, in a process of its own.

To make 12,000 reports takes ten minutes and to read them is not what is measured. So each unit of the country
gets the report of a sample's unit of its kind (a hard link), a record `made.json` of its own, and the rows of
that report under its own code: real rows, of which many are the same. Its record in the store holds only the
answers to one item, because the frames ask the store for no more than the end of each unit's chains.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.country import CAMPAIGN, SAMPLE, build_workbench, sample_entries
from benchmarks.offices import Office
from inspection_lib.files import open_folder
from inspection_lib.frames import TABLES
from inspection_lib.frames.collect import find_reports, read_reports, unit_rows
from inspection_lib.frames.parquet_files import FrameFiles, Origin, UnitRows
from inspection_lib.model import Campaign
from inspection_lib.record import Recorder, create_store, open_store
from inspection_lib.unit_report import read_record, write_record
from inspection_lib.workbench import DEFAULT_STORE, REPORT_JSON, Workbench, place_of, record_digests

_READ = """
import sys, time
from inspection_lib import frames
from inspection_lib.workbench import Workbench
from pathlib import Path
home, campaign, table = sys.argv[1:]
begun = time.perf_counter()
frame = getattr(frames, table)(campaign, workbench=Workbench(Path(home)))
seconds = time.perf_counter() - begun
# Not ru_maxrss: that of a process begins with what its parent held.
lines = Path("/proc/self/status").read_text().splitlines()
memory = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
print(len(frame), seconds, time.process_time(), memory, len(frame.attrs["stale"]))
"""


@dataclass(frozen=True, slots=True)
class FrameReading:
    """One frame that was read: rows, seconds, memory in bytes, sentences about what is out of date.

    ``cpu`` is the processor time of the whole process in seconds, which other programs do not lengthen.
    """

    table: str
    rows: int
    seconds: float
    cpu: float
    memory: int
    stale: int


def measure_frames(
    sample: Workbench, folder: Path, offices: Sequence[Office], tables: Iterable[str] = tuple(TABLES)
) -> list[FrameReading]:
    """Make a country's workbench with outputs from the sample's reports, and read some tables of it."""
    begun = time.perf_counter()
    country = build_workbench(folder, offices, sample)
    _record_one_item(sample, country, country.campaign(CAMPAIGN))
    print(f"{len(offices)} units recorded: {time.perf_counter() - begun:.0f} s", flush=True)
    begun = time.perf_counter()
    units, made = _fill(sample, country)
    size = sum(path.stat().st_size for path in folder.glob(f"outputs/{CAMPAIGN}/frames/*.parquet"))
    print(
        f"{units} units from {made} reports: {time.perf_counter() - begun:.0f} s, {size / 2**20:.0f} MB",
        flush=True,
    )
    return [_read(country.folder, table) for table in tables]


def _record_one_item(sample: Workbench, country: Workbench, campaign: Campaign) -> None:
    """Give each unit the answers of a sample's unit to its first item, so that it has a signed row."""
    models = sample_entries(sample)
    store = create_store(DEFAULT_STORE, country.folder)
    recorder = Recorder(
        store, campaign, country.checklists(campaign), now=lambda: "2017-06-16T10:00:00.000000+00:00"
    )
    for start in range(0, len(campaign.units), 500):
        recorder.record(
            replace(entry, unit_code=unit.code)
            for unit in campaign.units[start : start + 500]
            for entry in next(found for item, found in models[unit.kind][0].items() if item)
        )


def _read(home: Path, table: str) -> FrameReading:
    command = [sys.executable, "-c", _READ, str(home), CAMPAIGN, table]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  (our own)
    printed = done.stdout.split()
    rows, seconds, cpu, memory, stale = printed
    reading = FrameReading(table, int(rows), float(seconds), float(cpu), int(memory) * 1024, int(stale))
    print(
        f"{table:9} {reading.rows:9} rows {reading.seconds:6.1f} s (processor {reading.cpu:.1f} s)"
        f" {reading.memory / 2**20:6.0f} MB {reading.stale} out of date",
        flush=True,
    )
    return reading


def _fill(sample: Workbench, country: Workbench) -> tuple[int, int]:
    """Give each unit of the country a report, and write the files.

    Gives the number of units and of the sample's reports.
    """
    campaign, all_units = sample.campaign(SAMPLE), country.campaign(CAMPAIGN)
    source = open_folder(place_of(sample, "outputs", SAMPLE))
    store = open_store(DEFAULT_STORE, sample.folder)
    found = find_reports(source, campaign)
    rows: dict[str, UnitRows] = {}
    by_kind: dict[str, list[str]] = {}
    for report, sha256 in read_reports(source, found):
        rows[report.unit.code] = unit_rows(sample, store, campaign, report, sha256)
        by_kind.setdefault(report.unit.kind, []).append(report.unit.code)
    records = record_digests(open_store(DEFAULT_STORE, country.folder), CAMPAIGN)
    target = open_folder(place_of(country, "outputs", CAMPAIGN))

    files = FrameFiles()
    for number, unit in enumerate(all_units.units):
        code = by_kind[unit.kind][number % len(by_kind[unit.kind])]
        record = read_record(source, code)
        if record is None:
            continue
        path = Path(target.place) / unit.code / REPORT_JSON
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        os.link(Path(source.place) / code / REPORT_JSON, path)
        inputs = tuple(
            (name, records.get(unit.code, "") if name == "events" else digest)
            for name, digest in record.inputs
        )
        write_record(target, replace(record, unit_code=unit.code, campaign_id=CAMPAIGN, inputs=inputs))
        own = {name: [(CAMPAIGN, unit.code, *row[2:]) for row in table] for name, table in rows[code].items()}
        files.add(unit.code, Origin(found[code].sha256, records.get(unit.code, "")), own)
    files.write(target)
    return len(all_units.units), len(rows)


def save_frames(folder: Path, readings: list[FrameReading]) -> None:
    """Write the figures to `frames.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    figures = [
        {name: getattr(reading, name) for name in FrameReading.__dataclass_fields__} for reading in readings
    ]
    (folder / "frames.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
