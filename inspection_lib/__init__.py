"""A workbench for audits and inspections of offices.

The names that notebooks and analysts use stand here; docs/analysts.md describes them. Each is loaded on first
use, because the form and the batch need libraries that a report does not. Everything else is imported from
the face of its room, and may change with any version.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import version
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspection_lib import frames
    from inspection_lib.batch.notebook import make_reports
    from inspection_lib.render import show
    from inspection_lib.report import report_from_json
    from inspection_lib.visit.widget import open_form
    from inspection_lib.workbench import check_parameters, make_report, open_workbench, write_report
    from inspection_lib.workbench.overviews import open_follow_up, open_province

    __version__: str

__all__ = [
    "__version__",
    "check_parameters",
    "frames",
    "make_report",
    "make_reports",
    "open_follow_up",
    "open_form",
    "open_province",
    "open_workbench",
    "report_from_json",
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
        "report_from_json": "report",
        "show": "render",
        "write_report": "workbench",
    }
)


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name == "__version__":
        return version("inspection-workbench")
    if name == "frames":
        return import_module(f"{__name__}.frames")
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
