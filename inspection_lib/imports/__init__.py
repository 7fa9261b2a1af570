"""What offices hand in: tables of answers and registers exported from systems in use."""

from __future__ import annotations

from inspection_lib.imports.register_files import (
    find_registers,
    identify_register,
    looks_like_register,
    unit_registers,
)
from inspection_lib.imports.registers import RegisterReading, read_measures
from inspection_lib.imports.responses import read_responses

__all__ = [
    "RegisterReading",
    "find_registers",
    "identify_register",
    "looks_like_register",
    "read_measures",
    "read_responses",
    "unit_registers",
]
