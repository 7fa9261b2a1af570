"""The files of `round_2026/data/` as values, checked when they are read, and the units' sizes."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml
from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from inspection_lib.model import Cause, Unit

DATA = Path(__file__).resolve().parent / "data"
CAMPAIGN = "2026-dot-1"
DEPARTMENT = "department"
STRICT = ConfigDict(extra="forbid")
Codes = tuple[str, ...]


@checked(frozen=True, config=STRICT)
class SpecialUnits:
    """`units.yaml`; its comments say what each list is for."""

    good_unit: str
    bad_unit: str
    unfinished: Codes
    claim_only: Codes
    empty: Codes
    without_procedures: Codes
    without_service_units: Codes
    not_rearranged: Codes
    portal: dict[str, dict[str, float]]


@checked(frozen=True, config=STRICT)
class ItemTraits:
    """A row of `items.csv`. ``whole`` names a size of the unit; without one the range of its kind holds."""

    item: str
    whole: str = ""
    department: str = "4-12"
    commune: str = "4-12"
    shift: float = 0.0
    at_zero: float = 0.5
    full_at: float = 0.75
    paper: str = "BC"
    cause: Cause = Cause.STAFF
    defect: str = "Chưa đạt yêu cầu"


@checked(frozen=True, config=STRICT)
class Words:
    """`words.yaml`."""

    claim_notes: Codes
    sheets: Codes


@dataclass(frozen=True, slots=True)
class Profile:
    """What a unit is like: its quality from 0 to 1, how much its items differ, and its sizes by name."""

    unit: Unit
    quality: float
    scatter: float
    sizes: dict[str, int]

    @property
    def code(self) -> str:
        """The unit's code."""
        return self.unit.code


def draw(*about: object) -> Random:
    """A random generator for one purpose, seeded by what it is for: the same files give the same bytes."""
    return Random(":".join((CAMPAIGN, *map(str, about))))  # noqa: S311  (sample data, not a secret)


def clamp(number: float) -> float:
    """The nearest number from 0 to 1."""
    return max(0.0, min(1.0, number))


def traits(item_id: str) -> ItemTraits:
    """How an item deviates from the others, and what is said of it."""
    return _ITEMS.get(item_id, ItemTraits(item_id))


def profile_of(unit: Unit) -> Profile:
    """A unit's profile. Departments and wards do a little better; sizes are invented within usual bounds."""
    chance, office = draw(unit.code, "profile"), unit.kind == DEPARTMENT
    middle = 0.68 if office else 0.64 if unit.name.vi.startswith("Phường") else 0.59
    quality = {SPECIAL.good_unit: 0.8, SPECIAL.bad_unit: 0.4}.get(unit.code, chance.gauss(middle, 0.08))
    files = chance.randint(120, 2600) if office else chance.randint(700, 4200)
    procedures = chance.randint(45, 160) if office else chance.randint(330, 390)
    sizes = {
        "files": files,
        "paid_files": files * chance.randint(25, 70) // 100,
        "procedures": procedures,
        "fee_procedures": procedures * chance.randint(15, 40) // 100,
        "staff": chance.randint(34, 120) if office else chance.randint(38, 64),
        "feedback": chance.choice((0, 0, 1, 2, 4, 7, 12)),
        "copies": 0 if office else chance.randint(40, 900),
    }
    return Profile(unit, clamp(quality), 0.08 if unit.code == SPECIAL.good_unit else 0.16, sizes)


def _yaml(name: str) -> object:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def _items() -> dict[str, ItemTraits]:
    with (DATA / "items.csv").open(encoding="utf-8", newline="") as file:
        rows = [{column: cell for column, cell in row.items() if cell} for row in csv.DictReader(file)]
    return {str(row["item"]): TypeAdapter(ItemTraits).validate_python(row) for row in rows}


SPECIAL = TypeAdapter(SpecialUnits).validate_python(_yaml("units.yaml"))
WORDS = TypeAdapter(Words).validate_python(_yaml("words.yaml"))
_ITEMS = _items()
