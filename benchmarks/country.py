"""Make a workbench of a whole country, to measure the batch with: invented offices, answers of the sample.

Each unit answers as a unit of its kind of the sample does, some items as others; the same seed gives the same
answers. Everything is demonstration data and is marked so.
"""

from __future__ import annotations

import csv
import re
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from benchmarks.offices import Office
from inspection_lib.definitions import UNIT_COLUMNS, WORKBENCH_YAML
from inspection_lib.imports import read_responses
from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import Campaign, Entry, EventKind
from inspection_lib.record import Recorder, create_store
from inspection_lib.workbench import DEFAULT_STORE, Workbench, open_workbench

CAMPAIGN = "country"
SAMPLE = "2017-dot-1"
WITH_REGISTERS = 0.03
"""The share of districts that have registers, copies of a sample district's."""
FROM_OTHERS = 0.2
"""The share of items at which a unit answers as another unit of the sample."""
UNFINISHED = 0.04
"""The share of units that have not submitted, with the last third of the items left out."""


def build_workbench(folder: Path, offices: Sequence[Office], sample: Workbench) -> Workbench:
    """A workbench in a folder: what the sample has beside its units, with these units and their plan.

    The checklists exempt no unit: those that the sample's exempt by their codes are not there.
    """
    definitions = Path("checklists") / "definitions"
    for part in (Path("notebooks"), definitions):
        shutil.copytree(sample.folder / part, folder / part, dirs_exist_ok=True)
    for name in (Path(WORKBENCH_YAML), sample.holidays.relative_to(sample.folder)):
        shutil.copyfile(sample.folder / name, folder / name)
    for checklist in (folder / definitions).glob("*.yaml"):
        checklist.write_text(_without_exemptions(checklist.read_text(encoding="utf-8")), encoding="utf-8")
    registers = folder / "checklists" / "registers"
    registers.mkdir(parents=True, exist_ok=True)
    for kind in (sample.folder / "checklists" / "registers").glob("*.register.yaml"):
        shutil.copyfile(kind, registers / kind.name)
    units = folder / "checklists" / "units" / f"{CAMPAIGN}.csv"
    units.parent.mkdir(parents=True, exist_ok=True)
    with units.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, UNIT_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(office.cells() for office in offices)
    plan = folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    plan.parent.mkdir(parents=True, exist_ok=True)
    plan.write_text(_plan(sample), encoding="utf-8")
    return open_workbench(str(folder))


def _without_exemptions(checklist: str) -> str:
    """A checklist's text without its blocks `exempt:`, each up to the next line that is not below it."""
    return re.sub(r"^( +)exempt:\n(?:\1 .*\n|\s*\n)*", "", checklist, flags=re.MULTILINE)


def _plan(sample: Workbench) -> str:
    """The sample's plan with this campaign's id and units, without a province: it inspects every one."""
    lines = (
        (sample.folder / "checklists" / "plans" / f"{SAMPLE}.yaml").read_text(encoding="utf-8").splitlines()
    )
    changed = {"id:": f"id: {CAMPAIGN}", "units:": f"units: ../units/{CAMPAIGN}.csv", "province:": ""}
    kept = (next((new for start, new in changed.items() if line.startswith(start)), line) for line in lines)
    return "\n".join(kept) + "\n"


def sample_entries(sample: Workbench) -> dict[str, list[dict[str, list[Entry]]]]:
    """For each kind the sample's submitted units, each as its entries by item, in the order of recording."""
    campaign = sample.campaign(SAMPLE)
    checklists = sample.checklists(campaign)
    found: dict[str, list[dict[str, list[Entry]]]] = {}
    by_unit: dict[str, dict[str, list[Entry]]] = {}
    for path in sorted((sample.folder / "checklists" / "responses" / SAMPLE).glob("*.csv")):
        for _, entry in read_responses(path, campaign, checklists)[0].entries:
            by_unit.setdefault(entry.unit_code, {}).setdefault(entry.item_id, []).append(entry)
    for code, items in by_unit.items():
        unit = campaign.unit(code)
        if unit and any(entry.kind is EventKind.SUBMITTED for entry in items.get("", [])):
            found.setdefault(unit.kind, []).append(items)
    return found


def entries_of(code: str, models: Sequence[Mapping[str, list[Entry]]], seed: int) -> Iterator[Entry]:
    """What a unit says: the answers of one drawn unit of the sample, and of others at some items."""
    chance = Random(f"{seed}:{code}")  # noqa: S311  (demonstration data)
    model, unfinished = chance.choice(models), chance.random() < UNFINISHED
    items = [item for item in model if item]
    for item in items[: len(items) * 2 // 3] if unfinished else items:
        other = chance.choice(models) if chance.random() < FROM_OTHERS else model
        yield from (replace(entry, unit_code=code) for entry in other.get(item, model[item]))
    if not unfinished:
        yield from (replace(entry, unit_code=code) for entry in model.get("", []))


def fill_store(url: str, workbench: Workbench, campaign: Campaign, sample: Workbench, seed: int) -> int:
    """Record the answers of every unit, many units in one step; gives the number of events."""
    models = sample_entries(sample)
    store = create_store(url, workbench.folder)
    recorder = Recorder(
        store, campaign, workbench.checklists(campaign), now=lambda: "2017-06-16T10:00:00.000000+00:00"
    )
    events = 0
    for start in range(0, len(campaign.units), 200):
        units = campaign.units[start : start + 200]
        events += len(
            recorder.record(
                entry for unit in units for entry in entries_of(unit.code, models[unit.kind], seed)
            )
        )
    return events


def copy_registers(workbench: Workbench, sample: Workbench, campaign: Campaign, seed: int) -> int:
    """Give a small share of the districts the registers of a sample district; gives how many files."""
    chance = Random(f"{seed}:registers")  # noqa: S311  (demonstration data)
    files = sorted(sample.registers(SAMPLE).glob("058.*.csv"))
    folder = workbench.registers(CAMPAIGN)
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [
        unit.code for unit in campaign.units if unit.kind == "district" and chance.random() < WITH_REGISTERS
    ]
    for code in chosen:
        for file in files:
            shutil.copyfile(file, folder / file.name.replace("058", code, 1))
    return len(chosen) * len(files)


def build_country(
    folder: Path, offices: Sequence[Office], sample: Workbench, *, store: str = DEFAULT_STORE, seed: int = 1
) -> Workbench:
    """Make the workbench, its registers and its store; says what it did on standard output."""
    begun = time.perf_counter()
    workbench = build_workbench(folder, offices, sample)
    campaign = workbench.campaign(CAMPAIGN)
    print(f"{len(campaign.units)} units, plan read, {time.perf_counter() - begun:.1f} s", flush=True)
    files = copy_registers(workbench, sample, campaign, seed)
    begun = time.perf_counter()
    events = fill_store(store, workbench, campaign, sample, seed)
    print(f"{events} events, {files} registers, {time.perf_counter() - begun:.1f} s", flush=True)
    print(open_catalogue(Language.VI).write(campaign.title), "- DỮ LIỆU MINH HỌA / demonstration data")
    return workbench
