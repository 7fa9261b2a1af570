"""The site-visit form: the desk that answers it, the form in JupyterLab, and the form as one offline file.

`visit.widget` loads anywidget and `visit.jupyterlab` loads nbformat; both are imported by their own path.
"""

from __future__ import annotations

from inspection_lib.visit.desk import Desk, open_desk
from inspection_lib.visit.installed import missing_lab_packages, require_lab
from inspection_lib.visit.notebook_copy import visit_notebook
from inspection_lib.visit.offline import offline_page
from inspection_lib.visit.states import event_text

__all__ = [
    "Desk",
    "event_text",
    "missing_lab_packages",
    "offline_page",
    "open_desk",
    "require_lab",
    "visit_notebook",
]
