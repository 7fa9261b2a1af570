"""The files in a campaign's folder of registers: whose they are, and those that are nobody's. Light: it loads no pandas."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import Problem
from inspection_lib.messages import message
from inspection_lib.model import Campaign
from inspection_lib.rules.registers import MEASURES
from inspection_lib.yamlfile import nearest

SUFFIXES = (".csv", ".xlsx")
"""What a register may be saved as."""
TABLES = (*SUFFIXES, ".xls", ".xlsm", ".ods", ".tsv", ".txt")
"""What else people save tables as: in the folder of registers they are meant to be some."""


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register of a unit: `<unit>.<register>.csv` or `.xlsx`."""

    unit: str
    register: str
    path: Path


def unit_registers(folder: Path, unit: str) -> list[RegisterFile]:
    """The registers that lie in a folder for one unit, without a look at the others' files."""
    named = ((register, folder / f"{unit}.{register}{suffix}") for register in MEASURES for suffix in SUFFIXES)
    return [RegisterFile(unit, register, path) for register, path in named if path.is_file()]


def find_registers(folder: Path, campaign: Campaign) -> tuple[list[RegisterFile], list[Problem]]:
    """All registers of a folder by name, and every table there that no unit's report would read. Hidden files are left out."""
    found: list[RegisterFile] = []
    problems: list[Problem] = []
    if folder.is_dir():
        for name in sorted(entry.name for entry in os.scandir(folder) if entry.is_file()):
            if name.startswith((".", "~$")) or not name.lower().endswith(TABLES):
                continue
            register = register_of(folder / name, campaign)
            if isinstance(register, Problem):
                problems.append(register)
            else:
                found.append(register)
    return found, problems


def register_of(path: Path, campaign: Campaign) -> RegisterFile | Problem:
    """Whose register a file is by its name, or what is wrong with the name."""
    unit, _, register = path.stem.rpartition(".")
    if path.suffix not in SUFFIXES:
        said = message("'{suffix}' is no kind of file for a register.", suffix=path.suffix)
        remedy = message("Save it as CSV or XLSX, with the ending .csv or .xlsx.")
    elif register not in MEASURES:
        said, remedy = message("'{field}' is not known here.", field=register), nearest(register, MEASURES)
    elif campaign.unit(unit) is None:
        said = message("Unit '{unit}' is not inspected in campaign {campaign}.", unit=unit, campaign=campaign.id)
        remedy = nearest(unit, [known.code for known in campaign.units])
    elif path.suffix != ".csv" and path.with_suffix(".csv").is_file():
        said = message("Register {register} of unit {unit} is there twice, as CSV and as XLSX.", register=register, unit=unit)
        remedy = message("Keep one of the two files.")
    else:
        return RegisterFile(unit, register, path)
    return Problem(str(path), 0, said, remedy)
