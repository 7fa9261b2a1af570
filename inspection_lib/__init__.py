"""Audit and inspection workbench for public-administration reform (cải cách hành chính).

The names that notebooks use stand here; everything else is imported from its module.
"""

from __future__ import annotations

from inspection_lib.render.sections import show
from inspection_lib.workbench import make_report, open_home, write_report

__all__ = ["make_report", "open_home", "show", "write_report"]
