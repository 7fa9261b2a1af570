"""Make a workbench of a whole country, to measure the batch with: real shape, invented offices, answers drawn from the sample.

`python -m benchmarks.country FOLDER` makes 11,938 units: a department for each of 63 provinces, 713 districts and 11,162
communes. `--units FILE` takes the units of a CSV file instead: the workbench's own columns, or `code,name,type,parent` with
province, district and commune by their depth. Each unit answers as a unit of its kind of the sample does, some items as
others; the same seed gives the same answers. Everything is demonstration data and says so.
"""

from __future__ import annotations

import argparse
import csv
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from inspection_lib.definitions.plan import UNIT_COLUMNS, check_units, inspect_units
from inspection_lib.errors import InspectionError, InvalidFilesError, Problem
from inspection_lib.imports.responses import read_responses
from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language, Text, message
from inspection_lib.model import Campaign, Entry, EventKind, Unit, UnitKind
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import create_store
from inspection_lib.workbench import DEFAULT_STORE, Workbench, open_workbench

CAMPAIGN = "country"
SAMPLE = "2017-dot-1"
SHORT_COLUMNS = ("code", "name", "parent")
"""The columns of the short form that are read."""
WITH_REGISTERS = 0.03
"""The share of districts that have registers, copies of a sample district's."""
FROM_OTHERS = 0.2
"""The share of items at which a unit answers as another unit of the sample."""
UNFINISHED = 0.04
"""The share of units that have not submitted, with the last third of the items left out."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many offices a country has."""

    provinces: int = 63
    districts: int = 713
    communes: int = 11_162


@dataclass(frozen=True, slots=True)
class Office:
    """A line of the units file."""

    code: str
    kind: UnitKind
    name: str
    parent: str

    def cells(self) -> dict[str, str]:
        """The line's cells; columns that are left out are empty."""
        said = {
            "code": self.code,
            "kind": self.kind.value,
            "name": self.name,
            "name_en": self.name,
            "parent": self.parent,
        }
        return (
            dict.fromkeys(UNIT_COLUMNS, "")
            | said
            | {"state": "to_be_verified", "source": "DỮ LIỆU MINH HỌA / demonstration data"}
        )


def invented(shape: Shape, seed: int) -> list[Office]:
    """The offices of an invented country: each district under a drawn province, each commune under a drawn district."""
    chance = Random(f"{seed}:shape")  # noqa: S311  (demonstration data)
    provinces = [f"{number:02}" for number in range(1, shape.provinces + 1)]
    districts = [f"{number:03}" for number in range(100, 100 + shape.districts)]
    offices = [Office(code, UnitKind.PROVINCE, f"Tỉnh {code} (minh họa)", "") for code in provinces]
    offices += _departments(provinces)
    above = _spread(districts, provinces, chance)
    offices += [
        Office(code, UnitKind.DISTRICT, f"Huyện {code} (minh họa)", above[code]) for code in districts
    ]
    communes = [f"{number:05}" for number in range(1, shape.communes + 1)]
    above = _spread(communes, districts, chance)
    return offices + [
        Office(code, UnitKind.COMMUNE, f"Xã {code} (minh họa)", above[code]) for code in communes
    ]


def _departments(provinces: Iterable[str]) -> list[Office]:
    return [Office(f"{code}.SNV", UnitKind.DEPARTMENT, "Sở Nội vụ (minh họa)", code) for code in provinces]


def _spread(below: Sequence[str], above: Sequence[str], chance: Random) -> dict[str, str]:
    """Give each one below a place above, so that none above is left without while there are enough."""
    places = [*above, *(chance.choice(above) for _ in range(len(below) - len(above)))][: len(below)]
    return dict(zip(below, sorted(places), strict=True))


def read_offices(path: Path) -> list[Office]:
    """The offices of a units file of either form; :class:`InvalidFilesError` with all that is wrong with it otherwise.

    To a file of the short form a department is added for each province.
    """
    columns, rows = _rows(path)
    if "kind" in columns:
        units, problems = inspect_units(path, str(path))
    else:
        units, problems = _short_form(path, columns, rows)
    if not units and not problems:
        problems = [Problem(str(path), 0, message("The file holds no unit."), message("Write one a line."))]
    if problems:
        raise InvalidFilesError(problems)
    found = [Office(unit.code, unit.kind, unit.name.vi, unit.parent or "") for unit in units]
    if "kind" in columns:
        return found
    return found + _departments(office.code for office in found if office.kind is UnitKind.PROVINCE)


