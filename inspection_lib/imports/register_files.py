"""The files in a campaign's folder of registers: whose they are, and those that are nobody's. Light: it loads no pandas."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import Problem
from inspection_lib.language import Fault, message, nearest
from inspection_lib.model import REGISTERS, Campaign

SUFFIXES = (".csv", ".xlsx")
"""What a register may be saved as."""
TABLES = (*SUFFIXES, ".xls", ".xlsm", ".ods", ".tsv", ".txt")
"""What people save tables as: in the folder of registers they are meant to be some."""


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register of a unit: `<unit>.<register>.csv` or `.xlsx`."""

    unit: str
    register: str
    path: Path


def unit_registers(folder: Path, unit: str) -> tuple[list[RegisterFile], list[Problem]]:
    """The registers that lie in a folder for one unit, and what is meant to be one but would not be read."""
    return _sorted_out(_named(path) for path in _meant(folder) if _start(path)[0] == unit)


def find_registers(folder: Path, campaign: Campaign) -> tuple[list[RegisterFile], list[Problem]]:
    """All registers of a folder by name, and everything there that is meant to be one but that no unit's report would read."""
    return _sorted_out(identify_register(path, campaign) for path in _meant(folder))


def identify_register(path: Path, campaign: Campaign) -> RegisterFile | Problem:
    """Whose register a file is by its name, or what is wrong with the name."""
    register = _named(path)
    if isinstance(register, Problem) or campaign.unit(register.unit):
        return register
    said = message(
        "Unit '{unit}' is not inspected in campaign {campaign}.", unit=register.unit, campaign=campaign.id
    )
    return Problem(
        str(path), 0, Fault(said, nearest(register.unit, [known.code for known in campaign.units]))
    )


def looks_like_register(path: Path) -> bool:
    """Whether something in the folder of registers is meant to be one: a table, a folder, or what holds a register's name.

    Hidden files are not, nor is a copy such as `060.one_stop.csv.bak` beside the register itself.
    """
    name = path.name.strip().lower()
    if name.startswith((".", "~$")):
        return False
    if name.endswith(TABLES) or path.is_dir():
        return True
    unit, register = _start(path)
    return register in REGISTERS and not any(
        path.with_name(f"{unit}.{register}{suffix}").is_file() for suffix in SUFFIXES
    )


def _start(path: Path) -> tuple[str, str]:
    """The unit and the register that a name begins with, whatever follows; a name without a known register ends with one."""
    for register in REGISTERS:
        place = f"{path.name.lower()}.".find(f".{register}.")
        if place >= 0:
            return path.name[:place], register
    unit, _, register = path.stem.rpartition(".")
    return unit, register


def _meant(folder: Path) -> Iterator[Path]:
    names = sorted(os.listdir(folder)) if folder.is_dir() else []
    return (path for path in map(folder.joinpath, names) if looks_like_register(path))


def _sorted_out(looked_at: Iterable[RegisterFile | Problem]) -> tuple[list[RegisterFile], list[Problem]]:
    seen = list(looked_at)
    return [one for one in seen if isinstance(one, RegisterFile)], [
        one for one in seen if isinstance(one, Problem)
    ]


def _named(path: Path) -> RegisterFile | Problem:
    unit, register = _start(path)
    if path.is_dir():
        said = message("Folders among the registers are not looked into.")
        remedy = message("Put the registers into the campaign's folder itself.")
    elif path.suffix not in SUFFIXES:
        said = message("'{suffix}' is no kind of file for a register.", suffix=path.suffix)
        remedy = message("Save it as CSV or XLSX, with the ending .csv or .xlsx.")
    elif register not in REGISTERS or path.stem != f"{unit}.{register}":
        named = path.stem.removeprefix(f"{unit}.")
        said, remedy = message("'{field}' is not known here.", field=named), nearest(named, REGISTERS)
    elif not path.is_file():
        said, remedy = (
            message("There is no file under this name."),
            message("Put the register there, or take the entry away."),
        )
    elif path.suffix != ".csv" and path.with_suffix(".csv").is_file():
        said = message(
            "Register {register} of unit {unit} is there twice, as CSV and as XLSX.",
            register=register,
            unit=unit,
        )
        remedy = message("Keep one of the two files.")
    else:
        return RegisterFile(unit, register, path)
    return Problem(str(path), 0, Fault(said, remedy))
