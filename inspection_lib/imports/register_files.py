"""Find the registers in a campaign's folder by their names.

A file that is meant to be a register but would not be read is a problem: a report would be made without it,
and nobody would know.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import Problem
from inspection_lib.language import Fault, message, nearest
from inspection_lib.model import REGISTERS, Campaign
from inspection_lib.tables import TABLE_SUFFIXES


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register of a unit: `<unit>.<register>.csv`, or another ending of a table."""

    unit: str
    register: str
    path: Path


def unit_registers(
    folder: Path, unit_code: str, registers: Collection[str] = REGISTERS
) -> tuple[list[RegisterFile], list[Problem]]:
    """The registers of one unit in a folder, and a problem for each file of the unit that is not read.

    ``registers`` are the names of the kinds, those of extensions too.
    """
    paths = [path for path in _candidates(folder, registers) if _split_name(path, registers)[0] == unit_code]
    return _separate(_identify(path, registers) for path in paths)


def find_registers(
    folder: Path, campaign: Campaign, registers: Collection[str] = REGISTERS
) -> tuple[list[RegisterFile], list[Problem]]:
    """All registers of a folder in the order of names, and a problem for each file that is not read."""
    paths = _candidates(folder, registers)
    return _separate(identify_register(path, campaign, registers) for path in paths)


def identify_register(
    path: Path, campaign: Campaign, registers: Collection[str] = REGISTERS
) -> RegisterFile | Problem:
    """The register that a file holds according to its name, or what is wrong with the name."""
    register = _identify(path, registers)
    if isinstance(register, Problem) or campaign.unit(register.unit):
        return register
    text = message(
        "Unit '{unit}' is not inspected in campaign {campaign}.", unit=register.unit, campaign=campaign.id
    )
    codes = [unit.code for unit in campaign.units]
    return Problem(str(path), 0, Fault(text, nearest(register.unit, codes)))


def looks_like_register(path: Path, registers: Collection[str] = REGISTERS) -> bool:
    """Whether a path in the folder of registers is meant to be a register.

    Tables and folders are, and names with a register in them. Hidden files are not, nor is a copy such as
    `060.one_stop.csv.bak` beside the register itself.
    """
    name = path.name.strip().lower()
    if name.startswith((".", "~$")):
        return False
    if name.endswith(TABLE_SUFFIXES) or path.is_dir():
        return True
    unit_code, register = _split_name(path, registers)
    return register in registers and not any(
        path.with_name(f"{unit_code}.{register}{suffix}").is_file() for suffix in TABLE_SUFFIXES
    )


def _candidates(folder: Path, registers: Collection[str]) -> Iterator[Path]:
    names = sorted(os.listdir(folder)) if folder.is_dir() else []
    return (path for path in map(folder.joinpath, names) if looks_like_register(path, registers))


def _separate(found: Iterable[RegisterFile | Problem]) -> tuple[list[RegisterFile], list[Problem]]:
    registers: list[RegisterFile] = []
    problems: list[Problem] = []
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
        else:
            registers.append(one)
    return registers, problems


def _split_name(path: Path, registers: Collection[str]) -> tuple[str, str]:
    """The unit and the register that a name begins with: `060` and `one_stop` for `060.one_stop (1).csv`.

    Codes of units may hold dots, and registers of extensions have one, so those are looked for first. Without
    a known register in the name, its last part counts as one.
    """
    for register in sorted(registers, key=lambda name: "." not in name):
        start = f"{path.name.lower()}.".find(f".{register}.")
        if start >= 0:
            return path.name[:start], register
    unit_code, _, register = path.stem.rpartition(".")
    return unit_code, register


def _identify(path: Path, registers: Collection[str]) -> RegisterFile | Problem:
    """The register of a file by its name, or what is wrong with the file. Any unit is allowed."""
    unit_code, register = _split_name(path, registers)
    if path.is_dir():
        text = message("Folders inside the folder of registers are not read.")
        remedy = message("Put the registers into the campaign's folder itself.")
    elif path.suffix.lower() not in TABLE_SUFFIXES:
        text = message("A register cannot be a file of the type '{suffix}'.", suffix=path.suffix)
        remedy = message("Save it as CSV or XLSX, with the ending .csv or .xlsx.")
    elif register not in registers or path.stem != f"{unit_code}.{register}":
        name = path.stem.removeprefix(f"{unit_code}.")
        text, remedy = message("'{field}' is not known here.", field=name), nearest(name, registers)
    elif not path.is_file():
        text = message("There is no file under this name.")
        remedy = message("Put the register there, or remove the entry.")
    elif other := _same_register(path):
        text = message(
            "Register {register} of unit {unit} is there twice, also as {file}.",
            register=register,
            unit=unit_code,
            file=other,
        )
        remedy = message("Keep one of the two files.")
    else:
        return RegisterFile(unit_code, register, path)
    return Problem(str(path), 0, Fault(text, remedy))


def _same_register(path: Path) -> str:
    """The name of the same register in a format that comes before in the order of formats; "" for none."""
    suffixes = TABLE_SUFFIXES[: TABLE_SUFFIXES.index(path.suffix.lower()) + 1]
    others = (path.with_suffix(suffix) for suffix in suffixes)  # the last one may differ in capitals
    return next((other.name for other in others if other != path and other.is_file()), "")
