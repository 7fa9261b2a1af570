"""A workbench for audits and inspections of offices.

The names that notebooks use stand here. Each is loaded on first use, because the form and the batch need
libraries that a report does not. Everything else is imported from the face of its room.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspection_lib.batch.notebook import make_reports
    from inspection_lib.render import show
    from inspection_lib.visit.widget import open_form
    from inspection_lib.workbench import check_parameters, make_report, open_workbench, write_report
    from inspection_lib.workbench.overviews import open_follow_up, open_province

__all__ = [
    "check_parameters",
    "make_report",
    "make_reports",
    "open_follow_up",
    "open_form",
    "open_province",
    "open_workbench",
    "show",
    "write_report",
]

_MODULES: Mapping[str, str] = MappingProxyType(
    {
        "check_parameters": "workbench",
        "make_report": "workbench",
        "make_reports": "batch.notebook",
        "open_follow_up": "workbench.overviews",
        "open_form": "visit.widget",
        "open_workbench": "workbench",
        "open_province": "workbench.overviews",
        "show": "render",
        "write_report": "workbench",
    }
)


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
