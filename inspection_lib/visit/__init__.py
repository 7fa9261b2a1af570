"""The site-visit form: the desk that answers it, the form in JupyterLab, and the form as one offline file.

Each name is loaded on first use: the processes of a visit start at the same time, and none needs them all.
`visit.widget` loads anywidget and `visit.jupyterlab` loads nbformat; both are imported by their own path.
"""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
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
