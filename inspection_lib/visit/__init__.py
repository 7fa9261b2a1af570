"""The site-visit form: the desk that answers it, the form in JupyterLab, and the form as one offline file.

Each name is loaded on first use: the processes of a visit start at the same time, and none needs them all.
`visit.widget` loads anywidget and `visit.jupyterlab` loads nbformat; both are imported by their own path.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspection_lib.visit.decisions import check_contradiction, contradictions_of
    from inspection_lib.visit.desk import Desk, open_desk
    from inspection_lib.visit.installed import missing_lab_packages, require_lab
    from inspection_lib.visit.notebook_copy import visit_notebook
    from inspection_lib.visit.offline import OfflineForm, offline_page, units_page
    from inspection_lib.visit.open_only import OpenDesk, only_what_is_open
    from inspection_lib.visit.self_score import UNIT_ROLE, self_definition, self_states
    from inspection_lib.visit.states import event_text
    from inspection_lib.visit.submission import UnitSubmission, submission_of

__all__ = [
    "UNIT_ROLE",
    "Desk",
    "OfflineForm",
    "OpenDesk",
    "UnitSubmission",
    "check_contradiction",
    "contradictions_of",
    "event_text",
    "missing_lab_packages",
    "offline_page",
    "only_what_is_open",
    "open_desk",
    "require_lab",
    "self_definition",
    "self_states",
    "submission_of",
    "units_page",
    "visit_notebook",
]

_MODULES: Mapping[str, str] = MappingProxyType(
    {
        "Desk": "desk",
        "OfflineForm": "offline",
        "OpenDesk": "open_only",
        "UNIT_ROLE": "self_score",
        "UnitSubmission": "submission",
        "check_contradiction": "decisions",
        "contradictions_of": "decisions",
        "event_text": "states",
        "missing_lab_packages": "installed",
        "offline_page": "offline",
        "only_what_is_open": "open_only",
        "open_desk": "desk",
        "require_lab": "installed",
        "self_definition": "self_score",
        "self_states": "self_score",
        "submission_of": "submission",
        "units_page": "offline",
        "visit_notebook": "notebook_copy",
    }
)


def __getattr__(name: str) -> Any:
    """Load a name of this room from its module."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
