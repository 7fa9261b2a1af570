"""The offices of a whole country: invented ones of the real shape, or those of a CSV file.

A file has the workbench's own columns, or the short form `code,name,type,parent`, in which a unit without a
parent is a province, one below it a district and one below that a commune.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from inspection_lib.definitions import UNIT_COLUMNS, check_units, read_units_with_problems
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.language import Fault, Text, message
from inspection_lib.model import NO_OFFICE, Unit
from inspection_lib.report import office_of_before

SHORT_COLUMNS = ("code", "name", "parent")
"""The columns of the short form that are read."""


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
    kind: str
    name: str
    parent: str

    def cells(self) -> dict[str, str]:
        """The line's cells; columns that are left out are empty."""
        said = {
            "code": self.code,
            "kind": self.kind,
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
    """An invented country: each district below a drawn province, each commune below a drawn district."""
    chance = Random(f"{seed}:shape")  # noqa: S311  (demonstration data)
    provinces = [f"{number:02}" for number in range(1, shape.provinces + 1)]
    districts = [f"{number:03}" for number in range(100, 100 + shape.districts)]
    offices = [Office(code, "province", f"Tỉnh {code} (minh họa)", "") for code in provinces]
    offices += _departments(provinces)
    above = _spread(districts, provinces, chance)
    offices += [Office(code, "district", f"Huyện {code} (minh họa)", above[code]) for code in districts]
    communes = [f"{number:05}" for number in range(1, shape.communes + 1)]
    above = _spread(communes, districts, chance)
    return offices + [Office(code, "commune", f"Xã {code} (minh họa)", above[code]) for code in communes]


def _departments(provinces: Iterable[str]) -> list[Office]:
    return [Office(f"{code}.SNV", "department", "Sở Nội vụ (minh họa)", code) for code in provinces]


def _spread(below: Sequence[str], above: Sequence[str], chance: Random) -> dict[str, str]:
    """Give each one below a place above, so that none above is left without while there are enough."""
    places = [*above, *(chance.choice(above) for _ in range(len(below) - len(above)))][: len(below)]
    return dict(zip(below, sorted(places), strict=True))


def read_offices(path: Path) -> list[Office]:
    """The offices of a units file of either form; raises :class:`InvalidFilesError` with all that is wrong.

    To a file of the short form a department is added for each province.
    """
    columns, rows = _rows(path)
    if "kind" in columns:
        units, problems = read_units_with_problems(path, office_of_before(), str(path))
    else:
        units, problems = _short_form(path, columns, rows)
    if not units and not problems:
        problems = [
            Problem(str(path), 0, Fault(message("The file holds no unit."), message("Write one a line.")))
        ]
    if problems:
        raise InvalidFilesError(problems)
    found = [Office(unit.code, unit.kind, unit.name.vi, unit.parent or "") for unit in units]
    if "kind" in columns:
        return found
    return found + _departments(office.code for office in found if office.kind == "province")


def _rows(path: Path) -> tuple[Sequence[str], list[tuple[int, dict[str, str]]]]:
    """The columns of a CSV file, and its rows with their lines."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            return reader.fieldnames or (), [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        said = message("The units file cannot be read: {error}.", error=str(error))
        raise InvalidFilesError(
            [Problem(str(path), 0, Fault(said, message("Name a CSV file in UTF-8.")))]
        ) from error


def _short_form(
    path: Path, columns: Sequence[str], rows: Sequence[tuple[int, Mapping[str, str]]]
) -> tuple[tuple[Unit, ...], list[Problem]]:
    """The units of a file in the short form, their kinds by depth, and all that is wrong with them."""
    missing = [column for column in SHORT_COLUMNS if column not in columns]
    if missing:
        said = message("The columns {columns} are missing.", columns=", ".join(missing))
        return (), [
            Problem(str(path), 1, Fault(said, message("Give the file these columns: code,name,type,parent.")))
        ]
    nobody, kinds = Text("", ""), ("province", "district", "commune")
    units = [
        (
            line,
            Unit(row["code"], "commune", Text(row["name"], row["name"]), row["parent"] or None, nobody),
        )
        for line, row in rows
    ]
    problems = check_units(units, NO_OFFICE, str(path))
    if problems:
        return (), problems
    parents = {unit.code: unit.parent for _, unit in units}
    depths = [(line, unit, _depth(unit.code, parents)) for line, unit in units]
    remedy = message("A file of this form has provinces, districts and communes.")
    problems = [
        Problem(
            str(path), line, Fault(message("Unit {unit} stands below a commune.", unit=unit.code), remedy)
        )
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