def _rows(path: Path) -> tuple[Sequence[str], list[tuple[int, dict[str, str]]]]:
    """The columns of a CSV file, and its rows with their lines."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            return reader.fieldnames or (), [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        said = message("The units file cannot be read: {error}.", error=str(error))
        raise InvalidFilesError(
            [Problem(str(path), 0, said, message("Name a CSV file in UTF-8."))]
        ) from error


def _short_form(
    path: Path, columns: Sequence[str], rows: Sequence[tuple[int, Mapping[str, str]]]
) -> tuple[tuple[Unit, ...], list[Problem]]:
    """The units of `code,name,type,parent`, of the kinds that their depth tells, and all that is wrong with them."""
    missing = [column for column in SHORT_COLUMNS if column not in columns]
    if missing:
        said = message("The columns {columns} are missing.", columns=", ".join(missing))
        return (), [
            Problem(str(path), 1, said, message("Give the file these columns: code,name,type,parent."))
        ]
    nobody, kinds = Text("", ""), (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
    units = [
        (
            line,
            Unit(
                row["code"], UnitKind.COMMUNE, Text(row["name"], row["name"]), row["parent"] or None, nobody
            ),
        )
        for line, row in rows
    ]
    problems = check_units(units, str(path))
    if problems:
        return (), problems
    parents = {unit.code: unit.parent for _, unit in units}
    depths = [(line, unit, _depth(unit.code, parents)) for line, unit in units]
    remedy = message("A file of this form has provinces, districts and communes.")
    problems = [
        Problem(str(path), line, message("Unit {unit} stands below a commune.", unit=unit.code), remedy)
        for line, unit, depth in depths
        if depth >= len(kinds)
    ]
    return tuple(
        replace(unit, kind=kinds[depth]) for _, unit, depth in depths if depth < len(kinds)
    ), problems


def _depth(code: str, parents: Mapping[str, str | None]) -> int:
    """How many stand above a unit; there is no circle."""
    depth = 0
    while above := parents[code]:
        code, depth = above, depth + 1
    return depth


def build_workbench(folder: Path, offices: Sequence[Office], sample: Workbench) -> Workbench:
    """A workbench in a folder: the sample's notebooks and checklists, these units and a plan that inspects them all.

    The checklists exempt no unit: those that the sample's exempt by their codes are not there.
    """
    definitions = Path("checklists") / "definitions"
    for part in (Path("notebooks"), definitions):
        shutil.copytree(sample.folder / part, folder / part, dirs_exist_ok=True)
    for checklist in (folder / definitions).glob("*.yaml"):
        checklist.write_text(_without_exemptions(checklist.read_text(encoding="utf-8")), encoding="utf-8")
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


def sample_entries(sample: Workbench) -> dict[UnitKind, list[dict[str, list[Entry]]]]:
    """For each kind the units of the sample that submitted, each as its entries by item, in the order of recording."""
    campaign = sample.campaign(SAMPLE)
    checklists = sample.checklists(campaign)
    found: dict[UnitKind, list[dict[str, list[Entry]]]] = {}
    by_unit: dict[str, dict[str, list[Entry]]] = {}
    for path in sorted((sample.folder / "checklists" / "responses" / SAMPLE).glob("*.csv")):
        for entry in read_responses(path, campaign, checklists)[0]:
            by_unit.setdefault(entry.unit, {}).setdefault(entry.item_id, []).append(entry)
    for code, items in by_unit.items():
        unit = campaign.unit(code)
        if unit and any(entry.kind is EventKind.SUBMITTED for entry in items.get("", [])):
            found.setdefault(unit.kind, []).append(items)
    return found


def entries_of(code: str, models: Sequence[Mapping[str, list[Entry]]], seed: int) -> Iterator[Entry]:
    """What a unit says: as one drawn unit of the sample, at some items as another one that answers them too."""
    chance = Random(f"{seed}:{code}")  # noqa: S311  (demonstration data)
    model, unfinished = chance.choice(models), chance.random() < UNFINISHED
    items = [item for item in model if item]
    for item in items[: len(items) * 2 // 3] if unfinished else items:
        other = chance.choice(models) if chance.random() < FROM_OTHERS else model
        yield from (replace(entry, unit=code) for entry in other.get(item, model[item]))
    if not unfinished:
        yield from (replace(entry, unit=code) for entry in model.get("", []))


def fill_store(url: str, workbench: Workbench, campaign: Campaign, sample: Workbench, seed: int) -> int:
    """Record the answers of every unit, many units in one step; gives the number of events."""
    models = sample_entries(sample)
    store = create_store(url, workbench.folder)
    recorder = Recorder(
        store, campaign, workbench.checklists(campaign), now=lambda: "2017-06-16T10:00:00.000000+00:00"
    )
    events = 0
    try:
        for start in range(0, len(campaign.units), 200):
            units = campaign.units[start : start + 200]
            events += len(
                recorder.record(
                    entry for unit in units for entry in entries_of(unit.code, models[unit.kind], seed)
                )
            )
    finally:
        store.close()
    return events


def copy_registers(workbench: Workbench, sample: Workbench, campaign: Campaign, seed: int) -> int:
    """Give a small share of the districts the registers of a sample district; gives how many files."""
    chance = Random(f"{seed}:registers")  # noqa: S311  (demonstration data)
    files = sorted(sample.registers(SAMPLE).glob("058.*.csv"))
    folder = workbench.registers(CAMPAIGN)
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [
        unit.code
        for unit in campaign.units
        if unit.kind is UnitKind.DISTRICT and chance.random() < WITH_REGISTERS
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


def main() -> None:
    """Make a country as the command line asks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--units", type=Path, help="a CSV file of units instead of the invented ones")
    parser.add_argument("--store", default=DEFAULT_STORE, help="URL of the store, or env:NAME")
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    try:
        offices = read_offices(wish.units) if wish.units else invented(Shape(), wish.seed)
        build_country(
            wish.folder, offices, open_workbench(str(Path(__file__).parent)), store=wish.store, seed=wish.seed
        )
    except InspectionError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
