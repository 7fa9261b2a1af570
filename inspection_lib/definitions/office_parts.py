"""What an office adds to the library: its own code, and the kinds of register that its files describe."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inspection_lib.definitions.register_kinds import REGISTER_SUFFIX, read_own_registers, shipped_registers
from inspection_lib.errors import Problem
from inspection_lib.extensions import Extensions, read_extensions

REGISTERS_FOLDER = "checklists/registers"
"""The folder of a workbench that holds its registers, and the files that describe kinds of register."""


def kinds_of_registers(folder: Path) -> list[Path]:
    """The files of a workbench's folder that describe kinds of register, by name."""
    return sorted((folder / REGISTERS_FOLDER).glob(f"*{REGISTER_SUFFIX}"))


def read_office_parts(folder: Path) -> tuple[Extensions, list[Problem]]:
    """The extensions of a workbench's folder with all kinds of register that files describe.

    Those are the ones of the library and of the workbench. The problems are those of both.
    """
    extensions, problems = read_extensions(folder)
    own, of_files = read_own_registers(folder / REGISTERS_FOLDER, REGISTERS_FOLDER)
    return replace(extensions, described=(*shipped_registers(), *own)), [*problems, *of_files]
