"""The site-visit form: the desk that answers it, the form in JupyterLab, and the form as one offline file.

`visit.widget` loads anywidget and `visit.jupyterlab` loads nbformat; both are imported by their own path.
"""

from __future__ import annotations

from inspection_lib.visit.desk import Desk, open_desk
from inspection_lib.visit.notebook_copy import visit_notebook
from inspection_lib.visit.offline import offline_page
from inspection_lib.visit.states import event_text

__all__ = ["Desk", "event_text", "offline_page", "open_desk", "visit_notebook"]
