"""What offices hand in: tables of answers and registers exported from systems in use."""

from __future__ import annotations

from inspection_lib.imports.register_files import find_registers, is_meant, register_of, unit_registers
from inspection_lib.imports.responses import read_responses

__all__ = ["find_registers", "is_meant", "read_responses", "register_of", "unit_registers"]
